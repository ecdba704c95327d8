/** A big screen's browser at the other end of a real connection: its cookie, and what it has been told. */
import { get, type IncomingMessage } from 'node:http';
import type { ScreenShow } from '#protocol/screen.ts';

export type ScreenFeed = {
  /** What it shows now. */
  readonly shown: () => ScreenShow | undefined;
  /** Every byte it was sent. */
  readonly bytes: () => string;
  readonly hasEnded: () => boolean;
  readonly leave: () => void;
};

export const screenCookie = (token: string): string => `screen=${token}`;

export function openFeed({ address }: { address: string }, cookie: string): ScreenFeed {
  let bytes = '';
  let hasEnded = false;
  let line: IncomingMessage | undefined;
  const request = get(`${address}/screen/feed`, { headers: { cookie } }, (response) => {
    line = response;
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => (bytes += chunk));
    response.on('error', () => (hasEnded = true));
    response.on('close', () => (hasEnded = true));
  });
  request.on('error', () => (hasEnded = true));
  return {
    shown: () => {
      const last = bytes.split('\n\n').findLast((event) => event.startsWith('event: show\n'));
      const data = last?.split('\ndata: ')[1];
      return data === undefined ? undefined : (JSON.parse(data) as ScreenShow);
    },
    bytes: () => bytes,
    hasEnded: () => hasEnded,
    leave: () => {
      line?.destroy();
      request.destroy();
    }
  };
}
