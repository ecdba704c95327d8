/**
 * What the page says about saving: worked out from what is known, never from hope. "Saved" means
 * that the server has put every change of this tab on its disk and said so on this connection.
 */
import type { EditRefusal } from '#protocol/document-frame.ts';
import { CLOSE_CODE } from '#protocol/close-code.ts';

export type SaveState =
  /** Connecting, with nothing that could be lost. */
  | { readonly kind: 'opening' }
  /** `at`: UTC instant of the last acknowledgement; null where nothing has been changed here. */
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'saving' }
  | { readonly kind: 'slow' }
  /** The changes are in this tab and nowhere else. */
  | { readonly kind: 'offline-not-kept'; readonly changes: number }
  /** Connected again: what was written offline is on its way. */
  | { readonly kind: 'sending'; readonly changes: number }
  | { readonly kind: 'refused'; readonly why: Refused; readonly changes: number }
  | { readonly kind: 'signed-out'; readonly changes: number }
  /** The server cannot write at the moment. */
  | { readonly kind: 'failing'; readonly changes: number };

export type Refused =
  Exclude<EditRefusal, 'cannot-save'> | 'access-ended' | 'not-found' | 'too-large' | 'malformed';

export type SavingFacts = {
  /** A socket is open. */
  readonly isConnected: boolean;
  /** On this connection the server has confirmed all that this tab holds. */
  readonly isConfirmed: boolean;
  /** Changes that are not acknowledged; `carried` of them were made before this connection. */
  readonly pending: number;
  readonly carried: number;
  /** Milliseconds, like `now`. */
  readonly oldestPendingAt: number | null;
  readonly disconnectedAt: number | null;
  readonly now: number;
  readonly savedAt: string | null;
  readonly refusal: EditRefusal | null;
  /** The close code after which there is no trying again. */
  readonly closedWith: number | null;
};

/** Quicker than this, saying "Saving" would only flicker. */
const NOTICEABLE = 400;
const SLOW = 5000;
/** A drop shorter than this, with nothing unsent, is not worth alarming anybody. */
const BLINK = 2000;

export function saveStateOf(facts: SavingFacts): SaveState {
  const { pending: changes, closedWith, refusal } = facts;
  if (closedWith === CLOSE_CODE.signedOut) return { kind: 'signed-out', changes };
  if (closedWith !== null) return { kind: 'refused', why: whyClosed(facts), changes };
  if (refusal === 'cannot-save') return { kind: 'failing', changes };
  if (refusal !== null && changes > 0) return { kind: 'refused', why: refusal, changes };
  if (facts.isConnected && facts.carried > 0) return { kind: 'sending', changes };
  if (!facts.isConfirmed) return whileUnconfirmed(facts);
  return whileConfirmed(facts);
}

function whileUnconfirmed({ pending, disconnectedAt, now }: SavingFacts): SaveState {
  const isBlink = disconnectedAt === null || now - disconnectedAt < BLINK;
  if (pending === 0 && isBlink) return { kind: 'opening' };
  return { kind: 'offline-not-kept', changes: pending };
}

function whileConfirmed({ oldestPendingAt, now, savedAt }: SavingFacts): SaveState {
  const waited = oldestPendingAt === null ? 0 : now - oldestPendingAt;
  if (waited > SLOW) return { kind: 'slow' };
  if (waited > NOTICEABLE) return { kind: 'saving' };
  return { kind: 'saved', at: savedAt };
}

function whyClosed({ closedWith, refusal }: SavingFacts): Refused {
  if (refusal !== null && refusal !== 'cannot-save') return refusal;
  switch (closedWith) {
    case CLOSE_CODE.accessEnded:
      return 'access-ended';
    case CLOSE_CODE.notFound:
      return 'not-found';
    case CLOSE_CODE.tooLarge:
      return 'too-large';
    case CLOSE_CODE.locked:
      return 'read-only';
    default:
      return 'malformed';
  }
}
