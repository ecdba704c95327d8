/**
 * Resolutions that the server writes into a minute, when the chair says "agreed" on a tablet that has
 * no editor open: after everything that has been written, so that nobody's line moves under them.
 */
import * as Y from 'yjs';
import type { ItemId, ResolutionId } from '#domain/id.ts';
import { plainText } from '#domain/minute-text.ts';
import { TEXT_FIELD } from '#protocol/documents.ts';
import type { Announcement } from '#server/announcement.ts';
import type { Db } from '#server/store/database.ts';
import { minuteOf } from './document-text.ts';
import { write } from './item-texts.ts';
import { changeDocument } from './stored-document.ts';

type Resolution = { readonly id: ResolutionId; readonly text: string };

const RESOLUTION = 'resolution';

export const appendResolutions = (
  trx: Db,
  itemId: ItemId,
  resolutions: readonly Resolution[],
  at: string
): Promise<Announcement[]> =>
  change(trx, itemId, at, (doc) =>
    doc
      .getXmlFragment(TEXT_FIELD)
      .push(resolutions.map(({ id, text }) => block(RESOLUTION, text, id)))
  );

/**
 * Takes them out again. One whose words were changed since is somebody's writing by now: it stays,
 * as ordinary text.
 */
export const removeResolutions = (
  trx: Db,
  itemId: ItemId,
  ids: readonly ResolutionId[],
  asAdopted: readonly string[],
  at: string
): Promise<Announcement[]> =>
  change(trx, itemId, at, (doc) => {
    const worded = new Map(
      minuteOf(doc).flatMap((each) =>
        each.kind === RESOLUTION ? [[each.id, plainText(each.runs)] as const] : []
      )
    );
    const fragment = doc.getXmlFragment(TEXT_FIELD);
    const blocks = fragment.toArray();
    for (const [place, node] of [...blocks.entries()].toReversed()) {
      if (!(node instanceof Y.XmlElement) || node.nodeName !== RESOLUTION) continue;
      const id = ids.find((each) => each === node.getAttribute('id'));
      if (id === undefined) continue;
      const text = worded.get(id)?.trim() ?? '';
      fragment.delete(place, 1);
      if (text !== '' && !asAdopted.includes(text)) {
        fragment.insert(place, [block('paragraph', text)]);
      }
    }
  });

async function change(
  trx: Db,
  itemId: ItemId,
  at: string,
  make: (doc: Y.Doc) => void
): Promise<Announcement[]> {
  const name = `minute/${itemId}`;
  const update = await changeDocument(trx, name, make);
  return update ? [await write(trx, name, update, at)] : [];
}

function block(kind: string, text: string, id?: ResolutionId): Y.XmlElement {
  const element = new Y.XmlElement(kind);
  if (id !== undefined) element.setAttribute('id', id);
  element.insert(0, [new Y.XmlText(text)]);
  return element;
}
