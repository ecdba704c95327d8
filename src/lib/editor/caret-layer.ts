/**
 * Others' carets as they are drawn: in a layer that lies over a text and is no part of it, so no name
 * can get into what a screen reader reads or what is copied, nothing is pushed aside, and nothing
 * scrolls. The look is in `carets.css`.
 */

/** What a person tells the others in awareness; the server puts the true `user` in. */
export type Presence = {
  readonly user?: { readonly id?: unknown; readonly name?: unknown };
  readonly cursor?: { readonly anchor: unknown; readonly head: unknown } | null;
};

/** Pixels within the viewport. */
export type Edges = { readonly left: number; readonly top: number; readonly bottom: number };

export type Caret = {
  readonly presence: Presence;
  /** null while the place is scrolled out of sight. */
  readonly edges: Edges | null;
};

export type CaretLayer = {
  /** Shows these carets, by client id, and no others. */
  readonly draw: (carets: ReadonlyMap<number, Caret>) => void;
  /** Shows whose caret it is for a moment; for one not drawn yet, from when it is. */
  readonly name: (client: number) => void;
  /** Shows whose carets are under the pointer. */
  readonly nameNear: (pointer: MouseEvent) => void;
  readonly destroy: () => void;
};

const NAME_SHOWN_MS = 2000;
/** How near the pointer must come to a caret, which is only 2px wide. */
const NEAR_PX = 8;
const HUES = 8;

export function makeCaretLayer(layer: HTMLElement): CaretLayer {
  const drawn = new Map<number, HTMLElement>();
  const active = new Map<number, ReturnType<typeof setTimeout>>();

  function draw(carets: ReadonlyMap<number, Caret>): void {
    const within = layer.getBoundingClientRect();
    for (const [client, { presence, edges }] of carets) {
      const caret = drawn.get(client) ?? add(client);
      dress(caret, presence);
      caret.classList.toggle('caret-active', active.has(client));
      caret.hidden = edges === null;
      if (edges) place(caret, edges, within);
    }
    for (const [client, caret] of drawn) {
      if (carets.has(client)) continue;
      caret.remove();
      drawn.delete(client);
    }
  }

  function add(client: number): HTMLElement {
    const caret = document.createElement('span');
    drawn.set(client, caret);
    layer.append(caret);
    return caret;
  }

  function name(client: number): void {
    clearTimeout(active.get(client));
    const forget = () => {
      active.delete(client);
      drawn.get(client)?.classList.remove('caret-active');
    };
    active.set(client, setTimeout(forget, NAME_SHOWN_MS));
    drawn.get(client)?.classList.add('caret-active');
  }

  function nameNear({ clientX, clientY }: MouseEvent): void {
    for (const caret of drawn.values()) {
      const { left, top, bottom } = caret.getBoundingClientRect();
      const near = Math.abs(clientX - left) < NEAR_PX && clientY > top && clientY < bottom;
      caret.classList.toggle('caret-near', near);
    }
  }

  function destroy(): void {
    active.forEach((timer) => clearTimeout(timer));
    layer.replaceChildren();
  }

  return { draw, name, nameNear, destroy };
}

function dress(caret: HTMLElement, { user }: Presence): void {
  caret.classList.add('caret', `caret-hue-${hueOf(String(user?.id ?? ''))}`);
  // Shown by the stylesheet as generated content, so that it is never text of the page.
  caret.dataset.name = typeof user?.name === 'string' ? user.name : '';
}

const hueOf = (id: string): number =>
  [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % HUES;

function place(caret: HTMLElement, at: Edges, layer: DOMRect): void {
  const left = at.left - layer.left;
  const right = layer.width - left;
  caret.style.transform = `translate(${left}px, ${at.top - layer.top}px)`;
  caret.style.height = `${at.bottom - at.top}px`;
  // The name opens towards the middle: at the right-hand edge it would be cut off.
  caret.classList.toggle('caret-at-end', left > right);
  caret.style.setProperty('--room', `${Math.max(left, right)}px`);
}
