/**
 * A cursor as a client sends it: two relative positions of Yjs. They are read field by field,
 * because other people's editors will resolve them and Yjs believes what it is given.
 */
import { TEXT_FIELD } from '#protocol/documents.ts';

type Point = { readonly client: number; readonly clock: number };

type RelativePosition = {
  readonly type: Point | null;
  readonly tname: string | null;
  readonly item: Point | null;
  readonly assoc: number;
};

export type Cursor = { readonly anchor: RelativePosition; readonly head: RelativePosition };

/** The cursor of an awareness state; null when it has none or none that can be read. */
export function readCursor(state: object): Cursor | null {
  const { anchor, head } = fieldsOf(fieldsOf(state).cursor);
  const from = readPosition(anchor);
  const to = readPosition(head);
  return from && to ? { anchor: from, head: to } : null;
}

function readPosition(value: unknown): RelativePosition | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = fieldsOf(value);
  const type = readPoint(fields.type);
  const item = readPoint(fields.item);
  // A name makes a root of that name in the document of whoever resolves it: only the one there is.
  const tname = fields.tname === TEXT_FIELD ? TEXT_FIELD : null;
  if (!type && !item && !tname) return undefined;
  return { type, tname, item, assoc: fields.assoc === -1 ? -1 : 0 };
}

function readPoint(value: unknown): Point | null {
  const { client, clock } = fieldsOf(value);
  return isCount(client) && isCount(clock) ? { client, clock } : null;
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
