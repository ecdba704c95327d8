/** The downloads of a meeting and a board, and what they say to somebody who opens them. */
import { spawnSync } from 'node:child_process';
import JSZip from 'jszip';

const RECORD_FORMATS = ['html', 'pdf', 'docx', 'md', 'json'];

export const agendaPaths = (meetingId: string): string[] =>
  RECORD_FORMATS.map((format) => `/meetings/${meetingId}/agenda.${format}`);

export const minutesPaths = (meetingId: string): string[] =>
  RECORD_FORMATS.map((format) => `/meetings/${meetingId}/minutes.${format}`);

export const logPaths = (boardId: string): string[] =>
  ['csv', 'xlsx'].map((format) => `/boards/${boardId}/actions.${format}`);

export const calendarPath = (boardId: string): string => `/boards/${boardId}/calendar.ics`;

/** Everything in the file that is text, hidden parts included; entities and escapes are read. */
export async function textOf(answer: Response): Promise<string> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  const type = answer.headers.get('content-type') ?? '';
  if (type === 'application/pdf') return pdfTool('pdftotext', bytes);
  if (type.includes('openxmlformats')) return textOfParts(await partsOf(bytes));
  return type.includes('html') ? textOfMarkup(bytes.toString()) : bytes.toString();
}

/** What `pdfinfo` says of a PDF. */
export const pdfInfo = (bytes: Uint8Array, ...options: string[]): string =>
  pdfTool('pdfinfo', bytes, options);

function pdfTool(tool: 'pdftotext' | 'pdfinfo', input: Uint8Array, options: string[] = []): string {
  const output = tool === 'pdftotext' ? ['-'] : [];
  const { stdout, stderr, status } = spawnSync(tool, [...options, '-', ...output], { input });
  if (status !== 0) throw new Error(`${tool}: ${stderr.toString()}`);
  return stdout.toString();
}

/** The parts of an Office file by name. */
export async function partsOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const zip = await JSZip.loadAsync(bytes);
  const files = Object.values(zip.files).filter(({ dir }) => !dir);
  return new Map(
    await Promise.all(files.map(async (file) => [file.name, await file.async('string')] as const))
  );
}

const textOfParts = (parts: ReadonlyMap<string, string>): string =>
  textOfMarkup([...parts.values()].join('\n').replaceAll(/<\/w:(p|tc)>/g, '\n'));

const textOfMarkup = (markup: string): string =>
  markup
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** Those of the parts that do not follow the one before them. */
export function missingInOrder(text: string, parts: readonly string[]): string[] {
  let from = 0;
  return parts.filter((part) => {
    const at = text.indexOf(part, from);
    if (at === -1) return true;
    from = at + part.length;
    return false;
  });
}

/** Without spaces, line breaks and marks of no width, which readers of files set anew. */
export const squeeze = (text: string): string => text.replaceAll(/[\s\p{Cf}\u00ad]/gu, '');
