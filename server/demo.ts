/** The demo board: seeds its folder once, then serves it and says who may sign in. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isRefusal } from '#domain/refusal.ts';
import { makePasswords } from './auth/passwords.ts';
import { systemClock } from './clock.ts';
import { ConfigWrong, readConfig, type Config } from './config.ts';
import { DemoRefused } from './demo/parts.ts';
import { GUIDE, PEOPLE } from './demo/people.ts';
import { seedDemo } from './demo/seed.ts';
import { reportFault, serve } from './main.ts';
import { takeDataFolder } from './store/data-folder.ts';
import { setPasswordHash } from './store/credentials.ts';
import { openDatabase, type Db } from './store/database.ts';
import { migrate } from './store/migrations.ts';
import { listPeople } from './store/people.ts';

const DEFAULT_FOLDER = './demo-data';

async function run(): Promise<void> {
  if (process.env.NODE_ENV === 'production') {
    throw new ConfigWrong(
      'The demo has known passwords, so it does not start with NODE_ENV=production. Run npm start instead.'
    );
  }
  const config = readConfig({ ...process.env, DATA_DIR: process.env.DATA_DIR || DEFAULT_FOLDER });
  const password = await seedOnce(config);
  // Nobody of the story has a letter box.
  await serve({ ...config, mail: null });
  console.log(`\nSign in with any of these, and the password "${password}":`);
  for (const { person, as } of GUIDE) console.log(`  ${PEOPLE[person].email.padEnd(24)} ${as}`);
}

/** The password of everybody in the demo: as set, else the one made when it was seeded. */
async function seedOnce(config: Config): Promise<string> {
  const note = path.join(config.dataDir, 'demo-password.txt');
  const seeded = existsSync(note) ? readFileSync(note, 'utf8').trim() : null;
  const wanted = process.env.DEMO_PASSWORD || seeded || `demo ${randomBytes(6).toString('hex')}`;
  if (wanted === seeded) return seeded;
  const folder = takeDataFolder(config.dataDir);
  const db = openDatabase(folder.databaseFile);
  try {
    await migrate(db);
    // The story itself keeps the rules for passwords; what the demo is then opened with need not.
    if (seeded === null) await seedDemo(db, randomBytes(16).toString('hex'));
    await setEveryPassword(db, wanted);
    writeFileSync(note, `${wanted}\n`, { mode: 0o600 });
  } catch (error) {
    if (error instanceof DemoRefused) {
      throw new ConfigWrong(
        `The demo cannot be made in ${config.dataDir}: ${error.message}. Set DATA_DIR to an empty folder.`
      );
    }
    throw error;
  } finally {
    await db.destroy();
    folder.release();
  }
  return wanted;
}

async function setEveryPassword(db: Db, password: string): Promise<void> {
  const hash = await makePasswords().hash(password);
  if (isRefusal(hash)) throw new Error(hash.refused);
  for (const { id } of await listPeople(db)) {
    await setPasswordHash(db, id, hash, systemClock());
  }
}

run().catch(reportFault);
