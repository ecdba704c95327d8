/**
 * Shared documents: how they are named and what they hold. A contract with every Yjs client; a
 * document has one audience, so what must not be seen together is never in one document.
 */
import { isId } from '#domain/id.ts';
import { RECORD_BLOCK_KINDS, STATEMENT_KINDS } from '#domain/minute-text.ts';

export type DocumentKind = 'agenda' | 'minute' | 'notes' | 'actions' | 'exempt';

/** `id` is a meeting's for an agenda, a board's for actions, an agenda item's for the others. */
export type DocumentName = { readonly kind: DocumentKind; readonly id: string };

const KINDS: readonly DocumentKind[] = ['agenda', 'minute', 'notes', 'actions', 'exempt'];

/** Undefined for anything that is not exactly `<kind>/<id>`. */
export function parseDocumentName(text: string): DocumentName | undefined {
  const slash = text.indexOf('/');
  const kind = KINDS.find((known) => known === text.slice(0, slash));
  const id = text.slice(slash + 1);
  return kind && isId(id) ? { kind, id } : undefined;
}

/** Encoded bytes up to which a document takes text: one that opens in well under a second. */
export const DOCUMENT_LIMIT = 2 * 1024 * 1024;

/** `minute`, `notes`: the XmlFragment that the editor writes. */
export const TEXT_FIELD = 'text';
/** `agenda`, `exempt`: Map of item id to a Map of that item's wording. */
export const ITEMS_FIELD = 'items';
export const TITLE_FIELD = 'title';
export const NOTE_FIELD = 'note';
/** An Array of Texts. */
export const RECOMMENDATIONS_FIELD = 'recommendations';
/** `actions`: Map of action id to a Text. */
export const WORDINGS_FIELD = 'wordings';

/** Elements an editor may write into a minute; any other is refused at the door. */
export const MINUTE_NODES: readonly string[] = [
  'paragraph',
  'bulletList',
  'orderedList',
  'listItem',
  ...RECORD_BLOCK_KINDS
];

/** Those that hold an id and nothing else: words put into them are refused too. */
export const EMPTY_NODES: readonly string[] = STATEMENT_KINDS;

/** Formats an editor may give to the text of a minute. */
export const MINUTE_MARKS: readonly string[] = ['bold'];
