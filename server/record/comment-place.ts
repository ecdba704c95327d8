/**
 * Where the passages that people commented on are in a minute's document: kept as positions that
 * follow the text, found by the quoted words where those positions have nothing left to hold on to.
 */
import * as Y from 'yjs';
import type { Anchor } from '#domain/comment.ts';
import { findPassage, passageBetween, withoutSpaces, type Passage } from '#domain/passage.ts';
import { TEXT_FIELD } from '#protocol/documents.ts';

/** A minute's letters without spaces, and where each of them is. */
export type Letters = {
  readonly letters: string;
  readonly texts: readonly Y.XmlText[];
  readonly offsets: readonly number[];
};

export type Placed = {
  readonly anchor: Anchor;
  readonly passage: Passage;
  readonly place: number;
};

export function lettersOf(doc: Y.Doc): Letters {
  let letters = '';
  const texts: Y.XmlText[] = [];
  const offsets: number[] = [];
  for (const text of textsIn(doc.getXmlFragment(TEXT_FIELD))) {
    let offset = 0;
    for (const { insert } of text.toDelta() as { insert: unknown }[]) {
      const words = typeof insert === 'string' ? insert : ' ';
      for (const unit of words.split('')) {
        if (unit.trim() !== '') {
          letters += unit;
          texts.push(text);
          offsets.push(offset);
        }
        offset += 1;
      }
    }
  }
  return { letters, texts, offsets };
}

/** The passage's ends as places in the document; undefined where its words are not there. */
export function anchorPassage(letters: Letters, passage: Passage): Placed | undefined {
  const from = findPassage(letters.letters, passage);
  if (from === undefined) return undefined;
  return placed(letters, from, from + withoutSpaces(passage.quote).length);
}

/** Where an anchored passage is now; undefined where its words are gone. */
export function placePassage(
  doc: Y.Doc,
  letters: Letters,
  { anchor, quote }: { readonly anchor: Anchor; readonly quote: string }
): Placed | undefined {
  const [from, to] = [letterAt(doc, letters, anchor.start), letterAt(doc, letters, anchor.end)];
  if (from !== undefined && to !== undefined && from < to) {
    return { anchor, passage: passageBetween(letters.letters, from, to), place: from };
  }
  // Put back under other letters, as a restored version is: where there is but one such place.
  const words = withoutSpaces(quote);
  const found = letters.letters.indexOf(words);
  if (found === -1 || letters.letters.indexOf(words, found + 1) !== -1) return undefined;
  return placed(letters, found, found + words.length);
}

function placed(
  { letters, texts, offsets }: Letters,
  from: number,
  to: number
): Placed | undefined {
  const [first, last] = [texts[from], texts[to - 1]];
  if (!first || !last) return undefined;
  const at = (text: Y.XmlText, index: number, side: number): unknown =>
    Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index, side));
  return {
    // The end holds on to the last letter: what is written behind the passage is not part of it.
    anchor: {
      start: at(first, offsets[from] ?? 0, 0),
      end: at(last, (offsets[to - 1] ?? 0) + 1, -1)
    },
    passage: passageBetween(letters, from, to),
    place: from
  };
}

/** How many letters come before a place in the document; undefined for one that is no more. */
function letterAt(doc: Y.Doc, { texts, offsets }: Letters, position: unknown): number | undefined {
  const relative = Y.createRelativePositionFromJSON(position);
  const there = Y.createAbsolutePositionFromRelativePosition(relative, doc);
  if (!there) return undefined;
  const first = texts.findIndex((text) => text === there.type);
  if (first === -1) return undefined;
  let at = first;
  while (texts[at] === there.type && (offsets[at] ?? 0) < there.index) at += 1;
  return at;
}

/** In reading order, and without recursion: how deep a document goes is up to whoever writes it. */
function textsIn(fragment: Y.XmlFragment): Y.XmlText[] {
  const texts: Y.XmlText[] = [];
  const waiting: unknown[] = fragment.toArray().toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next instanceof Y.XmlText) texts.push(next);
    else if (next instanceof Y.XmlElement) waiting.push(...next.toArray().toReversed());
  }
  return texts;
}
