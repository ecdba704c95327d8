/**
 * A record as CommonMark. Whatever could be markup in somebody's text is escaped, so that the file
 * says the same wherever it is rendered, tables and raw HTML of other dialects included.
 */
import type { Layout, PrintNode } from '#domain/layout.ts';
import type { Run } from '#domain/minute-text.ts';
import { printable } from './printable.ts';

export async function layoutToMarkdown(layout: Layout): Promise<string> {
  const { mark, nodes } = printable(layout);
  const marked = mark === null ? [] : [bold(mark)];
  return `${[...marked, ...nodes.map(nodeMarkdown)].join('\n\n')}\n`;
}

function nodeMarkdown(node: PrintNode): string {
  switch (node.kind) {
    case 'strapline':
      return line(node.text);
    case 'title':
      return `# ${line(node.text)}`;
    case 'heading': {
      const number = node.number === null ? '' : `${node.number}\\. `;
      return `${'#'.repeat(node.level)} ${number}${line(node.text)}`;
    }
    case 'paragraph':
      return runsMarkdown(node.runs);
    case 'list':
      return list(
        node.ordered,
        node.items.map((item) => item.map(nodeMarkdown).join('\n\n'))
      );
    case 'detail':
      return `${bold(`${node.label}:`)} ${line(node.value)}`;
    case 'people':
      return `${bold(`${node.label}:`)}\n\n${list(false, node.lines.map(line))}`;
    case 'resolved':
      return `${bold('RESOLVED')}\n\n${list(
        true,
        node.sentences.map((runs) => bold(runs.map(({ text }) => text).join('')))
      )}`;
    case 'action': {
      const parts = [bold(node.label), runsMarkdown(node.runs), line(node.details)];
      return quote(parts.filter((part) => part !== '').join('\n\n'));
    }
    case 'signature': {
      const lines = node.lines.map(
        ({ label, value }) =>
          `${bold(`${label}:`)} ${value === null ? '\\_'.repeat(20) : line(value)}`
      );
      return [bold(node.heading), ...lines].join('\n\n');
    }
  }
}

const runsMarkdown = (runs: readonly Run[]): string =>
  escapeStart(runs.map((run) => (run.bold ? bold(run.text) : escapeInline(run.text))).join(''));

/** Emphasis must not touch a space on its inside, or it is no emphasis. */
function bold(text: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return inner === '' ? text : `${before}**${escapeInline(inner)}**${after}`;
}

const line = (text: string): string => escapeStart(escapeInline(text));

const escapeInline = (text: string): string => text.replace(/[\\`*_[\]<>&#|~!$^{}]/g, '\\$&');

/** A dash, a number with a full stop, or deep space begins a block only at the start of a line. */
const escapeStart = (text: string): string =>
  text
    .trim()
    .replace(/^[-+=:]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');

const list = (ordered: boolean, items: readonly string[]): string =>
  items
    .map((item, index) => {
      const marker = ordered ? `${index + 1}. ` : '- ';
      return marker + item.replace(/\n(?!\n)/g, `\n${' '.repeat(marker.length)}`);
    })
    .join('\n');

const quote = (text: string): string => text.replace(/^/gm, '> ').replace(/ +$/gm, '');
