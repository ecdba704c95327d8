/**
 * The code by which somebody at the meeting says which screen they mean. It is read across a room
 * and typed on a phone: of characters that are taken for one another (0 O D Q, 1 I L, 2 Z, 5 S, 8 B,
 * 6 G C, U V W, M N) at most one is left, so that none has to be corrected.
 */
import { refuse, type Refusal } from './refusal.ts';

export const SCREEN_CODE_ALPHABET = '23456789AEFHJKMPRTWXY';
export const SCREEN_CODE_LENGTH = 6;

/** The code as it is kept, of what somebody typed. */
export function readScreenCode(typed: string): string | Refusal {
  const code = typed.replaceAll(/[\s-]/g, '').toUpperCase();
  const isCode =
    code.length === SCREEN_CODE_LENGTH &&
    [...code].every((each) => SCREEN_CODE_ALPHABET.includes(each));
  return isCode ? code : refuse('screen-code-missing', 'code');
}
