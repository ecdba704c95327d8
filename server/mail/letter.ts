/**
 * A digest as a letter: a subject, plain text, and the same as simple HTML without pictures or
 * anything to load. What people wrote goes in on one line each, and into HTML as text.
 */
import { longDate, plainDate, screenTime } from '#domain/civil-date.ts';
import { oneLine } from '#server/export/printable.ts';
import type { Digest, DigestEntry } from '#server/services/notices.ts';

export type Letter = {
  readonly messageId: string;
  readonly to: { readonly name: string; readonly email: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

type Part = { readonly heading: string; readonly lines: readonly string[]; readonly path: string };

/** As long as an action's wording is quoted: a mail says what it is about, the page says it all. */
const WORDING_LIMIT = 300;

/** `origin` is the address people type, without a slash at the end. */
export function letterOf({ messageId, to, entries }: Digest, origin: string): Letter {
  const parts = entries.map(partOf);
  const [first, ...others] = parts;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  const choose = `${origin}/account#mail`;
  const name = oneLine(to.name);
  return {
    messageId,
    to: { name, email: to.email },
    subject: `${first?.heading ?? 'Correct Record'}${more}`,
    text: [
      `For ${name}`,
      ...parts.map(({ heading, lines, path }) =>
        [heading, ...lines, `${origin}${path}`].join('\n')
      ),
      `Correct Record sends this because you have a place at a board.\nChoose which mail you get: ${choose}`
    ].join('\n\n'),
    html: [
      '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Correct Record</title></head>',
      '<body style="font-family: Arial, sans-serif; font-size: 16px; line-height: 1.5; max-width: 40em">',
      `<p>For ${asText(name)}</p>`,
      ...parts.map((part) => htmlOf(part, origin)),
      '<hr><p>Correct Record sends this because you have a place at a board. ',
      `<a href="${asText(choose)}">Choose which mail you get</a></p></body></html>`
    ].join('\n')
  };
}

function partOf(entry: DigestEntry): Part {
  const { heading, lines, path } = said(entry);
  return {
    heading: oneLine(heading),
    lines: lines.filter((line) => line !== '').map(oneLine),
    path
  };
}

function said(entry: DigestEntry): Part {
  switch (entry.kind) {
    case 'agenda-published':
      return {
        heading: `Agenda published: ${entry.boardName}, ${plainDate(entry.date)}`,
        lines: [
          `The board meets on ${longDate(entry.date)} at ${screenTime(entry.startTime)}.`,
          entry.place ?? '',
          entry.supplementedOn === null
            ? ''
            : `A supplement was added on ${plainDate(entry.supplementedOn)}.`
        ],
        path: `/meetings/${entry.meetingId}/agenda`
      };
    case 'minutes-circulated':
      return {
        heading: `Draft minutes to read: ${entry.boardName}, ${plainDate(entry.date)}`,
        lines: [
          entry.correctionsBy === null
            ? ''
            : `Ask for corrections by ${longDate(entry.correctionsBy)}.`
        ],
        path: `/meetings/${entry.meetingId}/minutes`
      };
    default:
      return actionPart(entry);
  }
}

function actionPart(entry: Extract<DigestEntry, { actionId: string }>): Part {
  const { boardId, actionId, boardName, dueOn } = entry;
  const due = dueOn === null ? '' : plainDate(dueOn);
  const isAboutDue = entry.kind === 'action-due' || entry.kind === 'action-due-soon';
  return {
    heading: `${headingOf(entry, due)}: ${boardName}`,
    lines: [
      wordingOf(entry.wording),
      entry.meetingDate === null
        ? ''
        : `The board meets on ${longDate(entry.meetingDate)} and will ask how it stands.`,
      isAboutDue || due === '' ? '' : `Due ${due}.`
    ],
    path: `/boards/${boardId}/actions/${actionId}`
  };
}

/** A day that may have passed before the mail is read is named, never "today". */
function headingOf(
  { kind, number }: Extract<DigestEntry, { actionId: string }>,
  due: string
): string {
  switch (kind) {
    case 'action-due':
    case 'action-due-soon':
      return `Action ${number} is due on ${due}`;
    case 'update-asked':
      return `Say how action ${number} stands`;
    case 'action-given':
      return `Action ${number} is yours`;
  }
}

function wordingOf(wording: string | null): string {
  if (wording === null) return 'It is private business, so this mail does not say what it is.';
  return wording.length <= WORDING_LIMIT ? wording : `${wording.slice(0, WORDING_LIMIT)}...`;
}

const htmlOf = ({ heading, lines, path }: Part, origin: string): string =>
  [
    `<h2 style="font-size: 18px; margin: 24px 0 4px">${asText(heading)}</h2>`,
    ...lines.map((line) => `<p style="margin: 0 0 4px">${asText(line)}</p>`),
    `<p style="margin: 0"><a href="${asText(`${origin}${path}`)}">Open it</a></p>`
  ].join('\n');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
};

const asText = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
