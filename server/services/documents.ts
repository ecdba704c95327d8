/**
 * Who may open a shared document and who may write it, as things stand: asked when a connection
 * opens and again whenever rights may have changed. Also what a document says, for those who read.
 */
import { momentOf } from '#domain/london-time.ts';
import { itemFactsOf } from '#domain/meeting-facts.ts';
import { may, rolesAt, type Actor, type Role } from '#domain/permission.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import { parseDocumentName, type DocumentKind } from '#protocol/documents.ts';
import type { Clock } from '#server/clock.ts';
import { wordingsOf } from '#server/record/action-wording.ts';
import { itemTexts, minuteOf } from '#server/record/document-text.ts';
import { findActor } from '#server/store/actors.ts';
import { recordAudit } from '#server/store/audit.ts';
import type { Db } from '#server/store/database.ts';
import { findDocument, type Document } from '#server/store/documents.ts';
import { getStorageEpoch } from '#server/store/storage-epoch.ts';
import { findMeetingContext, type MeetingContext } from '#server/store/meeting-context.ts';
import type { Doc } from 'yjs';

export type Access = {
  readonly document: Document;
  readonly mayWrite: boolean;
  /** The place in which the person is here; null for somebody with none at this board. */
  readonly role: Role | null;
};

export type Documents = ReturnType<typeof makeDocuments>;

export function makeDocuments({ db, clock }: { db: Db; clock: Clock }) {
  /** What is unknown and what is forbidden answer alike; an attempt at what is forbidden is kept. */
  async function access(personId: string, name: string): Promise<Access | Refusal> {
    const found = await accessNow(personId, name);
    if (isRefusal(found) && (await findDocument(db, name))) {
      await noteRefusal(personId, name, 'not-allowed');
    }
    return found;
  }

  /** The same for somebody who had access: losing it is no attempt. */
  async function accessNow(personId: string, name: string): Promise<Access | Refusal> {
    const parsed = parseDocumentName(name);
    const document = parsed && (await findDocument(db, name));
    if (!document) return refuse('not-found');
    const rights =
      document.meetingId === null
        ? await rightsAtBoard(personId, document)
        : await rightsAtMeeting(personId, document, document.meetingId);
    if (!rights?.maySee) return refuse('not-found');
    return {
      document,
      mayWrite: rights.mayWrite && document.frozenAt === null,
      role: rolesAt(rights.actor, { boardId: document.boardId })[0] ?? null
    };
  }

  async function rightsAtBoard(
    personId: string,
    { boardId }: Document
  ): Promise<Rights | undefined> {
    const actor = await findActor(db, personId, momentOf(clock()).today);
    if (!actor) return undefined;
    // The log's shared document holds open business only.
    const subject = { boardId, item: { part: 'part1', presenterId: null } } as const;
    return {
      actor,
      maySee: may(actor, 'see-action', subject),
      mayWrite: may(actor, 'word-actions', subject)
    };
  }

  async function rightsAtMeeting(
    personId: string,
    document: Document,
    meetingId: string
  ): Promise<Rights | undefined> {
    const context = await findMeetingContext(db, personId, meetingId, clock());
    if (!context) return undefined;
    return { actor: context.actor, ...rightsOver(document, context) };
  }

  /** Keeps that somebody was refused, and why; never what they wrote. */
  async function noteRefusal(personId: string, name: string, why: string): Promise<void> {
    await db.transaction().execute((trx) =>
      recordAudit(trx, {
        at: clock(),
        actorId: personId,
        kind: 'document-refused',
        subject: name,
        detail: { why }
      })
    );
  }

  let epoch: Promise<string> | undefined;

  /** The storage's epoch (`storage-epoch.ts`), which stays the same while the server runs. */
  const storageEpoch = (): Promise<string> => (epoch ??= getStorageEpoch(db));

  return { access, accessNow, noteRefusal, storageEpoch, project };
}

type Rights = { readonly actor: Actor; readonly maySee: boolean; readonly mayWrite: boolean };

function rightsOver(
  { kind, itemId }: Document,
  { can, proceedings }: MeetingContext
): { maySee: boolean; mayWrite: boolean } {
  const none = { maySee: false, mayWrite: false };
  // Wording of the agenda is written while it is prepared; from publication it is what was published.
  const isBeingPrepared = proceedings.phase === 'agendaOpen';
  if (kind === 'agenda') {
    return { maySee: can('see-agenda'), mayWrite: isBeingPrepared && can('edit-agenda') };
  }
  // Without the item's facts the rights table would take it for open business.
  if (itemId === null || !itemFactsOf(proceedings, itemId)) return none;
  switch (kind) {
    case 'minute':
      return { maySee: can('see-minute', itemId), mayWrite: can('write-minute', itemId) };
    case 'notes':
      return { maySee: can('keep-notes', itemId), mayWrite: can('keep-notes', itemId) };
    case 'exempt':
      return {
        maySee: can('see-agenda') && can('see-part2', itemId),
        mayWrite: isBeingPrepared && can('edit-agenda', itemId)
      };
    case 'actions':
      return none;
  }
}

/** What a document of this kind says, as JSON; undefined for private notes, which nobody lists. */
function project(kind: DocumentKind, doc: Doc): unknown {
  switch (kind) {
    case 'minute':
      return minuteOf(doc);
    case 'agenda':
    case 'exempt':
      return Object.fromEntries(itemTexts(doc));
    case 'actions':
      return Object.fromEntries(wordingsOf(doc));
    case 'notes':
      return undefined;
  }
}
