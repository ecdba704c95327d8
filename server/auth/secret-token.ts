/**
 * Tokens for cookies: `id.secret`, of which only the secret's SHA-256 is kept, so a stolen copy of the
 * database opens nothing. A random secret of 256 bits needs no slow hash: there is nothing to guess
 * it from.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export type ReadToken = { readonly id: string; readonly secret: Buffer };

/** The token is shown nowhere but in the cookie, and cannot be had again. */
export function newSecret(id: string): { token: string; secretHash: Buffer } {
  const secret = randomBytes(32);
  return { token: `${id}.${secret.toString('base64url')}`, secretHash: sha256(secret) };
}

/** Null for what has not the shape of a token. */
export function readToken(token: string | undefined): ReadToken | null {
  const [, id, secret] = TOKEN.exec(token ?? '') ?? [];
  if (id === undefined || secret === undefined) return null;
  return { id, secret: Buffer.from(secret, 'base64url') };
}

export const isSecretOf = ({ secret }: ReadToken, secretHash: Uint8Array): boolean =>
  timingSafeEqual(sha256(secret), secretHash);

const TOKEN = /^([a-z0-9]{20})\.([A-Za-z0-9_-]{43})$/;

const sha256 = (secret: Buffer): Buffer => createHash('sha256').update(secret).digest();
