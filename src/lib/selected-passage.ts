/** What the reader has selected in the minutes, as a passage to comment on. */
import { AROUND_PASSAGE, QUOTE_AT_MOST, type Passage } from '#domain/passage.ts';

export type SelectedPassage = {
  /** The id of the heading that the selection stands under. */
  readonly anchor: string;
  readonly passage: Passage;
};

/** Names and dates drawn beside the text, which are no part of it. */
const BESIDE_TEXT = '.record-label, .record-fields, .govuk-visually-hidden';
const LINES = 'p, li, h2, h3, .record-wording';

/** Undefined where nothing, or something outside of one minute's text, is selected in `root`. */
export function selectedPassage(
  root: HTMLElement,
  anchors: readonly string[]
): SelectedPassage | undefined {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return undefined;
  const headings = anchors.flatMap((anchor) => document.getElementById(anchor) ?? []);
  const under = headings.findLast((heading) => range.comparePoint(heading, 0) < 0);
  const next = headings[under ? headings.indexOf(under) + 1 : 0];
  // From one minute into another is a passage of neither.
  if (!under || (next && range.comparePoint(next, 0) <= 0)) return undefined;
  const quote = wordsIn(range).trim();
  if (quote === '' || quote.length > QUOTE_AT_MOST) return undefined;
  const before = document.createRange();
  before.setStartAfter(under);
  before.setEnd(range.startContainer, range.startOffset);
  const after = document.createRange();
  after.setStart(range.endContainer, range.endOffset);
  if (next) after.setEndBefore(next);
  else after.setEndAfter(root);
  return {
    anchor: under.id,
    passage: {
      quote,
      before: wordsIn(before).slice(-2 * AROUND_PASSAGE),
      after: wordsIn(after).slice(0, 2 * AROUND_PASSAGE)
    }
  };
}

function wordsIn(range: Range): string {
  const words = range.cloneContents();
  for (const beside of words.querySelectorAll(BESIDE_TEXT)) beside.remove();
  for (const line of words.querySelectorAll(LINES)) line.append('\n');
  return words.textContent ?? '';
}

/** Copies what is selected without the marks of comments, which would be pasted along elsewhere. */
export function copyWithoutMarks(event: ClipboardEvent): void {
  const selection = window.getSelection();
  if (event.defaultPrevented || !selection || selection.rangeCount === 0) return;
  const range = selection.getRangeAt(0);
  const words = range.cloneContents();
  const marks = words.querySelectorAll('mark.commented');
  const { commonAncestorContainer: around } = range;
  const within = (around instanceof Element ? around : around.parentElement)?.closest('mark');
  if ((marks.length === 0 && !within) || !event.clipboardData) return;
  for (const mark of marks) mark.replaceWith(...mark.childNodes);
  const holder = document.createElement('div');
  holder.append(words);
  event.clipboardData.setData('text/html', holder.innerHTML);
  event.clipboardData.setData('text/plain', selection.toString());
  event.preventDefault();
}
