/** A real mail server on a real port: it takes what it is sent, or does not, as a test wants it. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { MailConfig } from '#server/config.ts';
import { readMail, type ReadMail } from './read-mail.ts';

export type Taken = {
  /** Envelope recipients. */
  readonly to: readonly string[];
  readonly raw: Buffer;
  readonly mail: ReadMail;
};

export type MailServer = {
  readonly config: MailConfig;
  readonly taken: Taken[];
  /** Addresses that are refused. */
  readonly refused: Set<string>;
  /** Called when a mail is there, before it is acknowledged. */
  beforeAnswer: (taken: Taken) => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
};

export async function startMailServer(): Promise<MailServer> {
  let server = await listen(0);
  const { port } = server.server.address() as AddressInfo;
  const config: MailConfig = {
    server: `smtp://127.0.0.1:${port}`,
    from: { name: 'Correct Record', address: 'record@example.org' },
    domain: 'example.org'
  };
  const found: MailServer = {
    config,
    taken: [],
    refused: new Set(),
    beforeAnswer: async () => {},
    stop: () => new Promise((resolve) => server.close(() => resolve())),
    start: async () => {
      server = await listen(port);
    }
  };

  async function listen(on: number): Promise<SMTPServer> {
    const made = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, answer) => {
        const refusal = Object.assign(new Error('No such person'), { responseCode: 550 });
        answer(found.refused.has(address) ? refusal : null);
      },
      onData: (stream, { envelope }, answer) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const raw = Buffer.concat(chunks);
          const to = envelope.rcptTo.map(({ address }) => address);
          const taken = { to, raw, mail: readMail(raw) };
          found.taken.push(taken);
          found.beforeAnswer(taken).then(() => answer(null), answer);
        });
      }
    });
    // A sender that is killed resets its connection.
    made.on('error', () => {});
    await new Promise<void>((resolve) => made.listen(on, '127.0.0.1', resolve));
    return made;
  }

  return found;
}
