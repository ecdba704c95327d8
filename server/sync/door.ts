/**
 * Who is let in to a document: settled before anything they send is read or kept, and the same
 * whatever carries the line. What is unknown and what is forbidden are refused alike.
 */
import { isRefusal } from '#domain/refusal.ts';
import { CLOSE_CODE, notFoundIn } from '#protocol/close-code.ts';
import type { Access, Documents } from '#server/services/documents.ts';
import type { DocumentRooms } from './document-rooms.ts';
import { makeHeadCount } from './head-count.ts';
import type { Visitor } from './reception.ts';

export type LetIn = {
  readonly visitor: Visitor;
  readonly access: Access;
  /** The epoch of rights in which the access was asked. */
  readonly askedAt: number;
  /** To be called once the line is over: the person may have only so many. */
  readonly leave: () => void;
};

export type TurnedAway = { readonly code: number; readonly reason: string };

/** `visitor` is null for somebody who is not signed in. */
export type Door = (visitor: Visitor | null, name: string) => Promise<LetIn | TurnedAway>;

export const isTurnedAway = (found: LetIn | TurnedAway): found is TurnedAway => 'code' in found;

export function makeDoor({
  documents,
  rooms
}: {
  documents: Documents;
  rooms: DocumentRooms;
}): Door {
  const heads = makeHeadCount();
  return async (visitor, name) => {
    if (!visitor) return { code: CLOSE_CODE.signedOut, reason: 'signed-out' };
    // Counted before anything is waited for: a hundred at once are a hundred.
    const leave = heads.take(visitor.personId);
    if (!leave) return { code: CLOSE_CODE.tooFast, reason: 'too-many-connections' };
    try {
      const askedAt = rooms.rightsEpoch;
      const access = await documents.access(visitor.personId, name);
      if (!isRefusal(access)) return { visitor, access, askedAt, leave };
      leave();
      // Where an older copy was restored, what was made since is not there: their page must learn why.
      const reason = notFoundIn(await documents.storageEpoch());
      return { code: CLOSE_CODE.notFound, reason };
    } catch (error) {
      leave();
      throw error;
    }
  };
}
