/** Which list opens under the caret, and how the keys move in it. Knows text, not documents. */
import { peopleMatching, type LinePerson } from '#domain/action-line.ts';
import type { InsertOption } from './inserts.ts';

/** `from`: where in the text before the caret the typed trigger begins; it goes when one is picked. */
export type PromptList =
  | {
      readonly kind: 'inserts';
      readonly query: string;
      readonly from: number;
      readonly options: readonly InsertOption[];
    }
  | {
      readonly kind: 'people';
      readonly query: string;
      readonly from: number;
      readonly options: readonly LinePerson[];
    };

export type ListSetting = {
  readonly inserts: readonly InsertOption[];
  readonly people: readonly LinePerson[];
  /** Opened by Ctrl+/ or a button: no slash was typed. */
  readonly menuOpen: boolean;
  /** The line is becoming a record already: a slash is only a slash. */
  readonly drafting: boolean;
};

/** More than fit on a phone above its keyboard are found sooner by another letter. */
const PEOPLE_SHOWN = 8;

// A letter must follow the slash, so "and/or", "2026/27" and "/ " are left alone.
const SLASH = /(?:^|\s)(?<typed>\/(?<query>\p{L}+))$/u;
const AT = /(?:^|[\s(])(?<typed>@(?<query>[\p{L}\p{M}'’-]*(?:\s[\p{L}\p{M}'’-]+)?))$/u;

export function listFor(textBefore: string, setting: ListSetting): PromptList | null {
  const { inserts, people, menuOpen, drafting } = setting;
  const end = textBefore.length;
  if (menuOpen) return { kind: 'inserts', query: '', from: end, options: inserts };
  const slash = drafting ? undefined : SLASH.exec(textBefore)?.groups;
  if (slash)
    return orNull({
      kind: 'inserts',
      ...triggerOf(slash, end),
      options: insertsFor(slash, inserts)
    });
  const at = AT.exec(textBefore)?.groups;
  if (!at) return null;
  const options = peopleMatching(at.query ?? '', people).slice(0, PEOPLE_SHOWN);
  return orNull({ kind: 'people', ...triggerOf(at, end), options });
}

/** The option under the arrow keys; none after a bare `@`, where Enter must not choose a person. */
export const firstActive = (list: PromptList): number | null =>
  list.kind === 'people' && list.query === '' ? null : 0;

/** The option after an arrow key, going round at the ends. */
export function moveActive(active: number | null, count: number, by: 1 | -1): number {
  if (active === null) return by === 1 ? 0 : count - 1;
  return (active + by + count) % count;
}

/** "5 options. Action, 1 of 5" */
export function listWords(list: PromptList, active: number | null): string {
  const count = list.options.length;
  const options = `${count} ${count === 1 ? 'option' : 'options'}`;
  return active === null ? options : `${options}. ${optionWords(list, active)}`;
}

/** "Action, 1 of 5" */
export const optionWords = (list: PromptList, active: number): string =>
  `${optionName(list, active)}, ${active + 1} of ${list.options.length}`;

function optionName(list: PromptList, index: number): string {
  const option = list.options[index];
  if (!option) return '';
  return 'name' in option ? option.name : option.label;
}

type Groups = Record<string, string | undefined>;

const triggerOf = ({ typed = '', query = '' }: Groups, end: number) => ({
  query,
  from: end - typed.length
});

function insertsFor(
  { query = '' }: Groups,
  inserts: readonly InsertOption[]
): readonly InsertOption[] {
  const asked = query.toLowerCase();
  return inserts.filter(
    ({ letter, label }) => letter === asked || label.toLowerCase().startsWith(asked)
  );
}

const orNull = (list: PromptList): PromptList | null => (list.options.length === 0 ? null : list);
