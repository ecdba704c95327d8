/** Interests that people of a made-up meeting declare. */
import type { DeclarationCommand } from '#domain/declaration.ts';
import { idOf } from './sample-meeting.ts';

type Declare = Extract<DeclarationCommand, { type: 'declare-interest' }>;

/** A disclosable pecuniary interest unless it is said otherwise. */
export const declare = (
  id: string,
  key: string,
  item: string | null,
  given: Partial<Declare> = {}
): Declare => ({
  type: 'declare-interest',
  declarationId: idOf(id),
  key: idOf(key),
  name: key,
  itemId: item === null ? null : idOf(item),
  kind: 'dpi',
  nature: null,
  sensitive: false,
  standing: false,
  ...given
});

export const takeBack = (id: string, key: string): DeclarationCommand => ({
  type: 'withdraw-declaration',
  declarationId: idOf(id),
  key: idOf(key)
});

export const dispense = (
  id: string,
  reason = 'So that there is a quorum.'
): DeclarationCommand => ({
  type: 'grant-dispensation',
  declarationId: idOf(id),
  reason
});
