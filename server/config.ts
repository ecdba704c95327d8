/** What the server is told by its environment: one list, checked whole before anything starts. */
import path from 'node:path';
import { isEmail } from '#domain/email.ts';

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Proxies in front whose forwarding headers are believed; 0 believes none. */
  readonly trustProxy: number;
  /** The address people type, when a proxy hides it: https://record.example.gov.uk */
  readonly origin: string | null;
  /** The mail server that notices are sent through; null where none is set up. */
  readonly mail: MailConfig | null;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
};

export type MailConfig = {
  /** smtps://name:password@host:port, or smtp:// where STARTTLS follows; it holds a password. */
  readonly server: string;
  readonly from: { readonly name: string; readonly address: string };
  /** Of the sender's address. */
  readonly domain: string;
};

/** Whether people reach the service over https: cookies and headers differ. */
export const isSecure = (config: Pick<Config, 'origin'>): boolean =>
  config.origin?.startsWith('https:') ?? false;

/** Host and protocol that people reach the service by: as set, else as the request came. */
export function addressOf(
  { origin }: Pick<Config, 'origin'>,
  host: string | undefined,
  protocol: string
): { host: string | undefined; protocol: string } {
  const known = origin === null ? null : new URL(origin);
  return known ? { host: known.host, protocol: known.protocol.slice(0, -1) } : { host, protocol };
}

/** Every variable the server reads; one that starts with our prefix and is not here is a mistake. */
const KNOWN = [
  'PORT',
  'HOST',
  'DATA_DIR',
  'TRUST_PROXY',
  'ORIGIN',
  'SMTP_URL',
  'MAIL_FROM',
  'LOG_LEVEL',
  'DEMO_PASSWORD'
];
const PREFIX = 'CORRECT_RECORD_';

/** Reads the environment, or throws ConfigWrong with one line that says what to change. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  refuseUnknown(env);
  return {
    port: wholeNumber(env, 'PORT', 3000, 65_535),
    host: env.HOST || '127.0.0.1',
    dataDir: path.resolve(env.DATA_DIR || './data'),
    trustProxy: wholeNumber(env, 'TRUST_PROXY', 0, 10),
    origin: readOrigin(env.ORIGIN),
    mail: readMail(env),
    logLevel: readLevel(env.LOG_LEVEL)
  };
}

function refuseUnknown(env: NodeJS.ProcessEnv): void {
  const unknown = Object.keys(env).find((name) => name.startsWith(PREFIX));
  if (unknown) {
    throw new ConfigWrong(`${unknown} is not a setting. The settings are ${KNOWN.join(', ')}.`);
  }
}

function wholeNumber(
  env: NodeJS.ProcessEnv,
  name: string,
  otherwise: number,
  most: number
): number {
  const given = env[name];
  if (given === undefined || given === '') return otherwise;
  const number = Number(given);
  if (!/^\d+$/.test(given) || number > most) {
    throw new ConfigWrong(`${name} is "${given}". Set it to a whole number from 0 to ${most}.`);
  }
  return number;
}

function readOrigin(given: string | undefined): string | null {
  if (!given) return null;
  const url = URL.parse(given);
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== given.replace(/\/$/, '')) {
    throw new ConfigWrong(
      `ORIGIN is "${given}". Set it to an address such as https://record.example.org.`
    );
  }
  return url.origin;
}

/** All of it or nothing. The mail server's address holds a password, so no message repeats it. */
function readMail({ SMTP_URL, MAIL_FROM, ORIGIN }: NodeJS.ProcessEnv): MailConfig | null {
  if (!SMTP_URL && !MAIL_FROM) return null;
  const url = URL.parse(SMTP_URL ?? '');
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || !/^\/?$/.test(url.pathname))
    throw new ConfigWrong(
      'SMTP_URL is not the address of a mail server. Set it to one such as smtps://name:password@mail.example.org.'
    );
  const [, name = '', bracketed] = /^(.*?)\s*<([^<>]*)>$/.exec(MAIL_FROM ?? '') ?? [];
  const address = bracketed ?? MAIL_FROM ?? '';
  if (!isEmail(address) || /[\r\n]/.test(name))
    throw new ConfigWrong(
      'MAIL_FROM is not an email address. Set it to one such as Correct Record <record@example.org>.'
    );
  if (!ORIGIN)
    throw new ConfigWrong(
      'ORIGIN is not set. Mail needs it for its links: set it to an address such as https://record.example.org.'
    );
  const from = { name: name || 'Correct Record', address };
  return { server: url.href, from, domain: address.split('@')[1] ?? '' };
}

function readLevel(given: string | undefined): Config['logLevel'] {
  const levels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
  const level = levels.find((each) => each === (given || 'info'));
  if (!level)
    throw new ConfigWrong(`LOG_LEVEL is "${given}". Set it to one of ${levels.join(', ')}.`);
  return level;
}

/** Wrong settings: the message is the one line a person needs. */
export class ConfigWrong extends Error {
  override name = 'ConfigWrong';
}
