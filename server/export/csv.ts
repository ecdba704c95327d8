/**
 * The action log as RFC 4180: CRLF, quotes doubled. A byte order mark tells Excel that it is UTF-8.
 * A text that a spreadsheet would take for a formula gets an apostrophe before it; control
 * characters are taken out first, so that none can hide the sign behind it.
 */
import { stringify } from 'csv-stringify/sync';
import { ACTION_LOG_COLUMNS, type ActionLogCell, type ActionLogRow } from '#domain/action-log.ts';
import { legalText } from './printable.ts';

export const actionLogToCsv = async (rows: readonly ActionLogRow[]): Promise<string> =>
  stringify(
    [
      ACTION_LOG_COLUMNS.map(({ heading }) => heading),
      ...rows.map((row) => ACTION_LOG_COLUMNS.map(({ cell }) => fieldOf(cell(row))))
    ],
    { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/, escape_formulas: true }
  );

function fieldOf(cell: ActionLogCell): string {
  switch (cell.kind) {
    case 'text':
      return legalText(cell.text);
    case 'number':
      return cell.number === null ? '' : String(cell.number);
    case 'date':
      return cell.date ?? '';
  }
}
