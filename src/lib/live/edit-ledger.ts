/**
 * Which changes of this tab the server is known to have on its disk. A change is either in a frame
 * of the present connection, or carried over from before it; what is carried over goes with the
 * next whole frame, which answers the server's question for everything it has not.
 */
export class EditLedger {
  /** Frames of this connection; those that carry single changes are counted beside. */
  #sent = 0;
  #changesSent = 0;
  #changesMade = 0;
  #lastWhole: number | null = null;
  #inFrames: { readonly frame: number; readonly at: number }[] = [];
  #carriedSince: number | null = null;
  carried = 0;
  /** The server has confirmed, on this connection, everything that was here when it began. */
  isConfirmed = false;

  get pending(): number {
    return this.carried + this.#inFrames.length;
  }

  get oldestPendingAt(): number | null {
    return this.#carriedSince ?? this.#inFrames[0]?.at ?? null;
  }

  /** A new connection: the server counts from one again. */
  begin(): void {
    this.lost();
    this.#sent = 0;
    this.#changesSent = 0;
    this.#changesMade = 0;
    this.#lastWhole = null;
  }

  lost(): void {
    this.isConfirmed = false;
    this.#carriedSince = this.oldestPendingAt;
    this.carried = this.pending;
    this.#inFrames = [];
  }

  sent(isWhole: boolean): void {
    this.#sent += 1;
    if (isWhole) this.#lastWhole = this.#sent;
    else this.#changesSent += 1;
  }

  /** A change was made here at this moment (milliseconds); by now the provider has sent it, if it could. */
  edited(at: number): void {
    if (this.#changesSent > this.#changesMade) {
      this.#changesMade = this.#changesSent;
      this.#inFrames.push({ frame: this.#sent, at });
    } else {
      this.carried += 1;
      this.#carriedSince ??= at;
      // A whole frame that has gone out already does not hold it.
      this.#lastWhole = null;
      this.isConfirmed = false;
    }
  }

  /** All frames up to this one are on the server's disk. */
  acknowledged(count: number): void {
    this.#inFrames = this.#inFrames.filter(({ frame }) => frame > count);
    if (this.#lastWhole === null || count < this.#lastWhole) return;
    this.carried = 0;
    this.#carriedSince = null;
    this.isConfirmed = true;
  }
}
