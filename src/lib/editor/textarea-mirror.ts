/**
 * Where the letters of a textarea are on the screen, which browsers do not tell: the same text is laid
 * out in the same way in a mirror under it, an element that cannot be seen, and measured there.
 */
import type { Edges } from './caret-layer.ts';

/** What decides where a letter stands. The width is that of the element that both lie in. */
const COPIED = [
  'border-block-end-width',
  'border-block-start-width',
  'border-inline-end-width',
  'border-inline-start-width',
  'direction',
  'font-family',
  'font-feature-settings',
  'font-kerning',
  'font-optical-sizing',
  'font-size',
  'font-stretch',
  'font-style',
  'font-variant',
  'font-variation-settings',
  'font-weight',
  'hyphens',
  'letter-spacing',
  'line-break',
  'line-height',
  'overflow-wrap',
  'padding-block-end',
  'padding-block-start',
  'padding-inline-end',
  'padding-inline-start',
  'tab-size',
  'text-align',
  'text-indent',
  'text-rendering',
  'text-transform',
  'white-space',
  'word-break',
  'word-spacing'
];

/** Something that can be measured where the text ends, or an empty line does. It has no width. */
const END = '\u200b';

/**
 * Lays the mirror out as the textarea is now. Answers places by offset in UTF-16 units; null for one
 * that is scrolled out of sight.
 */
export function mirrorOf(
  textarea: HTMLTextAreaElement,
  mirror: HTMLElement
): (offset: number) => Edges | null {
  const { value, scrollLeft, scrollTop } = textarea;
  copyLook(textarea, mirror);
  const text = document.createTextNode(value + END);
  mirror.replaceChildren(text);
  const box = textarea.getBoundingClientRect();
  const visible = { top: box.top + textarea.clientTop, height: textarea.clientHeight };

  return (offset) => {
    const letter = document.createRange();
    letter.setStart(text, Math.min(offset, value.length));
    letter.setEnd(text, Math.min(offset, value.length) + 1);
    const { left, top, bottom } = letter.getClientRects()[0] ?? letter.getBoundingClientRect();
    const middle = (top + bottom) / 2 - scrollTop;
    if (middle < visible.top || middle > visible.top + visible.height) return null;
    return { left: left - scrollLeft, top: top - scrollTop, bottom: bottom - scrollTop };
  };
}

function copyLook(textarea: HTMLTextAreaElement, mirror: HTMLElement): void {
  const look = getComputedStyle(textarea);
  for (const property of COPIED) {
    mirror.style.setProperty(property, look.getPropertyValue(property));
  }
  // A scrollbar takes its room from the lines.
  const sides = [look.borderInlineStartWidth, look.borderInlineEndWidth].map(parseFloat);
  const scrollbar = textarea.offsetWidth - textarea.clientWidth - Math.round(sides[0]! + sides[1]!);
  mirror.style.paddingInlineEnd = `${parseFloat(look.paddingInlineEnd) + Math.max(0, scrollbar)}px`;
}
