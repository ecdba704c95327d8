/**
 * Big screens: a browser in the room that nobody is signed in to shows a code; whoever may put a
 * meeting on a screen types it in; from then on the screen is told what `screenOf` makes of that
 * meeting. Both rights, theirs and the screen's own, are asked again each time it is told something.
 */
import { randomInt } from 'node:crypto';
import type { ItemId, MeetingId, PersonId } from '#domain/id.ts';
import { plainText, recordBlocksOf } from '#domain/minute-text.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import { may, type Actor } from '#domain/permission.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import { readScreenCode, SCREEN_CODE_ALPHABET, SCREEN_CODE_LENGTH } from '#domain/screen-code.ts';
import { screenOf } from '#domain/screen-view.ts';
import { withholdFromProceedings } from '#domain/withhold.ts';
import type { ScreenShow } from '#protocol/screen.ts';
import type { Announce } from '#server/announcement.ts';
import { isSecretOf, newSecret, readToken } from '#server/auth/secret-token.ts';
import { giveBackTo, networkOf, takeFrom, type TryBucket } from '#server/auth/tries.ts';
import type { Clock } from '#server/clock.ts';
import { newId } from '#server/new-id.ts';
import { readAgendaTexts, readMinute } from '#server/record/document-text.ts';
import { recordAudit } from '#server/store/audit.ts';
import type { Db } from '#server/store/database.ts';
import { findMeetingContext, type MeetingContext } from '#server/store/meeting-context.ts';
import { findPerson } from '#server/store/people.ts';
import * as store from '#server/store/screens.ts';

export type Screens = ReturnType<typeof makeScreens>;

export type ShownScreen = {
  readonly id: string;
  /** UTC instant. */
  readonly shownAt: string;
  readonly shownBy: string;
};

/** The meeting and the item whose words the screen shows. */
type Shown = { readonly meetingId: MeetingId | null; readonly itemId: ItemId | null };

const NOTHING: Shown = { meetingId: null, itemId: null };

const MINUTE = 60_000;
const CODE_LIFETIME = 10 * MINUTE;
/** A screen that never showed anything is forgotten after a day, as its cookie is. */
const UNUSED_LIFETIME = 24 * 60 * MINUTE;

/** In a quarter of an hour; a code has 86 million spellings, of which a few are good at any time. */
const CODES_TRIED_BY_PERSON = 10;
const CODES_TRIED_FROM_ADDRESS = 18;
/** A screen asks for a code every ten minutes; a building may have many, behind one address. */
const CODES_ASKED_FROM_ADDRESS = 60;

export function makeScreens({ db, clock, announce }: { db: Db; clock: Clock; announce: Announce }) {
  /**
   * Gives a screen a code. The token is a new one for a browser that had none that is known; null
   * where it keeps the one it has. A screen that shows a meeting goes on doing so.
   */
  async function ask(
    token: string | undefined,
    address: string
  ): Promise<{ token: string | null } | Refusal> {
    const at = clock();
    const known = await opened(token);
    const made = known ? null : newScreen();
    const screenId = known?.id ?? made?.id ?? '';
    const asked = await db.transaction().execute(async (trx) => {
      if ((await store.findLastShowing(trx, screenId))?.endedAt === null) return { token: null };
      const bucket = {
        key: `screen:${networkOf(address)}`,
        capacity: CODES_ASKED_FROM_ADDRESS
      };
      if (!(await takeFrom(trx, [bucket], at))) return refuse('too-many-tries', 'code');
      await store.clearOldScreens(trx, { at, since: later(at, -UNUSED_LIFETIME) });
      const code = await freshCode(trx);
      const codeUntil = later(at, CODE_LIFETIME);
      if (known) await store.setScreenCode(trx, screenId, code, codeUntil);
      else if (made) await store.insertScreen(trx, { ...made, code, codeUntil }, at);
      return { token: made?.token ?? null };
    });
    if (!isRefusal(asked)) announce({ type: 'screen-changed', screenId });
    return asked;
  }

  /** What the screen with this token shows now, and of which meeting; null for a token of none. */
  async function show(
    token: string | undefined
  ): Promise<({ screenId: string; show: ScreenShow } & Shown) | null> {
    const screen = await opened(token);
    return screen && { screenId: screen.id, ...(await showOf(screen)) };
  }

  async function showOf(screen: store.ScreenRow): Promise<Shown & { show: ScreenShow }> {
    const last = await store.findLastShowing(db, screen.id);
    if (last?.endedAt === null) {
      const { meetingId } = last;
      const context = await findMeetingContext(db, last.shownBy, meetingId, clock());
      const view = context && isShown(context, last) ? await viewOf(context) : null;
      const itemId = context?.proceedings.currentItemId ?? null;
      if (view) return { meetingId, itemId, show: { state: 'showing', view } };
      return { meetingId, itemId: null, show: { state: 'over', why: whyOf(context) } };
    }
    const { code, codeUntil } = screen;
    if (code !== null && codeUntil > clock())
      return { ...NOTHING, show: { state: 'code', code, until: codeUntil } };
    if (!last) return { ...NOTHING, show: { state: 'idle' } };
    const context = await findMeetingContext(db, last.shownBy, last.meetingId, clock());
    return { ...NOTHING, show: { state: 'over', why: whyOf(context) } };
  }

  async function viewOf({ board, meeting, proceedings }: MeetingContext) {
    // Even the titles that private items were made with stay out of reach.
    const { items } = withholdFromProceedings(proceedings, () => false);
    const texts = await readAgendaTexts(db, meeting.id, items, () => false);
    return screenOf(board, proceedings, texts, await agreedWords(proceedings));
  }

  /** [B2] Of the minute the room sees the resolutions that were recorded, as they are worded now. */
  async function agreedWords({ items, currentItemId, resolutions }: Proceedings) {
    const item = items.find(({ id, part }) => id === currentItemId && part === 'part1');
    const recorded = new Set(
      resolutions.filter(({ itemId }) => itemId === item?.id).map(({ id }) => id)
    );
    if (!item || recorded.size === 0) return [];
    return recordBlocksOf(await readMinute(db, item.id)).flatMap((block) => {
      const words = 'runs' in block && recorded.has(block.id) ? plainText(block.runs).trim() : '';
      return words === '' ? [] : [words];
    });
  }

  /** Puts a meeting on the screen that shows this code. */
  async function pair(
    personId: PersonId,
    meetingId: MeetingId,
    typed: { readonly code: string; readonly address: string }
  ): Promise<{ screenId: string } | Refusal> {
    const at = clock();
    const paired = await db.transaction().execute(async (trx) => {
      const context = await findMeetingContext(trx, personId, meetingId, at, db);
      if (!context) return refuse('not-found');
      const note = (kind: string) =>
        recordAudit(trx, { at, actorId: personId, kind, subject: meetingId, detail: {} });
      if (!context.can('show-on-screen')) {
        await note('screen-refused');
        return refuse('not-allowed');
      }
      const code = readScreenCode(typed.code);
      if (isRefusal(code)) return code;
      const tries: readonly TryBucket[] = [
        { key: `screen-code-by:${personId}`, capacity: CODES_TRIED_BY_PERSON },
        { key: `screen-code:${networkOf(typed.address)}`, capacity: CODES_TRIED_FROM_ADDRESS }
      ];
      if (!(await takeFrom(trx, tries, at))) return refuse('too-many-tries', 'code');
      const screen = await store.findScreenByCode(trx, code);
      if (!screen || screen.codeUntil <= at) {
        await note('screen-code-wrong');
        return refuse('screen-code-wrong', 'code');
      }
      await giveBackTo(trx, tries, at);
      await store.setScreenCode(trx, screen.id, null, at);
      const showing = { id: newId(), screenId: screen.id, meetingId };
      await store.insertShowing(trx, { ...showing, shownAt: at, shownBy: personId });
      await note('screen-shown');
      return { screenId: screen.id };
    });
    if (!isRefusal(paired)) announce({ type: 'screen-changed', screenId: paired.screenId });
    return paired;
  }

  /** The screens that show this meeting, for whoever may end that; oldest first. */
  async function list(personId: PersonId, meetingId: MeetingId): Promise<ShownScreen[] | Refusal> {
    const context = await findMeetingContext(db, personId, meetingId, clock());
    if (!context) return refuse('not-found');
    if (!context.can('show-on-screen')) return [];
    const showings = await store.listShowings(db, meetingId);
    return Promise.all(
      showings.map(async ({ id, shownAt, shownBy }) => ({
        id,
        shownAt,
        shownBy: (await findPerson(db, shownBy))?.name ?? ''
      }))
    );
  }

  async function end(
    personId: PersonId,
    meetingId: MeetingId,
    showingId: string
  ): Promise<Refusal | undefined> {
    const at = clock();
    const context = await findMeetingContext(db, personId, meetingId, at);
    if (!context) return refuse('not-found');
    if (!context.can('show-on-screen')) return refuse('not-allowed');
    const showing = (await store.listShowings(db, meetingId)).find(({ id }) => id === showingId);
    if (!showing) return refuse('not-found');
    await endOne(showing, at, personId);
    return undefined;
  }

  /** Ends for good what may be shown no longer: a right that comes back does not bring it back. */
  async function endLost(): Promise<void> {
    const at = clock();
    for (const showing of await store.listShowings(db)) {
      const context = await findMeetingContext(db, showing.shownBy, showing.meetingId, at);
      if (!context || !isShown(context, showing)) await endOne(showing, at, null);
    }
  }

  async function endOne(showing: store.Showing, at: string, by: PersonId | null): Promise<void> {
    await db.transaction().execute(async (trx) => {
      await store.endShowing(trx, showing.id, { at, by });
      await recordAudit(trx, {
        at,
        actorId: by,
        kind: 'screen-ended',
        subject: showing.meetingId,
        detail: {}
      });
    });
    announce({ type: 'screen-changed', screenId: showing.screenId });
  }

  async function opened(token: string | undefined): Promise<store.ScreenRow | null> {
    const read = readToken(token);
    if (!read) return null;
    const screen = await store.findScreen(db, read.id);
    return screen && isSecretOf(read, screen.secretHash) ? screen : null;
  }

  return { ask, show, pair, list, end, endLost };
}

/** Whoever put it there may still do so, and the screen may see it. */
const isShown = ({ board, subject, can }: MeetingContext, { screenId }: store.Showing): boolean =>
  can('show-on-screen') && may(screenActor(screenId, board.id), 'see-screen', subject);

const screenActor = (screenId: string, boardId: string): Actor => ({
  personId: screenId,
  name: 'Big screen',
  isAdministrator: false,
  places: [{ boardId, role: 'screen' }]
});

const whyOf = (context: MeetingContext | undefined): 'closed' | 'ended' =>
  context?.proceedings.phase === 'ended' ? 'closed' : 'ended';

function newScreen(): { id: string; token: string; secretHash: Buffer } {
  const id = newId();
  return { id, ...newSecret(id) };
}

/** One that no screen shows: where it is taken, another. */
async function freshCode(db: Db): Promise<string> {
  for (;;) {
    const code = Array.from({ length: SCREEN_CODE_LENGTH }, () =>
      SCREEN_CODE_ALPHABET.charAt(randomInt(SCREEN_CODE_ALPHABET.length))
    ).join('');
    if (!(await store.findScreenByCode(db, code))) return code;
  }
}

const later = (at: string, milliseconds: number): string =>
  new Date(Date.parse(at) + milliseconds).toISOString();
