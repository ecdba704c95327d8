/**
 * The committee of an acceptance folder, its seats and its clerk. There is no API for these: people
 * are brought in over pages and links, so the services that stand behind the pages do it here.
 */
import { addDays } from '#domain/civil-date.ts';
import type { Office } from '#domain/board.ts';
import { getFrom } from '#server/demo/cast.ts';
import { granted, makeParts } from '#server/demo/parts.ts';
import type { Db } from '#server/store/database.ts';
import { roleOf, type AcceptanceFiles, type People } from './meeting-file.ts';

export const CLERK = { name: 'Senior Democratic Services Officer', email: 'clerk@council.example' };

const OFFICES: Readonly<Record<string, Office>> = { Chair: 'chair', 'Vice-Chair': 'viceChair' };

export async function seedBoard(db: Db, files: AcceptanceFiles, password: string): Promise<void> {
  const { minutes, agenda } = files;
  const began = addDays(minutes.meeting.date, -200);
  const changed = addDays(agenda.meeting.date, -30);
  const { services, setClock } = makeParts(db, `${began}T09:00:00.000Z`);

  const enter = async (path: string | null, who: typeof CLERK): Promise<string> => {
    const link = path?.split('/').at(-1) ?? '';
    const { token } = granted(await services.links.follow(link, { ...who, password }));
    return (await services.people.identify(token))?.actor.personId ?? '';
  };
  const first = granted(await services.invitations.firstAdministratorLink());
  const admin = await enter(first.path, { name: 'Administrator', email: 'admin@council.example' });
  const wanted = { name: minutes.body.name, kind: 'board', parentId: null } as const;
  const { boardId } = granted(await services.boards.create(admin, wanted));
  const fill = async (by: string, office: Office, who: typeof CLERK, startsOn: string) => {
    const seat = {
      ...who,
      office,
      organisation: '',
      sector: 'council',
      post: '',
      startsOn
    } as const;
    return granted(await services.seats.fillSeat(by, boardId, seat)).path;
  };
  const clerk = await enter(await fill(admin, 'clerk', CLERK, began), CLERK);
  await describeBoard();

  const held = minutes.attendance.present;
  const coming = agenda.membership.filter(({ person }) => !isAmong(held, person));
  for (const { person, office } of held) {
    await fill(clerk, OFFICES[office ?? ''] ?? 'member', member(minutes.people, person), began);
  }
  setClock(`${changed}T09:00:00.000Z`);
  const seats = await seatsByName();
  for (const { person } of held.filter((each) => !isAmong(agenda.membership, each.person))) {
    const seat = getFrom(seats, roleOf(minutes.people, person));
    await services.seats.endSeat(clerk, boardId, seat, addDays(changed, -1));
  }
  for (const { person } of coming) {
    await fill(clerk, 'member', member(agenda.people, person), changed);
  }
  await nameSubstitutes();

  async function describeBoard(): Promise<void> {
    const { board } = granted(await services.boards.get(clerk, boardId));
    const settings = {
      ...board.settings,
      numbering: 'annual',
      strapline: agenda.strapline,
      opening: minutes.openingStatement,
      contactName: '',
      contactPost: roleOf(agenda.people, agenda.contact.person),
      contactEmail: agenda.contact.email
    } as const;
    await services.boards.changeSettings(clerk, boardId, { name: board.name, settings });
  }

  /** The files do not say whose substitutes they are: one for each seat, in order. */
  async function nameSubstitutes(): Promise<void> {
    const seats = await seatsByName();
    for (const [index, substitute] of agenda.substitutes.entries()) {
      const person = agenda.membership[index]?.person ?? '';
      const seat = getFrom(seats, roleOf(agenda.people, person));
      const named = member(agenda.people, substitute);
      granted(await services.seats.nameSubstitute(clerk, boardId, seat, named));
    }
  }

  async function seatsByName(): Promise<Map<string, string>> {
    const { seats } = granted(await services.boards.get(clerk, boardId));
    return new Map(seats.map(({ name, id }) => [name, id]));
  }
}

const isAmong = (list: readonly { readonly person: string }[], person: string): boolean =>
  list.some((each) => each.person === person);

const member = (people: People, key: string) => ({
  name: roleOf(people, key),
  email: `${key}@council.example`
});
