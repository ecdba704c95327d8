/**
 * What big screens are told, as server-sent events: one way, because a screen has nothing to say, and
 * plain HTTP, because the networks that block WebSockets let it through. The cookie that opens the
 * feed is no session: nothing else on this server knows it.
 */
import { Router, type Response } from 'express';
import { SCREEN_TIME_EVERY } from '#protocol/screen.ts';
import type { Announcement } from '#server/announcement.ts';
import { readScreenToken } from '#server/auth/cookie.ts';
import type { Clock } from '#server/clock.ts';
import type { Screens } from '#server/services/screens.ts';

/** A screen that is opened twice, and the connection it has just lost. */
const LINES_OF_A_SCREEN = 4;
/** Bytes that a reader has not taken: a screen is told a few hundred at a time. */
const UNREAD_AT_MOST = 64 * 1024;
/** How soon a browser tries again, in milliseconds. */
const RETRY = 1000;

type Line = {
  readonly token: string;
  readonly screenId: string;
  readonly response: Response;
  meetingId: string | null;
  itemId: string | null;
  /** What was told last: it is told again only when it differs. */
  told: string;
  isReading: boolean;
  isStale: boolean;
};

export function makeScreenFeed({
  screens,
  clock,
  secure,
  onFault
}: {
  screens: Pick<Screens, 'show' | 'endLost'>;
  clock: Clock;
  secure: boolean;
  onFault: (error: unknown) => void;
}) {
  const lines = new Set<Line>();
  const router = Router();
  let isClosed = false;

  router.get('/screen/feed', async (request, response) => {
    const token = readScreenToken(request.headers.cookie, secure) ?? '';
    const shown = await screens.show(token);
    if (isClosed || request.destroyed) return void response.destroy();
    response.set({ 'content-type': 'text/event-stream', 'cache-control': 'private, no-store' });
    // Some proxies gather what is sent before they pass it on.
    response.set('x-accel-buffering', 'no');
    response.write(`retry: ${RETRY}\n\n`);
    if (!shown) {
      // A cookie that opens nothing, or none: the page asks for a code, and comes again.
      response.end(event('show', { state: 'idle' }));
      return;
    }
    const line: Line = {
      token,
      screenId: shown.screenId,
      response,
      meetingId: shown.meetingId,
      itemId: shown.itemId,
      told: '',
      isReading: false,
      isStale: false
    };
    dropOldest(line.screenId);
    lines.add(line);
    response.on('close', () => lines.delete(line));
    tell(line, event('time', { at: clock() }));
    // Read once more now that the line is heard of: what changed in between would be missed.
    refresh(line);
  });

  const clockwork = setInterval(() => {
    for (const line of lines) tell(line, event('time', { at: clock() }));
  }, SCREEN_TIME_EVERY);

  function hear(announcement: Announcement): void {
    switch (announcement.type) {
      case 'entry':
        return each(({ meetingId }) => meetingId === announcement.meetingId);
      case 'document-projected':
        return each(({ meetingId, itemId }) =>
          [`agenda/${meetingId}`, `minute/${itemId}`].includes(announcement.name)
        );
      case 'screen-changed':
        return each(({ screenId }) => screenId === announcement.screenId);
      case 'board-changed':
        return each(({ meetingId }) => meetingId !== null);
      case 'rights-changed':
        screens.endLost().catch(onFault);
        return each(() => true);
      default:
        return;
    }
  }

  function each(concerns: (line: Line) => boolean): void {
    for (const line of lines) if (concerns(line)) refresh(line);
  }

  /** Several things may change while one is read: they are read together afterwards. */
  function refresh(line: Line): void {
    line.isStale = true;
    if (line.isReading) return;
    line.isReading = true;
    read(line).catch((error: unknown) => {
      onFault(error);
      line.response.destroy();
    });
  }

  async function read(line: Line): Promise<void> {
    while (line.isStale) {
      line.isStale = false;
      const shown = await screens.show(line.token);
      line.meetingId = shown?.meetingId ?? null;
      line.itemId = shown?.itemId ?? null;
      const said = event('show', shown?.show ?? { state: 'idle' });
      if (said !== line.told) tell(line, said);
      line.told = said;
    }
    line.isReading = false;
  }

  function tell({ response }: Line, said: string): void {
    if (response.destroyed || response.writableLength > UNREAD_AT_MOST) response.destroy();
    else response.write(said);
  }

  function dropOldest(screenId: string): void {
    const open = [...lines].filter((line) => line.screenId === screenId);
    open.slice(0, Math.max(0, open.length - LINES_OF_A_SCREEN + 1)).forEach((line) => {
      lines.delete(line);
      line.response.end();
    });
  }

  function close(): void {
    isClosed = true;
    clearInterval(clockwork);
    for (const { response } of lines) response.end();
  }

  return { router, hear, close };
}

const event = (name: 'show' | 'time', said: object): string =>
  `event: ${name}\ndata: ${JSON.stringify(said)}\n\n`;
