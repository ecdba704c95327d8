/**
 * A record as one page that stands alone: no script, no reference to anything outside, and a
 * policy that would let neither run or load. It reads and prints as the PDF does.
 */
import { createHash } from 'node:crypto';
import type { Layout, PrintNode } from '#domain/layout.ts';
import type { Run } from '#domain/minute-text.ts';
import { styleOf } from './html-style.ts';
import { printable } from './printable.ts';

export async function layoutToHtml(layout: Layout): Promise<string> {
  const { title, mark, nodes } = printable(layout);
  const style = styleOf(mark);
  const digest = createHash('sha256').update(style).digest('base64');
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(mark === null ? title : `${mark}: ${title}`)}</title>
<style>${style}</style>
</head>
<body>
${mark === null ? '' : `<header><p>${escapeHtml(mark)}</p></header>\n`}<main>
${nodes.map(nodeHtml).join('\n')}
</main>
</body>
</html>
`;
}

function nodeHtml(node: PrintNode): string {
  switch (node.kind) {
    case 'strapline':
      return `<p class="strapline">${escapeHtml(node.text)}</p>`;
    case 'title':
      return `<h1>${escapeHtml(node.text)}</h1>`;
    case 'heading': {
      const id = node.anchor === null ? '' : ` id="${escapeHtml(node.anchor)}"`;
      const number = node.number === null ? '' : `${node.number}. `;
      return `<h${node.level}${id}>${number}${escapeHtml(node.text)}</h${node.level}>`;
    }
    case 'paragraph':
      return `<p>${runsHtml(node.runs)}</p>`;
    case 'list': {
      const items = node.items.map((item) => `<li>${item.map(nodeHtml).join('')}</li>`);
      return list(node.ordered ? 'ol' : 'ul', items);
    }
    case 'detail':
      return `<p>${strong(`${node.label}:`)} ${escapeHtml(node.value)}</p>`;
    case 'people': {
      const lines = node.lines.map((line) => `<li>${escapeHtml(line)}</li>`);
      return `<div class="people"><p>${strong(`${node.label}:`)}</p>${list('ul', lines)}</div>`;
    }
    case 'resolved': {
      const sentences = node.sentences.map((runs) => `<li>${strong(textOf(runs))}</li>`);
      return `<div class="resolved"><p>${strong('RESOLVED')}</p>${list('ol', sentences)}</div>`;
    }
    case 'action': {
      const details = node.details === '' ? '' : `<p>${escapeHtml(node.details)}</p>`;
      return `<div class="action"><p>${strong(node.label)}</p><p>${runsHtml(node.runs)}</p>${details}</div>`;
    }
    case 'signature': {
      const lines = node.lines.map(
        ({ label, value }) =>
          `<p>${strong(`${label}:`)} ${value === null ? '<span class="blank"></span>' : escapeHtml(value)}</p>`
      );
      return `<div class="signature"><p>${strong(node.heading)}</p>${lines.join('')}</div>`;
    }
  }
}

const list = (tag: 'ol' | 'ul', items: readonly string[]): string =>
  `<${tag}>${items.join('')}</${tag}>`;

const runsHtml = (runs: readonly Run[]): string =>
  runs.map(({ text, bold }) => (bold ? strong(text) : escapeHtml(text))).join('');

const textOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');

const strong = (text: string): string => `<strong>${escapeHtml(text)}</strong>`;

/** Fit to stand in content, and in attributes in double quotes. */
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
