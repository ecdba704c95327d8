/** What a board's settings may be: rules S5, S6 and Z6 of SPEC.md. */
import type { BoardSettings } from './board.ts';
import { isEmail } from './email.ts';
import { offsetsRefusal } from './timetable-offsets.ts';
import { refuse, type Refusal } from './refusal.ts';

const BOARD_NAME_LIMIT = 200;
const NOTICE_DAYS_LIMIT = 30;
const QUORUM_LIMIT = 99;
const LINE_LIMIT = 200;
const OPENING_LIMIT = 4000;

/** Why a board may not be named so. */
export function boardNameRefusal(name: string): Refusal | undefined {
  if (name.trim() === '') return refuse('name-missing', 'name');
  return name.length > BOARD_NAME_LIMIT ? refuse('text-too-long', 'name') : undefined;
}

/** The first setting that will not do; undefined when all of them will. */
export function settingsRefusal(settings: BoardSettings): Refusal | undefined {
  const { noticeDays, quorum, contactEmail } = settings;
  if (!isWholeWithin(noticeDays, 0, NOTICE_DAYS_LIMIT))
    return refuse('number-unreal', 'noticeDays');
  const unsound = offsetsRefusal(settings.timetable);
  if (unsound) return unsound;
  if (!isWholeWithin(quorum.members, 1, QUORUM_LIMIT)) {
    return refuse('number-unreal', 'quorumMembers');
  }
  if (contactEmail !== '' && !isEmail(contactEmail)) {
    return refuse('email-malformed', 'contactEmail');
  }
  if ((settings.opening?.length ?? 0) > OPENING_LIMIT) return refuse('text-too-long', 'opening');
  const long = (['strapline', 'contactName', 'contactPost'] as const).find(
    (field) => (settings[field]?.length ?? 0) > LINE_LIMIT
  );
  return long && refuse('text-too-long', long);
}

const isWholeWithin = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;
