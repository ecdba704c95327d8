/**
 * Whether every shared document is what was written. A chain cannot show that its end is missing,
 * nor that the whole of it is an older one: for that it is held against what else was written with
 * it, how far the document had been read and who had a writer's id in it.
 */
import { isCorruption, type Damage } from './damage.ts';
import type { Db } from './database.ts';
import {
  DocumentDamaged,
  findProjection,
  listWriters,
  loadDocument,
  type StoredContent
} from './documents.ts';

/** Opens the content and answers whose writing it holds, by writer's id; throws when it does not open. */
export type OpenContent = (content: StoredContent) => ReadonlySet<number>;

export async function* damagedDocuments(
  db: Db,
  open: OpenContent | undefined
): AsyncGenerator<Damage> {
  for (const { name } of await db.selectFrom('document').select('name').execute()) {
    const what = await damageOf(db, name, open);
    if (what !== null) yield { kind: 'document', what };
  }
}

async function damageOf(
  db: Db,
  name: string,
  open: OpenContent | undefined
): Promise<string | null> {
  try {
    const content = await loadDocument(db, name);
    return (await missingEnd(db, name, content)) ?? (await unopened(db, name, content, open));
  } catch (error) {
    if (error instanceof DocumentDamaged) return error.message;
    if (isCorruption(error)) return `what is stored of ${name} cannot be read: ${error.message}`;
    throw error;
  }
}

async function missingEnd(db: Db, name: string, { seq }: StoredContent): Promise<string | null> {
  const projection = await findProjection(db, name);
  return projection && projection.seq > seq
    ? `${name} ends at ${seq}, but it once went on to ${projection.seq}`
    : null;
}

async function unopened(
  db: Db,
  name: string,
  content: StoredContent,
  open: OpenContent | undefined
): Promise<string | null> {
  if (!open) return null;
  const present = contentOf(content, open);
  if (!present) return `what is stored of ${name} does not open as a document`;
  const writers = await listWriters(db, name);
  const absent = [...writers].find(([clientId]) => !present.has(clientId));
  return absent ? `nothing is left in ${name} of what person ${absent[1]} wrote there` : null;
}

function contentOf(content: StoredContent, open: OpenContent): ReadonlySet<number> | undefined {
  try {
    return open(content);
  } catch {
    return undefined;
  }
}
