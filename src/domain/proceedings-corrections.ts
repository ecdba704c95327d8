/** Asking for corrections of circulated minutes and answering them, and signing: rules K3 to K5, K9. */
import { REASON_LIMIT } from './agenda.ts';
import type { Command } from './command.ts';
import { minutedItems } from './compile-minutes.ts';
import {
  CORRECTION_LIMIT,
  PASSAGE_LIMIT,
  type AgreedCorrection,
  type CorrectionAnswer,
  type CorrectionCommand,
  type CorrectionRequest
} from './correction.ts';
import { isId } from './id.ts';
import type { Moment, Outcome, Proceedings } from './proceedings.ts';
import { isRefusal, refuse, type Refusal } from './refusal.ts';

type Judged = Outcome | Refusal;
type Sent<Type extends CorrectionCommand['type']> = Extract<CorrectionCommand, { type: Type }>;

export function applyCorrectionCommand(
  state: Proceedings,
  command: Command,
  moment: Moment
): Judged | undefined {
  switch (command.type) {
    case 'request-correction':
      return whileCirculated(state) ?? request(state, command);
    case 'answer-correction':
      return whileCirculated(state) ?? answer(state, command);
    case 'sign-minutes':
      return sign(state, command, moment);
    default:
      return undefined;
  }
}

function request(state: Proceedings, command: Sent<'request-correction'>): Judged {
  const { correctionId: id, itemId, quoted, proposed, reason, askedBy = '' } = command;
  if (!isId(id)) return refuse('malformed', 'correctionId');
  if (!minutedItems(state.items).some((item) => item.id === itemId))
    return refuse('not-found', 'itemId');
  if (state.corrections.some((each) => each.id === id))
    return refuse('already-used', 'correctionId');
  if (state.corrections.length >= CORRECTION_LIMIT) return refuse('too-many-corrections');
  const unsound = amendmentRefusal(quoted, proposed, 'proposed');
  if (unsound) return unsound;
  if (reason.length > REASON_LIMIT) return refuse('text-too-long', 'reason');
  const asked: CorrectionRequest = {
    id,
    itemId,
    askedBy,
    quoted: quoted.trim(),
    proposed: proposed.trim(),
    reason: reason.trim(),
    answer: null
  };
  return keep({ ...state, corrections: [...state.corrections, asked] });
}

/** K4: an answer can be given again until the minutes are approved; the last one holds. */
function answer(state: Proceedings, command: Sent<'answer-correction'>): Judged {
  const { correctionId, itemId } = command;
  const asked = state.corrections.find((each) => each.id === correctionId);
  if (asked?.itemId !== itemId) return refuse('not-found', 'correctionId');
  const answered = answerTo(asked, command);
  if (isRefusal(answered)) return answered;
  return keep({
    ...state,
    corrections: state.corrections.map((each) =>
      each.id === correctionId ? { ...each, answer: answered } : each
    )
  });
}

function answerTo(
  { quoted, proposed }: CorrectionRequest,
  command: Sent<'answer-correction'>
): CorrectionAnswer | Refusal {
  const reply = command.reply.trim();
  if (reply.length > REASON_LIMIT) return refuse('text-too-long', 'reply');
  if (command.answer === 'decline')
    return reply === '' ? refuse('reply-missing', 'reply') : { kind: 'declined', reply };
  const wording = (command.wording ?? proposed).trim();
  return amendmentRefusal(quoted, wording, 'wording') ?? { kind: 'accepted', wording, reply };
}

/** Why these words cannot be put in place of those; undefined when they can. */
export function amendmentRefusal(
  quoted: string,
  wording: string,
  field: string
): Refusal | undefined {
  if (quoted.trim() === '') return refuse('quote-missing', 'quoted');
  if (quoted.length > PASSAGE_LIMIT) return refuse('text-too-long', 'quoted');
  if (wording.length > PASSAGE_LIMIT) return refuse('text-too-long', field);
  return quoted.trim() === wording.trim() ? refuse('wording-same', field) : undefined;
}

/** Why a meeting cannot agree these; whether their words stand in the minutes is for the service. */
export function agreedRefusal(corrections: readonly AgreedCorrection[]): Refusal | undefined {
  if (corrections.length > CORRECTION_LIMIT) return refuse('too-many-corrections');
  const unsound = corrections
    .map(({ quoted, wording }) => amendmentRefusal(quoted, wording, 'wording'))
    .find((each) => each !== undefined);
  if (unsound) return unsound;
  const isSound = corrections.every(({ itemId }) => isId(itemId));
  return isSound ? undefined : refuse('malformed', 'corrections');
}

/** K9: by the person who presided when they were approved, and only what they have seen. */
function sign(
  state: Proceedings,
  { digest, signer }: Sent<'sign-minutes'>,
  { at }: Moment
): Judged {
  const { approval, signature } = state.minutes;
  if (!approval) return refuse('minutes-not-approved');
  if (signature) return refuse('already-signed');
  if (!signer) return refuse('malformed', 'signer');
  // Approvals recorded before there were signatures say who presided by name alone.
  const hasPresided =
    approval.presidedById === undefined
      ? approval.presidedBy === signer.name
      : approval.presidedById === signer.personId;
  if (!hasPresided) return refuse('not-presided');
  if (digest !== approval.digest) return refuse('record-differs', 'digest');
  return {
    state: { ...state, minutes: { ...state.minutes, signature: { ...signer, at, digest } } },
    effects: [{ type: 'minutes-signed' }]
  };
}

const whileCirculated = ({ minutes }: Proceedings): Refusal | undefined => {
  if (minutes.stage === 'approved') return refuse('already-approved');
  return minutes.stage === 'circulated' ? undefined : refuse('minutes-not-circulated');
};

const keep = (state: Proceedings): Outcome => ({ state, effects: [] });
