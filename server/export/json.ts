import type { PrintedRecord } from '#domain/record.ts';
import { canonicalBytes } from './canonical.ts';

/** The record itself, in the spelling its digest is reckoned from. */
export const recordToJson = async (record: PrintedRecord): Promise<Uint8Array> =>
  canonicalBytes(record);
