/**
 * Why the server ends a document's connection. As in HTTP, 44xx will not change by trying again
 * (the stock y-websocket client stops there by itself), 45xx may.
 */
export const CLOSE_CODE = {
  /** A frame could not be read, or held what no honest client writes. */
  malformed: 4400,
  /** The session is over: sign in again. */
  signedOut: 4401,
  /** The person's right to see this document has ended. */
  accessEnded: 4403,
  /** There is no such document, or none this person may see; the reason says in which epoch. */
  notFound: 4404,
  /** The document was frozen or locked, and this client kept writing to it. */
  locked: 4409,
  /** A frame was larger than the server takes. */
  tooLarge: 4413,
  /** The person has more connections open than one person needs. */
  tooFast: 4429,
  /** The server cannot load or save the document at the moment. */
  unavailable: 4503
} as const;

/** The reason given with `notFound`, so that not a byte is sent to somebody who is not let in. */
export const notFoundIn = (epoch: string): string => `not-found ${epoch}`;

/** The storage's epoch in such a reason. */
export const epochIn = (reason: string): string | undefined => /^not-found (.+)$/.exec(reason)?.[1];
