/**
 * Refuses what another site's page sends in a visitor's name. Browsers put an Origin on every
 * request that is not GET or HEAD and on every WebSocket, and pages cannot take it off or change it.
 * A request without one, and without the Sec-Fetch-Site of every browser since 2023, comes from a
 * script that holds its own cookie and so has nothing to forge: outside tools may do that.
 *
 * Pages must be sent with a Referrer-Policy that keeps the Origin of their own forms: under
 * `no-referrer` browsers replace it by "null", which is refused here.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import { refuse } from '#domain/refusal.ts';
import { sendRefusal } from './refusals.ts';

/** Host and protocol ("http" or "https", for sockets too) are those people reach the service by. */
export function isSameOrigin(
  headers: IncomingHttpHeaders,
  host: string | undefined,
  protocol: string
): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  // On a GET to where the page came from browsers leave the Origin out: Socket.IO's polling is one.
  if (origin === undefined) return site === undefined || site === 'same-origin';
  return origin === `${protocol}://${host}` && (site === undefined || site === 'same-origin');
}

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Stands before every route, for every content type. `configured` is the origin that the settings
 * name; without one the request's own host and protocol count.
 */
export function refuseCrossSite(configured: string | null): RequestHandler {
  const known = configured === null ? null : new URL(configured);
  return ({ method, headers, host, protocol }, response, next) => {
    const ours = known
      ? isSameOrigin(headers, known.host, known.protocol.slice(0, -1))
      : isSameOrigin(headers, host, protocol);
    if (SAFE.includes(method) || ours) next();
    else sendRefusal(response, refuse('not-allowed'));
  };
}
