/** E-mail addresses as people type and paste them. */
import { refuse, type Refusal } from './refusal.ts';

/** RFC 5321 allows no longer address. */
const LONGEST = 254;

/**
 * Printable ASCII only: addresses name accounts here, and letters that look alike in another script
 * would let one account pass for another.
 */
const SHAPE = /^[!-~]+@[!-~]+\.[!-~]+$/;
const SEPARATORS = /[<>()[\],;:"\\]/;

export const isEmail = (value: string): boolean =>
  value.length <= LONGEST &&
  SHAPE.test(value) &&
  !SEPARATORS.test(value) &&
  value.split('@').length === 2 &&
  !value.endsWith('.');

/** How an address is kept and compared: without spaces around it, in lower case. */
export const tidyEmail = (value: string): string => value.trim().toLowerCase();

export type Addressee = { readonly name: string; readonly email: string };

/** Enough for the largest board with all its partners, and a bound on one request. */
const ADDRESSEE_LIMIT = 200;

/**
 * Reads pasted addresses, one to a line or between commas or semicolons, each alone or as
 * `Ruth Hale <ruth.hale@example.org>`; an address given twice counts once.
 */
export function parseAddressees(text: string): readonly Addressee[] | Refusal {
  const entries = text
    .split(/[\n,;]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) return refuse('email-missing', 'emails');
  if (entries.length > ADDRESSEE_LIMIT) return refuse('text-too-long', 'emails');
  const found = new Map<string, Addressee>();
  for (const entry of entries) {
    const [, named, bracketed] = /^(.*)<([^<>]*)>$/.exec(entry) ?? [];
    const email = tidyEmail(bracketed ?? entry);
    if (!isEmail(email)) return refuse('email-malformed', 'emails');
    const name = named?.replaceAll('"', '').trim() || nameFromEmail(email);
    if (!found.has(email)) found.set(email, { name, email });
  }
  return [...found.values()];
}

/** "Ruth Hale" from `ruth.hale@example.org`: until people give their name, agendas print this. */
export const nameFromEmail = (email: string): string =>
  (email.split('@')[0] ?? '')
    .split(/[._-]+/)
    .filter((part) => part !== '')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ') || email;
