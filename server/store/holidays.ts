import { BANK_HOLIDAYS } from '#domain/bank-holiday.ts';
import type { Holidays } from '#domain/notice.ts';
import { listClosureDays } from './boards.ts';
import type { Db } from './database.ts';

/** The days that notice to this board leaves out: bank holidays and its own closure days. */
export async function holidaysOf(db: Db, boardId: string): Promise<Holidays> {
  const closures = await listClosureDays(db, boardId);
  return new Set([...BANK_HOLIDAYS, ...closures.map(({ date }) => date)]);
}
