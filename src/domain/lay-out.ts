import type { Layout } from './layout.ts';
import { layOutAgenda } from './layout-agenda.ts';
import { layOutMinutes } from './layout-minutes.ts';
import type { PrintedRecord } from './record.ts';

/** The same record always gives the same layout. Rules R1 to R9. */
export const layOut = (record: PrintedRecord): Layout =>
  record.kind === 'agenda' ? layOutAgenda(record) : layOutMinutes(record);
