/**
 * After the storm: everything is healed, everybody who may be there comes back, and after a quiet
 * while all must have the same text, all of it saved; and when they have left nothing may remain.
 */
import * as Y from 'yjs';
import { makeFaithfulCopy } from '#server/record/faithful-copy.ts';
import { findProjection, loadDocument } from '#server/store/documents.ts';
import type { SimulatedClient } from './client.ts';
import { Disk } from './disk.ts';
import { hasPending } from './durable.ts';
import type { Place } from './fixture.ts';
import { rendered } from './typing.ts';
import type { World } from './world.ts';

const PLACES: readonly Place[] = ['open', 'private'];
/** Seconds in which everything has to be well again. */
const PATIENCE = 60;
/** Milliseconds after which both ends of a half-open line have given it up. */
const LINES_NOTICED = 61_000;

export async function settle(world: World): Promise<void> {
  world.log('quiet');
  world.random.reseed(1);
  world.crashPlan = null;
  world.heal();
  // The server comes back, and whoever has a line that is half open comes to know.
  await world.time.advance(LINES_NOTICED);
  bringBack(world);
  for (let left = PATIENCE; left > 0 && isBroken(world) === null; left -= 1) {
    await world.time.advance(1000);
    if (honest(world).every((client) => unsettled(world, client) === null)) break;
  }
  await world.time.advance(3000);
  for (const client of honest(world)) {
    const why = unsettled(world, client);
    if (why) world.watch.fail(`${client.label} ${why}`);
  }
  const fresh = PLACES.map((place) => world.addTab('clerk', place));
  await world.time.advance(10_000);
  for (const client of fresh) {
    if (world.rights.maySee('clerk', client.place) && !client.isSynced) {
      world.watch.fail(`${client.label}, who is fresh, is given nothing`);
    }
  }
  for (const client of honest(world)) compare(world, client);
  if (isBroken(world) === null) await everybodyLeaves(world);
}

const isBroken = ({ watch }: World): string | null => watch.broken;

/** Those of whom something can be expected: honest people who may see the text. */
const honest = ({ clients, rights }: World): SimulatedClient[] =>
  clients.filter(({ figure, place }) => figure !== 'stranger' && rights.maySee(figure, place));

function bringBack(world: World): void {
  for (const client of [...world.clients]) {
    client.wire?.readAgain();
    world.signIn(client);
    const isShutOut = client.closedWith !== null && client.closedWith !== 4401;
    if (isShutOut) world.replace(client);
    else client.connect();
  }
}

/** What is still to come for this client; null when nothing is. */
function unsettled({ rights }: World, client: SimulatedClient): string | null {
  const { figure, place, ledger } = client;
  if (!client.isConnected || !client.isSynced) return 'has not come back';
  const mayWrite = rights.mayWrite(figure, place);
  if (client.mayWrite !== mayWrite) return `is told that it may${mayWrite ? ' not' : ''} write`;
  if (!mayWrite && ledger.pending > 0) return null;
  if (ledger.pending > 0) return `waits for ${ledger.pending} changes to be saved`;
  return ledger.isConfirmed ? null : 'is not told that everything is saved';
}

function compare({ watch, rights }: World, client: SimulatedClient): void {
  const { label, doc, place, figure, ledger } = client;
  if (hasPending(doc)) watch.fail(`${label} holds changes that rest on what it has not got`);
  // What was not taken of them stands in their tab alone.
  if (!rights.mayWrite(figure, place) && ledger.pending > 0) return;
  const stored = rendered(watch.durable[place].doc);
  if (rendered(doc) !== stored) {
    watch.fail(`${label} reads ${rendered(doc)} where ${stored} is stored`);
  }
}

async function everybodyLeaves(world: World): Promise<void> {
  for (const client of [...world.clients]) world.remove(client);
  await world.time.advance(70_000);
  const { server, watch } = world;
  if (!server) return watch.fail('the server does not run');
  if (server.openNames.length > 0) watch.fail('a room is open with nobody in it');
  // Rights are asked anew from time to time for as long as the server runs.
  if (server.timersLeft > 1) watch.fail(`${server.timersLeft} timers are left with nobody there`);
  await world.restart();
  await readAgain(world);
}

/** As the product reads it, from the disk alone. */
async function readAgain({ server, watch, fixture, rights }: World): Promise<void> {
  if (!server) return;
  const watching = { beforeCommit: () => {}, afterCommit: () => {} };
  const disk = await Disk.open(server.disk.image(), watching);
  for (const place of PLACES) {
    const name = fixture.documents[place];
    const stored = await loadDocument(disk.db, name);
    const doc = makeFaithfulCopy();
    if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot);
    for (const { bytes } of stored.updates) Y.applyUpdate(doc, bytes);
    if (rendered(doc) !== rendered(watch.durable[place].doc)) {
      watch.fail(`${name} reads otherwise when it is loaded`);
    }
    const { seq = 0 } = (await findProjection(disk.db, name)) ?? {};
    // After a crash it is made anew by whoever next opens the document.
    const wasOpened = rights.maySee('clerk', place);
    if (wasOpened && seq !== stored.seq) {
      watch.fail(`the projection of ${place} is of ${seq}, not ${stored.seq}`);
    }
  }
  disk.close();
}
