import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACTION_STATE_WORDS, RAG_WORDS, type ActionLogRow } from '#domain/action-log.ts';
import { HOSTILE, ILLEGAL_TEXT } from '../../tests/support/sample-records.ts';
import { actionLogToCsv } from './csv.ts';
import { legalText } from './printable.ts';

const ROW: ActionLogRow = {
  number: 14,
  wording: 'Send the list, with "all" locations',
  owners: ['Ruth Hale', 'District councils'],
  raisedOn: '2026-12-10',
  meetingDate: '2026-12-10',
  minuteNumber: 19,
  dueOn: '2027-01-14',
  status: 'open',
  rag: 'happeningButBehind',
  latestUpdate: 'Half sent.\nThe rest follows.',
  closedOn: null
};

test('a row says everything of an action, in words a person reads', async () => {
  expect(await actionLogToCsv([ROW])).toBe(
    '\ufeffAction number,Action,Owners,Raised,Meeting,Minute,Due,Status,RAG rating,Latest update,Closed\r\n' +
      '14,"Send the list, with ""all"" locations",Ruth Hale; District councils,2026-12-10,2026-12-10,19,' +
      '2027-01-14,Open,Happening but behind schedule,"Half sent.\nThe rest follows.",\r\n'
  );
});

test.each(['=1+1', '+44 20', '-1', '@SUM(A1)', '\t=1', '\r=1', '\u0000=1', '\u001b=1', '＝1'])(
  '[R13] %j is not a formula',
  async (wording) => {
    const field = fieldsOf(await actionLogToCsv([{ ...ROW, wording }]))[1]?.[1];
    expect(field).toBe(`'${legalText(wording)}`);
  }
);

test('[R13] what is read back is what was written, but for the apostrophe', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE, ILLEGAL_TEXT));
  const row: fc.Arbitrary<ActionLogRow> = fc
    .record({
      wording: text,
      owners: fc.array(text, { maxLength: 3 }),
      latestUpdate: fc.option(text),
      status: fc.constantFrom(...keysOf(ACTION_STATE_WORDS)),
      rag: fc.constantFrom(...keysOf(RAG_WORDS))
    })
    .map((written) => ({ ...ROW, ...written }));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
      const [, ...read] = fieldsOf(await actionLogToCsv(rows));
      expect(
        read.map((fields) => fields.map((field) => field.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '')))
      ).toEqual(
        rows.map((each) => [
          '14',
          withoutApostrophe(each.wording),
          withoutApostrophe(each.owners.join('; ')),
          '2026-12-10',
          '2026-12-10',
          '19',
          '2027-01-14',
          ACTION_STATE_WORDS[each.status],
          RAG_WORDS[each.rag],
          withoutApostrophe(each.latestUpdate ?? ''),
          ''
        ])
      );
    })
  );
});

const keysOf = <Key extends string>(words: Record<Key, string>): Key[] =>
  Object.keys(words) as Key[];

/** A text may begin with an apostrophe of its own before a sign; the comparison takes off one. */
const withoutApostrophe = (text: string): string =>
  legalText(text).replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '');

/** RFC 4180, read by its grammar. */
function fieldsOf(csv: string): string[][] {
  expect(csv.startsWith('\ufeff')).toBe(true);
  const records: string[][] = [];
  let record: string[] = [];
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y;
  field.lastIndex = 1;
  while (field.lastIndex < csv.length) {
    const [, raw = '', end] = field.exec(csv) ?? [];
    if (end === undefined) throw new Error('not RFC 4180');
    record.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === '\r\n') {
      records.push(record);
      record = [];
    }
  }
  return records;
}
