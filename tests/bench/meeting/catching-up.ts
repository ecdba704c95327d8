/** A meeting of 2,000 entries: its page from a server that has just started, and its journal again. */
import { isRefusal } from '#domain/refusal.ts';
import { clientWith } from '../../support/client.ts';
import { connected, openLive } from '../../support/follow-live.ts';
import { median } from '../engine/figures.ts';
import type { County } from './county.ts';
import { kilobytes, ms, print, spread } from './print.ts';
import type { MeasuredServer } from './server.ts';

const TIMES = 20;

export async function measureCatchingUp(server: MeasuredServer, county: County): Promise<void> {
  const clerk = clientWith(server, county.clerk);
  // The server has answered nothing yet: what it loads and compiles for any page is told apart.
  const other = await timed(() => clerk.get(`/meetings/${county.inSession}/live`));
  const cold = await timed(() => clerk.get(`/meetings/${county.long}/live`));
  const warm: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    warm.push((await timed(() => clerk.get(`/meetings/${county.long}/live`))).time);
  }
  const caught: number[] = [];
  let entries = 0;
  let bytes = 0;
  for (let time = 0; time < TIMES; time += 1) {
    const said = await catchUp(server, county);
    caught.push(said.time);
    ({ entries, bytes } = said);
  }
  const page = `page of a meeting with ${entries.toLocaleString('en-GB')} entries`;
  print('first page of a server just started (a short meeting)', ms(other.time));
  print(`${page}, journal not read yet`, `${ms(cold.time)}, ${kilobytes(cold.bytes)} of HTML`);
  print(`${page}, from then on`, spread(warm));
  print(
    `catch-up of ${entries.toLocaleString('en-GB')} entries from the first`,
    `${spread(caught)}, ${kilobytes(bytes)}, ${ms((median(caught) ?? 0) / (entries / 1000))} a thousand`
  );
}

async function timed(ask: () => Promise<Response>): Promise<{ time: number; bytes: number }> {
  const from = performance.now();
  const answer = await ask();
  const { byteLength } = await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`the page answers ${answer.status}`);
  return { time: performance.now() - from, bytes: byteLength };
}

async function catchUp(server: MeasuredServer, { clerk, long }: County) {
  const { socket } = openLive(clientWith(server, clerk));
  await connected({ socket, entries: [], heard: [] });
  let bytes = 0;
  socket.io.engine.on('packet', ({ data }: { data?: string }) => (bytes += data?.length ?? 0));
  const from = performance.now();
  const said = await socket.emitWithAck('follow-meeting', { meetingId: long, since: 0 });
  const time = performance.now() - from;
  socket.disconnect();
  if (isRefusal(said)) throw new Error(`the journal is refused: ${said.refused}`);
  return { time, bytes, entries: said.entries.length };
}
