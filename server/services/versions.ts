/**
 * Versions of a meeting's minutes: listed, read and compared, each person with what they may see of
 * them; kept under a name by the clerk, and by the server when nobody has written for a while.
 */
import { isUnattributed } from '#domain/attribution.ts';
import { compareMinutes, type Comparison } from '#domain/comparison.ts';
import { isBeingSettled } from '#domain/meeting.ts';
import {
  rightToRead,
  VERSION_NAME_AT_MOST,
  versionTitle,
  type MinutesVersion,
  type TitledVersion
} from '#domain/minutes-version.ts';
import type { MinutesRecord } from '#domain/record.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import { withholdFromMinutes } from '#domain/withhold.ts';
import type { Clock } from '#server/clock.ts';
import { compileMinutesRecord } from '#server/record/compile.ts';
import { differ } from '#server/record/differ.ts';
import { differsFromLast, keepVersion } from '#server/record/keep-version.ts';
import { recordAudit } from '#server/store/audit.ts';
import { findBoard } from '#server/store/boards.ts';
import type { Db } from '#server/store/database.ts';
import { findMeetingContext, type MeetingContext } from '#server/store/meeting-context.ts';
import {
  countKept,
  findVersionRecord,
  listIdleMinutes,
  listMinutesVersions
} from '#server/store/minutes-versions.ts';
import { loadProceedings } from '#server/store/proceedings.ts';

/** More names than anybody finds their way among, and a bound on what one clerk can fill a disk with. */
const KEPT_AT_MOST = 100;

export function makeVersions({ db, clock }: { db: Db; clock: Clock }) {
  /** What there is to read, the latest first, and whether the person may keep another. */
  async function list(
    personId: string,
    meetingId: string
  ): Promise<{ versions: TitledVersion[]; mayKeep: boolean } | Refusal> {
    const context = await contextFor(personId, meetingId);
    if (isRefusal(context)) return context;
    return {
      versions: (await readable(context)).map(titled),
      mayKeep: context.can('circulate-minutes') && isWritten(context)
    };
  }

  /** One version as it stood, without what is private to others. */
  async function read(
    personId: string,
    meetingId: string,
    versionId: string
  ): Promise<{ version: TitledVersion; record: MinutesRecord } | Refusal> {
    const context = await contextFor(personId, meetingId);
    return isRefusal(context) ? context : readIn(context, versionId);
  }

  /** From the first of the two to the second, whichever came earlier. */
  async function compare(
    personId: string,
    meetingId: string,
    ids: { readonly a: string; readonly b: string }
  ): Promise<{ a: TitledVersion; b: TitledVersion; comparison: Comparison } | Refusal> {
    const context = await contextFor(personId, meetingId);
    if (isRefusal(context)) return context;
    const [a, b] = [await readIn(context, ids.a), await readIn(context, ids.b)];
    if (isRefusal(a)) return a;
    if (isRefusal(b)) return b;
    const comparison = compareMinutes(a.record, b.record, differ);
    return { a: a.version, b: b.version, comparison };
  }

  /** The clerk keeps the draft as it stands, under a name. */
  async function keep(
    personId: string,
    meetingId: string,
    givenName: string
  ): Promise<{ versionId: string } | Refusal> {
    const at = clock();
    const name = givenName.trim();
    return db.transaction().execute(async (trx) => {
      const context = await findMeetingContext(trx, personId, meetingId, at, db);
      if (!context?.can('see-minute')) return refuse('not-found');
      if (!context.can('circulate-minutes')) {
        await recordAudit(trx, {
          at,
          actorId: personId,
          kind: 'version-refused',
          subject: meetingId,
          detail: {}
        });
        return refuse('not-allowed');
      }
      if (!isWritten(context)) return refuse('minutes-locked');
      if (name === '') return refuse('name-missing', 'version');
      if (name.length > VERSION_NAME_AT_MOST) return refuse('text-too-long', 'version');
      if ((await countKept(trx, meetingId)) >= KEPT_AT_MOST) return refuse('too-many-versions');
      return { versionId: await keepVersion(trx, context, { kind: 'kept', at, personId, name }) };
    });
  }

  /** Asked every minute: what was examined and said nothing new is not compiled again. */
  const examined = new Map<string, string>();

  async function keepIdle(): Promise<void> {
    const at = clock();
    for (const { meetingId, writtenAt } of await listIdleMinutes(db, at)) {
      if (examined.get(meetingId) === writtenAt) continue;
      examined.set(meetingId, writtenAt);
      await db.transaction().execute(async (trx) => {
        const loaded = await loadProceedings(trx, meetingId, db);
        const board = loaded && (await findBoard(trx, loaded.meeting.boardId));
        if (!board) return;
        const about = { board, proceedings: loaded.proceedings };
        if (await differsFromLast(trx, about)) {
          await keepVersion(trx, about, { kind: 'idle', at, personId: null });
        }
      });
    }
  }

  /** Whoever may not read the minutes as they stand now reads no version of them either. */
  async function contextFor(
    personId: string,
    meetingId: string
  ): Promise<MeetingContext | Refusal> {
    const context = await findMeetingContext(db, personId, meetingId, clock());
    if (!context?.can('see-minute')) return refuse('not-found');
    return context.proceedings.minutes.stage === null ? refuse('not-found') : context;
  }

  async function readable(context: MeetingContext): Promise<MinutesVersion[]> {
    const kept = await listMinutesVersions(db, context.meeting.id);
    const all = isWritten(context) ? [asItStands(clock()), ...kept] : kept;
    const shown = all.filter((version) => context.can(rightToRead(version)));
    // F5: whose act it was is for those who settle the draft.
    return isUnattributed(context.proceedings) && !context.can('see-drafts')
      ? shown.map((version) => ({ ...version, by: null }))
      : shown;
  }

  async function readIn(
    context: MeetingContext,
    versionId: string
  ): Promise<{ version: TitledVersion; record: MinutesRecord } | Refusal> {
    const version = (await readable(context)).find(({ id }) => id === versionId);
    if (!version) return refuse('not-found');
    const { board, proceedings, meeting, seesPart2, isOut } = context;
    const record =
      version.kind === 'now'
        ? await compileMinutesRecord(db, board, proceedings)
        : await findVersionRecord(db, meeting.id, version);
    if (!record) return refuse('not-found');
    return { version: titled(version), record: withholdFromMinutes(record, seesPart2, isOut) };
  }

  return { list, read, compare, keep, keepIdle };
}

const titled = (version: MinutesVersion): TitledVersion => ({
  ...version,
  title: versionTitle(version)
});

const isWritten = ({ proceedings: { minutes } }: MeetingContext): boolean =>
  minutes.stage === 'liveNote' || isBeingSettled(minutes.stage);

const asItStands = (at: string): MinutesVersion => ({
  id: 'now',
  kind: 'now',
  at,
  by: null,
  name: null,
  round: 1
});
