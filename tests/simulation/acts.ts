/** What each kind of step does to the world. */
import * as Y from 'yjs';
import { appendUpdates } from '#server/store/documents.ts';
import type { SimulatedClient } from './client.ts';
import type { Figure, Place } from './fixture.ts';
import { FORGERIES, forge, unlicensed, type Forgery } from './forgery.ts';
import type { Kind } from './plan.ts';
import { change } from './typing.ts';
import type { World } from './world.ts';

type Act = (world: World, client: SimulatedClient) => Promise<void> | void;

const FIGURES: readonly Figure[] = ['clerk', 'member', 'representative', 'observer', 'stranger'];
const DAY = 86_400_000;

export const ACTS: Readonly<Record<Kind, Act>> = {
  type(world, client) {
    if (!client.mayWrite || client.figure === 'stranger') return;
    for (let left = 1 + world.random.below(3); left > 0; left -= 1) {
      change(client.doc, world.random, world.newWord(client.label));
    }
  },
  pause: (world) => world.time.advance(world.random.below(15_000)),

  cut: (_world, client) => client.wire?.cut(),
  silence: (_world, client) => client.wire?.fallSilent(),
  offline: (_world, client) => client.disconnect(),
  online: (_world, client) => client.connect(),
  stall(world, client) {
    const { wire } = client;
    if (!wire) return;
    wire.stopReading(world.random.pick([1, 500, 20_000]));
    world.time.after(world.random.below(20_000), () => wire.readAgain());
  },
  reload(world, client) {
    world.replace(client);
  },

  leaveForGood(world, client) {
    if (world.clients.length > 2) world.remove(client);
  },
  secondTab(world, client) {
    if (world.clients.length < 6) world.addTab(client.figure, client.place);
  },

  unseat: (world) => setStanding(world, anybody(world), { isSeated: false }),
  demote: (world) => setStanding(world, anybody(world), { office: 'observer' }),
  seat: (world) => setStanding(world, anybody(world), { isSeated: true }),
  unseatAtEdit(world) {
    // While somebody's edit is judged, written and relayed, somebody else loses their place.
    const figure = anybody(world);
    const change = world.random.chance(0.7)
      ? { isSeated: false }
      : ({ office: 'observer' } as const);
    const wait = world.random.below(12);
    world.atNextEdit = () => {
      world.time.after(wait, () => void setStanding(world, figure, change));
    };
  },
  unseatAtArrival(world, client) {
    const wait = world.random.below(8);
    world.atNextArrival = () => {
      world.time.after(wait, () => void setStanding(world, client.figure, { isSeated: false }));
    };
    client.disconnect();
    client.connect();
  },

  signOut,
  signOutAtArrival(world, client) {
    const wait = world.random.below(8);
    world.atNextArrival = () => void world.time.after(wait, () => signOut(world, client));
    client.disconnect();
    client.connect();
  },
  signIn: (world, client) => world.signIn(client),

  async freeze(world) {
    const { server, rights, fixture } = world;
    const place = world.random.pick<Place>(['open', 'private']);
    if (!server || rights.frozenSince.has(place)) return;
    const name = fixture.documents[place];
    await tryDisk(world, () => {
      server.disk.write('update document set frozen_at = ? where name = ?', world.clock(), name);
      rights.frozenSince.set(place, world.time.now);
    });
    if (!rights.frozenSince.has(place)) return;
    server.announce({ type: 'document-frozen', name });
    world.expectPrompt();
  },

  forge(world, client) {
    const stranger = world.clients.find(({ figure }) => figure === 'stranger') ?? client;
    if (stranger.figure !== 'stranger' || !stranger.isConnected) return;
    const { random, rights } = world;
    const { place, doc } = stranger;
    if (!rights.mayWrite('stranger', place)) return stranger.sendRaw(unlicensed(doc, random));
    const kind = random.pick(FORGERIES);
    const victims = victimsOf(kind, world, place);
    if (victims.length === 0) return;
    const victim = random.pick(victims);
    for (const frame of forge(kind, doc, victim, random)) stranger.sendRaw(frame);
  },

  jump(world) {
    world.wallShift += (world.random.next() - 0.5) * DAY * (world.random.chance(0.2) ? 4 : 0.1);
  },

  crash: (world) => world.crash(),
  crashAtCommit(world) {
    const at = world.random.pick(['before', 'after'] as const);
    world.crashPlan = { at, left: 1 + world.random.below(4) };
  },
  crashAtSend(world) {
    world.crashPlan = { at: 'send', left: 1 + world.random.below(8) };
  },
  restart: (world) => world.restart(),

  fill(world) {
    world.expectFaults();
    world.server?.disk.fill();
  },
  breakDisk(world) {
    world.expectFaults();
    if (world.server) world.server.disk.isFailing = true;
  },
  slowDisk(world) {
    world.commitTakes = world.random.below(1500);
    world.watch.commitsTake = 3 * world.commitTakes;
  },
  heal: (world) => world.heal(),
  spoil(world) {
    world.expectFaults();
    if (world.server) world.server.disk.isUnreadable = true;
  },

  async emptyRoom(world, { place }) {
    const here = world.clients.filter((client) => client.place === place && client.isWanted);
    for (const client of here) client.disconnect();
    await world.time.advance(world.random.below(300));
    for (const client of here) if (!client.isClosed) client.connect();
  },

  async serverWrites(world, { place }) {
    const { server, rights, fixture, random } = world;
    if (!server || rights.frozenSince.has(place)) return;
    const doc = new Y.Doc();
    doc.clientID = 1 + random.below(0xfffffff0);
    change(doc, random, world.newWord('server'));
    const bytes = Y.encodeStateAsUpdate(doc);
    const name = fixture.documents[place];
    await tryDisk(world, async () => {
      const added = [{ name, personId: null, bytes, at: world.clock() }];
      const [seq] = await server.disk.db.transaction().execute((trx) => appendUpdates(trx, added));
      if (seq !== undefined) server.announce({ type: 'document-written', name, seq, bytes });
    });
  },

  backUp(world) {
    const { server } = world;
    if (server) world.backup = server.disk.image();
  },
  restore: (world) => world.restoreBackup()
};

/** Does something a service would, which is refused when the disk takes nothing. */
async function tryDisk(world: World, act: () => Promise<void> | void): Promise<void> {
  try {
    await act();
  } catch (error) {
    world.log(`refused by the disk: ${error instanceof Error ? error.name : ''}`);
  }
}

/** Ids that a forger may want to write under: of those who have written, or of those who only look on. */
function victimsOf(kind: Forgery, world: World, place: Place): readonly number[] {
  const { store } = world.watch.durable[place].doc;
  const written = [...store.clients.keys()];
  if (kind === 'foreign') return written.filter((id) => !world.isStrangers(id));
  if (kind !== 'squat') return [0];
  return (
    world.clients
      .filter((each) => each.place === place && each.figure !== 'stranger')
      .filter((each) => each.isConnected && each.ledger.isConfirmed)
      // A server that has started anew since knows of them when they come back.
      .filter(({ wire }) => wire && world.server?.wires.has(wire))
      .map((each) => each.doc.clientID)
      .filter((id) => !written.includes(id))
  );
}

const anybody = ({ random }: World): Figure => random.pick(FIGURES);

function signOut({ watch, time, server }: World, { sessionId }: SimulatedClient): void {
  watch.signedOut.set(sessionId, time.now);
  server?.announce({ type: 'signed-out', sessionId });
}

/** A seat is filled, changed or ends: written, then announced. */
async function setStanding(
  world: World,
  figure: Figure,
  change: { isSeated?: boolean; office?: 'observer' }
): Promise<void> {
  const { server, rights, fixture } = world;
  if (!server) return;
  const before = rights.standings[figure];
  const office = change.office ?? (change.isSeated ? rights.officeAtFirst(figure) : before.office);
  const after = { office, isSeated: change.isSeated ?? before.isSeated };
  await tryDisk(world, () => {
    rights.write(server.disk, fixture, figure, after);
    rights.standings[figure] = {
      ...after,
      lessSince: change.isSeated === true ? before.lessSince : world.time.now
    };
    world.log(`${figure} is ${after.isSeated ? after.office : 'unseated'}`);
    server.announce({ type: 'rights-changed', boardId: fixture.boardId, ...about(world, figure) });
    world.expectPrompt();
  });
}

/** Who it concerns is told in some announcements and not in others. */
const about = ({ random, fixture }: World, figure: Figure) =>
  random.chance(0.5) ? { personId: fixture.people[figure] } : {};
