import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { findPassage, withoutSpaces, type Passage } from '#domain/passage.ts';
import { TEXT_FIELD } from '#protocol/documents.ts';
import { anchorPassage, lettersOf, placePassage, type Placed } from './comment-place.ts';

/** A minute of these paragraphs. */
function minuteOf(...paragraphs: readonly string[]): Y.Doc {
  const doc = new Y.Doc();
  const blocks = paragraphs.map((text) => {
    const block = new Y.XmlElement('paragraph');
    block.insert(0, [new Y.XmlText(text)]);
    return block;
  });
  doc.getXmlFragment(TEXT_FIELD).insert(0, blocks);
  return doc;
}

const textOf = (doc: Y.Doc, paragraph: number): Y.XmlText => {
  const text = (doc.getXmlFragment(TEXT_FIELD).get(paragraph) as Y.XmlElement).get(0);
  if (!(text instanceof Y.XmlText)) throw new Error('no text there');
  return text;
};

const passage = (quote: string, before = '', after = ''): Passage => ({ quote, before, after });

function anchored(doc: Y.Doc, wanted: Passage): Placed {
  const placed = anchorPassage(lettersOf(doc), wanted);
  if (!placed) throw new Error('the passage is not there');
  return placed;
}

/** The words of the passage now, without spaces; undefined where they are gone. */
const nowAt = (doc: Y.Doc, { anchor }: Placed, quote: string): string | undefined =>
  placePassage(doc, lettersOf(doc), { anchor, quote })?.passage.quote;

describe('[X8] a passage is found by its words and follows the text', () => {
  test('of the same words in several places, where its surroundings are', () => {
    const doc = minuteOf('Noted. The rate was 454.', 'Noted. The rate was 454 again.');
    const placed = anchored(doc, passage('rate was 454', 'Noted. The ', ' again.'));
    textOf(doc, 1).insert(21, '5');
    expect(nowAt(doc, placed, 'rate was 454')).toBe('ratewas4554');
    expect(anchorPassage(lettersOf(doc), passage('rate was 999'))).toBeUndefined();
    expect(anchorPassage(lettersOf(doc), passage(' \n'))).toBeUndefined();
  });

  test('over paragraphs, as a page selects them', () => {
    const doc = minuteOf('The rate was 454.', 'Members thanked the officers.');
    expect(anchored(doc, passage('454.\n\nMembers')).passage.quote).toBe('454.Members');
  });

  test('what is written before or behind it is not part of it; what is written inside is', () => {
    const doc = minuteOf('The rate was 454 in all.');
    const placed = anchored(doc, passage('rate was 454'));
    const text = textOf(doc, 0);
    text.insert(16, ' exactly');
    text.insert(4, 'mean ');
    text.insert(0, 'Noted. ');
    expect(nowAt(doc, placed, 'rate was 454')).toBe('ratewas454');
    text.insert(text.toString().indexOf('was'), 'of reports ');
    expect(nowAt(doc, placed, 'rate was 454')).toBe('rateofreportswas454');
  });

  test('the words gone, it is gone; back in one place only, it is there again', () => {
    const doc = minuteOf('The rate was 454.', 'Noted.');
    const placed = anchored(doc, passage('rate was 454'));
    const fragment = doc.getXmlFragment(TEXT_FIELD);
    fragment.delete(0, 1);
    expect(nowAt(doc, placed, 'rate was 454')).toBeUndefined();
    const again = (): void => {
      const block = new Y.XmlElement('paragraph');
      block.insert(0, [new Y.XmlText('The rate was 454.')]);
      fragment.insert(0, [block]);
    };
    again();
    expect(nowAt(doc, placed, 'rate was 454')).toBe('ratewas454');
    again();
    expect(nowAt(doc, placed, 'rate was 454')).toBeUndefined();
  });

  test('whatever is written and deleted outside of it, its words stay its words', () => {
    const edit = fc.record({
      at: fc.nat(200),
      remove: fc.nat(6),
      insert: fc.stringMatching(/^[a-z ]{0,5}$/)
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
        const marked = 'QUARTZ LANTERN 454';
        const doc = minuteOf(`the rate was ${marked} in a thousand reports of the year`);
        const placed = anchored(doc, passage(marked));
        const text = textOf(doc, 0);
        for (const { at, remove, insert } of edits) {
          const from = text.toString().indexOf(marked);
          const to = from + marked.length;
          const place = at % (text.length + 1);
          if (place > from && place < to) continue;
          const room = place <= from ? from - place : text.length - place;
          text.delete(place, Math.min(remove, room));
          text.insert(place, insert);
        }
        expect(nowAt(doc, placed, 'nothing of that')).toBe(withoutSpaces(marked));
      }),
      { numRuns: 200 }
    );
  });

  test('a passage that a text has is found in it, wherever its spaces are', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 20 }), fc.nat(1000), fc.nat(1000), (text, start, length) => {
        const from = start % text.length;
        const quote = text.slice(from, from + 1 + (length % 40));
        const letters = withoutSpaces(text);
        const wanted = passage(
          quote.replaceAll(' ', '\n\n '),
          text.slice(0, from),
          text.slice(from + quote.length)
        );
        const at = findPassage(letters, wanted);
        const there = withoutSpaces(text.slice(0, from)).length;
        expect(at).toBe(withoutSpaces(quote) === '' ? undefined : there);
      }),
      { examples: [['convallis pellentesque metus', 625, 0]] }
    );
  });
});
