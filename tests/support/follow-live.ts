/** A signed-in person's Socket.IO connection, and everything it has heard. */
import { io, type Socket } from 'socket.io-client';
import type { Entry } from '#domain/proceedings.ts';
import { isRefusal, type Refusal } from '#domain/refusal.ts';
import type { ToBrowser, ToServer } from '#protocol/live.ts';
import type { Client } from './client.ts';

export type LiveClient = {
  readonly socket: Socket<ToBrowser, ToServer>;
  /** Entries of the journal as they arrived, those of the catch-up first. */
  readonly entries: Entry[];
  /** Every event but entries, by name. */
  readonly heard: { readonly event: string; readonly said: unknown }[];
};

export function openLive(
  { address, cookie }: Client,
  { origin, transport = 'websocket' }: { origin?: string; transport?: 'websocket' | 'polling' } = {}
): LiveClient {
  const extraHeaders: Record<string, string> = {};
  if (cookie !== null) extraHeaders.cookie = cookie;
  if (origin !== undefined) extraHeaders.origin = origin;
  const socket: LiveClient['socket'] = io(address, {
    transports: [transport],
    extraHeaders,
    forceNew: true,
    reconnection: false
  });
  const entries: Entry[] = [];
  const heard: LiveClient['heard'] = [];
  socket.onAny((event: string, said: unknown) => heard.push({ event, said }));
  socket.on('entry', ({ entry }) => entries.push(entry));
  return { socket, entries, heard };
}

/** Follows a meeting from the entry after `since`; what was missed is in `entries` first. */
export async function follow(
  live: LiveClient,
  meetingId: string,
  since = 0
): Promise<{ readonly refused: Refusal['refused'] } | undefined> {
  const said = await new Promise<{ entries: readonly Entry[] } | Refusal>((resolve) =>
    live.socket.emit('follow-meeting', { meetingId, since }, resolve)
  );
  if (isRefusal(said)) return said;
  live.entries.unshift(...said.entries);
  return undefined;
}

/** Sends a command as a page does. */
export const performLive = (
  { socket }: LiveClient,
  meetingId: string,
  commandId: string,
  command: unknown
): Promise<{ readonly seq: number } | Refusal> =>
  new Promise((resolve) => socket.emit('perform', { meetingId, commandId, command }, resolve));

/** Why the connection was not made; undefined where it was. */
export const connected = ({ socket }: LiveClient): Promise<string | undefined> =>
  new Promise((resolve) => {
    if (socket.connected) return resolve(undefined);
    socket.once('connect', () => resolve(undefined));
    socket.once('connect_error', ({ message }) => resolve(message));
  });

/** The connection of somebody whose program sends what it likes. */
export const untyped = ({ socket }: LiveClient): Socket => socket as unknown as Socket;
