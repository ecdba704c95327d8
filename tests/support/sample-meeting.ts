/** Commands of a made-up meeting, and what the rules make of a list of them. */
import type { Attendee } from '#domain/attendance.ts';
import type { Command, ExclusionCommand, UrgentCommand } from '#domain/command.ts';
import type { CorrectionCommand } from '#domain/correction.ts';
import { apply } from '#domain/apply.ts';
import { beginProceedings, type Moment, type Proceedings } from '#domain/proceedings.ts';
import { isRefusal } from '#domain/refusal.ts';

/** An id that says what it is for: `idOf('chair')` is 20 characters long. */
export const idOf = (word: string): string => word.padEnd(20, '0').slice(0, 20);

export const MOMENT: Moment = {
  at: '2026-12-10T14:00:00.000Z',
  today: '2026-12-10',
  time: '14:00'
};

export const ARRANGEMENTS = {
  date: '2026-12-10',
  startTime: '14:00',
  endTime: '16:00',
  place: 'County Hall'
} as const;

export const begun = (): Proceedings => beginProceedings(idOf('meeting'), ARRANGEMENTS);

type AddItem = Extract<Command, { type: 'add-item' }>;

export const addItem = (id: string, given: Partial<AddItem> = {}): AddItem => ({
  type: 'add-item',
  itemId: idOf(id),
  title: `About ${id}`,
  standing: null,
  part: 'part1',
  ground: given.part === 'part2' ? 'Paragraph 7: prevention of crime.' : null,
  privacy: null,
  before: null,
  kind: 'report',
  purpose: 'decide',
  presenterId: null,
  presenter: null,
  minutesAllotted: 10,
  minuted: true,
  ...given
});

export const PUBLISH = {
  type: 'publish-agenda',
  publishedOn: null,
  shortNoticeReason: null
} as const;
export const START = { type: 'start-meeting', startedAt: null } as const;
export const CLOSE = { type: 'close-meeting', finishedAt: null } as const;
export const SEND_TO_CHAIR = { type: 'send-to-chair' } as const;
export const giveBack = (note: string): Command => ({ type: 'return-minutes', note });
export const CIRCULATE = { type: 'circulate-minutes', correctionsBy: null } as const;
export const ask = (
  id: string,
  item: string,
  given: Partial<Extract<CorrectionCommand, { type: 'request-correction' }>> = {}
): Extract<CorrectionCommand, { type: 'request-correction' }> => ({
  type: 'request-correction',
  correctionId: idOf(id),
  itemId: idOf(item),
  quoted: '454',
  proposed: '445',
  reason: '',
  ...given
});
export const answer = (
  id: string,
  item: string,
  given: Partial<Extract<CorrectionCommand, { type: 'answer-correction' }>> = {}
): Extract<CorrectionCommand, { type: 'answer-correction' }> => ({
  type: 'answer-correction',
  correctionId: idOf(id),
  itemId: idOf(item),
  answer: 'accept',
  wording: null,
  reply: '',
  ...given
});

export const RECORD_APPROVAL = {
  type: 'record-approval',
  byMeetingId: idOf('later'),
  meetingDate: '2027-03-11',
  presidedBy: 'Ruth Hale',
  digest: 'ab12',
  numberedFrom: 16
} as const;

export const CANCEL = { type: 'cancel-meeting', reason: 'Storm warning for the county.' } as const;

export const postponeTo = (
  date: string,
  from: string = ARRANGEMENTS.date
): Extract<Command, { type: 'postpone-meeting' }> => ({
  type: 'postpone-meeting',
  from,
  ...ARRANGEMENTS,
  date,
  reason: 'At the request of the Chair.'
});

export const admit = (id: string, given: Partial<UrgentCommand> = {}): UrgentCommand => ({
  type: 'admit-urgent-item',
  itemId: idOf(id),
  title: `About ${id}`,
  reason: 'The grant closes before the next meeting.',
  kind: 'report',
  purpose: 'decide',
  presenterId: null,
  presenter: null,
  minutesAllotted: null,
  ...given
});

/** Recorded before the meeting takes these items in private. */
export const exclude = (
  id: string,
  itemIds: readonly string[],
  paragraphs: readonly number[] = []
): ExclusionCommand => ({
  type: 'resolve-exclusion',
  exclusionId: idOf(id),
  itemIds,
  paragraphs
});

export const raise = (id: string, item: string, dueOn: string | null = null): Command => ({
  type: 'raise-action',
  actionId: idOf(id),
  itemId: idOf(item),
  owners: [{ personId: null, name: 'District councils' }],
  dueOn
});

export const resolve = (id: string, item: string): Command => ({
  type: 'record-resolution',
  resolutionId: idOf(id),
  itemId: idOf(item)
});

export const attend = (key: string, given: Partial<Attendee> = {}): Command => ({
  type: 'record-attendance',
  attendee: {
    key: idOf(key),
    name: key,
    kind: 'present',
    office: null,
    organisation: null,
    sector: null,
    post: null,
    substituteSeatId: null,
    substituteFor: null,
    ...given
  }
});

/** The state after commands that are all accepted; throws where one is not. */
export const after = (commands: readonly Command[], from: Proceedings = begun()): Proceedings =>
  commands.reduce((state, command) => {
    const outcome = apply(state, command, MOMENT);
    if (isRefusal(outcome)) throw new Error(`${command.type} was refused: ${outcome.refused}`);
    return outcome.state;
  }, from);

/** The code with which a command is refused, or its effects' names when it is not. */
export function said(
  state: Proceedings,
  command: Command,
  moment: Moment = MOMENT
): string | string[] {
  const outcome = apply(state, command, moment);
  return isRefusal(outcome) ? outcome.refused : outcome.effects.map(({ type }) => type);
}
