/**
 * Acceptance scenarios 1, 3, 4, 5, 6, 7, 11 and 12, by their numbers, on a committee's agenda and
 * minutes as a script entered them. `tests/acceptance` reads the same meeting field by field.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { standingOnAgenda } from '#domain/agenda.ts';
import { standingItemOf } from '#domain/standing-item.ts';
import type { AgendaRecord, MinutesRecord } from '#domain/record.ts';
import { granted } from '#server/demo/parts.ts';
import type { MeetingSummary } from '#protocol/meeting-page.ts';
import { enterMeeting } from '../acceptance/enter-meeting.ts';
import { readMeetingFiles, roleOf, type AcceptanceFiles } from '../acceptance/meeting-file.ts';
import { CLERK, seedBoard } from '../acceptance/seed-board.ts';
import { meetingFor, perform, signIn, type Client } from '../support/client.ts';
import { minutesPaths, squeeze, textOf } from '../support/read-export.ts';
import { START } from '../support/sample-meeting.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';
import { personId } from '../support/take-seat.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PASSWORD = 'sand and pebbles and sand';
const FOLDERS = [
  path.resolve(ROOT, '../shared/data'),
  path.resolve(ROOT, 'tests/acceptance/fixture')
].filter((folder) => existsSync(folder));

describe.each(FOLDERS.map((folder) => ({ folder, name: path.basename(folder) })))(
  'the meeting of $name',
  ({ folder }) => {
    let files: AcceptanceFiles;
    let server: RunningComposition;
    let clerk: Client;
    let boardId: string;
    let minutesId: string;
    let agendaId: string;

    beforeAll(async () => {
      files = readMeetingFiles(folder);
      server = await startComposition((db) => seedBoard(db, files, PASSWORD));
      clerk = await signIn(server, CLERK.email, PASSWORD);
      await enterMeeting(clerk, folder);
      const { boards } = await clerk.read<{ boards: { id: string }[] }>('/api/boards');
      boardId = boards[0]?.id ?? '';
      const { meetings } = await clerk.read<{ meetings: MeetingSummary[] }>(
        `/api/boards/${boardId}`
      );
      const idOn = (date: string) => meetings.find((meeting) => meeting.date === date)?.id ?? '';
      minutesId = idOn(files.minutes.meeting.date);
      agendaId = idOn(files.agenda.meeting.date);
    }, 60_000);

    afterAll(() => server.stop());

    const minutes = () => clerk.read<MinutesRecord>(`/meetings/${minutesId}/minutes.json`);
    const markdown = async () =>
      squeeze(
        (await textOf(await clerk.get(`/meetings/${minutesId}/minutes.md`))).replaceAll(
          /\\([^\w\s])/g,
          '$1'
        )
      );

    test('scenario 1: the front sheet has place, members, substitutes and items in their order', async () => {
      const agenda = await clerk.read<AgendaRecord>(`/meetings/${agendaId}/agenda.json`);
      expect(agenda.membership.filter(({ office }) => office === 'Chair')).toHaveLength(1);
      expect(agenda.substitutes).toHaveLength(files.agenda.substitutes.length);
      expect(agenda.items.map(({ number }) => number)).toEqual(
        files.agenda.items.map(({ number }) => number)
      );
      const page = await textOf(await clerk.get(`/meetings/${agendaId}/agenda.html`));
      const places = [
        files.agenda.meeting.venue,
        'Membership',
        'Substitutes',
        'Agenda published on'
      ].map((words) => page.indexOf(words));
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    });

    test('scenario 3: those present stand with their offices, those in attendance apart from them', async () => {
      const { present, inAttendance } = await minutes();
      const { people, attendance } = files.minutes;
      const names = (list: readonly { person: string }[]) =>
        list.map(({ person }) => roleOf(people, person));
      expect(new Set(present.map(({ name }) => name))).toEqual(new Set(names(attendance.present)));
      expect(present.filter(({ office }) => office !== null).map(({ office }) => office)).toEqual([
        'Chair',
        'Vice-Chair'
      ]);
      expect(new Set(inAttendance.map(({ name }) => name))).toEqual(
        new Set(names(attendance.inAttendance))
      );
    });

    test('scenario 4: the two nil returns are the sentences that one press writes', async () => {
      const { minutes: recorded } = await minutes();
      const nil = (standing: 'urgentBusiness' | 'declarations') => [
        { kind: 'paragraph', runs: [{ text: standingItemOf(standing).nilReturn }] }
      ];
      expect(recorded[1]?.blocks).toEqual(nil('urgentBusiness'));
      expect(recorded[2]?.blocks).toEqual(nil('declarations'));
      const { first } = files.minutes.numbering;
      expect(recorded.slice(1, 3).map(({ minuteNumber }) => minuteNumber)).toEqual([
        first + 1,
        first + 2
      ]);
    });

    test('scenario 5: minutes are numbered on from the year’s last, and headings say so', async () => {
      const { minutes: recorded } = await minutes();
      const { first, last } = files.minutes.numbering;
      expect(recorded.map(({ minuteNumber }) => minuteNumber)).toEqual(
        Array.from({ length: last - first + 1 }, (_each, index) => first + index)
      );
      expect(await markdown()).toContain(squeeze(`## ${first}. ${recorded[0]?.title}`));
    });

    test('scenario 11: the next municipal year begins again at 1', async () => {
      expect((await meetingFor(clerk, agendaId)).firstMinuteNumber).toBe(1);
    });

    test('scenario 12: an agenda item with no minute leaves the first number to the next one', async () => {
      const { proceedings, firstMinuteNumber } = await meetingFor(clerk, agendaId);
      const [first, second] = standingOnAgenda(proceedings.items);
      if (first?.minuted) {
        await perform(clerk, agendaId, {
          type: 'set-item-details',
          itemId: first.id,
          minuted: false
        });
      }
      await perform(clerk, agendaId, { ...START, startedAt: '19:00' });
      const record = await clerk.read<MinutesRecord>(`/meetings/${agendaId}/minutes.json`);
      expect(record.minutes[0]).toMatchObject({
        itemId: second?.id,
        itemNumber: 2,
        minuteNumber: firstMinuteNumber
      });
    });

    test('scenarios 6 and 7: unapproved minutes say draft; approved ones say all but that, in order', async () => {
      const DRAFT = 'DRAFT - subject to approval at the next meeting';
      for (const file of minutesPaths(minutesId).filter((each) => !each.endsWith('.json'))) {
        expect(await textOf(await clerk.get(file)), file).toContain(DRAFT);
      }
      await approve();
      for (const file of minutesPaths(minutesId)) {
        expect(await textOf(await clerk.get(file)), file).not.toContain('DRAFT');
      }
      const { minutes: file } = files;
      const said = [
        `Minutes of the meeting of the ${file.body.name}`,
        'Present',
        'In attendance',
        file.openingStatement,
        ...file.items.map(({ number, title }) => `${number}. ${title}`),
        file.meeting.finishTimeAsWritten,
        file.signatureBlock.heading,
        files.agenda.contact.email
      ];
      const text = await markdown();
      const places = said.map((words) => text.indexOf(squeeze(words)));
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(text).toContain('**RESOLVED**1.**That');
      expect(text).toContain('2.**That');
    });

    /** At the next meeting, by a vice-chair, whom the files do not name. */
    async function approve(): Promise<void> {
      const { seats, links } = server.services();
      const someone = { name: 'Councillor V', email: 'vice-chair@council.example' };
      const filled = await seats.fillSeat(await personId(server, CLERK.email), boardId, {
        ...someone,
        office: 'viceChair',
        organisation: '',
        sector: 'council',
        post: '',
        startsOn: files.agenda.meeting.date
      });
      const token = granted(filled).path?.split('/').at(-1) ?? '';
      granted(await links.follow(token, { ...someone, password: PASSWORD }));
      const presiding = await signIn(server, someone.email, PASSWORD);
      const { items } = (await meetingFor(clerk, agendaId)).proceedings;
      const itemId = standingOnAgenda(items).find(({ title }) => title === 'Minutes')?.id ?? '';
      await perform(presiding, agendaId, {
        type: 'approve-minutes',
        ofMeetingId: minutesId,
        itemId
      });
    }
  }
);
