import JSZip from 'jszip';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { ACTION_LOG_COLUMNS, type ActionLogRow } from '#domain/action-log.ts';
import { HOSTILE, ILLEGAL_TEXT } from '../../tests/support/sample-records.ts';
import { actionLogToXlsx } from './xlsx.ts';

const ROW: ActionLogRow = {
  number: 14,
  wording: 'Send the list',
  owners: ['Ruth Hale', 'District councils'],
  raisedOn: '2026-12-10',
  meetingDate: null,
  minuteNumber: null,
  dueOn: '2027-01-14',
  status: 'noLongerRequired',
  rag: 'completed',
  latestUpdate: 'Sent.\nAll of it.',
  closedOn: '2027-03-11'
};

const read = async (rows: ActionLogRow[]) =>
  readSheet(Buffer.from(await actionLogToXlsx(rows)), undefined);

test('dates are dates, numbers are numbers and the rest is text', async () => {
  const [headings, row] = await read([ROW]);
  expect(headings).toEqual(ACTION_LOG_COLUMNS.map(({ heading }) => heading));
  expect(row).toEqual([
    14,
    'Send the list',
    'Ruth Hale; District councils',
    new Date('2026-12-10'),
    null,
    null,
    new Date('2027-01-14'),
    'No longer required',
    'Completed',
    'Sent.\nAll of it.',
    new Date('2027-03-11')
  ]);
});

test('[R13] hostile text is text as it was written, and no cell is a formula', async () => {
  const rows = HOSTILE.map((wording) => ({ ...ROW, wording, latestUpdate: wording }));
  const [, ...cells] = await read(rows);
  expect(cells.map((row) => row[1])).toEqual(HOSTILE);
  expect(cells.map((row) => row[9])).toEqual(HOSTILE);
  const parts = await partsOf(rows);
  expect(parts.get('xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >]/);
});

test('[R11] characters that XML forbids are left out', async () => {
  expect((await read([{ ...ROW, wording: ILLEGAL_TEXT }]))[1]?.[1]).toBe('abcdef');
});

test('a text longer than a cell can hold is cut, and not through a character', async () => {
  const wording = `${'x'.repeat(32_766)}\u{1f642}`;
  expect((await read([{ ...ROW, wording }]))[1]?.[1]).toBe('x'.repeat(32_766));
});

test('[R12] the file has no author, no hidden sheet and no link outside', async () => {
  const parts = await partsOf([ROW]);
  const all = [...parts.values()].join();
  expect(all).not.toMatch(/creator|lastModifiedBy|state="hidden"|TargetMode="External"/);
  expect([...parts.keys()].filter((name) => /custom|comment|external|vba/i.test(name))).toEqual([]);
});

async function partsOf(rows: ActionLogRow[]): Promise<Map<string, string>> {
  const zip = await JSZip.loadAsync(await actionLogToXlsx(rows));
  const files = Object.values(zip.files).filter(({ dir }) => !dir);
  return new Map(
    await Promise.all(files.map(async (file) => [file.name, await file.async('string')] as const))
  );
}
