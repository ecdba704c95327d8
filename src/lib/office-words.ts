/** Offices and sectors as pages say them. */
import type { Office } from '#domain/board.ts';
import { OFFICES, SECTORS, type Sector } from '#domain/seat.ts';

export const OFFICE_WORDS: Record<Office, string> = {
  chair: 'Chair',
  viceChair: 'Vice-chair',
  member: 'Member',
  crgRepresentative: 'CRG representative',
  officer: 'Officer',
  clerk: 'Clerk',
  observer: 'Observer'
};

export const SECTOR_WORDS: Record<Sector, string> = {
  council: 'County or city council',
  district: 'District or borough council',
  police: 'Police',
  health: 'Health',
  education: 'Education',
  probation: 'Probation',
  prison: 'Prisons',
  voluntary: 'Voluntary sector',
  faith: 'Faith communities',
  community: 'Community'
};

export const OFFICE_OPTIONS = OFFICES.map((value) => ({ value, text: OFFICE_WORDS[value] }));

export const SECTOR_OPTIONS = SECTORS.map((value) => ({ value, text: SECTOR_WORDS[value] }));

/** Sectors are kept as text, so one that this version does not know is shown as it stands. */
export const sayOrganisation = (organisation: string | null, sector: string | null): string => {
  if (organisation === null) return '';
  const known = SECTORS.find((each) => each === sector);
  return known ? `${organisation} (${SECTOR_WORDS[known].toLowerCase()})` : organisation;
};
