/**
 * Password hashing: argon2id at the least strength OWASP names (19 MiB, two passes), kept in the
 * usual encoded form so that the figures can be raised without asking anybody for a new password.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { refuse, type Refusal } from '#domain/refusal.ts';

export type Passwords = ReturnType<typeof makePasswords>;

/**
 * One hash takes 19 MiB and a core for about 50 ms. Two at once leave the event loop's own core to
 * people who are writing; who comes after twenty more is told to wait rather than queued.
 */
export function makePasswords({ atOnce = 2, waiting = 20 } = {}) {
  const queue: (() => void)[] = [];
  let running = 0;

  async function inTurn<T>(work: () => Promise<T>): Promise<T | Refusal> {
    if (running < atOnce) running += 1;
    else {
      if (queue.length >= waiting) return refuse('too-many-tries');
      // The one that finishes hands its place over, so `running` stays as it is.
      await new Promise<void>((resume) => queue.push(resume));
    }
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  }

  /** The encoded hash to keep. */
  const hash = (password: string): Promise<string | Refusal> =>
    inTurn(async () => encode(await derive(password, randomBytes(16), PRESENT)));

  /**
   * Whether the password belongs to the encoded hash. Undefined stands for an address nobody has
   * here: the same work is done, so that the time tells nothing.
   */
  const verify = (password: string, encoded: string | undefined): Promise<boolean | Refusal> =>
    inTurn(async () => {
      const known = decode(encoded ?? NOBODY);
      const { tag } = await derive(password, known.nonce, known.strength);
      return timingSafeEqual(tag, known.tag) && encoded !== undefined;
    });

  return { hash, verify };
}

type Strength = { readonly memory: number; readonly passes: number; readonly parallelism: number };

type Derived = { readonly strength: Strength; readonly nonce: Buffer; readonly tag: Buffer };

const PRESENT: Strength = { memory: 19_456, passes: 2, parallelism: 1 };

const argon2Async = promisify(argon2);

/** The same word typed on two keyboards may be composed differently: NFKC makes it one. */
async function derive(password: string, nonce: Buffer, strength: Strength): Promise<Derived> {
  const message = password.normalize('NFKC');
  const tag = await argon2Async('argon2id', { message, nonce, ...strength, tagLength: 32 });
  return { strength, nonce, tag };
}

const encode = ({ strength: { memory, passes, parallelism }, nonce, tag }: Derived): string =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`;

const ENCODED = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function decode(encoded: string): Derived {
  const [, memory, passes, parallelism, nonce, tag] = ENCODED.exec(encoded) ?? [];
  if (nonce === undefined || tag === undefined) throw new UnreadableHash();
  return {
    strength: {
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism)
    },
    nonce: Buffer.from(nonce, 'base64'),
    tag: Buffer.from(tag, 'base64')
  };
}

/** The encoded form leaves out base64's padding. */
const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

const NOBODY = encode({ strength: PRESENT, nonce: Buffer.alloc(16), tag: Buffer.alloc(32) });

export class UnreadableHash extends Error {
  override name = 'UnreadableHash';
  constructor() {
    super('a stored password hash is not in the argon2id encoded form');
  }
}
