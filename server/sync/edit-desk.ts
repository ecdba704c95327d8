/**
 * What becomes of an edit in a room: judged, rehearsed, committed, applied, acknowledged; or
 * refused, with the reason told to its author. Relaying what was applied is the room's.
 */
import { CLOSE_CODE } from '#protocol/close-code.ts';
import type { EditRefusal } from '#protocol/document-frame.ts';
import { DOCUMENT_LIMIT } from '#protocol/documents.ts';
import type { Documents } from '#server/services/documents.ts';
import type { StoredContent } from '#server/store/documents.ts';
import type { CommitLog } from './commit-log.ts';
import type { DocumentConnection } from './document-connection.ts';
import type { DocumentState } from './document-state.ts';
import type { Frame } from './frames.ts';

export type EditFrame = Extract<Frame, { type: 'edit' }>;

export type Edit = {
  readonly connection: DocumentConnection;
  /** What to acknowledge once it is on disk; 0 for nothing. */
  readonly number: number;
  readonly isWhole: boolean;
  /** Null where the document holds it already. */
  readonly news: { readonly update: Uint8Array; readonly writers: readonly number[] } | null;
};

/** A person who types when their rights end has a few frames under way; a program goes on. */
const REFUSALS_BORNE = 50;

export class EditDesk {
  isFrozen: boolean;
  readonly #name: string;
  readonly #state: DocumentState;
  readonly #documents: Documents;
  readonly #log: CommitLog;
  readonly #claimedBy: (clientId: number) => string | undefined;
  readonly #load: () => Promise<StoredContent>;
  readonly #logFault: (error: unknown) => void;

  constructor(
    { name, isFrozen }: { name: string; isFrozen: boolean },
    state: DocumentState,
    needs: {
      documents: Documents;
      log: CommitLog;
      /** What is on disk of this document. */
      load: () => Promise<StoredContent>;
      /** Who has been here under an id, whether or not they have written. */
      claimedBy: (clientId: number) => string | undefined;
      logFault: (error: unknown) => void;
    }
  ) {
    this.isFrozen = isFrozen;
    this.#name = name;
    this.#state = state;
    this.#documents = needs.documents;
    this.#log = needs.log;
    this.#claimedBy = needs.claimedBy;
    this.#load = needs.load;
    this.#logFault = needs.logFault;
  }

  takesEditsOf(connection: DocumentConnection): boolean {
    return connection.mayWrite && !this.#log.isFailing();
  }

  /** The edit as it can be committed; 'gap' when its author has to send everything; else undefined. */
  async judge(
    connection: DocumentConnection,
    { update, isWhole }: EditFrame
  ): Promise<Edit | 'gap' | undefined> {
    connection.countEdit();
    const { personId } = connection.person;
    const verdict = this.#state.examine(update, personId);
    switch (verdict.kind) {
      case 'malformed':
        return this.#turnAway(connection, verdict.why);
      case 'known':
        // A reader's browser answers the server's question too: what holds nothing new is no edit.
        return { connection, number: connection.catchUp(isWhole), isWhole, news: null };
      case 'gap': {
        // Everything it has, and still something is missing: that is no honest copy.
        if (isWhole) return this.#turnAway(connection, 'gap');
        const why = this.#whyNot(connection, true);
        if (why) return this.#refuse(connection, why, isWhole);
        connection.fallBehind(isWhole);
        return 'gap';
      }
      case 'news': {
        const why = this.#whyNot(connection, verdict.adds);
        if (why) return this.#refuse(connection, why, isWhole);
        // Presence tells everybody ids that have not written yet: to write first would take them away.
        if (verdict.writers.some((id) => (this.#claimedBy(id) ?? personId) !== personId)) {
          return this.#turnAway(connection, 'writer of somebody else');
        }
        if (!this.#state.rehearse(update, verdict.writers, personId)) {
          this.#state.mend(await this.#load());
          return this.#turnAway(connection, 'does not apply');
        }
        const news = { update, writers: verdict.writers };
        return { connection, number: connection.catchUp(isWhole), isWhole, news };
      }
    }
  }

  /** Commits, applies and acknowledges; answers what is new to everybody else. */
  async commit(
    edits: readonly Edit[]
  ): Promise<{ author: DocumentConnection; update: Uint8Array }[]> {
    const news = edits.flatMap(({ connection, news }) =>
      news ? [{ author: connection, ...news }] : []
    );
    const seqs = news.length === 0 ? [] : await this.#write(news, edits);
    if (!seqs) return [];
    news.forEach(({ update }, index) => this.#state.settle(update, seqs[index] ?? 0));
    for (const [connection, number] of lastNumbers(edits)) connection.acknowledge(number);
    return news;
  }

  async #write(
    news: readonly { author: DocumentConnection; update: Uint8Array; writers: readonly number[] }[],
    edits: readonly Edit[]
  ): Promise<readonly number[] | undefined> {
    const writers = news.flatMap(({ author, writers }) =>
      writers.map((clientId) => ({ clientId, personId: author.person.personId }))
    );
    const updates = news.map(({ author, update }) => ({
      personId: author.person.personId,
      bytes: update
    }));
    const result = await this.#log.commit({ name: this.#name, updates, writers });
    if (result.kind === 'committed') return result.seqs;
    this.#state.forget(
      writers.map(({ clientId }) => clientId),
      await this.#load()
    );
    if (result.kind === 'rejected') throw result.error;
    if (result.kind === 'frozen') this.isFrozen = true;
    const why = result.kind === 'frozen' ? 'frozen' : 'cannot-save';
    for (const { connection, isWhole, news } of edits) {
      if (news) this.#refuse(connection, why, isWhole);
      else connection.fallBehind(isWhole);
    }
    return undefined;
  }

  #whyNot(connection: DocumentConnection, adds: boolean): EditRefusal | undefined {
    if (!connection.mayWrite) return this.isFrozen ? 'frozen' : 'read-only';
    if (this.#log.isFailing()) return 'cannot-save';
    return adds && this.#state.isLargerThan(DOCUMENT_LIMIT) ? 'document-full' : undefined;
  }

  #refuse(connection: DocumentConnection, why: EditRefusal, isWhole: boolean): undefined {
    connection.fallBehind(isWhole);
    const times = connection.refuse(why);
    if (why === 'read-only' && times === 1) this.#noteRefusal(connection, why);
    // Whoever may write goes on typing in a full document, and must still be able to shorten it.
    const isForGood = why === 'read-only' || why === 'frozen';
    if (times > REFUSALS_BORNE && isForGood) connection.end(CLOSE_CODE.locked, why);
  }

  #turnAway(connection: DocumentConnection, why: string): undefined {
    connection.end(CLOSE_CODE.malformed, 'malformed');
    this.#noteRefusal(connection, why);
  }

  #noteRefusal({ person }: DocumentConnection, why: string): void {
    this.#documents
      .noteRefusal(person.personId, this.#name, why)
      .catch((error: unknown) => this.#logFault(error));
  }
}

const lastNumbers = (edits: readonly Edit[]): Map<DocumentConnection, number> =>
  new Map(
    edits.filter(({ number }) => number > 0).map(({ connection, number }) => [connection, number])
  );
