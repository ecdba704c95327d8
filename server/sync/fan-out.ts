/**
 * Tells a room what is new. One message for all that is new in a turn, put into frames once and the
 * same for everybody: what it costs to tell two hundred people must not depend on how many of them
 * typed. An author who wrote alone is not told; among several each hears their own again, and Yjs
 * makes nothing of it.
 */
import { mergeUpdates } from 'yjs';
import type { PresenceNews } from './awareness.ts';
import type { DocumentConnection } from './document-connection.ts';
import { updateFrame } from './frames.ts';
import { Parcel } from './parcel.ts';

export type News = {
  /** Undefined for what the server wrote. */
  readonly author?: DocumentConnection;
  readonly update: Uint8Array;
};

const PAUSE_PER_RECEIVER = 0.015;
const LONGEST_PAUSE = 2.5;
/** `presence`: a message about who is where, to go along; null for none. */
export function fanOut(
  connections: ReadonlySet<DocumentConnection>,
  news: readonly [News, ...News[]],
  presence: PresenceNews<DocumentConnection> | null
): void {
  const [first, ...more] = news;
  const onlyAuthor = more.every(({ author }) => author === first.author) ? first.author : undefined;
  const update = more.length === 0 ? first.update : mergeUpdates(news.map((each) => each.update));
  const parcel = new Parcel(updateFrame(update), ...(presence ? [presence.frame] : []));
  const presenceAlone = presence && new Parcel(presence.frame);
  for (const connection of connections) {
    if (connection.isFollowing && connection !== onlyAuthor) connection.send(parcel);
    else if (presenceAlone && connection !== presence.only) connection.send(presenceAlone);
  }
}

/**
 * Milliseconds in which edits may gather after so many have been told: two hundred can wait for
 * one message instead of several, a handful need not wait at all.
 */
export const pauseAfterTelling = (receivers: number): number =>
  Math.min(LONGEST_PAUSE, receivers * PAUSE_PER_RECEIVER);
