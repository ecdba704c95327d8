/**
 * The action log as a sheet: dates are dates and numbers are numbers, so that they sort. Text cells
 * are typed as text, so nothing in them is ever a formula.
 */
import writeXlsxFile, { type CellObject } from 'write-excel-file/node';
import { ACTION_LOG_COLUMNS, type ActionLogCell, type ActionLogRow } from '#domain/action-log.ts';
import { legalText } from './printable.ts';

/** Excel takes a file with a longer cell for damaged. */
const CELL_LIMIT = 32_767;

export async function actionLogToXlsx(rows: readonly ActionLogRow[]): Promise<Uint8Array> {
  const headings = ACTION_LOG_COLUMNS.map(({ heading }): CellObject => ({
    value: heading,
    type: String,
    fontWeight: 'bold',
    wrap: true
  }));
  const cells = rows.map((row) => ACTION_LOG_COLUMNS.map(({ cell }) => sheetCell(cell(row))));
  return writeXlsxFile([headings, ...cells], {
    sheet: 'Actions',
    orientation: 'landscape',
    stickyRowsCount: 1,
    columns: ACTION_LOG_COLUMNS.map(({ width }) => ({ width }))
  }).toBuffer();
}

function sheetCell(cell: ActionLogCell): CellObject | null {
  switch (cell.kind) {
    case 'text': {
      // Cut before it is cleaned: a cut through a pair leaves half a surrogate.
      const value = legalText(cell.text.slice(0, CELL_LIMIT));
      return value === '' ? null : { value, type: String, wrap: true, alignVertical: 'top' };
    }
    case 'number':
      return cell.number === null
        ? null
        : { value: cell.number, type: Number, alignVertical: 'top' };
    case 'date':
      return cell.date === null
        ? null
        : { value: new Date(cell.date), type: Date, format: 'd mmm yyyy', alignVertical: 'top' };
  }
}
