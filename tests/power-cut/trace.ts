/**
 * What a process did to the files of one folder and to its sockets, read from what strace wrote
 * down with -f, -y and -xx. A call that another thread interrupts stands in two parts; a write may
 * be on disk from the moment it is called, a sync counts from the moment it returns.
 */
import path from 'node:path';

export type TraceEvent =
  | {
      readonly kind: 'write';
      readonly file: string;
      readonly offset: number;
      readonly bytes: Buffer;
    }
  | { readonly kind: 'cut'; readonly file: string; readonly length: number }
  /** `before`: how many events the call found done when it began. */
  | {
      readonly kind: 'sync';
      readonly file: string;
      readonly before: number;
      readonly worked: boolean;
    }
  | { readonly kind: 'made'; readonly file: string }
  | { readonly kind: 'sent'; readonly socket: string; readonly bytes: Buffer };

/** The folder itself, as the file of a sync. */
export const FOLDER = '.';

type Call = { readonly name: string; readonly words: string; readonly from: number };

const LINE = /^(\d+) +(.*)$/;
const WHOLE = /^(\w+)\((.*)\) += (-?\d+)(.*)$/;
const BEGUN = /^(\w+)\((.*) <unfinished \.\.\.>$/;
const RESUMED = /^<\.\.\. (\w+) resumed>(.*)\) += (-?\d+)(.*)$/;

/** Files are named relative to the folder; SQLite's shared memory is no file that lasts. */
export function readTrace(text: string, folder: string): TraceEvent[] {
  const events: TraceEvent[] = [];
  const begun = new Map<string, Call>();
  const known = new Set<string>();

  function take(call: Call, result: number, tail: string): void {
    const event = eventOf(call, result, tail);
    if (event) events.push(event);
  }

  function eventOf(
    { name, words, from }: Call,
    result: number,
    tail: string
  ): TraceEvent | undefined {
    const target = name === 'openat' || name === 'open' ? tail : words;
    const place = placeOf(target);
    if (place.startsWith('socket:')) {
      const bytes = Buffer.concat(stringsIn(words));
      return result > 0
        ? { kind: 'sent', socket: place, bytes: bytes.subarray(0, result) }
        : undefined;
    }
    if (isOpening(name)) return result < 0 ? undefined : opened(inFolder(place), words);
    const file = BY_PATH.test(name)
      ? stringsIn(words).map(String).map(inFolder).find(Boolean)
      : inFolder(place);
    if (file === undefined || file.endsWith('-shm')) return undefined;
    if (name === 'fsync' || name === 'fdatasync') {
      return { kind: 'sync', file, before: from, worked: result === 0 };
    }
    if (result < 0) return undefined;
    const last = Number(words.slice(words.lastIndexOf(',') + 1));
    if (name === 'pwrite64') {
      const [bytes = Buffer.alloc(0)] = stringsIn(words);
      if (bytes.length !== result) throw new TraceUnreadable(name, file);
      return { kind: 'write', file, offset: last, bytes };
    }
    if (name === 'ftruncate') return { kind: 'cut', file, length: last };
    throw new TraceUnreadable(name, file);
  }

  function opened(file: string | undefined, words: string): TraceEvent | undefined {
    if (file === undefined || file === FOLDER || file.endsWith('-shm')) return undefined;
    if (!words.includes('O_CREAT') || known.has(file)) return undefined;
    known.add(file);
    return { kind: 'made', file };
  }

  const inFolder = (place: string): string | undefined => {
    const relative = path.relative(folder, place);
    return relative.startsWith('..') || path.isAbsolute(relative) ? undefined : relative || FOLDER;
  };

  for (const line of text.split('\n')) {
    const [, pid = '', rest = ''] = LINE.exec(line) ?? [];
    const whole = WHOLE.exec(rest);
    if (whole) {
      const [, name = '', words = '', result, tail = ''] = whole;
      take({ name, words, from: events.length }, Number(result), tail);
      continue;
    }
    const half = BEGUN.exec(rest);
    if (half) {
      begun.set(pid, { name: half[1] ?? '', words: half[2] ?? '', from: events.length });
      continue;
    }
    const end = RESUMED.exec(rest);
    const call = begun.get(pid);
    if (!end || !call) continue;
    begun.delete(pid);
    take({ ...call, words: call.words + (end[2] ?? '') }, Number(end[3]), end[4] ?? '');
  }
  return events;
}

/** Calls that name a file instead of holding it open. */
const BY_PATH = /^(unlink|rename|truncate)/;
const isOpening = (name: string): boolean => ['openat', 'open', 'creat'].includes(name);

/** What the first descriptor in these words stands for. */
const placeOf = (words: string): string => {
  const [, hex] = /<((?:\\x[0-9a-f]{2})+)>/.exec(words) ?? [];
  return hex === undefined ? '' : bytesOf(hex).toString();
};

const stringsIn = (words: string): Buffer[] =>
  [...words.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex]) => bytesOf(hex ?? ''));

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex');

export class TraceUnreadable extends Error {
  override name = 'TraceUnreadable';
  constructor(call: string, file: string) {
    super(`the trace has ${call} on ${file}, which power-cut images do not know how to replay`);
  }
}
