/**
 * The process that is cut off: the whole document engine over a file that is there already. With
 * `NORMAL` it gives up what the product insists on, so that the tests can show that they notice.
 */
import { sql } from 'kysely';
import { startDocumentServer } from '../support/document-server.ts';

const [file = '', synchronous = 'FULL'] = process.argv.slice(2);
const server = await startDocumentServer({ file });
// Every 1,000 pages, as SQLite does of itself, would be once or never in a short run.
await sql`pragma wal_autocheckpoint = 50`.execute(server.db);
if (synchronous === 'NORMAL') await sql`pragma synchronous = NORMAL`.execute(server.db);
console.log(JSON.stringify({ address: server.address, pid: process.pid }));
