/**
 * Ids are opaque: 20 characters of a-z and 0-9, made at random. The names below say what an id
 * points at; nothing may be read out of one.
 */
export type BoardId = string;
export type PersonId = string;
export type SeatId = string;
export type MeetingId = string;
export type ItemId = string;
export type ActionId = string;
export type ResolutionId = string;
export type MovementId = string;
export type VoteId = string;
export type ExclusionId = string;
export type DeclarationId = string;

const SHAPE = /^[a-z0-9]{20}$/;

/** Whether a value from outside has the shape of an id; says nothing about what it points at. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && SHAPE.test(value);
