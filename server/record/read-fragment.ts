/**
 * Turns the text of a stored document into plain JSON for `src/domain/minute-json.ts` to judge. The
 * tree is anybody's who may write, so it is walked without recursion, and no deeper than 64: what is
 * deeper is kept as text of the element at that depth.
 */
import type { MinuteJson } from '#domain/minute-json.ts';
import * as Y from 'yjs';

const DEPTH_LIMIT = 64;

type Node = { type: string; attrs?: { id: unknown }; content: MinuteJson[] };
type Waiting = {
  readonly child: Y.AbstractType<unknown>;
  readonly into: Node;
  readonly depth: number;
};

export function readFragment(fragment: Y.XmlFragment): MinuteJson {
  const document: Node = { type: 'doc', content: [] };
  const waiting = childrenOf(fragment, document, 1);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { child, into, depth } = next;
    if (child instanceof Y.XmlText) {
      for (const text of textsOf(child)) into.content.push(text);
    } else if (child instanceof Y.XmlElement) {
      const node = depth > DEPTH_LIMIT ? into : nodeOf(child);
      if (node !== into) into.content.push(node);
      for (const inner of childrenOf(child, node, depth + 1)) waiting.push(inner);
    }
  }
  return document;
}

/** Last first, so that taking from the end of the list reads the document in order. */
const childrenOf = (parent: Y.XmlFragment, into: Node, depth: number): Waiting[] =>
  parent
    .toArray()
    .map((child) => ({ child: child as Y.AbstractType<unknown>, into, depth }))
    .toReversed();

/** Only `id` is read: it is the one attribute of the document that means anything. */
function nodeOf(element: Y.XmlElement): Node {
  const id: unknown = element.getAttribute('id');
  const node = { type: element.nodeName, content: [] };
  return id === undefined ? node : { ...node, attrs: { id } };
}

function textsOf(text: Y.XmlText): MinuteJson[] {
  const delta: { insert: unknown; attributes?: Record<string, unknown> }[] = text.toDelta();
  return delta.flatMap(({ insert, attributes = {} }) => {
    if (typeof insert !== 'string') return [];
    const marks = Object.entries(attributes)
      .filter(([, value]) => value !== null && value !== false)
      .map(([name]) => ({ type: name }));
    return [
      marks.length === 0 ? { type: 'text', text: insert } : { type: 'text', text: insert, marks }
    ];
  });
}
