/**
 * One person's connection to one document: what has been told to it and what it has been told. It
 * decides nothing; the room does.
 */
import type { EditRefusal } from '#protocol/document-frame.ts';
import { acknowledgedFrame, refusedFrame, rightsFrame, stateWantedFrame } from './frames.ts';
import type { Line } from './line.ts';
import { Parcel } from './parcel.ts';

/** Who is at the other end, from the session and the rights table, never from what they send. */
export type Person = {
  readonly personId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly role: string | null;
};

type Outward = Pick<Line, 'send' | 'close' | 'drop' | 'backlog'>;

const BACKLOG_LIMIT = 4 * 1024 * 1024;

export class DocumentConnection {
  readonly person: Person;
  readonly #line: Outward;
  mayWrite: boolean;
  /** Rights may have changed since they were asked: nothing passes before they are asked again. */
  isStale = false;
  /** Closed by us: what it sent and is still waiting counts for nothing. */
  isEnded = false;
  /** It has been given the whole document, and follows. */
  isFollowing = false;
  /** Update-bearing frames. */
  #received = 0;
  /** An edit was refused and no later one has brought it again. */
  #isBehind = false;
  #isAsked = false;
  #refusals = 0;

  constructor(person: Person, mayWrite: boolean, line: Outward) {
    this.person = person;
    this.mayWrite = mayWrite;
    this.#line = line;
  }

  send(parcel: Parcel): void {
    if (this.isEnded) return;
    // Their browser gets everything when it connects again; until then it must not fill our memory.
    if (this.#line.backlog() > BACKLOG_LIMIT) {
      this.isEnded = true;
      this.#line.drop();
    } else {
      this.#line.send(parcel);
    }
  }

  end(code: number, reason?: string): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.#line.close(code, reason);
  }

  tellRights(mayWrite: boolean): void {
    this.send(new Parcel(rightsFrame(mayWrite)));
  }

  countEdit(): void {
    this.#received += 1;
  }

  /** Asks for all that the document lacks; the answer is one whole edit. */
  askForAll(stateVector: Uint8Array): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.send(new Parcel(stateWantedFrame(stateVector)));
  }

  /**
   * Counts a frame that is being taken and answers its number, or 0 when it must not be
   * acknowledged: something before it was refused, and it does not bring that again.
   */
  catchUp(isWhole: boolean): number {
    if (isWhole) {
      this.#isBehind = false;
      this.#isAsked = false;
    }
    return this.#isBehind ? 0 : this.#received;
  }

  acknowledge(number: number): void {
    if (number > 0) this.send(new Parcel(acknowledgedFrame(number)));
  }

  fallBehind(isWhole: boolean): void {
    this.#isBehind = true;
    if (isWhole) this.#isAsked = false;
  }

  /** Says why an edit is not taken, and answers how often that has been said since it was last right. */
  refuse(why: EditRefusal): number {
    this.send(new Parcel(refusedFrame(why)));
    this.#refusals += 1;
    return this.#refusals;
  }

  forgiveRefusals(): void {
    this.#refusals = 0;
  }
}
