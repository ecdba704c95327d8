/**
 * A strict reader of iCalendar (RFC 5545), written apart from what writes it here: it throws at
 * whatever a lenient calendar program might let pass.
 */
export type ReadEvent = {
  readonly uid: string;
  readonly sequence: number;
  /** UTC instants, ISO 8601. */
  readonly stamp: string;
  readonly start: string;
  readonly end: string | null;
  readonly summary: string;
  readonly location: string | null;
  readonly description: string | null;
  readonly url: string | null;
  readonly status: string;
};

type Line = { readonly name: string; readonly params: string; readonly value: string };

const TEXT = ['SUMMARY', 'LOCATION', 'DESCRIPTION', 'NAME', 'X-WR-CALNAME'];
const INSTANTS = ['DTSTAMP', 'DTSTART', 'DTEND', 'LAST-MODIFIED'];
const ONCE = [
  ...INSTANTS,
  'UID',
  'SEQUENCE',
  'SUMMARY',
  'LOCATION',
  'DESCRIPTION',
  'URL',
  'STATUS'
];

/** The events of a calendar, in order. */
export function readCalendar(bytes: Uint8Array | string): ReadEvent[] {
  const lines = unfold(Buffer.from(bytes)).map(parseLine);
  const [begin, ...inner] = lines;
  const end = inner.pop();
  if (written(begin) !== 'BEGIN:VCALENDAR' || written(end) !== 'END:VCALENDAR') {
    throw new Error('not one whole VCALENDAR');
  }
  const head: Line[] = [];
  const events: Line[][] = [];
  let open: Line[] | null = null;
  for (const line of inner) {
    const said = written(line);
    if (line.name === 'BEGIN') {
      if (open || said !== 'BEGIN:VEVENT') throw new Error(`${said} begins where it may not`);
      events.push((open = []));
    } else if (line.name === 'END') {
      if (!open || said !== 'END:VEVENT') throw new Error(`${said} ends nothing`);
      open = null;
    } else (open ?? head).push(line);
  }
  if (open) throw new Error('an event does not end');
  if (valueOf(head, 'VERSION') !== '2.0' || !valueOf(head, 'PRODID')) {
    throw new Error('no VERSION:2.0, or no PRODID');
  }
  const read = events.map(readEvent);
  if (new Set(read.map(({ uid }) => uid)).size !== read.length) throw new Error('a UID twice');
  return read;
}

/** Lines of at most 75 octets end with CRLF; one that begins with a space goes on with the last. */
function unfold(bytes: Buffer): string[] {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const text = bytes.toString('latin1');
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end with CRLF');
  const physical = text.slice(0, -2).split('\r\n');
  const joined: string[] = [];
  for (const line of physical) {
    if (/[\r\n\0]/.test(line)) throw new Error(`a line break of another kind in ${line}`);
    if (line.length > 75) throw new Error(`${line.length} octets in a line`);
    if (line === '') throw new Error('an empty line');
    // A character that is cut in two by a fold is none: each line is decoded by itself.
    const decoded = utf8.decode(Buffer.from(line, 'latin1'));
    if (!decoded.startsWith(' ')) joined.push(decoded);
    else if (joined.length === 0) throw new Error('nothing to go on with');
    else joined.push(`${joined.pop()}${decoded.slice(1)}`);
  }
  return joined;
}

function parseLine(line: string): Line {
  const [, name, params, value] = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^";:]*)*):(.*)$/.exec(line) ?? [];
  if (name === undefined || value === undefined) throw new Error(`no content line: ${line}`);
  return { name, params: params ?? '', value };
}

const written = (line: Line | undefined): string => `${line?.name}:${line?.value}`;

function valueOf(lines: readonly Line[], name: string): string | null {
  const found = lines.filter((line) => line.name === name);
  if (found.length > 1 && ONCE.includes(name)) throw new Error(`${name} more than once`);
  const value = found[0]?.value;
  if (value === undefined) return null;
  return TEXT.includes(name) ? unescaped(value) : value;
}

function unescaped(value: string): string {
  if (!/^(?:\\[\\;,nN]|[^\\;,])*$/.test(value)) throw new Error(`not escaped: ${value}`);
  return value.replaceAll(/\\(.)/g, (_, each: string) => (/n/i.test(each) ? '\n' : each));
}

function readEvent(lines: readonly Line[]): ReadEvent {
  const need = (name: string): string => {
    const value = valueOf(lines, name);
    if (value === null) throw new Error(`an event without ${name}`);
    return value;
  };
  const end = valueOf(lines, 'DTEND');
  for (const { name, params } of lines) {
    if (INSTANTS.includes(name) && params !== '') throw new Error(`${name} with${params}`);
  }
  const status = need('STATUS');
  if (!['CONFIRMED', 'CANCELLED'].includes(status)) throw new Error(`STATUS:${status}`);
  const sequence = need('SEQUENCE');
  if (!/^\d+$/.test(sequence)) throw new Error(`SEQUENCE:${sequence}`);
  const event = {
    uid: need('UID'),
    sequence: Number(sequence),
    stamp: instant(need('DTSTAMP')),
    start: instant(need('DTSTART')),
    end: end === null ? null : instant(end),
    summary: need('SUMMARY'),
    location: valueOf(lines, 'LOCATION'),
    description: valueOf(lines, 'DESCRIPTION'),
    url: valueOf(lines, 'URL'),
    status
  };
  if (event.end !== null && event.end <= event.start) throw new Error('it ends before it starts');
  return event;
}

/** UTC, which needs no VTIMEZONE. */
function instant(value: string): string {
  const [, date, time] = /^(\d{8})T(\d{6})Z$/.exec(value) ?? [];
  if (date === undefined || time === undefined) throw new Error(`no instant in UTC: ${value}`);
  const iso = `${date.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}.000Z`;
  if (new Date(iso).toISOString() !== iso) throw new Error(`no such instant: ${value}`);
  return iso;
}
