/**
 * What is on the disk, known independently of the server: after every commit the new rows are read
 * past it and kept as documents of our own, against which everything it says is held.
 */
import * as Y from 'yjs';
import { makeFaithfulCopy } from '#server/record/faithful-copy.ts';
import type { Disk } from './disk.ts';
import { rendered } from './typing.ts';

type Row = { readonly seq: number; readonly personId: string | null; readonly bytes: Uint8Array };

/** `brings`: the writers under whose ids it adds something. */
export type Kept = Row & { readonly brings: readonly number[] };

export class Durable {
  doc = makeFaithfulCopy();
  readonly #name: string;
  #seq = 0;
  #snapshotSeq = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** Reads what has been committed since; answers the new rows, and what is wrong with it all. */
  read(disk: Disk): { readonly kept: readonly Kept[]; readonly wrong: string | null } {
    const snapshotSeq = disk
      .look<[string], { seq: number }>('select seq from document_snapshot where document = ?')
      .get(this.#name)?.seq;
    const rows = disk
      .look<[string, number], Row>(
        `select seq, person_id as personId, bytes from document_update
         where document = ? and seq > ? order by seq`
      )
      .all(this.#name, this.#seq);
    const kept = rows.map((row) => {
      const brings = writersIn(row.bytes, this.doc);
      Y.applyUpdate(this.doc, row.bytes);
      this.#seq = row.seq;
      return { ...row, brings };
    });
    if (hasPending(this.doc)) return { kept, wrong: 'a stored update rests on what is not stored' };
    if (snapshotSeq === undefined || snapshotSeq === this.#snapshotSeq)
      return { kept, wrong: null };
    this.#snapshotSeq = snapshotSeq;
    return { kept, wrong: this.#compareWith(disk) };
  }

  /** Reads everything anew, from a disk that may have gone back; answers whether something is missing. */
  readAnew(disk: Disk): string | null {
    const before = this.doc;
    this.doc = readAll(disk, this.#name);
    const isThere = isWithin(Y.encodeStateAsUpdate(before), this.doc);
    before.destroy();
    const last = disk
      .look<[string], { seq: number | null }>(
        'select max(seq) as seq from document_update where document = ?'
      )
      .get(this.#name)?.seq;
    this.#snapshotSeq =
      disk
        .look<[string], { seq: number }>('select seq from document_snapshot where document = ?')
        .get(this.#name)?.seq ?? 0;
    this.#seq = last ?? this.#snapshotSeq;
    return isThere ? null : 'something that was on the disk is gone';
  }

  /** Null when a server that starts on this disk has all that was there. */
  #compareWith(disk: Disk): string | null {
    const again = readAll(disk, this.#name);
    const same =
      isWithin(Y.encodeStateAsUpdate(this.doc), again) && rendered(again) === rendered(this.doc);
    again.destroy();
    return same ? null : 'a snapshot is not what it took the place of';
  }
}

const writersIn = (update: Uint8Array, { store }: Y.Doc): number[] => [
  ...new Set(
    Y.decodeUpdate(update)
      .structs.filter(({ id, length }) => id.clock + length > Y.getState(store, id.client))
      .map(({ id }) => id.client)
  )
];

function readAll(disk: Disk, name: string): Y.Doc {
  const doc = makeFaithfulCopy();
  const pieces = disk
    .look<{ name: string }, { bytes: Uint8Array }>(
      `select bytes from document_snapshot where document = @name
       union all
       select bytes from (select bytes from document_update where document = @name order by seq)`
    )
    .all({ name });
  for (const { bytes } of pieces) Y.applyUpdate(doc, bytes);
  return doc;
}

/** Whether the document holds all that an update adds and has deleted all that it deletes. */
export function isWithin(update: Uint8Array, doc: Y.Doc): boolean {
  const { structs, ds } = Y.decodeUpdate(update);
  return (
    structs.every(({ id, length }) => id.clock + length <= Y.getState(doc.store, id.client)) &&
    [...ds.clients].every(([client, ranges]) =>
      ranges.every(({ clock, len }) => isDeleted(doc, client, clock, clock + len))
    )
  );
}

function isDeleted(doc: Y.Doc, client: number, from: number, to: number): boolean {
  if (to > Y.getState(doc.store, client)) return false;
  const structs = doc.store.clients.get(client) ?? [];
  for (let clock = from; clock < to;) {
    const struct = structs[Y.findIndexSS(structs, clock)];
    if (!struct?.deleted) return false;
    clock = struct.id.clock + struct.length;
  }
  return true;
}

export const hasPending = ({ store }: Y.Doc): boolean =>
  store.pendingStructs !== null || store.pendingDs !== null;
