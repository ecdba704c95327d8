/**
 * The line a clerk types for an action: `Send list of centres @mi 15/1`. Rules L1 to L8 of SPEC.md.
 * The answer says what to change in the line rather than a new line, so that an editor keeps the
 * bold and the other people's carets in what stays.
 */
import type { PersonId } from './id.ts';
import { dateAtEnd, SENTENCE_GOES_ON, type DateSetting } from './spoken-date.ts';

export type LinePerson = {
  readonly id: PersonId;
  readonly name: string;
  readonly post: string | null;
};

export type LineSetting = DateSetting & {
  readonly people: readonly LinePerson[];
  /** Someone picked from a list: settles which of two people a query means. */
  readonly chosen?: LinePerson | null;
};

/** Replace the characters from `from` up to `to` by `insert`. */
export type LineEdit = { readonly from: number; readonly to: number; readonly insert: string };

export type ActionLine = {
  readonly wording: string;
  readonly ownerId: PersonId | null;
  /** The owner's name, also of one known only by name; empty when nobody was named. */
  readonly ownerText: string;
  /** ISO date; null when the line gives none. */
  readonly dueOn: string | null;
  /** What makes the wording out of the line, in order of place. */
  readonly edits: readonly LineEdit[];
};

type Owner = { readonly id: PersonId | null; readonly name: string };
type FoundOwner = { readonly owner: Owner; readonly from: number; readonly to: number };

export function parseActionLine(text: string, setting: LineSetting): ActionLine {
  let owner: Owner | null = null;
  let dueOn: string | null = null;
  let end = text.trimEnd().length;
  let tail = nextInTail(text.slice(0, end), setting, owner, dueOn);
  while (tail !== null) {
    owner ??= tail.owner;
    dueOn ??= tail.date;
    end = tail.from;
    tail = nextInTail(text.slice(0, end), setting, owner, dueOn);
  }
  const edits: LineEdit[] = end < text.length ? [{ from: end, to: text.length, insert: '' }] : [];
  if (owner === null) {
    const named = ownerInSentence(text.slice(0, end), setting);
    if (named !== null) {
      owner = named.owner;
      edits.unshift({ from: named.from, to: named.to, insert: owner.name });
    }
  }
  return {
    wording: applyEdits(text, edits).trim(),
    ownerId: owner?.id ?? null,
    ownerText: owner?.name ?? '',
    dueOn,
    edits
  };
}

/** [L2] People any run of whose names' words begins as the query's words do, in the order given. */
export function peopleMatching<P extends { readonly name: string }>(
  query: string,
  people: readonly P[]
): readonly P[] {
  const asked = wordsOf(query);
  if (asked.length === 0) return people;
  return people.filter(({ name }) => {
    const words = wordsOf(name);
    return words.some((_, at) => asked.every((word, i) => words[at + i]?.startsWith(word)));
  });
}

type Tail = { readonly from: number; readonly owner: Owner | null; readonly date: string | null };

/** The last thing of the line that is not wording; a second owner or a second date is wording. */
function nextInTail(
  text: string,
  setting: LineSetting,
  owner: Owner | null,
  dueOn: string | null
): Tail | null {
  const date = dueOn === null ? dateAtEnd(text, setting) : null;
  if (date !== null) return { from: date.from, owner: null, date: date.date };
  const found = owner === null ? ownerAtEnd(text, setting) : null;
  return found === null ? null : { from: found.from, owner: found.owner, date: null };
}

const NAME_WORD = String.raw`[\p{L}\p{M}][\p{L}\p{M}'’-]*`;
const QUERY = String.raw`(?:"(?<straight>[^"]+)"|“(?<curly>[^”]+)”|(?<words>${NAME_WORD}(?:\s+${NAME_WORD}){0,2}))`;
const OWNER_AT_END = new RegExp(String.raw`(?:^|\s+)@${QUERY}[.,;]?\s*$`, 'u');
const OWNER_ANYWHERE = new RegExp(String.raw`(?<=^|[\s(])@${QUERY}`, 'gu');
const SOMEONE_DOES = /(?:^|\s)(?:by|with|via|ask|asked|thank|thanked)$/i;

function ownerAtEnd(text: string, setting: LineSetting): FoundOwner | null {
  const match = OWNER_AT_END.exec(text);
  if (!match) return null;
  const before = text.slice(0, match.index);
  if (SENTENCE_GOES_ON.test(before) || SOMEONE_DOES.test(before)) return null;
  const owner = ownerOf(match, setting);
  return owner && { owner, from: match.index, to: text.length };
}

/** [L7] The first `@` that means one person; as few of the words after it as say their name. */
function ownerInSentence(text: string, setting: LineSetting): FoundOwner | null {
  for (const match of text.matchAll(OWNER_ANYWHERE)) {
    const quoted = ownerOf(match, setting);
    if (quoted) return { owner: quoted, from: match.index, to: match.index + match[0].length };
    const words = match.groups?.words ?? '';
    for (const shorter of shorterQueries(words)) {
      const owner = knownOwner(shorter, setting);
      if (owner) return { owner, from: match.index, to: match.index + 1 + shorter.length };
    }
  }
  return null;
}

function ownerOf(match: RegExpExecArray, setting: LineSetting): Owner | null {
  const { straight, curly, words = '' } = match.groups ?? {};
  const quoted = straight ?? curly;
  if (quoted === undefined) return knownOwner(words, setting);
  return knownOwner(quoted, setting) ?? { id: null, name: quoted.trim() };
}

/** [L2] One person, or the one picked; never a guess between two. */
function knownOwner(query: string, { people, chosen }: LineSetting): Owner | null {
  const matches = peopleMatching(query, people);
  const picked = matches.find(({ id }) => id === chosen?.id);
  return picked ?? (matches.length === 1 ? (matches[0] ?? null) : null);
}

/** "ruth hale will" -> "ruth hale", "ruth": the spaces are kept, so that lengths are places. */
function shorterQueries(words: string): string[] {
  const [two = '', one = ''] = [/^\S+\s+\S+(?=\s)/, /^\S+(?=\s)/].map(
    (cut) => cut.exec(words)?.[0]
  );
  return [two, one].filter((query) => query !== '');
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/’/g, "'")
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '');

const applyEdits = (text: string, edits: readonly LineEdit[]): string =>
  edits.reduceRight(
    (line, { from, to, insert }) => line.slice(0, from) + insert + line.slice(to),
    text
  );
