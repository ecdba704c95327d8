/**
 * What each kind of document may hold, and where: roots, maps with known keys, lists of texts, and
 * the editor's tree. Anything else is refused at the gate, so that whoever reads a stored document
 * (projections, exports, other people's browsers) meets only what they know.
 */
import { isId } from '#domain/id.ts';
import {
  EMPTY_NODES,
  ITEMS_FIELD,
  MINUTE_MARKS,
  MINUTE_NODES,
  NOTE_FIELD,
  RECOMMENDATIONS_FIELD,
  TEXT_FIELD,
  TITLE_FIELD,
  WORDINGS_FIELD,
  type DocumentKind
} from '#protocol/documents.ts';
import * as Y from 'yjs';
import { TYPE_REF, type Content } from './read-update.ts';

export type Shape =
  | { readonly type: 'map'; readonly at: (key: string) => Shape | undefined }
  | { readonly type: 'list'; readonly of: Shape }
  | { readonly type: 'text' }
  | { readonly type: 'xml-fragment' }
  | { readonly type: 'xml-element'; readonly isEmpty?: true }
  | { readonly type: 'xml-text' };

const TEXT: Shape = { type: 'text' };

const ITEM_TEXTS: Shape = {
  type: 'map',
  at(key) {
    if (key === RECOMMENDATIONS_FIELD) return { type: 'list', of: TEXT };
    return key === TITLE_FIELD || key === NOTE_FIELD ? TEXT : undefined;
  }
};

const byId = (shape: Shape): Shape => ({
  type: 'map',
  at: (key) => (isId(key) ? shape : undefined)
});

const ROOT: Record<DocumentKind, { readonly name: string; readonly shape: Shape }> = {
  agenda: { name: ITEMS_FIELD, shape: byId(ITEM_TEXTS) },
  exempt: { name: ITEMS_FIELD, shape: byId(ITEM_TEXTS) },
  actions: { name: WORDINGS_FIELD, shape: byId(TEXT) },
  minute: { name: TEXT_FIELD, shape: { type: 'xml-fragment' } },
  notes: { name: TEXT_FIELD, shape: { type: 'xml-fragment' } }
};

/** The one root a document of this kind has. */
export const rootOf = (kind: DocumentKind) => ROOT[kind];

/** Makes the root known to a fresh document under its type: one made by name alone has none yet. */
export function defineRoot(doc: Y.Doc, kind: DocumentKind): Y.AbstractType<unknown> {
  const { name, shape } = ROOT[kind];
  return (shape.type === 'xml-fragment'
    ? doc.getXmlFragment(name)
    : doc.getMap(name)) as unknown as Y.AbstractType<unknown>;
}

/**
 * What the content is when it stands under this key (null: in the sequence) of a container of this
 * shape: the shape of a container itself, 'leaf' for what holds nothing, undefined if it may not.
 */
export function shapeWithin(
  container: Shape,
  key: string | null,
  content: Content
): Shape | 'leaf' | undefined {
  if (content.kind === 'deleted') return 'leaf';
  switch (container.type) {
    case 'map':
      return key === null ? undefined : ofType(container.at(key), content);
    case 'list':
      return key === null ? ofType(container.of, content) : undefined;
    case 'text':
      return key === null && content.kind === 'string' ? 'leaf' : undefined;
    case 'xml-text':
      return key === null && isFormattedText(content) ? 'leaf' : undefined;
    case 'xml-fragment':
      return key === null ? asNode(content) : undefined;
    case 'xml-element':
      if (key !== null) return asAttribute(key, content);
      return container.isEmpty ? undefined : asNode(content);
  }
}

const REF: Partial<Record<Shape['type'], number>> = {
  map: TYPE_REF.map,
  list: TYPE_REF.array,
  text: TYPE_REF.text
};

const ofType = (shape: Shape | undefined, content: Content): Shape | undefined =>
  shape && content.kind === 'type' && content.ref === REF[shape.type] ? shape : undefined;

function asNode(content: Content): Shape | undefined {
  if (content.kind !== 'type') return undefined;
  if (content.ref === TYPE_REF.xmlText) return { type: 'xml-text' };
  const name = content.nodeName;
  if (content.ref !== TYPE_REF.xmlElement || name === null || !MINUTE_NODES.includes(name)) {
    return undefined;
  }
  return EMPTY_NODES.includes(name)
    ? { type: 'xml-element', isEmpty: true }
    : { type: 'xml-element' };
}

/** Names that are safe as keys of plain objects and as attributes of XML. */
const ATTRIBUTE_NAME = /^[a-z][a-z0-9]{0,39}$/i;

const asAttribute = (name: string, content: Content): 'leaf' | undefined =>
  ATTRIBUTE_NAME.test(name) && content.kind === 'any' && content.values.length === 1
    ? 'leaf'
    : undefined;

const isFormattedText = (content: Content): boolean =>
  content.kind === 'string' || (content.kind === 'format' && MINUTE_MARKS.includes(content.key));

/** The content of a struct already in a document, in the terms of a struct that is being read. */
export function contentOf(item: Y.Item): Content {
  const { content } = item;
  if (content instanceof Y.ContentString) return { kind: 'string', text: content.str };
  if (content instanceof Y.ContentFormat) {
    return { kind: 'format', key: content.key, value: content.value as unknown };
  }
  if (content instanceof Y.ContentAny) return { kind: 'any', values: content.arr as unknown[] };
  if (content instanceof Y.ContentType) return typeContent(content.type);
  return { kind: 'deleted' };
}

function typeContent(type: Y.AbstractType<unknown>): Content {
  const of = (ref: number, nodeName: string | null = null): Content => ({
    kind: 'type',
    ref,
    nodeName
  });
  // An XmlText is a Text as well, and an XmlElement a fragment: the narrower class first.
  if (type instanceof Y.XmlText) return of(TYPE_REF.xmlText);
  if (type instanceof Y.XmlElement) return of(TYPE_REF.xmlElement, type.nodeName);
  if (type instanceof Y.Text) return of(TYPE_REF.text);
  if (type instanceof Y.Map) return of(TYPE_REF.map);
  return of(TYPE_REF.array);
}
