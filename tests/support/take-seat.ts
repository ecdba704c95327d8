/** Brings somebody new to a board of the demonstration by the front door: seat, link, password. */
import { BOARDS, type BoardKey } from '#server/demo/boards.ts';
import { granted } from '#server/demo/parts.ts';
import type { Office } from '#domain/board.ts';
import { findPersonByEmail } from '#server/store/people.ts';
import { PASSWORD, signIn, type Client } from './client.ts';
import { TODAY, type RunningComposition } from './start-composition.ts';

export async function personId(server: RunningComposition, who: string): Promise<string> {
  const email = who.includes('@') ? who : `${who}@demo.example`;
  const person = await findPersonByEmail(server.db(), email);
  if (!person) throw new Error(`nobody has the address ${email}`);
  return person.id;
}

/** The new person, signed in; the clerk fills the seat. */
export async function takeSeat(
  server: RunningComposition,
  key: BoardKey,
  office: Office,
  who: string
): Promise<Client> {
  const { seats, links, boards } = server.services();
  const clerk = await personId(server, 'clerk');
  const board = (await boards.list(clerk)).find(({ name }) => name === BOARDS[key].name);
  const someone = { name: `Somebody, ${office}`, email: `${who}@demo.example` };
  const wanted = {
    office,
    organisation: '',
    sector: 'community',
    post: '',
    startsOn: TODAY
  } as const;
  const { path } = granted(await seats.fillSeat(clerk, board?.id ?? '', { ...someone, ...wanted }));
  const token = path?.split('/').at(-1) ?? '';
  granted(await links.follow(token, { ...someone, password: PASSWORD }));
  return signIn(server, who);
}
