import JSZip from 'jszip';
import { expect, test } from 'vitest';
import { layOut } from '#domain/lay-out.ts';
import type { Layout } from '#domain/layout.ts';
import {
  HOSTILE,
  ILLEGAL_TEXT,
  hostileMinutes,
  sampleAgenda,
  sampleMinutes
} from '../../tests/support/sample-records.ts';
import { layoutToDocx } from './docx.ts';

const PARTS = [
  '[Content_Types].xml',
  '_rels/.rels',
  'docProps/app.xml',
  'docProps/core.xml',
  'docProps/custom.xml',
  'word/_rels/document.xml.rels',
  'word/_rels/endnotes.xml.rels',
  'word/_rels/fontTable.xml.rels',
  'word/_rels/footer1.xml.rels',
  'word/_rels/footnotes.xml.rels',
  'word/_rels/header1.xml.rels',
  'word/document.xml',
  'word/endnotes.xml',
  'word/fontTable.xml',
  'word/footer1.xml',
  'word/footnotes.xml',
  'word/header1.xml',
  'word/numbering.xml',
  'word/settings.xml',
  'word/styles.xml',
  'word/theme/theme1.xml'
];

test('[R12] the file has no parts but these, and none has anything hidden in it', async () => {
  const parts = await read(layOut(sampleMinutes()));
  expect([...parts.keys()].toSorted()).toEqual(PARTS);
  expect(parts.get('docProps/custom.xml')).not.toContain('<property');
  const core = parts.get('docProps/core.xml');
  expect(core).toContain('<dc:title>Minutes of the meeting of the Prevent Oversight Board');
  expect(core).not.toMatch(/<dc:creator>[^<]|<cp:lastModifiedBy>[^<]|Un-named/);
  const all = [...parts.values()].join();
  expect(all).not.toMatch(/w:(ins|del|rsid\w*|comment\w*|vanish|attachedTemplate)[ />]/);
  expect(all).not.toContain('TargetMode="External"');
});

test('headings, bullets and numbers are real ones', async () => {
  const document = (await read(layOut(sampleMinutes()))).get('word/document.xml') ?? '';
  expect(styled(document, 'Heading1')).toEqual([
    'Minutes of the meeting of the Prevent Oversight Board held on 10 December 2026 at 2.00 pm'
  ]);
  expect(styled(document, 'Heading2')).toEqual(['16. Report 1', '17. Report 2']);
  expect(document.match(/<w:numPr>/g)?.length).toBe(2 * 5);
  const agenda = (await read(layOut(sampleAgenda()))).get('word/document.xml') ?? '';
  expect(styled(agenda, 'Heading3')).toEqual(['1. Communications strategy']);
});

test('each numbered list counts from 1', async () => {
  const document = (await read(layOut(sampleMinutes()))).get('word/document.xml') ?? '';
  const lists = [...document.matchAll(/<w:ilvl w:val="0"\/><w:numId w:val="(\d+)"\/>/g)];
  expect(new Set(lists.map(([, id]) => id)).size).toBe(4);
});

test('the mark is in the header and page numbers in the footer, in British English', async () => {
  const parts = await read(layOut(sampleMinutes()));
  expect(parts.get('word/header1.xml')).toContain('DRAFT - subject to approval');
  expect(parts.get('word/footer1.xml')).toMatch(/Page .*PAGE.* of .*NUMPAGES/);
  expect(parts.get('word/styles.xml')).toContain('<w:lang w:val="en-GB"');
  const approval = { meetingDate: '2027-03-11', presidedBy: 'Councillor A' };
  const approved = await read(layOut(sampleMinutes({ state: 'approved', approval })));
  expect([...approved.values()].join()).not.toContain('DRAFT');
});

test('[R11] hostile text is text: no field, no markup, nothing lost', async () => {
  const parts = await read(layOut(hostileMinutes()));
  const document = parts.get('word/document.xml') ?? '';
  expect(document).not.toMatch(/w:instrText|w:fldSimple|w:hyperlink/);
  const shown = paragraphsOf(document).join('\n');
  for (const hostile of HOSTILE) expect(shown).toContain(hostile);
});

test('[R11] characters that XML forbids are left out', async () => {
  const document = (await read(layOut(hostileMinutes([ILLEGAL_TEXT])))).get('word/document.xml');
  expect(paragraphsOf(document ?? '')).toContain('abcdef');
});

async function read(layout: Layout): Promise<Map<string, string>> {
  const zip = await JSZip.loadAsync(await layoutToDocx(layout));
  const files = Object.values(zip.files).filter(({ dir }) => !dir);
  return new Map(
    await Promise.all(files.map(async (file) => [file.name, await file.async('string')] as const))
  );
}

const paragraphsOf = (xml: string): string[] =>
  [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([paragraph]) => textOf(paragraph));

const styled = (xml: string, style: string): string[] =>
  [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)]
    .filter(([paragraph]) => paragraph.includes(`<w:pStyle w:val="${style}"/>`))
    .map(([paragraph]) => textOf(paragraph));

const textOf = (xml: string): string =>
  [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)]
    .map(([, text = '']) => text)
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
