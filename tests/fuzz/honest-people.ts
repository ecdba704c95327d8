/**
 * Honest people at one document: each may have several tabs, work offline, undo, close a tab for
 * good and come back in another. The server here is the gate, the document and nothing else.
 */
import * as Y from 'yjs';
import type { DocumentKind } from '#protocol/documents.ts';
import {
  EMPTY_UPDATE,
  guardedDocument,
  rendered,
  type GuardedDocument
} from './guarded-document.ts';
import { rootOf } from '#server/sync/document-shape.ts';

export type Tab = {
  readonly personId: string;
  readonly doc: Y.Doc;
  readonly undo: Y.UndoManager;
  /** Frames on their way, each way. */
  readonly toServer: Uint8Array[];
  readonly toTab: Uint8Array[];
  isOnline: boolean;
};

export class Town {
  readonly kind: DocumentKind;
  readonly server: GuardedDocument;
  readonly tabs: Tab[];
  readonly #taken: Uint8Array[] = [];

  constructor(kind: DocumentKind, people: readonly string[], start: Uint8Array = EMPTY_UPDATE) {
    this.kind = kind;
    const writers = new Map([...clientsOf(start)].map((client) => [client, 'server']));
    this.server = guardedDocument({ kind, state: start, writers });
    this.#taken.push(start);
    this.tabs = people.map((personId) => this.#openTab(personId));
  }

  /** Up to so many frames of each direction arrive, each direction's in its order. */
  deliver(tab: Tab, frames: number): void {
    if (!tab.isOnline) return;
    const heard = tab.toTab.splice(0, frames);
    // The server puts what it has for somebody into one frame.
    if (heard.length > 0) Y.applyUpdate(tab.doc, Y.mergeUpdates(heard), 'server');
    for (const update of tab.toServer.splice(0, frames)) this.#receive(tab, update);
  }

  /** Whatever was on its way is lost. */
  goOffline(tab: Tab): void {
    tab.isOnline = false;
    tab.toServer.length = 0;
    tab.toTab.length = 0;
  }

  /** Each side sends what the other has not got, as after every connect. */
  comeBack(tab: Tab): void {
    if (tab.isOnline) this.goOffline(tab);
    tab.isOnline = true;
    const mine = Y.encodeStateAsUpdate(tab.doc, Y.encodeStateVector(this.server.doc));
    const yours = Y.encodeStateAsUpdate(this.server.doc, Y.encodeStateVector(tab.doc));
    this.#receive(tab, mine);
    Y.applyUpdate(tab.doc, yours, 'server');
  }

  /** The tab closes, with what it had not sent, and its person opens another. */
  reopen(tab: Tab): Tab {
    tab.undo.destroy();
    tab.doc.destroy();
    const fresh = this.#openTab(tab.personId);
    this.tabs[this.tabs.indexOf(tab)] = fresh;
    return fresh;
  }

  /** Until nothing is under way: Yjs answers what it hears with deletions of idle format marks. */
  settle(): void {
    for (const tab of this.tabs) if (!tab.isOnline) this.comeBack(tab);
    while (this.tabs.some(({ toServer, toTab }) => toServer.length + toTab.length > 0)) {
      for (const tab of this.tabs) this.deliver(tab, Infinity);
    }
  }

  /** What everybody sees: the server, each tab, and whoever loads all that was taken. */
  views(): string[] {
    const loaded = guardedDocument({
      kind: this.kind,
      state: Y.mergeUpdates(this.#taken),
      writers: this.server.writers
    });
    return [this.server.doc, loaded.doc, ...this.tabs.map(({ doc }) => doc)].map((doc) =>
      rendered(this.kind, doc)
    );
  }

  #openTab(personId: string): Tab {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.server.doc), 'server');
    const { name, shape } = rootOf(this.kind);
    const root = shape.type === 'xml-fragment' ? doc.getXmlFragment(name) : doc.getMap(name);
    const tab: Tab = {
      personId,
      doc,
      undo: new Y.UndoManager(root as Y.AbstractType<unknown>, { captureTimeout: 0 }),
      toServer: [],
      toTab: [],
      isOnline: true
    };
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server' && tab.isOnline) tab.toServer.push(update);
    });
    return tab;
  }

  #receive(tab: Tab, update: Uint8Array): void {
    const verdict = this.server.judge(update, tab.personId);
    if (verdict.kind === 'known') return;
    if (verdict.kind !== 'news') {
      throw new Error(`${tab.personId}'s honest edit is ${JSON.stringify(verdict)}`);
    }
    if (!this.server.apply(update, tab.personId, verdict)) {
      throw new Error(`${tab.personId}'s honest edit stands out of order`);
    }
    this.#taken.push(update);
    for (const other of this.tabs) {
      if (other !== tab && other.isOnline) other.toTab.push(update);
    }
  }
}

function clientsOf(state: Uint8Array): Iterable<number> {
  return Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state)).keys();
}
