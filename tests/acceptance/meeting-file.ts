/**
 * The two files of an acceptance folder: the minutes of one meeting of a committee, and the agenda
 * of its next. People are role titles; no file holds anybody's name.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type People = Readonly<Record<string, { readonly demoRole: string }>>;

export type MeetingParagraph = {
  readonly kind: 'presentation' | 'bullet' | 'question-and-answer';
  readonly summary: string;
  /** Ids of the actions that follow from it. */
  readonly impliedActions?: readonly string[];
};

export type MeetingItem = {
  readonly number: number;
  readonly title: string;
  readonly standardItem: string | null;
  readonly text?: string;
  readonly presenter?: string;
  readonly paragraphs?: readonly MeetingParagraph[];
  readonly resolutions?: readonly { readonly text: string }[];
};

export type ImpliedAction = {
  readonly id: string;
  readonly owner: string;
  readonly action: string;
  readonly status: 'done' | 'open' | 'unclear';
  readonly evidence: string | null;
};

export type MeetingFile = {
  readonly people: People;
  readonly body: { readonly name: string };
  readonly meeting: {
    readonly date: string;
    readonly startTime: string;
    readonly finishTime: string;
    readonly finishTimeAsWritten: string;
  };
  readonly attendance: {
    readonly present: readonly { readonly person: string; readonly office?: string }[];
    readonly inAttendance: readonly { readonly person: string }[];
  };
  readonly openingStatement: string;
  readonly numbering: { readonly first: number; readonly last: number };
  readonly items: readonly MeetingItem[];
  readonly impliedActions: readonly ImpliedAction[];
  readonly signatureBlock: { readonly heading: string; readonly lines: readonly string[] };
};

export type AgendaFile = {
  readonly people: People;
  readonly strapline: string;
  readonly body: string;
  readonly meeting: { readonly date: string; readonly startTime: string; readonly venue: string };
  readonly membership: readonly { readonly person: string; readonly office?: string }[];
  readonly substitutes: readonly string[];
  readonly items: readonly {
    readonly number: number;
    readonly title: string;
    readonly kind: 'standard' | 'verbal-update' | 'report';
    readonly purpose?: string;
  }[];
  readonly contact: { readonly person: string; readonly email: string };
  readonly publishedOn: string;
};

export type AcceptanceFiles = { readonly minutes: MeetingFile; readonly agenda: AgendaFile };

/** Reads `*-meeting-*.json` and `*-agenda-*.json`, whose shape is known. */
export function readMeetingFiles(folder: string): AcceptanceFiles {
  const read = (pattern: RegExp): unknown => {
    const name = readdirSync(folder).find((each) => pattern.test(each));
    if (!name) throw new Error(`${folder} has no file like ${pattern.source}`);
    return JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
  };
  return {
    minutes: read(/-meeting-.*\.json$/) as MeetingFile,
    agenda: read(/-agenda-.*\.json$/) as AgendaFile
  };
}

/** "Councillor A" for the role "Councillor A (Chair)": what stands in brackets is the office. */
export function roleOf(people: People, key: string): string {
  const role = people[key]?.demoRole;
  if (role === undefined) throw new Error(`the file names nobody as ${key}`);
  return role.replace(/\s*\(.*\)$/, '');
}

/** A paragraph's words, with roles where it names a person of the file in double braces. */
export const wordsOf = (people: People, { summary }: MeetingParagraph): string =>
  summary.replaceAll(/\{\{(.+?)\}\}/g, (_, key: string) => roleOf(people, key));
