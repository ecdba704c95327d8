/**
 * Acceptance scenario 8: a year's programme has its dates, topics, leads and who asked for each; the
 * work programme is a standard item on each date, and the topics are on each agenda by themselves.
 * The file of a real committee lies outside this repository; one of our own is always planned.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WorkProgramme } from '#server/services/work-programmes.ts';
import { meetingFor, signIn, type Client } from '../support/client.ts';
import { boardOf } from '../support/demo-meetings.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';

type ProgrammeFile = {
  readonly people: Readonly<Record<string, { readonly demoRole: string }>>;
  readonly year: string;
  readonly meetings: readonly {
    readonly date: string;
    readonly topics: readonly {
      readonly topic: string;
      readonly lead: readonly string[];
      readonly requestedBy: 'Members' | 'Officers' | 'Standard Item';
    }[];
  }[];
};

const FILES = [
  path.resolve(import.meta.dirname, '../acceptance/fixture/estuary-work-programme.json'),
  path.resolve(import.meta.dirname, '../../../shared/data/thurrock-work-programme.json')
].filter((file) => existsSync(file));

describe.each(FILES)('%#', (file) => {
  const programme = JSON.parse(readFileSync(file, 'utf8')) as ProgrammeFile;
  const roleOf = (key: string) => programme.people[key]?.demoRole ?? key.replace('role:', '');
  const planned = programme.meetings.map(({ date, topics }) => ({
    date,
    topics: topics
      .filter(({ requestedBy }) => requestedBy !== 'Standard Item')
      .map(({ topic, lead, requestedBy }) => ({
        title: topic,
        lead: lead.map(roleOf).join(', '),
        requestedBy: requestedBy === 'Members' ? ('members' as const) : ('officers' as const)
      }))
  }));

  let server: RunningComposition;
  let clerk: Client;
  let crg: Client;
  let boardId: string;

  beforeAll(async () => {
    server = await startComposition();
    clerk = await signIn(server, 'clerk');
    crg = await signIn(server, 'crg');
    boardId = (await boardOf(clerk, 'oversight')).board.id;
    for (const { date, topics } of planned) {
      for (const topic of topics) {
        const answer = await clerk.post(`/api/boards/${boardId}/work-programme`, {
          ...topic,
          meetingOn: date
        });
        expect(answer.status).toBe(200);
      }
    }
  });

  afterAll(() => server.stop());

  const read = (who: Client) =>
    who.read<WorkProgramme>(
      `/api/boards/${boardId}/work-programme?year=${encodeURIComponent(programme.year)}`
    );

  test('the year has its dates, each with its topics, leads and who requested them', async () => {
    for (const who of [clerk, crg]) {
      const shown = await read(who);
      expect(shown.year).toBe(programme.year);
      expect(shown.dates).toMatchObject(planned);
      expect(shown.dates).toHaveLength(planned.length);
      // The programme itself is a standard item of each.
      expect(shown.isStanding).toBe(true);
    }
  });

  test('each agenda has its topics and the work programme by itself', async () => {
    for (const { date, topics } of planned) {
      const wanted = { date, startTime: '19:00', endTime: null, place: null, alreadyHeld: true };
      const answer = await clerk.post(`/api/boards/${boardId}/meetings`, wanted);
      const { meetingId } = (await answer.json()) as { meetingId: string };
      const { items } = (await meetingFor(clerk, meetingId)).proceedings;
      expect(items.filter(({ standing }) => standing === 'workProgramme')).toHaveLength(1);
      const taken = items.filter(({ standing }) => standing === null);
      expect(taken.map(({ title, presenter }) => [title, presenter])).toEqual(
        topics.map(({ title, lead }) => [title, lead])
      );
    }
    const { dates } = await read(crg);
    expect(dates.flatMap(({ topics }) => topics).every(({ takenBy }) => takenBy)).toBe(true);
  });

  test('a representative of the reference group plans nothing', async () => {
    const answer = await crg.post(`/api/boards/${boardId}/work-programme`, {
      title: 'Ours',
      lead: '',
      requestedBy: 'members',
      meetingOn: '2027-06-10'
    });
    expect(answer.status).toBe(403);
  });
});
