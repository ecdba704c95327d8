/**
 * Corrections of circulated minutes: asked for against words that are quoted, answered by the clerk or
 * the chair, and agreed by the meeting that approves them. What was circulated stays as it is until
 * then. Rules K3 to K8.
 */
import type { Part } from './agenda.ts';
import type { ItemId, PersonId } from './id.ts';

export type CorrectionId = string;

export type CorrectionRequest = {
  readonly id: CorrectionId;
  readonly itemId: ItemId;
  /** The name of whoever asked, as the server knows them. */
  readonly askedBy: string;
  /** Words of the minute, and what should stand in their place; empty where they should go. */
  readonly quoted: string;
  readonly proposed: string;
  readonly reason: string;
  readonly answer: CorrectionAnswer | null;
};

/** Accepted ones are put to the meeting that approves the minutes, in this wording. */
export type CorrectionAnswer =
  | { readonly kind: 'accepted'; readonly wording: string; readonly reply: string }
  | { readonly kind: 'declined'; readonly reply: string };

export type AgreedCorrection = {
  /** The item of the corrected meeting. */
  readonly itemId: ItemId;
  /** Null for one that was raised in the room. */
  readonly correctionId: CorrectionId | null;
  readonly quoted: string;
  readonly wording: string;
  /** The server adds them, because a journal knows one meeting: "39(2)" for the second point of 39. */
  readonly part?: Part;
  readonly cited?: string;
};

/** Whoever signs, as the server knows them. */
export type Signer = {
  readonly personId: PersonId;
  readonly name: string;
  readonly office: string;
};

export type Signature = Signer & {
  /** UTC instant. */
  readonly at: string;
  /** Of the approved record that was signed. */
  readonly digest: string;
};

export type CorrectionCommand =
  | {
      readonly type: 'request-correction';
      readonly correctionId: CorrectionId;
      readonly itemId: ItemId;
      readonly quoted: string;
      readonly proposed: string;
      readonly reason: string;
      /** The server adds it. */
      readonly askedBy?: string;
    }
  | {
      readonly type: 'answer-correction';
      readonly correctionId: CorrectionId;
      readonly itemId: ItemId;
      readonly answer: 'accept' | 'decline';
      /** In place of what was proposed; null to take it as it is. */
      readonly wording: string | null;
      readonly reply: string;
    }
  /** By whoever presided at the meeting that approved them; `digest` is that of the record they saw. */
  | { readonly type: 'sign-minutes'; readonly digest: string; readonly signer?: Signer };

export const PASSAGE_LIMIT = 2000;
export const CORRECTION_LIMIT = 200;

/** Still to be accepted or declined. */
export const openCorrections = (corrections: readonly CorrectionRequest[]) =>
  corrections.filter(({ answer }) => answer === null);

/** What the next meeting is asked to agree. */
export const acceptedCorrections = (
  corrections: readonly CorrectionRequest[]
): (AgreedCorrection & { readonly correctionId: CorrectionId })[] =>
  corrections.flatMap(({ id, itemId, quoted, answer }) =>
    answer?.kind === 'accepted'
      ? [{ itemId, correctionId: id, quoted, wording: answer.wording }]
      : []
  );
