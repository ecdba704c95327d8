/**
 * A record is frozen and published, so it holds what it says and nothing else. Boards, attendees
 * and seats have the shape of what is printed and more (ids, sectors, settings): every field is
 * named here, so that none of that comes along.
 */
import type { PrintedPerson, RecordHead } from './record.ts';

export const headOf = ({ board, date, startTime, place, contact }: RecordHead): RecordHead => ({
  board: { name: board.name, strapline: board.strapline },
  date,
  startTime,
  place,
  contact: contact && { name: contact.name, post: contact.post, email: contact.email }
});

export const printedPeople = (people: readonly PrintedPerson[]): PrintedPerson[] =>
  people.map(({ name, office, organisation, post, substituteFor, stays, relievedBy }) => ({
    name,
    office,
    organisation,
    post,
    substituteFor,
    ...(stays && { stays: stays.map(({ from, until }) => ({ from, until })) }),
    ...(relievedBy !== undefined && { relievedBy })
  }));
