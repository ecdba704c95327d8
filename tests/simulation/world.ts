/** A server, its disk, people with their tabs, and the network between them. */
import { beginEpoch, markAsCopy } from '#server/store/storage-epoch.ts';
import { ACTS } from './acts.ts';
import { SimulatedClient } from './client.ts';
import { Disk } from './disk.ts';
import { BEGINNING, type Figure, type Fixture, type Place } from './fixture.ts';
import type { Step } from './plan.ts';
import { Random } from './random.ts';
import { Rights } from './rights.ts';
import { SimulatedServer } from './server.ts';
import { settled, VirtualTime } from './virtual-time.ts';
import { Watch } from './watch.ts';
import { Wire } from './wire.ts';

type CrashPlan = { readonly at: 'before' | 'after' | 'send'; left: number };

const TABS: readonly [Figure, Place][] = [
  ['clerk', 'open'],
  ['representative', 'open'],
  ['member', 'open'],
  ['stranger', 'open'],
  ['clerk', 'private'],
  ['observer', 'open'],
  ['member', 'private']
];
/** Rights that end, end on open lines within a second. */
const PROMPT = 1000;
/** A log that failed opens again a second or so after the disk works, and says what went wrong. */
const FAULTS_LINGER = 5000;

export class World {
  readonly time = new VirtualTime();
  readonly random = new Random(0);
  readonly rights = new Rights();
  readonly events: string[] = [];
  readonly watch: Watch;
  readonly fixture: Fixture;
  server: SimulatedServer | null = null;
  clients: SimulatedClient[] = [];
  /** Done once, as the next edit or the next client reaches the server. */
  atNextEdit: () => void = () => {};
  atNextArrival: () => void = () => {};
  crashPlan: CrashPlan | null = null;
  backup: Buffer | null = null;
  wallShift = 0;
  commitTakes = 0;
  #hasGoneBack = false;
  readonly #strangersIds = new Set<number>();
  readonly #disks: Disk[] = [];
  #words = 0;
  #tabs = 0;

  constructor(fixture: Fixture) {
    this.fixture = fixture;
    this.watch = new Watch(this.time, fixture, this.rights, (what) => this.log(what));
  }

  readonly clock = (): string =>
    new Date(BEGINNING + this.time.now + Math.round(this.wallShift)).toISOString();

  async begin(tabs: number): Promise<void> {
    await this.#start(this.fixture.image);
    for (const [figure, place] of TABS.slice(0, tabs)) this.addTab(figure, place);
    await this.time.advance(500);
  }

  async perform(index: number, { kind, who, seed, wait }: Step): Promise<void> {
    this.random.reseed(seed);
    const client = this.clients[who % this.clients.length];
    if (client) {
      this.log(`step ${index}: ${kind} (${client.label})`);
      await ACTS[kind](this, client);
    }
    await settled();
    await this.time.advance(wait);
  }

  async end(): Promise<void> {
    for (const client of [...this.clients]) this.remove(client);
    if (this.server) this.server.isAlive = false;
    await settled();
    for (const disk of this.#disks) disk.close();
  }

  log(what: string): void {
    this.events.push(`${Math.round(this.time.now)} ${what}`);
  }

  newWord(label: string): string {
    this.#words += 1;
    this.log(`${label} types ${this.#words}`);
    return `w${this.#words}`;
  }

  addTab(figure: Figure, place: Place): SimulatedClient {
    this.#tabs += 1;
    const label = `${figure}${this.#tabs}@${place}`;
    const about = { figure, place, sessionId: `session-${this.#tabs}` };
    const client = new SimulatedClient(label, about, {
      time: this.time,
      random: this.random,
      openWire: (opening) => this.#openWire(opening),
      log: (what) => this.log(what),
      parted: (parted) => this.#parted(parted),
      saved: (saying) => this.#saved(saying),
      turnedAway: (turned, code) => this.#turnedAway(turned, code)
    });
    if (figure === 'stranger') this.#strangersIds.add(client.doc.clientID);
    this.clients.push(client);
    client.connect();
    return client;
  }

  isStrangers(clientId: number): boolean {
    return this.#strangersIds.has(clientId);
  }

  remove(client: SimulatedClient): void {
    this.clients = this.clients.filter((each) => each !== client);
    client.destroy();
  }

  /** The tab is loaded again: what was only in it is gone. */
  replace(client: SimulatedClient): SimulatedClient {
    this.remove(client);
    return this.addTab(client.figure, client.place);
  }

  signIn(client: SimulatedClient): void {
    if (!this.watch.signedOut.has(client.sessionId)) return;
    this.#tabs += 1;
    client.sessionId = `session-${this.#tabs}`;
    client.disconnect();
    client.connect();
  }

  expectFaults(): void {
    this.watch.faultsExpectedUntil = Infinity;
  }

  heal(): void {
    this.server?.disk.heal();
    this.commitTakes = 0;
    this.watch.faultsExpectedUntil = Math.min(
      this.watch.faultsExpectedUntil,
      this.time.now + FAULTS_LINGER
    );
  }

  /** What was announced now is to have taken effect, with everybody whom it concerns, in a second. */
  expectPrompt(): void {
    const { server } = this;
    const since = this.time.now;
    this.time.after(PROMPT, () => {
      if (server && server === this.server && this.commitTakes === 0) {
        this.watch.mustHaveHeard(server.wires, since);
      }
    });
  }

  crash(): void {
    const { server } = this;
    if (!server) return;
    this.log('the server crashes');
    this.server = null;
    this.crashPlan = null;
    const image = server.crash();
    this.time.after(100 + this.random.below(4000), () => void this.#start(image));
  }

  async restart(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.log('the server stops');
    this.server = null;
    let isClosed = false;
    const closing = server.close().then(() => {
      isClosed = true;
    });
    for (let left = 200; left > 0 && !isClosed && server.isAlive; left -= 1) {
      await this.time.advance(100);
    }
    if (!server.isAlive) return;
    if (!isClosed) this.watch.fail('the server does not stop');
    await closing;
    await this.time.advance(31_000);
    if (server.timersLeft > 0) this.watch.fail('a stopped server has timers left');
    await this.#start(server.crash());
  }

  restoreBackup(): void {
    const { backup, server } = this;
    if (!backup || !server) return;
    this.log('an older backup is restored');
    this.server = null;
    this.crashPlan = null;
    server.crash();
    this.time.after(1000, () => void this.#start(backup, true));
  }

  async #start(image: Buffer, isOlder = false): Promise<void> {
    const disk = await Disk.open(image, {
      beforeCommit: () => this.#crashes(disk, 'before'),
      afterCommit: () => {
        this.watch.committed(disk);
        this.#crashes(disk, 'after');
      }
    });
    this.#disks.push(disk);
    this.heal();
    if (isOlder) this.watch.wentBack(disk);
    else this.watch.started(disk);
    this.#hasGoneBack ||= isOlder;
    // Half the time the backup was made as it should be, and half by somebody's copying a file.
    if (isOlder && this.random.chance(0.5)) await markAsCopy(disk.db, this.clock());
    await beginEpoch(disk.db, this.clock());
    this.rights.read(disk, this.fixture, this.time.now);
    const { time, random, clock } = this;
    const logFault = (error: unknown) => this.watch.fault(error);
    this.server = new SimulatedServer(disk, { time, random, clock, logFault });
    this.server.catchUp();
    this.log('the server runs');
  }

  #crashes(disk: Disk, at: CrashPlan['at']): void {
    if (at === 'before' && this.commitTakes > 0)
      this.time.now += this.random.below(this.commitTakes);
    const { crashPlan, server } = this;
    if (crashPlan?.at !== at || server?.disk !== disk) return;
    crashPlan.left -= 1;
    if (crashPlan.left === 0) this.crash();
  }

  #openWire(client: SimulatedClient): Wire {
    const wire: Wire = new Wire(
      client.endOf(() => wire),
      this.time,
      this.random,
      {
        sends: (from) => this.watch.sends(from),
        sent: (from, message) => {
          const { server } = this;
          if (!server?.wires.has(from)) return;
          this.watch.sent(from, message);
          this.#crashes(server.disk, 'send');
        },
        received: (from, message) => {
          const isEdit = this.watch.received(from, message);
          if (!isEdit) return;
          const act = this.atNextEdit;
          this.atNextEdit = () => {};
          act();
        }
      }
    );
    this.watch.admit(wire, client);
    this.time.after(1 + this.random.below(60), () => this.#arrives(wire, client));
    return wire;
  }

  #arrives(wire: Wire, client: SimulatedClient): void {
    const { server } = this;
    if (wire.isBroken || !server) return wire.cut();
    const { figure, sessionId, place } = client;
    const personId = this.fixture.people[figure];
    const isSignedIn = !this.watch.signedOut.has(sessionId);
    const visitor = isSignedIn ? { personId, sessionId, name: `A ${figure}` } : null;
    this.log(`${client.label} arrives`);
    const act = this.atNextArrival;
    this.atNextArrival = () => {};
    act();
    void server.accept(wire, visitor, this.fixture.documents[place]);
  }

  #saved(client: SimulatedClient): void {
    const { wire } = client;
    // What a server said before its storage went back may be on its way still: it was true then.
    if (this.#hasGoneBack && wire && !this.server?.wires.has(wire)) return;
    this.watch.saved(client);
  }

  /** It has seen that the storage went back: its text is kept aside, and the document opened anew. */
  #parted(client: SimulatedClient): void {
    this.log(`${client.label} has seen that the storage went back`);
    if (!this.#hasGoneBack) this.watch.fail(`${client.label} takes the storage for an older one`);
    this.time.after(1, () => {
      if (this.clients.includes(client)) this.replace(client);
    });
  }

  #turnedAway({ label, figure }: SimulatedClient, code: number): void {
    this.log(`${label} is turned away with ${code}`);
    const isHonest = figure !== 'stranger';
    const byRights = code === 4401 || code === 4403 || code === 4404;
    if (isHonest && !byRights)
      this.watch.fail(`${label}, who is honest, is turned away with ${code}`);
  }
}
