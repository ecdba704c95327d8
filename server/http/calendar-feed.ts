/**
 * `GET /calendar/<secret>.ics`: a person's meetings for their calendar program. The address itself is
 * the key, so the answer is kept by nobody in between, found by no search engine, and the same for
 * every address that opens nothing.
 */
import { Router } from 'express';
import { isRefusal } from '#domain/refusal.ts';
import { addressOf, type Config } from '#server/config.ts';
import { meetingsToCalendar } from '#server/export/calendar.ts';
import type { Calendars } from '#server/services/calendars.ts';

const FOLDER = '/calendar/';
/** How long whoever asked too often should wait, in seconds. */
const RETRY_AFTER = 15 * 60;

export function calendarFeedRouter(
  calendars: Pick<Calendars, 'read'>,
  config: Pick<Config, 'origin'>
): Router {
  const router = Router();
  router.get(`${FOLDER}:token.ics`, async (request, response) => {
    const { token } = request.params;
    const feed = await calendars.read(token, request.ip ?? 'unknown');
    response.set({ 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' });
    if (isRefusal(feed)) {
      const isTooMany = feed.refused === 'too-many-tries';
      if (isTooMany) response.set('retry-after', String(RETRY_AFTER));
      response.status(isTooMany ? 429 : 404).type('text/plain');
      response.send(isTooMany ? 'Too many requests\n' : 'Not found\n');
      return;
    }
    const { protocol, host = '' } = addressOf(config, request.host, request.protocol);
    const calendar = await meetingsToCalendar('Board meetings', feed.meetings, {
      linkTo: (meetingId) => `${protocol}://${host}/meetings/${meetingId}`
    });
    response.type('text/calendar; charset=utf-8');
    response.set('content-disposition', 'inline; filename="meetings.ics"');
    response.send(calendar);
  });
  return router;
}

/** The path as logs may have it: without the secret. */
export const loggedPath = (path: string): string =>
  path.startsWith(FOLDER) ? `${FOLDER}(secret)` : path;
