/**
 * The schema of a minute and the extensions that edit it. Node and mark names are a contract with
 * stored documents, the server's reader and outside tools: paragraph, bulletList, orderedList,
 * listItem, bold, and the record blocks. Nothing else exists, so pasting from a word processor or a
 * web page keeps words, lists and bold, and drops headings, links, images, colours and tables.
 */
import { Extension, type AnyExtension } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import StarterKit from '@tiptap/starter-kit';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { Plugin } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import { RECORD_BLOCK_KINDS } from '#domain/minute-text.ts';
import { plainer } from './pasted.ts';
import { isOthersChange } from './reading-place.ts';
import { recordKeys, recordNodes, stepIntoFields, type RecordViews } from './record-block.ts';

export const minuteNodes = (views: RecordViews | null): AnyExtension[] => [
  StarterKit.configure({
    blockquote: false,
    code: false,
    codeBlock: false,
    dropcursor: false,
    gapcursor: false,
    hardBreak: false,
    heading: false,
    horizontalRule: false,
    italic: false,
    link: false,
    strike: false,
    // It would write an empty paragraph into every document somebody only opens.
    trailingNode: false,
    underline: false,
    // Undo is of the shared document, and of one's own changes only.
    undoRedo: false
  }),
  ...recordNodes(views)
];

export const minuteExtensions = (
  document: Y.Doc,
  field: string,
  views: RecordViews
): AnyExtension[] => [
  ...minuteNodes(views),
  Collaboration.configure({
    document,
    field,
    // Undoing one's own block must not take away what others have written in it since.
    yUndoOptions: { protectedNodes: new Set(['paragraph', ...RECORD_BLOCK_KINDS]) }
  }),
  recordKeys,
  courtesy
];

/** Others' changes never scroll this person's page, and Tab leaves the editor. */
const courtesy = Extension.create({
  name: 'courtesy',
  priority: 2000,
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleScrollToSelection: ({ state }) => isOthersChange(ySyncPluginKey.getState(state)),
        handleDOMEvents: {
          // Taken from the list keymap, which would indent, and left to the browser, which moves on.
          keydown: (view, event) => {
            if (event.key !== 'Tab') return false;
            if (!event.shiftKey && stepIntoFields(view)) event.preventDefault();
            return true;
          }
        },
        transformPastedHTML: plainer
      }
    })
  ]
});
