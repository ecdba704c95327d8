/** Two documents as people leave them, written under fixed numbers so that they never differ. */
import * as Y from 'yjs';
import type { Stored } from './guarded-document.ts';

export const ANN = 11;
export const BEN = 22;
export const ID = 'a'.repeat(20);

export const docOf = (client: number, state?: Uint8Array): Y.Doc => {
  const doc = new Y.Doc();
  if (state) Y.applyUpdate(doc, state, 'others');
  // Afterwards: Yjs takes another number when it hears its own from somebody else.
  doc.clientID = client;
  return doc;
};

export function put(parent: Y.XmlFragment, at: number, name: string, words?: string): Y.XmlElement {
  const element = new Y.XmlElement(name);
  if (words !== undefined) element.insert(0, [new Y.XmlText(words)]);
  parent.insert(at, [element]);
  return element;
}

export const lineOf = (doc: Y.Doc, index = 0): Y.XmlText =>
  (doc.getXmlFragment('text').get(index) as Y.XmlElement).get(0) as Y.XmlText;

function writtenMinute(): Stored {
  const ann = docOf(ANN);
  ann.transact(() => put(ann.getXmlFragment('text'), 0, 'paragraph', 'The Chair welcomed all.'));
  const ben = docOf(BEN, Y.encodeStateAsUpdate(ann));
  const action = put(ben.getXmlFragment('text'), 1, 'action', 'Circulate the strategy 🙂');
  action.setAttribute('id', ID);
  lineOf(ben).format(4, 5, { bold: {} });
  lineOf(ben).delete(0, 4);
  return {
    kind: 'minute',
    state: Y.encodeStateAsUpdate(ben),
    writers: new Map([
      [ANN, 'ann'],
      [BEN, 'ben']
    ])
  };
}

function writtenAgenda(): Stored {
  const ann = docOf(ANN);
  const item = new Y.Map<unknown>();
  item.set('title', new Y.Text('Communications'));
  item.set('note', new Y.Text(''));
  item.set('recommendations', Y.Array.from([new Y.Text('That the report be noted')]));
  ann.transact(() => ann.getMap('items').set(ID, item));
  return { kind: 'agenda', state: Y.encodeStateAsUpdate(ann), writers: new Map([[ANN, 'ann']]) };
}

export const STORED = { minute: writtenMinute(), agenda: writtenAgenda() } as const;

/** What this writer's browser sends for one change to the stored document. */
export function edit(client: number, { state }: Stored, change: (doc: Y.Doc) => void): Uint8Array {
  const doc = docOf(client, state);
  const sent: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => sent.push(update));
  doc.transact(() => change(doc));
  return Y.mergeUpdates(sent);
}
