/**
 * The files of a folder as a power cut may leave them. Before it a disk has what was synced; of
 * what was written since, it has some and not the rest, in any order, and a write that was on its
 * way is there by the sector. A file that was made since may have no entry in the folder.
 */
import type { Random } from './random.ts';
import { FOLDER, type TraceEvent } from './trace.ts';

/** Disks write a sector wholly or not at all. */
const SECTOR = 512;

export type Files = ReadonlyMap<string, Buffer>;

/** A change to a file, and the event from which on it is on disk for certain. */
type Change = {
  readonly at: number;
  readonly event: Extract<TraceEvent, { kind: 'write' | 'cut' | 'made' }>;
  certainFrom: number;
};

export class Disk {
  readonly #base: Files;
  readonly #changes: readonly Change[];

  constructor(base: Files, events: readonly TraceEvent[]) {
    this.#base = base;
    this.#changes = withCertainty(events);
  }

  /** What is left when the power goes just before event `cut`. */
  imageAt(cut: number, random: Random): Files {
    const survives = survivalAt(random);
    const files = new Map([...this.#base].map(([name, bytes]) => [name, new DiskFile(bytes)]));
    const missing = new Set<string>();
    for (const { at, event, certainFrom } of this.#changes) {
      if (at >= cut) break;
      const isCertain = certainFrom < cut;
      if (!isCertain && !survives()) {
        if (event.kind === 'made' && !this.#base.has(event.file)) missing.add(event.file);
        continue;
      }
      const file = files.get(event.file) ?? new DiskFile(Buffer.alloc(0));
      files.set(event.file, file);
      if (event.kind === 'cut') file.setLength(event.length);
      if (event.kind === 'write') file.write(event, isCertain ? undefined : random);
    }
    for (const name of missing) files.delete(name);
    return new Map([...files].map(([name, file]) => [name, file.bytes()]));
  }
}

/**
 * A sync makes certain what was done to its file before it began. One that fails does worse than
 * nothing: the kernel may take those pages for written, and no later sync brings them to the disk.
 */
function withCertainty(events: readonly TraceEvent[]): Change[] {
  const changes: Change[] = [];
  const waiting = new Map<string, Change[]>();
  events.forEach((event, at) => {
    if (event.kind === 'sent') return;
    if (event.kind !== 'sync') {
      const change: Change = { at, event, certainFrom: Infinity };
      const about = event.kind === 'made' ? FOLDER : event.file;
      changes.push(change);
      waiting.set(about, [...(waiting.get(about) ?? []), change]);
      return;
    }
    const all = waiting.get(event.file) ?? [];
    const covered = all.filter((change) => change.at < event.before);
    if (event.worked) for (const change of covered) change.certainFrom = at;
    waiting.set(
      event.file,
      all.filter((change) => change.at >= event.before)
    );
  });
  return changes;
}

/** One image in five has nothing that was not synced, one in ten all of it, the others a share. */
function survivalAt(random: Random): () => boolean {
  const dice = random.next();
  const share = dice < 0.2 ? 0 : dice < 0.3 ? 1 : random.next();
  return () => random.next() < share;
}

class DiskFile {
  #space: Buffer;
  #length: number;

  constructor(bytes: Buffer) {
    this.#space = Buffer.from(bytes);
    this.#length = bytes.length;
  }

  bytes(): Buffer {
    return this.#space.subarray(0, this.#length);
  }

  /** What a file gains by this is zeros. */
  setLength(length: number): void {
    if (length > this.#space.length) {
      const larger = Buffer.alloc(length * 2);
      this.bytes().copy(larger);
      this.#space = larger;
    }
    this.#space.fill(0, Math.min(length, this.#length), Math.max(length, this.#length));
    this.#length = length;
  }

  /** With chance given, the write may be without some of its sectors, and without its new length. */
  write({ offset, bytes }: { offset: number; bytes: Buffer }, random?: Random): void {
    const before = this.#length;
    const end = offset + bytes.length;
    this.setLength(Math.max(before, end));
    if (!random || random.next() < 0.7) {
      bytes.copy(this.#space, offset);
      return;
    }
    for (let from = offset - (offset % SECTOR); from < end; from += SECTOR) {
      if (random.next() < 0.5) continue;
      const [start, stop] = [Math.max(from, offset), Math.min(from + SECTOR, end)];
      bytes.copy(this.#space, start, start - offset, stop - offset);
    }
    if (random.next() < 0.5) this.setLength(Math.max(before, Math.min(end, offset)));
  }
}
