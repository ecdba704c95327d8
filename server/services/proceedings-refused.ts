/** Refusals that only the stored facts can show, while an effect is performed. */
import { refuse, type Refusal } from '#domain/refusal.ts';

/** Thrown so that the transaction rolls back. */
export class RefusedInEffect extends Error {
  override name = 'RefusedInEffect';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.refusal = refusal;
  }
}

/**
 * Ids are made by browsers, and the rules see one meeting alone. Under an id of somewhere else, an
 * item would open the documents of another board's item.
 */
export async function refuseUsed(found: Promise<unknown>, field: string): Promise<void> {
  if ((await found) !== undefined) throw new RefusedInEffect(refuse('already-used', field));
}
