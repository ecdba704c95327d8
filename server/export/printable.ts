/**
 * The one place where text is made fit to print. People may type, paste or forge any code point.
 * XML 1.0, which Word and Excel read, admits neither control characters nor half surrogates, so
 * they are taken out; every other character is printed as it is, however odd.
 */
import type { Layout } from '#domain/layout.ts';

const ILLEGAL = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

const LINE_BREAKS = /\s*[\t\n\r\u2028\u2029]\s*/g;

/** Text without what XML 1.0 forbids; tabs and line breaks stay. */
export const legalText = (text: string): string => text.replace(ILLEGAL, '');

/** Legal text on one line, for formats in which a line break begins something new. */
export const oneLine = (text: string): string => legalText(text).replace(LINE_BREAKS, ' ');

/** A layout with each text on one line: its nodes are the only line breaks there are. */
export const printable = (layout: Layout): Layout => mapText(layout) as Layout;

function mapText(value: unknown): unknown {
  if (typeof value === 'string') return oneLine(value);
  if (Array.isArray(value)) return value.map(mapText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapText(inner)]));
}
