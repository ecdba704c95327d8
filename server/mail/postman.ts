/**
 * Sends letters through the one mail server of the settings. Without encryption only to this very
 * machine; certificates are checked. One connection for each letter: a board has a few dozen.
 */
import { createTransport } from 'nodemailer';
import type { MailConfig } from '#server/config.ts';
import type { Letter } from './letter.ts';

export type Postman = {
  /** Resolves when the mail server has taken the letter; else throws LetterNotSent. */
  readonly send: (letter: Letter) => Promise<void>;
};

const SECONDS = 1000;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Faults of one letter; with any other the mail server itself is at fault, for every letter. */
const OF_ONE_LETTER = ['EENVELOPE', 'EMESSAGE'];

export function makePostman({ server, from }: MailConfig): Postman {
  const { protocol, hostname, port, username, password } = new URL(server);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname.replaceAll(/[[\]]/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !LOOPBACK.includes(hostname),
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: 10 * SECONDS,
    greetingTimeout: 10 * SECONDS,
    socketTimeout: 30 * SECONDS,
    // Nothing in a letter is a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true
  });
  return {
    send: async ({ messageId, to, subject, text, html }) => {
      try {
        await transport.sendMail({
          messageId,
          from,
          to: { name: to.name, address: to.email },
          subject,
          text,
          html,
          // RFC 3834: no answering machine answers this.
          headers: { 'Auto-Submitted': 'auto-generated' }
        });
      } catch (error) {
        throw new LetterNotSent(error);
      }
    }
  };
}

export class LetterNotSent extends Error {
  override name = 'LetterNotSent';
  /** A code of the mail server or of the connection: nothing of the letter. */
  readonly why: string;
  readonly isOfOneLetter: boolean;
  constructor(cause: unknown) {
    const code = textIn(cause, 'code');
    const answer = textIn(cause, 'responseCode');
    const why = [code, answer].filter((each) => each !== '').join(' ') || 'unknown';
    super(`a mail was not sent: ${why}`);
    this.why = why;
    this.isOfOneLetter = OF_ONE_LETTER.includes(code);
  }
}

function textIn(value: unknown, name: string): string {
  const found: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}
