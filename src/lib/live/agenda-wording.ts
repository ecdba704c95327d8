/**
 * The wording of agenda items in an open document, as components read it: what they read here is
 * read again when anybody changes it. The server makes an item's entry when the item is kept, so
 * an item that was just added may not be there yet.
 */
import { createSubscriber } from 'svelte/reactivity';
import * as Y from 'yjs';
import type { ItemId } from '#domain/id.ts';
import {
  ITEMS_FIELD,
  NOTE_FIELD,
  RECOMMENDATIONS_FIELD,
  TITLE_FIELD
} from '#protocol/documents.ts';

export type Recommendations = {
  readonly texts: readonly Y.Text[];
  /** The shared list itself, for adding to it and taking from it. */
  readonly list: Y.Array<Y.Text>;
};

export class AgendaWording {
  readonly #items: Y.Map<unknown>;
  readonly #subscribe: () => void;

  constructor(doc: Y.Doc) {
    const items = doc.getMap(ITEMS_FIELD);
    this.#items = items;
    this.#subscribe = createSubscriber((update) => {
      items.observeDeep(update);
      return () => items.unobserveDeep(update);
    });
  }

  title(itemId: ItemId): Y.Text | undefined {
    return this.#text(itemId, TITLE_FIELD);
  }

  note(itemId: ItemId): Y.Text | undefined {
    return this.#text(itemId, NOTE_FIELD);
  }

  recommendations(itemId: ItemId): Recommendations | undefined {
    const list = this.#field(itemId, RECOMMENDATIONS_FIELD);
    if (!(list instanceof Y.Array)) return undefined;
    const isText = (value: unknown): value is Y.Text => value instanceof Y.Text;
    return { texts: list.toArray().filter(isText), list: list as Y.Array<Y.Text> };
  }

  /** All of it in plain lines, item by item. */
  text(): string {
    return [...this.#items.keys()]
      .map((id) => [this.title(id), this.note(id), ...(this.recommendations(id)?.texts ?? [])])
      .map((texts) =>
        texts
          .map((text) => text?.toString())
          .filter(Boolean)
          .join('\n')
      )
      .join('\n\n');
  }

  #text(itemId: ItemId, field: string): Y.Text | undefined {
    const value = this.#field(itemId, field);
    return value instanceof Y.Text ? value : undefined;
  }

  #field(itemId: ItemId, field: string): unknown {
    this.#subscribe();
    const item = this.#items.get(itemId);
    return item instanceof Y.Map ? item.get(field) : undefined;
  }
}
