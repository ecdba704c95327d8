/** A copy of the database while the server runs: `npm run backup -- <file>`. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { ConfigWrong, readConfig } from './config.ts';
import { reportFault } from './main.ts';
import { databaseFileIn } from './store/data-folder.ts';
import { openDatabase } from './store/database.ts';
import { findDamage } from './store/integrity.ts';

async function run(): Promise<void> {
  const target = process.argv[2];
  const source = databaseFileIn(readConfig(process.env).dataDir);
  if (!target)
    throw new ConfigWrong('Say where the copy goes: npm run backup -- /backups/record.sqlite');
  if (!existsSync(source))
    throw new ConfigWrong(`There is no database at ${source}. Set DATA_DIR.`);
  if (existsSync(target)) throw new ConfigWrong(`${target} exists already. Name a new file.`);
  const folder = path.dirname(path.resolve(target));
  if (!existsSync(folder)) throw new ConfigWrong(`There is no folder ${folder}. Make it first.`);
  const sqlite = new BetterSqlite(source, { readonly: true });
  // The online backup copies pages between the server's commits and stops nobody.
  await sqlite.backup(target);
  sqlite.close();
  const copy = openDatabase(target);
  const damage = await findDamage(copy).finally(() => copy.destroy());
  if (damage !== null) throw new Error(`the copy is not what was written: ${damage}`);
  console.log(`Copied to ${target} and checked.`);
}

run().catch(reportFault);
