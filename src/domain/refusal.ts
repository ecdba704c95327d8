/**
 * The rules say no: a value, never an exception. The closed list of codes is what pages turn into
 * sentences (`src/lib/words.ts`) and transports into statuses (`server/http/refusals.ts`).
 */
export type RefusalCode =
  | 'action-closed'
  | 'administrator-needed'
  | 'agenda-not-published'
  | 'agenda-published'
  | 'already-approved'
  | 'already-here'
  | 'already-used'
  | 'chair-seated'
  | 'date-changed'
  | 'date-in-past'
  | 'date-not-later'
  | 'date-unreal'
  | 'email-malformed'
  | 'email-missing'
  | 'email-taken'
  | 'ends-too-early'
  | 'ground-missing'
  | 'link-expired'
  | 'malformed'
  | 'meeting-cancelled'
  | 'meeting-not-ended'
  | 'meeting-not-in-session'
  | 'meeting-started'
  | 'minutes-locked'
  | 'minutes-not-circulated'
  | 'minutes-not-draft'
  | 'minutes-not-with-chair'
  | 'name-missing'
  | 'no-substitute'
  | 'no-connection'
  | 'not-allowed'
  | 'not-found'
  | 'not-signed-in'
  | 'note-missing'
  | 'number-unreal'
  | 'other-board'
  | 'owner-missing'
  | 'password-common'
  | 'password-missing'
  | 'password-short'
  | 'password-wrong'
  | 'reason-missing'
  | 'register-changed'
  | 'same-meeting'
  | 'seat-held'
  | 'seat-returned'
  | 'seat-substituted'
  | 'sign-in-failed'
  | 'steps-out-of-order'
  | 'substitute-engaged'
  | 'text-too-long'
  | 'time-missing'
  | 'time-out-of-order'
  | 'time-unreal'
  | 'title-missing'
  | 'too-many-items'
  | 'too-many-tries'
  | 'too-many-versions'
  | 'update-missing'
  | 'urgent-minuted'
  | 'item-carried'
  | 'item-not-deferred'
  | 'item-not-parked'
  | 'too-many-proposals'
  | 'screen-code-missing'
  | 'screen-code-wrong';

export type Refusal = {
  readonly refused: RefusalCode;
  /** The form field or command property that the sentence belongs beside. */
  readonly field?: string;
};

export const refuse = (refused: RefusalCode, field?: string): Refusal =>
  field === undefined ? { refused } : { refused, field };

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value;
