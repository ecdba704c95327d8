/** Prints the one-time link by which the first administrator comes in; refuses when there is one. */
import { isRefusal } from '#domain/refusal.ts';
import { makePasswords } from './auth/passwords.ts';
import { systemClock } from './clock.ts';
import { ConfigWrong, readConfig, type Config } from './config.ts';
import { reportFault } from './main.ts';
import { makeServices } from './services.ts';
import { DataFolderTaken, databaseFileIn, takeDataFolder } from './store/data-folder.ts';
import { openDatabase } from './store/database.ts';
import { migrate } from './store/migrations.ts';

async function run(): Promise<void> {
  const config = readConfig(process.env);
  const release = takeUnlessServed(config);
  const db = openDatabase(databaseFileIn(config.dataDir));
  try {
    // While a server is running its database is up to date already.
    if (release) await migrate(db);
    const services = makeServices({
      db,
      clock: systemClock,
      announce: () => {},
      passwords: makePasswords()
    });
    const link = await services.invitations.firstAdministratorLink();
    if (isRefusal(link)) {
      throw new ConfigWrong(
        'There is an administrator already. An administrator can make links for others.'
      );
    }
    const address = config.origin ?? `http://${config.host}:${config.port}`;
    console.log(
      `Open this link within 30 minutes to become the first administrator:\n${address}${link.path}`
    );
  } finally {
    await db.destroy();
    release?.();
  }
}

/** The link may be made while the server runs: it only adds a row. */
function takeUnlessServed({ dataDir }: Config): (() => void) | null {
  try {
    return takeDataFolder(dataDir).release;
  } catch (error) {
    if (error instanceof DataFolderTaken) return null;
    throw error;
  }
}

run().catch(reportFault);
