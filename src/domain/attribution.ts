/**
 * Whether what a meeting leaves behind says who took part. Under the Chatham House Rule what was
 * said may be used, but neither who said it nor who was there may be told: rules F1 to F6 of SPEC.md.
 * The register is still kept, because quorum and votes rest on it; it is the outputs that go without.
 */
import type { AgendaRecord, MinutesRecord, RecordHead } from './record.ts';

export type AttributionPolicy = 'named' | 'chathamHouse';

/** [F3] What every such record says of itself. */
export const CHATHAM_HOUSE_STATEMENT = 'These notes were made under the Chatham House Rule.';

export const isUnattributed = ({
  attribution
}: {
  readonly attribution?: AttributionPolicy | undefined;
}): boolean => attribution === 'chathamHouse';

/** [F2] */
export const unattributedMinutes = (record: MinutesRecord): MinutesRecord => ({
  ...record,
  ...officeAlone(record),
  attribution: 'chathamHouse',
  present: [],
  inAttendance: [],
  apologies: [],
  approval: record.approval && { ...record.approval, presidedBy: null }
});

/** [F4] Who is to present an item would be taken for who spoke to it. */
export const unattributedAgenda = (record: AgendaRecord): AgendaRecord => ({
  ...record,
  ...officeAlone(record),
  attribution: 'chathamHouse',
  membership: [],
  substitutes: [],
  items: record.items.map((item) => ({ ...item, presenter: null }))
});

/** The contact is as a rule the clerk, who was there: the post can be asked, under its address. */
const officeAlone = ({ contact }: RecordHead): Pick<RecordHead, 'contact'> => ({
  contact: contact && { ...contact, name: '' }
});
