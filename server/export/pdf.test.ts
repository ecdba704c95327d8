import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layOut } from '#domain/lay-out.ts';
import type { Layout } from '#domain/layout.ts';
import {
  HOSTILE,
  ILLEGAL_TEXT,
  hostileMinutes,
  sampleAgenda,
  sampleMinutes
} from '../../tests/support/sample-records.ts';
import { PdfFailure, startPdfPrinter } from './pdf.ts';

const run = promisify(execFile);
const printer = startPdfPrinter();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pdf-'));
});

afterAll(async () => {
  await printer.close();
  await rm(folder, { recursive: true });
});

test('minutes come out tagged, titled, in British English and as PDF/UA-1', async () => {
  const pdf = await read(layOut(sampleMinutes({}, 16)));
  const info = await pdf.info();
  expect(info).toMatch(/Tagged: +yes/);
  expect(info).toMatch(/JavaScript: +no/);
  expect(info).toContain(
    'Minutes of the meeting of the Prevent Oversight Board held on 10 December 2026 at 2.00 pm'
  );
  expect(info).not.toMatch(/^Author/m);
  expect(await pdf.info('-meta')).toMatch(/pdfuaid:part(>|=")1/);
  expect(pdf.raw).toContain('/Lang (en-GB)');
  expect(pdf.raw).toContain('/DisplayDocTitle true');
});

test('every page says that it is a draft, and which page of how many it is', async () => {
  const { pages } = await read(layOut(sampleMinutes({}, 16)));
  expect(pages.length).toBeGreaterThan(5);
  pages.forEach((page, index) => {
    expect(page).toContain('DRAFT - subject to approval at the next meeting');
    expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
  });
});

test('approved minutes carry no mark, and say who approved them', async () => {
  const approval = { meetingDate: '2027-03-11', presidedBy: 'Councillor A' };
  const { text } = await read(layOut(sampleMinutes({ state: 'approved', approval })));
  expect(text).not.toContain('DRAFT');
  expect(text).toMatch(/CHAIR: Councillor A\s+DATE: 11 March 2027/);
});

test('headings, lists and paragraphs are tagged as what they are', async () => {
  const structureOf = async (layout: Layout) => (await read(layout)).info('-struct-text');
  const structure = await structureOf(layOut(sampleMinutes()));
  expect(structure).toMatch(/H1 "Minutes of the meeting/);
  expect(structure).toMatch(/H2 "16\. Report 1"/);
  expect(structure).toMatch(/LI \(block\)/);
  expect(await structureOf(layOut(sampleAgenda()))).toMatch(/H3 "1\. Communications strategy"/);
});

test('[R11] hostile text is printed as it was written', async () => {
  const { text } = await read(layOut(hostileMinutes()));
  const printed = plain(text);
  const latin = HOSTILE.filter((each) => !/[\u0590-\u06ff]|\p{Emoji_Presentation}/u.test(each));
  expect(latin.length).toBeGreaterThan(9);
  for (const hostile of latin) expect(printed).toContain(plain(hostile));
  // Right-to-left words are read back in their own direction; the reader may order them anew.
  expect(printed).toMatch(/שלום|םולש/);
  expect(printed).not.toContain('root:');
});

test('a character that no font can show costs the claim of PDF/UA, not the tags', async () => {
  const pdf = await read(layOut(hostileMinutes(['before \u{10fff0} after'])));
  expect(pdf.text).toMatch(/before.*after/s);
  expect(await pdf.info()).toMatch(/Tagged: +yes/);
  expect(await pdf.info('-meta')).not.toContain('pdfuaid');
});

test('[R11] characters that XML forbids are left out', async () => {
  expect((await read(layOut(hostileMinutes([ILLEGAL_TEXT])))).text).toContain('abcdef');
});

test('a resolution longer than a page is broken, not cut off', async () => {
  const sentence = Array.from({ length: 3000 }, (_, index) => `w${index}`).join(' ');
  const { text } = await read(layOut(hostileMinutes([sentence])));
  expect(text.match(/\bw2999\b/g)?.length).toBeGreaterThanOrEqual(5);
});

test('many records at once come out each as itself', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `Board ${index}`);
  const texts = await Promise.all(
    names.map(async (name) => {
      const board = { name, strapline: null };
      return (await read(layOut(sampleMinutes({ board }, 1)), name)).text;
    })
  );
  texts.forEach((text, index) => expect(text).toContain(`the Board ${index} held`));
});

test('a record that cannot be printed fails alone, and the next one is printed', async () => {
  const broken = { title: 'x', mark: null, nodes: [{ kind: 'title' }] } as unknown as Layout;
  const [failed, printed] = await Promise.allSettled([
    printer.print(broken),
    printer.print(layOut(sampleMinutes()))
  ]);
  expect(failed).toMatchObject({ status: 'rejected', reason: expect.any(PdfFailure) });
  expect(printed.status).toBe('fulfilled');
});

test('a record that takes too long is given up, and the next one is printed', async () => {
  const hurried = startPdfPrinter(1);
  await expect(hurried.print(layOut(sampleMinutes({}, 400)))).rejects.toThrow('too long');
  await hurried.close();
  const patient = startPdfPrinter();
  await expect(patient.print(layOut(sampleMinutes()))).resolves.toBeInstanceOf(Uint8Array);
  await patient.close();
});

test('closing fails the jobs that wait, and every later one', async () => {
  const closing = startPdfPrinter();
  const job = closing.print(layOut(sampleMinutes()));
  const outcome = expect(job).rejects.toThrow('closed');
  await closing.close();
  await outcome;
  await expect(closing.print(layOut(sampleMinutes()))).rejects.toThrow(PdfFailure);
});

async function read(layout: Layout, name = 'record') {
  const bytes = await printer.print(layout);
  const file = join(folder, `${name}.pdf`);
  await writeFile(file, bytes);
  const { stdout: text } = await run('pdftotext', [file, '-']);
  return {
    text,
    pages: text.split('\f').slice(0, -1),
    raw: Buffer.from(bytes).toString('latin1'),
    info: async (...options: string[]) => (await run('pdfinfo', [...options, file])).stdout
  };
}

/** Without spaces, breaks and marks of no width: readers of PDF set those anew. */
function plain(text: string): string {
  return text.replace(/DRAFT.*|Page \d+ of \d+/g, '').replace(/[\s\p{Cf}\u00ad]/gu, '');
}
