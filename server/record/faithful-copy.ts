import * as Y from 'yjs';

/**
 * An empty document that will hold what it is given and nothing else. On hearing of others' edits
 * Yjs deletes format marks that have become idle, and relies on telling everybody so. A copy on the
 * server tells nobody: its deletions would be neither committed nor sent, and bold text would come
 * to differ between those who follow and those who load it. Browsers tidy; their edits arrive here.
 */
export function makeFaithfulCopy(): Y.Doc {
  const doc = new Y.Doc();
  // Emitted after Yjs has made its note to tidy, before it looks at the note.
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    transaction._needFormattingCleanup = false;
  });
  return doc;
}
