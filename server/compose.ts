/**
 * The only place that constructs and wires. Development, production and tests all call it with an
 * HTTP server; everything leaves again through `close`.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Express } from 'express';
import { pino, type Logger } from 'pino';
import { momentOf } from '#domain/london-time.ts';
import type { Announcement } from './announcement.ts';
import {
  readSessionToken,
  screenCookieName,
  screenCookieOptions,
  sessionCookieName,
  sessionCookieOptions
} from './auth/cookie.ts';
import { makePasswords } from './auth/passwords.ts';
import { clearBridge, setBridge, type Bridge } from './bridge.ts';
import { systemClock, type Clock } from './clock.ts';
import { addressOf, isSecure, type Config } from './config.ts';
import { startPdfPrinter } from './export/pdf.ts';
import { makeApp } from './http/app.ts';
import { isSameOrigin } from './http/same-origin.ts';
import { makeScreenFeed } from './http/screen-feed.ts';
import { makeOneByOne } from './http/one-by-one.ts';
import { routeUpgrades } from './http/upgrade.ts';
import { makeAnnouncer } from './live/announcer.ts';
import { makeLiveGateway } from './live/gateway.ts';
import { makeMailRounds } from './mail/rounds.ts';
import { makeServices, type Services } from './services.ts';
import { keepCheckpointed } from './store/checkpoints.ts';
import { takeDataFolder, type DataFolder } from './store/data-folder.ts';
import { openDatabase, type Db } from './store/database.ts';
import { migrate } from './store/migrations.ts';
import { beginEpoch } from './store/storage-epoch.ts';
import { startSync } from './sync/start.ts';

const EVERY_MINUTE = 60_000;

export type Composition = {
  readonly app: Express;
  readonly services: Services;
  readonly db: Db;
  readonly close: () => Promise<void>;
};

export async function compose(
  http: Server,
  config: Config,
  { clock = systemClock }: { clock?: Clock } = {}
): Promise<Composition> {
  const log = pino({ level: config.logLevel });
  const folder = takeDataFolder(config.dataDir);
  try {
    const db = openDatabase(folder.databaseFile);
    await migrate(db);
    const restored = await beginEpoch(db, clock());
    if (restored) log.warn(restored, 'started on a restored copy');
    return wire({ http, config, clock, log, db, folder });
  } catch (error) {
    folder.release();
    throw error;
  }
}

function wire({
  http,
  config,
  clock,
  log,
  db,
  folder
}: {
  http: Server;
  config: Config;
  clock: Clock;
  log: Logger;
  db: Db;
  folder: DataFolder;
}): Composition {
  // Services announce before those who listen are made: the ears are filled in below.
  const ears: ((announcement: Announcement) => void)[] = [];
  const announce = (announcement: Announcement) => ears.forEach((hear) => hear(announcement));
  const services = makeServices({
    db,
    clock,
    announce,
    passwords: makePasswords(),
    sendsMail: config.mail !== null
  });
  const { notices } = services;
  const post = makeMailRounds({ notices, mail: config.mail, origin: config.origin ?? '' });
  const onFault = (error: unknown) => void logFault(error);

  const secure = isSecure(config);
  const identify = (cookie: string | null | undefined) =>
    services.people.identify(readSessionToken(cookie ?? undefined, secure));
  const visitorOf = async (request: IncomingMessage) => {
    const found = await identify(request.headers.cookie);
    return (
      found && {
        personId: found.actor.personId,
        name: found.actor.name,
        sessionId: found.sessionId
      }
    );
  };
  const fromOwnPages = (request: IncomingMessage) => {
    const own = addressOf(config, request.headers.host, 'http');
    return isSameOrigin(request.headers, own.host, own.protocol);
  };

  const onUse = (sessionId: string) => void services.people.noteUse(sessionId).catch(onFault);
  const sync = startSync({
    db,
    clock,
    announce,
    documents: services.documents,
    logFault: onFault,
    onEdit: onUse
  });
  const live = makeLiveGateway({
    services,
    identify: visitorOf,
    isSameOrigin: fromOwnPages,
    openTunnel: sync.openTunnel,
    onUse,
    onFault
  });
  live.attach(http, { destroyUpgrade: false, serveClient: false });
  const announcer = makeAnnouncer(live, services, onFault);
  // One after the other: what a document said before must not come after what it says now.
  let taking: Promise<void> = Promise.resolve();
  const takeWordings = (announcement: Announcement) => {
    if (announcement.type !== 'document-projected') return;
    const { name, content } = announcement;
    taking = taking.then(() => services.actions.takeWordings(name, content)).catch(onFault);
  };
  const screens = makeScreenFeed({ screens: services.screens, clock, secure, onFault });
  ears.push(announcer.tell, sync.hear, takeWordings, screens.hear);

  const letIn = makeOneByOne();
  routeUpgrades(http, (name, request, socket, head) => {
    if (!fromOwnPages(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    letIn(async () => {
      await sync.accept(name, request, socket, head, await visitorOf(request));
    }).catch((error: unknown) => {
      onFault(error);
      socket.destroy();
    });
  });

  // Sessions end, and seats begin and end with the day, without anybody doing anything.
  let today = momentOf(clock()).today;
  const rounds = setInterval(() => {
    services.people.endStale().catch(onFault);
    post.round().catch(onFault);
    services.versions.keepIdle().catch(onFault);
    const now = momentOf(clock()).today;
    if (now !== today) announce({ type: 'rights-changed' });
    today = now;
  }, EVERY_MINUTE);

  // What was due while the server was off does not wait for the clock.
  post.round().catch(onFault);

  const checkpoints = keepCheckpointed(folder.databaseFile, onFault);
  const pdf = startPdfPrinter();
  const app = makeApp({
    services,
    identify: (request) => identify(request.headers.cookie),
    screens: screens.router,
    config,
    log,
    pdf,
    isReady: async () => !closing && (await canWrite(db))
  });

  const bridge: Bridge = {
    services,
    identify: async (cookie) => (await identify(cookie)) ?? { actor: null, sessionId: null },
    sessionCookie: { name: sessionCookieName(secure), options: sessionCookieOptions(secure) },
    screenCookie: { name: screenCookieName(secure), options: screenCookieOptions(secure) },
    logFault
  };
  setBridge(bridge);

  let closing = false;
  return {
    app,
    services,
    db,
    close: async () => {
      if (closing) return;
      closing = true;
      clearInterval(rounds);
      clearBridge(bridge);
      http.close();
      http.closeIdleConnections();
      // A feed never ends by itself, and the connections wait for it.
      screens.close();
      await post.close();
      await sync.close();
      await announcer.settled();
      await live.close();
      await pdf.close();
      http.closeAllConnections();
      await checkpoints.stop();
      await db.destroy();
      folder.release();
    }
  };

  function logFault(error: unknown): string {
    const reference = randomUUID();
    log.error({ err: error, reference }, 'fault');
    return reference;
  }
}

async function canWrite(db: Db): Promise<boolean> {
  try {
    await db.selectFrom('board').select('id').limit(1).execute();
    return true;
  } catch {
    return false;
  }
}
