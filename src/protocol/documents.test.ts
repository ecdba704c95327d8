import { expect, test } from 'vitest';
import { parseDocumentName } from './documents.ts';

const ID = '0123456789abcdefghij';

test.each(['agenda', 'minute', 'notes', 'actions', 'exempt'])(
  'a name of kind %s is read',
  (kind) => {
    expect(parseDocumentName(`${kind}/${ID}`)).toEqual({ kind, id: ID });
  }
);

test.each([
  '',
  '/',
  'minute',
  'minute/',
  `/${ID}`,
  `Minute/${ID}`,
  `minute/${ID} `,
  `minute/${ID}/`,
  `minute/${ID.toUpperCase()}`,
  `minute/${ID}x`,
  `minutes/${ID}`,
  `toString/${ID}`,
  'minute/../../etc/passwd',
  `minute/${'\0'.repeat(20)}`
])('%j is no document', (name) => {
  expect(parseDocumentName(name)).toBeUndefined();
});
