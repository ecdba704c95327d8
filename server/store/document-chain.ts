/**
 * The chain of hashes through a document's rows: each covers the one before it and names the
 * document, so that no row can be changed, left out or carried over without breaking what follows.
 */
import { createHash } from 'node:crypto';

/** The end of what is stored: the next row is `seq + 1` and covers `hash`. */
export type Head = { readonly seq: number; readonly hash: Uint8Array };

type UpdateRow = {
  readonly document: string;
  readonly seq: number;
  readonly at: string;
  readonly person_id: string | null;
  readonly bytes: Uint8Array;
};
type SnapshotRow = Omit<UpdateRow, 'person_id'>;

/** The chain starts from the snapshot, or from the document's name where there is none. */
export const headOf = (name: string, snapshot: Head | undefined): Head =>
  snapshot ?? { seq: 0, hash: createHash('sha256').update(name).digest() };

export const updateHash = (previous: Uint8Array, row: UpdateRow): Buffer =>
  createHash('sha256')
    .update(previous)
    .update(JSON.stringify([row.document, row.seq, row.at, row.person_id, row.bytes.length]))
    .update(row.bytes)
    .digest();

export const snapshotHash = (row: SnapshotRow): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([row.document, row.seq, row.at, row.bytes.length]))
    .update(row.bytes)
    .digest();

export const sameHash = (stored: Uint8Array, computed: Buffer): boolean => computed.equals(stored);
