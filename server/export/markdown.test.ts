import { expect, test } from 'vitest';
import { layOut } from '#domain/lay-out.ts';
import { HOSTILE, hostileMinutes, sampleMinutes } from '../../tests/support/sample-records.ts';
import { layoutToMarkdown } from './markdown.ts';

const markdownOf = (text: string, bold = false) =>
  layoutToMarkdown({
    title: '',
    mark: null,
    nodes: [{ kind: 'paragraph', runs: [bold ? { text, bold } : { text }] }]
  });

test('minutes read as headings, lists, bold resolutions and quoted actions', async () => {
  const markdown = await layoutToMarkdown(layOut(sampleMinutes({}, 1)));
  expect(markdown).toMatch(/^\*\*DRAFT - subject to approval at the next meeting\*\*\n\n/);
  expect(markdown).toContain('\n# Minutes of the meeting of the Prevent Oversight Board held on ');
  expect(markdown).toContain('\n## 16\\. Report 1\n');
  expect(markdown).toContain(
    '\n**Present:**\n\n- Councillor A (Chair), County Council\n- Councillor B'
  );
  expect(markdown).toContain('\n- Point 1.1\n\n  1. a\n- Point 1.2\n\n  The report');
  expect(markdown).toContain('\nThe chair thanked **everybody**\n');
  expect(markdown).toContain(
    '\n**RESOLVED**\n\n1. **That report 1 be noted.**\n2. **That it be published.**\n'
  );
  expect(markdown).toContain(
    '\n> **Action 1**\n>\n> Send a list of all locations to members\n>\n> Owner: Ruth Hale. Due: 14 January 2027.\n'
  );
  expect(markdown).toContain('\n**CHAIR:** \\_\\_');
});

test.each([
  ['# title', '\\# title'],
  ['- item', '\\- item'],
  ['+ item', '\\+ item'],
  ['2026. A year', '2026\\. A year'],
  ['1) one', '1\\) one'],
  ['=== rule', '\\=== rule'],
  ['    code', 'code'],
  ['> quote', '\\> quote'],
  ['a\n- b', 'a - b'],
  ['*a* _b_ `c` ~d~ $e$', '\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\$e\\$'],
  ['[a](javascript:x) ![i](y)', '\\[a\\](javascript:x) \\!\\[i\\](y)'],
  ['<b>&lt; a|b c\\d', '\\<b\\>\\&lt; a\\|b c\\\\d']
])('[R11] %j is no markup', async (text, expected) => {
  expect(await markdownOf(text)).toBe(`${expected}\n`);
});

test('bold never touches a space on its inside', async () => {
  expect(await markdownOf('a **b** ', true)).toBe('**a \\*\\*b\\*\\***\n');
  expect(await markdownOf('  ', true)).toBe('\n');
});

test('[R11] hostile text without its escapes is the text that was written', async () => {
  const markdown = await layoutToMarkdown(layOut(hostileMinutes()));
  const read = markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');
  for (const hostile of HOSTILE) expect(read).toContain(hostile);
  expect(markdown).not.toMatch(/(?<!\\)[<[`]/);
});
