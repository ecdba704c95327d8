/** Reads a mail as mail programs do (RFC 5322, 2045, 2047), written apart from what writes it here. */
export type ReadMail = {
  /** Decoded, by name in lower case; one that is there twice is two values. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly text: string;
  readonly html: string;
};

export function readMail(raw: Buffer): ReadMail {
  const { headers, body } = split(raw.toString('latin1'));
  const type = headers.get('content-type')?.[0] ?? '';
  const [, boundary] = /boundary="?([^";]+)"?/.exec(type) ?? [];
  if (!/^multipart\/alternative/.test(type) || boundary === undefined) {
    throw new Error(`a mail of the type ${type}`);
  }
  const parts = body
    .split(
      new RegExp(`\\r\\n?--${boundary.replaceAll(/[.*+?^$(){}|[\]\\]/g, '\\$&')}(?:--)?\\r\\n`)
    )
    .map((part) => part.replace(`--${boundary}\r\n`, ''))
    .filter((part) => part.trim() !== '')
    .map((part) => split(part.replace(/^\r\n/, '')));
  const partOf = (wanted: string): string => {
    const found = parts.filter(({ headers: its }) =>
      its.get('content-type')?.[0]?.startsWith(wanted)
    );
    const [part] = found;
    if (found.length !== 1 || !part) throw new Error(`${found.length} parts of ${wanted}`);
    return decoded(part.body, part.headers.get('content-transfer-encoding')?.[0] ?? '7bit');
  };
  if (parts.length !== 2) throw new Error(`${parts.length} parts`);
  return { headers, text: partOf('text/plain'), html: partOf('text/html') };
}

function split(source: string): { headers: Map<string, string[]>; body: string } {
  const end = source.indexOf('\r\n\r\n');
  const head = source.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' ');
  const headers = new Map<string, string[]>();
  for (const line of head.split('\r\n')) {
    const [, name, value] = /^([!-9;-~]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`no header: ${line}`);
    const key = name.toLowerCase();
    headers.set(key, [...(headers.get(key) ?? []), unworded(value)]);
  }
  return { headers, body: source.slice(end + 4) };
}

/** Encoded words; white space between two of them is none. */
const unworded = (value: string): string =>
  value
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, encoding: string, words: string) =>
      /b/i.test(encoding)
        ? Buffer.from(words, 'base64').toString('latin1')
        : unquoted(words.replaceAll('_', ' '))
    )
    .replace(/^[\s\S]*$/, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'));

function decoded(body: string, encoding: string): string {
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : Buffer.from(encoding === 'quoted-printable' ? unquoted(body) : body, 'latin1');
  return bytes.toString('utf8').replaceAll('\r\n', '\n');
}

const unquoted = (text: string): string =>
  text
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
