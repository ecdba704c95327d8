/**
 * Compares what clients show with what is stored, by digest. A difference counts only when the client
 * is certain to have heard everything: it is asked once more under a number, and its answer comes
 * behind all that was sent to it before the question. If nothing has been written by then, no frame
 * can be under way in either direction, and what still differs has truly parted.
 */
import type { DocumentKind } from '#protocol/documents.ts';
import { renderDocument } from '#protocol/document-digest.ts';
import { digest as sha256 } from 'lib0/hash/sha256';
import type { Doc } from 'yjs';
import type { DocumentConnection } from './document-connection.ts';
import { differsFrame, digestWantedFrame, type Frame } from './frames.ts';
import { Parcel } from './parcel.ts';
import type { Timers } from './timers.ts';

/** What is needed of a document: a number that grows with every change, and a look into it. */
export type Comparable = {
  readonly kind: DocumentKind;
  readonly seq: number;
  readonly read: <T>(act: (doc: Doc) => T) => T;
};

/** `ask`: the number under which the client is to be asked again, at once. */
export type Comparison = 'same' | 'other' | 'cannot-tell' | { readonly ask: number };

/** Milliseconds between two digests of one client's own accord, and between two of our reckonings. */
const EVERY = 5000;

export type DigestFrame = Extract<Frame, { type: 'digest' }>;

type Heard = { at: number; asked: { readonly number: number; readonly seq: number } | null };

export class DigestDesk {
  readonly #document: Comparable;
  readonly #timers: Pick<Timers, 'now'>;
  readonly #onDiffers: (connection: DocumentConnection) => void;
  readonly #heard = new WeakMap<object, Heard>();
  #numbers = 0;
  #own: { readonly seq: number; readonly at: number; readonly digest: Uint8Array } | null = null;

  constructor(
    document: Comparable,
    timers: Pick<Timers, 'now'>,
    onDiffers: (connection: DocumentConnection) => void
  ) {
    this.#document = document;
    this.#timers = timers;
    this.#onDiffers = onDiffers;
  }

  /** To be called when all that is stored has been sent to the connection, and nothing waits. */
  hear(connection: DocumentConnection, frame: DigestFrame): void {
    if (connection.isEnded || !connection.isFollowing) return;
    const said = this.compare(connection, frame);
    if (typeof said === 'object') connection.send(new Parcel(digestWantedFrame(said.ask)));
    if (said !== 'other') return;
    this.#onDiffers(connection);
    connection.send(new Parcel(differsFrame()));
  }

  /** `client` stands for whoever sent it; `number`: 0 if unasked. */
  compare(client: object, { number, digest }: { number: number; digest: Uint8Array }): Comparison {
    const question = number === 0 ? this.#unasked(client) : this.#answered(client, number);
    if (!question) return 'cannot-tell';
    const own = this.#digest();
    if (!own) return 'cannot-tell';
    if (Buffer.compare(own, digest) === 0) return 'same';
    const { seq } = this.#document;
    if (question.asked) return question.asked.seq === seq ? 'other' : 'cannot-tell';
    this.#numbers += 1;
    this.#heard.set(client, { at: question.at, asked: { number: this.#numbers, seq } });
    return { ask: this.#numbers };
  }

  /** Undefined when the client speaks too soon after it last did. */
  #unasked(client: object): Heard | undefined {
    const now = this.#timers.now();
    const last = this.#heard.get(client);
    if (last && now - last.at < EVERY) return undefined;
    const heard = { at: now, asked: null };
    this.#heard.set(client, heard);
    return heard;
  }

  /** Undefined when that is not what it was last asked; a question is answered once. */
  #answered(client: object, number: number): Heard | undefined {
    const last = this.#heard.get(client);
    if (last?.asked?.number !== number) return undefined;
    this.#heard.set(client, { at: last.at, asked: null });
    return last;
  }

  /** Undefined when it would have to be reckoned again too soon: somebody is writing. */
  #digest(): Uint8Array | undefined {
    const { seq, kind } = this.#document;
    const now = this.#timers.now();
    if (this.#own?.seq === seq) return this.#own.digest;
    if (this.#own && now - this.#own.at < EVERY) return undefined;
    const text = this.#document.read((doc) => renderDocument(doc, kind));
    const digest = sha256(new TextEncoder().encode(text));
    this.#own = { seq, at: now, digest };
    return digest;
  }
}

/** For the log: whose page had parted from which document; never what either says. */
export class TextsDiffer extends Error {
  override name = 'TextsDiffer';
  constructor(document: string, personId: string) {
    super(`what ${personId} was shown of ${document} was not what is stored`);
  }
}
