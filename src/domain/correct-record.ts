/**
 * The circulated minutes with the corrections that a meeting agreed. Every passage is looked for in the
 * words as circulated, so that the order of the corrections makes no difference. Rules K6 and K7.
 */
import type { AgreedCorrection } from './correction.ts';
import { plainText, type Run } from './minute-text.ts';
import type { MinutesRecord, RecordBlock, RecordedMinute } from './record.ts';
import { isRefusal, refuse, type Refusal } from './refusal.ts';

/** Characters `from` to `to` of the passage that is `index`th in its minute. */
type Place = { readonly index: number; readonly from: number; readonly to: number };

type Edit = Place & { readonly was: string; readonly now: string };

type Rewrite = (runs: readonly Run[], point: number | null) => readonly Run[];

export function correctRecord(
  record: MinutesRecord,
  corrections: readonly AgreedCorrection[]
): MinutesRecord | Refusal {
  const edits = new Map<string, Edit[]>();
  for (const { itemId, quoted, wording } of corrections) {
    const minute = record.minutes.find((each) => each.itemId === itemId);
    if (!minute) return refuse('not-found', 'corrections');
    const place = findPassage(minute, quoted);
    if (isRefusal(place)) return place;
    const others = edits.get(itemId) ?? [];
    if (others.some((other) => overlaps(other, place)))
      return refuse('corrections-overlap', 'corrections');
    const now = wording.trim().replaceAll(/\s+/g, ' ');
    edits.set(itemId, [...others, { ...place, was: wordsAt(minute, place), now }]);
  }
  return {
    ...record,
    minutes: record.minutes.map((minute) => correctedMinute(minute, edits.get(minute.itemId) ?? []))
  };
}

/** [K3] The one place where the words stand in the minute, however its lines are broken. */
export function findPassage({ blocks }: RecordedMinute, quoted: string): Place | Refusal {
  const pattern = quoted.trim().split(/\s+/).map(literally).join('\\s+');
  const places = passagesOf(blocks).flatMap(({ text }, index) =>
    [...text.matchAll(new RegExp(pattern, 'gu'))].map(({ index: from, 0: found }) => ({
      index,
      from,
      to: from + found.length
    }))
  );
  const [place, another] = places;
  if (!place) return refuse('passage-not-found', 'quoted');
  return another ? refuse('passage-repeated', 'quoted') : place;
}

/**
 * How the words are cited: "39", or "39(2)" for the second numbered point. With two numbered lists in
 * a minute the point alone would not say which.
 */
export function citationOf(minute: RecordedMinute, { index }: Pick<Place, 'index'>): string {
  const numbered = minute.blocks.filter(isNumbered).length;
  const point = numbered === 1 ? passagesOf(minute.blocks)[index]?.point : null;
  return point ? `${minute.minuteNumber}(${point})` : String(minute.minuteNumber);
}

const isNumbered = (block: RecordBlock): boolean =>
  block.kind === 'resolved' || (block.kind === 'list' && block.ordered);

function correctedMinute(minute: RecordedMinute, edits: readonly Edit[]): RecordedMinute {
  if (edits.length === 0) return minute;
  let index = -1;
  const blocks = rewritten(minute.blocks, (runs) => {
    index += 1;
    return edits
      .filter((edit) => edit.index === index)
      .toSorted((a, b) => b.from - a.from)
      .reduce<readonly Run[]>((so, edit) => replaced(so, edit), runs);
  });
  const corrections = edits.map(({ was, now }) => ({ was, now }));
  return { ...minute, blocks: blocks.filter(saysSomething), corrections };
}

function wordsAt({ blocks }: RecordedMinute, { index, from, to }: Place): string {
  return passagesOf(blocks)[index]?.text.slice(from, to) ?? '';
}

const overlaps = (one: Place, other: Place): boolean =>
  one.index === other.index && one.from < other.to && other.from < one.to;

function passagesOf(blocks: readonly RecordBlock[]): { text: string; point: number | null }[] {
  const found: { text: string; point: number | null }[] = [];
  rewritten(blocks, (runs, point) => {
    found.push({ text: plainText(runs), point });
    return runs;
  });
  return found;
}

/** Every passage in reading order, put through `rewrite`; `point` is the numbered point it lies in. */
function rewritten(
  blocks: readonly RecordBlock[],
  rewrite: Rewrite,
  point: number | null = null
): RecordBlock[] {
  return blocks.map((block) => {
    switch (block.kind) {
      case 'list': {
        const items = block.items.map((item, place) =>
          rewritten(item, rewrite, point ?? (block.ordered ? place + 1 : null))
        );
        return { ...block, items };
      }
      case 'resolved': {
        const sentences = block.sentences.map((runs, place) => rewrite(runs, place + 1));
        return { ...block, sentences };
      }
      case 'statement':
        return { ...block, text: plainText(rewrite([{ text: block.text }], point)) };
      case 'paragraph':
      case 'action':
        return { ...block, runs: rewrite(block.runs, point) };
    }
  });
}

/** The new words are as bold as the first of the old ones; a gap that is left closes. */
function replaced(runs: readonly Run[], { from, to, now }: Edit): Run[] {
  const text = plainText(runs);
  const leavesGap = now === '' && /^\s?$/.test(text.charAt(from - 1)) && text.charAt(to) === ' ';
  const end = leavesGap ? to + 1 : to;
  let start = 0;
  return runs.flatMap((run) => {
    const at = start;
    start += run.text.length;
    const before = run.text.slice(0, Math.max(0, from - at));
    const after = run.text.slice(Math.max(0, end - at));
    const isFirst = from >= at && from < start;
    const changed = `${before}${isFirst ? now : ''}${after}`;
    return changed === '' ? [] : [{ ...run, text: changed }];
  });
}

/** What was taken out whole leaves nothing behind. */
function saysSomething(block: RecordBlock): boolean {
  switch (block.kind) {
    case 'paragraph':
      return plainText(block.runs).trim() !== '';
    case 'statement':
      return block.text.trim() !== '';
    case 'resolved':
      return block.sentences.some((runs) => plainText(runs).trim() !== '');
    case 'list':
      return block.items.some((item) => item.some(saysSomething));
    case 'action':
      return true;
  }
}

const literally = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
