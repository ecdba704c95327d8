/**
 * Dragging a row of a list by its handle, with a finger as with a mouse (the browser's own drag and
 * drop knows no touch). The list does not move while it is dragged over: others may be changing it.
 */
import type { Attachment } from 'svelte/attachments';

export type DragHandle = {
  /** The rows as they stand, top to bottom. */
  readonly rows: () => readonly Element[];
  readonly onStart: () => void;
  /** How many rows stand before the gap under the pointer. */
  readonly onGap: (gap: number) => void;
  readonly onDrop: () => void;
  readonly onCancel: () => void;
};

export const dragHandle =
  ({ rows, onStart, onGap, onDrop, onCancel }: DragHandle): Attachment<HTMLElement> =>
  (handle) => {
    const attached = new AbortController();
    let dragging: AbortController | undefined;

    handle.addEventListener('pointerdown', start, { signal: attached.signal });
    return () => {
      end();
      attached.abort();
    };

    function start(event: PointerEvent): void {
      if (event.button !== 0) return;
      event.preventDefault();
      end();
      dragging = new AbortController();
      const { signal } = dragging;
      // On the window: a row that others move under the pointer would lose the events.
      window.addEventListener('pointermove', move, { signal });
      window.addEventListener('pointerup', drop, { signal });
      window.addEventListener('pointercancel', cancel, { signal });
      window.addEventListener('keydown', cancelByKey, { signal });
      onStart();
    }

    function move(event: PointerEvent): void {
      const middles = rows().map((row) => {
        const { top, height } = row.getBoundingClientRect();
        return top + height / 2;
      });
      onGap(middles.filter((middle) => middle < event.clientY).length);
    }

    function drop(): void {
      end();
      onDrop();
    }

    function cancel(): void {
      end();
      onCancel();
    }

    function cancelByKey(event: KeyboardEvent): void {
      if (event.key === 'Escape') cancel();
    }

    function end(): void {
      dragging?.abort();
      dragging = undefined;
    }
  };
