/**
 * What a shared document says, in one canonical text: whoever shows the same renders the same, down
 * to names, attributes and formats, however the edits came in. Both ends hash it and compare while
 * nobody writes. It asks of Yjs's types only what they answer, since no package may be known here.
 */
import { ITEMS_FIELD, TEXT_FIELD, WORDINGS_FIELD, type DocumentKind } from './documents.ts';

export type SharedDocument = {
  readonly getXmlFragment: (name: string) => unknown;
  readonly getMap: (name: string) => unknown;
};

export function renderDocument(doc: SharedDocument, kind: DocumentKind): string {
  const isTree = kind === 'minute' || kind === 'notes';
  const field = kind === 'actions' ? WORDINGS_FIELD : ITEMS_FIELD;
  return JSON.stringify(render(isTree ? doc.getXmlFragment(TEXT_FIELD) : doc.getMap(field)));
}

type Attributes = Readonly<Record<string, unknown>>;
type Run = { readonly insert?: unknown; readonly attributes?: Attributes };

/** A Text has `toDelta`, a tree or a list `toArray`, an element also a name, a map `entries`. */
type Shared = {
  readonly toDelta?: () => readonly Run[];
  readonly toArray?: () => readonly unknown[];
  readonly nodeName?: string;
  readonly getAttributes?: () => Attributes;
  readonly entries?: () => Iterable<[string, unknown]>;
};

function render(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const shared: Shared = value;
  if (shared.toDelta) return ['text', ...runsOf(shared.toDelta())];
  if (shared.toArray) {
    const inside = shared.toArray().map(render);
    if (shared.nodeName === undefined) return ['list', ...inside];
    return ['element', shared.nodeName, sorted(shared.getAttributes?.() ?? {}), ...inside];
  }
  if (shared.entries) {
    return ['map', sorted(Object.fromEntries([...shared.entries()].map(renderEntry)))];
  }
  return ['value', value];
}

const renderEntry = ([key, value]: [string, unknown]): [string, unknown] => [key, render(value)];

/** Stretches of text with their formats. A format mark that changes nothing divides nothing. */
function runsOf(delta: readonly Run[]): unknown[] {
  const runs: { text: unknown; format: string }[] = [];
  for (const { insert, attributes = {} } of delta) {
    const format = JSON.stringify(sorted(attributes));
    const last = runs.at(-1);
    if (last?.format === format && typeof last.text === 'string' && typeof insert === 'string') {
      last.text += insert;
    } else {
      runs.push({ text: render(insert), format });
    }
  }
  return runs.map(({ text, format }) => [text, format]);
}

const sorted = (attributes: Attributes): [string, unknown][] =>
  Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
