/**
 * One person's connection to one document: what has been told to it and what it has been told. It
 * decides nothing; the room does.
 */
import type { EditRefusal } from '#protocol/document-frame.ts';
import {
  acknowledgedFrame,
  refusedFrame,
  rightsFrame,
  stateWantedFrame,
  storageFrame
} from './frames.ts';
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

/** Bytes that may wait for somebody who does not read what they are sent. */
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
  /** How far it had been told everything when it stopped reading; null while it keeps up. */
  #toldUpTo: Uint8Array | null = null;
  /** The state vector with which it asked for the text while it was told nothing. */
  asked: Uint8Array | null = null;
  /** What it asked for meanwhile: all that it lacks who knows so much. */
  #wants: Uint8Array | null = null;
  #acknowledged = 0;
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

  /** Nothing is sent to somebody who does not read: what they miss they get in one piece. */
  send(parcel: Parcel): void {
    if (!this.isEnded && !this.#toldUpTo) this.#line.send(parcel);
  }

  get isOverwhelmed(): boolean {
    return this.#line.backlog() > BACKLOG_LIMIT;
  }

  get isHeldBack(): boolean {
    return this.#toldUpTo !== null;
  }

  get hasDrained(): boolean {
    return this.#line.backlog() === 0;
  }

  /** Stops telling it anything; `vector`: of what it has been told, or will have read when it drains. */
  holdBack(vector: Uint8Array): void {
    this.#toldUpTo = vector;
  }

  /** Puts off what it asks for while it does not read; false when it can be answered now. */
  putOff(stateVector: Uint8Array): boolean {
    if (!this.#toldUpTo) return false;
    this.#wants = stateVector;
    return true;
  }

  /** Tells it what it missed but for presence, and answers what it asked; from what it knows. */
  takeUpAgain(now: {
    readonly missed: (knows: Uint8Array) => Parcel;
    readonly answer: (stateVector: Uint8Array) => void;
    readonly mayWrite: boolean;
    readonly vector: Uint8Array;
  }): void {
    const [knows, wants] = [this.#toldUpTo, this.#wants];
    this.#toldUpTo = null;
    this.#wants = null;
    this.tellRights(now.mayWrite);
    this.acknowledge(this.#acknowledged);
    if (wants) now.answer(wants);
    else if (knows && this.isFollowing) this.send(now.missed(knows));
    this.#isAsked = false;
    this.askForAll(now.vector);
  }

  /** Breaks off: their browser gets everything when it connects again. */
  drop(): void {
    this.isEnded = true;
    this.#line.drop();
  }

  end(code: number, reason?: string): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.#line.close(code, reason);
  }

  /** All that somebody is told who comes in, in one go; without a `vector` they are asked later. */
  welcome({
    storageEpoch,
    mayWrite,
    cannotSave,
    vector
  }: {
    storageEpoch: string;
    mayWrite: boolean;
    cannotSave: boolean;
    vector: Uint8Array | null;
  }): void {
    this.#isAsked = vector !== null;
    this.send(
      new Parcel(
        // Before anything else: a client of another epoch must send nothing it kept.
        storageFrame(storageEpoch),
        rightsFrame(mayWrite),
        ...(cannotSave ? [refusedFrame('cannot-save')] : []),
        ...(vector ? [stateWantedFrame(vector)] : [])
      )
    );
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
    if (number === 0) return;
    this.#acknowledged = number;
    this.send(new Parcel(acknowledgedFrame(number)));
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
