/**
 * Plays the demonstration's story through the services, with the clock set to each of its dates, so
 * that journals, frozen records, the audit trail and the log are what the product itself writes.
 */
import { londonInstant } from '#domain/london-time.ts';
import { newId } from '#server/new-id.ts';
import type { Db } from '#server/store/database.ts';
import { ACTION_HISTORY } from './action-history.ts';
import { LOGGED_ACTIONS } from './actions.ts';
import { castPeople, getFrom } from './cast.ts';
import type { DemoActionEvent, DemoLoggedAction, DemoMeeting } from './content.ts';
import { granted, makeParts } from './parts.ts';
import { circulateMinutes, holdMeeting, ownersOf } from './sitting.ts';
import { CLERK, publishAgenda, setUpMeeting, wordAgenda, type Show } from './stage.ts';
import { MEETINGS } from './story.ts';
import { fold } from './wording.ts';

/** The day on which everybody is brought in. */
const OPENING = '2026-01-19T09:00:00.000Z';

type Scene = { readonly at: string; readonly play: (show: Show) => Promise<void> };

/**
 * Fills an empty installation, migrated and not yet served. Everybody gets the password given.
 * Throws DemoRefused where it is too weak, or where somebody keeps this installation already.
 */
export async function seedDemo(db: Db, password: string): Promise<void> {
  const parts = makeParts(db, OPENING);
  const cast = await castPeople(parts, password);
  const show: Show = { parts, cast, actionIds: new Map(), staged: new Map() };
  for (const { at, play } of SCENES) {
    parts.setClock(at);
    await play(show);
  }
}

const SCENES: readonly Scene[] = [
  ...MEETINGS.flatMap(scenesOf),
  ...LOGGED_ACTIONS.map(logged),
  ...ACTION_HISTORY.map(changed)
].sort((a, b) => a.at.localeCompare(b.at));

function scenesOf(meeting: DemoMeeting): Scene[] {
  const { createdOn, publishedOn, sitting, date } = meeting;
  const scenes = [
    scene(createdOn, '10:00', (show) => setUpMeeting(show, meeting)),
    scene(publishedOn ?? createdOn, '10:30', (show) => wordAgenda(show, meeting))
  ];
  if (publishedOn) scenes.push(scene(publishedOn, '11:30', (show) => publishAgenda(show, meeting)));
  if (sitting) {
    scenes.push(
      scene(date, sitting.startedAt, (show) => holdMeeting(show, meeting, sitting)),
      scene(sitting.circulatedOn, '15:00', (show) => circulateMinutes(show, meeting, sitting))
    );
  }
  return scenes;
}

/** Local date and time. */
function scene(date: string, time: string, play: Scene['play']): Scene {
  return { at: granted(londonInstant(date, time)), play };
}

function logged(action: DemoLoggedAction): Scene {
  const { key, board, at, wording, owners, dueOn, raisedBy = CLERK } = action;
  return {
    at,
    play: async (show) => {
      const { parts, cast, actionIds } = show;
      const id = newId();
      actionIds.set(key, id);
      const wanted = { id, wording: fold(wording), owners: ownersOf(show, owners), dueOn };
      granted(
        await parts.services.actions.add(
          getFrom(cast.people, raisedBy),
          getFrom(cast.boards, board),
          wanted
        )
      );
    }
  };
}

function changed({ action, at, by, command }: DemoActionEvent): Scene {
  return {
    at,
    play: async (show) => {
      const { parts, cast, actionIds } = show;
      const said =
        command.type === 'assign-action'
          ? { ...command, owners: ownersOf(show, command.owners) }
          : command;
      const id = getFrom(actionIds, action);
      granted(await parts.services.actions.change(getFrom(cast.people, by), id, said));
    }
  };
}
