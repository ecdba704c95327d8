/** Somebody who types until the line breaks, and the lines of theirs that are known to be safe. */
import { typeParagraph } from './document-server.ts';
import type { OpenDocument } from './open-document.ts';

/**
 * Types a line in every turn of the event loop until the connection breaks, and then never comes
 * back. Answers the lines that the server has acknowledged.
 */
export function typingFast(writer: OpenDocument, prefix: string): () => string[] {
  // Frames are acknowledged by their number: these are the lines that had been sent with each.
  const linesAfter: number[] = [];
  let lines = 0;
  const type = () => {
    if (!writer.provider.wsconnected) return;
    lines += 1;
    typeParagraph(writer, `${prefix} ${lines}.`);
    linesAfter[writer.sent()] = lines;
    setImmediate(type);
  };
  type();
  writer.provider.on('connection-close', () => {
    writer.provider.shouldConnect = false;
  });
  return () =>
    Array.from({ length: linesAfter[writer.acknowledged()] ?? 0 }, (_, i) => `${prefix} ${i + 1}.`);
}
