/** What people may be called. */
import { refuse, type Refusal } from './refusal.ts';

const NAME_LIMIT = 120;

/** Why a person may not be named so. */
export function personNameRefusal(name: string): Refusal | undefined {
  if (name.trim() === '') return refuse('name-missing', 'name');
  return name.trim().length > NAME_LIMIT ? refuse('text-too-long', 'name') : undefined;
}
