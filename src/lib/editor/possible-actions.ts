/**
 * Possible actions as the editor shows them: a dotted line under the sentence, which is drawn and no
 * part of the text, and a word to the page while the caret is in one. Rule T6 says what they are.
 */
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { promiseFrom, promisesIn, type Promised } from '#domain/possible-action.ts';

/** Under the caret, or null. */
export type OnPossible = (possible: Promised | null) => void;

const key = new PluginKey<DecorationSet>('possibleActions');

export function possibleActions(
  isOn: () => boolean,
  onPossible: OnPossible
): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, { doc }) => drawn(doc),
      apply: (tr, shown) => (tr.docChanged ? drawn(tr.doc) : shown)
    },
    props: { decorations: (state) => (isOn() ? key.getState(state) : null) },
    view: () => ({
      update: (view, before) => {
        if (view.state.doc.eq(before.doc) && view.state.selection.eq(before.selection)) return;
        onPossible(isOn() ? possibleAt(view.state) : null);
      }
    })
  });
}

/**
 * What an action recorded now would take up: the words that are selected, or the promise of the
 * sentence with the caret, unless the line says nothing else: a line of its own becomes the action.
 */
export function promisedAt(state: EditorState): Promised | null {
  const { $from, $to, empty } = state.selection;
  if ($from.parent.type.name !== 'paragraph' || !$from.sameParent($to)) return null;
  const text = $from.parent.textContent;
  if (!empty) {
    const promised = promiseFrom(text, { from: $from.parentOffset, to: $to.parentOffset });
    return promised.text === '' ? null : promised;
  }
  const found = possibleAt(state);
  return found && text.slice(found.sentence.from, found.sentence.to) !== text.trim() ? found : null;
}

function possibleAt({ doc, selection }: EditorState) {
  const { $head } = selection;
  if ($head.parent.type.name !== 'paragraph') return null;
  const at = $head.parentOffset;
  return (
    promisesIn($head.parent.textContent, recordedIn(doc)).find(
      ({ sentence }) => sentence.from <= at && at <= sentence.to
    ) ?? null
  );
}

function drawn(doc: Node): DecorationSet {
  const recorded = recordedIn(doc);
  const lines: Decoration[] = [];
  doc.descendants((node, at) => {
    if (node.type.name !== 'paragraph') return;
    for (const { promise } of promisesIn(node.textContent, recorded)) {
      const [from, to] = [at + 1 + promise.from, at + 1 + promise.to];
      lines.push(Decoration.inline(from, to, { class: 'possible-action' }));
    }
  });
  return DecorationSet.create(doc, lines);
}

function recordedIn(doc: Node): string[] {
  const wordings: string[] = [];
  doc.descendants((node) => {
    if (node.type.name === 'action') wordings.push(node.textContent);
    return !node.isTextblock;
  });
  return wordings;
}
