import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { layOut } from '#domain/lay-out.ts';
import {
  HOSTILE,
  ILLEGAL_TEXT,
  hostileMinutes,
  sampleAgenda,
  sampleMinutes
} from '../../tests/support/sample-records.ts';
import { layoutToHtml } from './html.ts';

const TAGS =
  'html head meta title style body header main h1 h2 h3 p ul ol li strong div span'.split(' ');

const ATTRIBUTES = 'lang charset http-equiv content name id class'.split(' ');

test('a page is British English, titled, and says the record in headings and lists', async () => {
  const html = await layoutToHtml(layOut(sampleMinutes()));
  expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB">/);
  expect(html).toMatch(
    /<title>DRAFT - [^<]+: Minutes of the meeting of the Prevent Oversight Board/
  );
  expect(html).toContain('<h2 id="minute-16">16. Report 1</h2>');
  expect(html).toContain('<p>The chair thanked <strong>everybody</strong></p>');
  expect(html).toContain(
    '<p><strong>RESOLVED</strong></p><ol><li><strong>That report 1 be noted.</strong></li>'
  );
  expect(html.match(/<h1>/g)).toHaveLength(1);
});

test('the draft mark stands on screen and on every printed page, until the record is approved', async () => {
  const draft = await layoutToHtml(layOut(sampleMinutes()));
  expect(draft).toContain(
    '<header><p>DRAFT - subject to approval at the next meeting</p></header>'
  );
  expect(draft).toContain('content: "DRAFT \\2d  subject to approval at the next meeting"');
  expect(draft).toContain('counter(page) " of " counter(pages)');
  const approval = { meetingDate: '2027-03-11', presidedBy: 'Councillor A' };
  const approved = await layoutToHtml(layOut(sampleMinutes({ state: 'approved', approval })));
  expect(approved).not.toContain('DRAFT');
});

test.each([
  ['minutes', layOut(sampleMinutes())],
  ['an agenda', layOut(sampleAgenda())],
  ['hostile minutes', layOut(hostileMinutes())],
  ['a hostile mark', { title: HOSTILE.join(), mark: HOSTILE.join(), nodes: [] }]
])(
  '[R11] every tag of %s is one of ours, closed, and can neither run nor load',
  async (_, layout) => {
    const html = await layoutToHtml(layout);
    const open: string[] = [];
    for (const [, end, name = '', rest = ''] of html.matchAll(/<(\/?)([a-z0-9]+)([^<>]*)>/gi)) {
      expect(TAGS).toContain(name);
      for (const [, attribute] of rest.matchAll(/([a-z-]+)="[^"]*"/g)) {
        expect(ATTRIBUTES).toContain(attribute);
      }
      if (end) expect(open.pop()).toBe(name);
      else if (name !== 'meta') open.push(name);
    }
    expect(open).toEqual([]);
    expect(html.match(/</g)?.length).toBe(html.match(/<\/?[a-z!][^<>]*>/gi)?.length);
    expect(html).not.toMatch(/url\(|@import|https?:\/\/(?!x\.example)/);
  }
);

test('[R11] hostile text is shown as it was written', async () => {
  const shown = textOf(await layoutToHtml(layOut(hostileMinutes())));
  for (const hostile of HOSTILE) expect(shown).toContain(hostile);
});

test('[R11] characters that XML forbids are left out', async () => {
  expect(textOf(await layoutToHtml(layOut(hostileMinutes([ILLEGAL_TEXT]))))).toContain('abcdef');
});

test('the policy admits the one style and nothing else', async () => {
  const html = await layoutToHtml(layOut(hostileMinutes()));
  const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
  const digest = createHash('sha256').update(style).digest('base64');
  expect(html).toContain(`default-src 'none'; style-src 'sha256-${digest}';`);
});

const textOf = (html: string): string =>
  html
    .replace(/<[^<>]*>/g, '\n')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
