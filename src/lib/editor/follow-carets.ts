/**
 * Where the others' carets are in a text while it changes. A change comes before the word of where
 * its writer now stands, or after it, so a caret is carried along with the text in between: past
 * what its own person writes at it, and not past what another does.
 */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Presence } from './caret-layer.ts';
import { othersIn, placeIn } from './people-in-text.ts';
import { movedBy } from './text-diff.ts';

export type FollowedCaret = {
  readonly presence: Presence;
  /** UTF-16 units from the beginning of the text. */
  readonly at: number;
};

export type CaretFollower = {
  /** By client id. */
  readonly carets: () => ReadonlyMap<number, FollowedCaret>;
  readonly stop: () => void;
};

type Known = {
  presence: Presence;
  told: string;
  at: number | null;
  /** Told a place of which the letter has not come yet. */
  isAhead: boolean;
};

/** `onMoved` hears of a client that says it is in a new place, `onChange` of all there is to draw again. */
export function followCarets({
  awareness,
  text,
  onMoved,
  onChange
}: {
  awareness: Awareness;
  text: Y.Text;
  onMoved: (client: number) => void;
  onChange: () => void;
}): CaretFollower {
  const known = new Map<number, Known>();

  // Not only changes: a person who takes back what they wrote is told to be where they were.
  const hear = ({ added, updated }: Record<'added' | 'updated' | 'removed', number[]>) => {
    const others = othersIn(awareness, text);
    for (const client of known.keys()) if (!others.has(client)) known.delete(client);
    for (const client of [...added, ...updated]) {
      const presence = others.get(client);
      if (presence) place(client, presence);
    }
    onChange();
  };

  function place(client: number, presence: Presence): void {
    const before = known.get(client);
    const head = presence.cursor?.head;
    const told = JSON.stringify(head);
    const at = placeIn(text, head);
    known.set(client, { presence, told, at: at ?? before?.at ?? null, isAhead: at === null });
    if (told !== before?.told) onMoved(client);
  }

  const carry = ({ delta }: Y.YTextEvent, transaction: Y.Transaction) => {
    for (const [client, caret] of known) {
      if (caret.at !== null) {
        const side = hasWritten(client, transaction) ? 'before' : 'after';
        caret.at = movedBy(delta, caret.at, side);
      }
      if (!caret.isAhead) continue;
      const at = placeIn(text, caret.presence.cursor?.head);
      caret.at = at ?? caret.at;
      caret.isAhead = at === null;
    }
    onChange();
  };

  for (const [client, presence] of othersIn(awareness, text)) place(client, presence);
  awareness.on('update', hear);
  text.observe(carry);

  return {
    carets: () => {
      const placed = new Map<number, FollowedCaret>();
      for (const [client, { presence, at }] of known) {
        if (at !== null) placed.set(client, { presence, at });
      }
      return placed;
    },
    stop: () => {
      awareness.off('update', hear);
      text.unobserve(carry);
    }
  };
}

/** Whether anything in the transaction was written under this client id. */
export const hasWritten = (client: number, { beforeState, afterState }: Y.Transaction): boolean =>
  (afterState.get(client) ?? 0) > (beforeState.get(client) ?? 0);
