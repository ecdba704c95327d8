/** Where the sentences of a paragraph begin and end, as far as full stops tell. */
export type Span = { readonly from: number; readonly to: number };

export const sentencesOf = (paragraph: string): string[] =>
  sentenceSpans(paragraph).map(({ from, to }) => paragraph.slice(from, to));

/** A full stop ends a sentence where a capital follows: "7.43 pm" and "e.g. this" go on. */
const SENTENCE_END = /[.!?]["”’)]*\s+(?=["“‘(]?[A-Z0-9])/g;
const ABBREVIATED = /\b(?:Mr|Mrs|Ms|Dr|Cllr|Insp|Supt|Prof|Rev|No|St|e\.g|i\.e)\.\s+$/;

export function sentenceSpans(paragraph: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const end of paragraph.matchAll(SENTENCE_END)) {
    const to = end.index + end[0].length;
    if (ABBREVIATED.test(paragraph.slice(from, to))) continue;
    spans.push({ from, to: from + paragraph.slice(from, to).trimEnd().length });
    from = to;
  }
  const rest = paragraph.slice(from).trimEnd();
  return rest === '' ? spans : [...spans, { from, to: from + rest.length }];
}
