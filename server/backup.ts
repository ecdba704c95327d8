/** A copy of the database while the server runs: `npm run backup -- <file>`. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { systemClock } from './clock.ts';
import { ConfigWrong, readConfig } from './config.ts';
import { reportFault } from './main.ts';
import { databaseFileIn } from './store/data-folder.ts';
import { copyDatabase } from './store/database-copy.ts';

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
  await copyDatabase(source, target, systemClock());
  console.log(`Copied to ${target} and checked.`);
}

run().catch(reportFault);
