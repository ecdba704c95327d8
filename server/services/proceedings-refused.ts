import type { Refusal } from '#domain/refusal.ts';

/** A refusal that only the stored facts could show; thrown so that the transaction rolls back. */
export class RefusedInEffect extends Error {
  override name = 'RefusedInEffect';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.refusal = refusal;
  }
}
