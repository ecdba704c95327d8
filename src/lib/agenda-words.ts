/** The choices of an agenda item, in words. */
import type { ItemKind, Purpose } from '#domain/agenda.ts';

export const PURPOSES: readonly { readonly value: Purpose; readonly text: string }[] = [
  { value: 'note', text: 'Note' },
  { value: 'discuss', text: 'Discuss' },
  { value: 'decide', text: 'Decide' },
  { value: 'consult', text: 'Consult' }
];

export const ITEM_KINDS: readonly { readonly value: ItemKind; readonly text: string }[] = [
  { value: 'standard', text: 'Item' },
  { value: 'report', text: 'Report' },
  { value: 'verbalUpdate', text: 'Verbal update' }
];

export const purposeWord = (purpose: Purpose): string =>
  PURPOSES.find(({ value }) => value === purpose)?.text ?? '';

export const minutesWords = (minutes: number): string =>
  minutes === 1 ? '1 minute' : `${minutes} minutes`;

/** "5 clear working days" */
export const clearDays = (days: number): string =>
  days === 1 ? '1 clear working day' : `${days} clear working days`;
