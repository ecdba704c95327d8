/** The pages' own data as JSON, for scripts: the same services, the same rights. */
import express, { type Request, type Response, type Router } from 'express';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import { parseCommand } from '#protocol/parse-command.ts';
import { flag, id, list, nullable, object, oneOf, text, whole } from '#protocol/shape.ts';
import { parseComment } from '#protocol/parse-comment.ts';
import type { Services } from '#server/services.ts';
import { newId } from '#server/new-id.ts';
import { sendRefusal } from './refusals.ts';
import type { IdentifyRequest } from './identify.ts';
import { idInPath } from './path-id.ts';

const COMMANDS_AT_MOST = 500;

const arrangements = object({
  date: text(10),
  startTime: text(5),
  endTime: nullable(text(5)),
  place: nullable(text(1000)),
  alreadyHeld: nullable(flag),
  leave: nullable(list(id, 200))
});

const proposal = object({
  title: text(1000),
  why: text(10_000),
  minutes: nullable(whole(1, 600)),
  part: nullable(oneOf('part1', 'part2')),
  ground: nullable(text(10_000))
});

const topic = object({
  title: text(1000),
  lead: text(1000),
  requestedBy: oneOf('members', 'officers'),
  meetingOn: text(10)
});

const answer = object({ as: oneOf('kept', 'declined'), reply: text(10_000) });

export function apiRouter(services: Services, identify: IdentifyRequest): Router {
  const api = express.Router();
  api.use(express.json({ limit: '256kb' }));

  api.get(
    '/boards',
    signedIn(async (actor) => ({ boards: await services.boards.list(actor.personId) }))
  );

  api.get(
    '/boards/:board',
    signedIn(async (actor, request) => {
      const found = await services.boards.get(actor.personId, idInPath(request, 'board'));
      if (isRefusal(found)) return found;
      const meetings = await services.meetings.ofBoard(actor.personId, found.board.id);
      return isRefusal(meetings) ? meetings : { ...found, meetings };
    })
  );

  api.post(
    '/boards/:board/meetings',
    signedIn(async (actor, request) => {
      const wanted = arrangements(request.body);
      if (!wanted) return refuse('malformed');
      return services.proceedings.begin(actor.personId, idInPath(request, 'board'), {
        ...wanted,
        alreadyHeld: wanted.alreadyHeld ?? false,
        leave: wanted.leave ?? []
      });
    })
  );

  api.get(
    '/boards/:board/actions',
    signedIn(async (actor, request) => {
      const actions = await services.actions.list(actor.personId, idInPath(request, 'board'));
      return isRefusal(actions) ? actions : { actions };
    })
  );

  api.get(
    '/boards/:board/proposals',
    signedIn((actor, request) =>
      services.proposals.list(actor.personId, idInPath(request, 'board'))
    )
  );

  api.post(
    '/boards/:board/proposals',
    signedIn(async (actor, request) => {
      const wanted = proposal(request.body);
      if (!wanted) return refuse('malformed');
      const part = wanted.part ?? 'part1';
      const boardId = idInPath(request, 'board');
      return services.proposals.propose(actor.personId, boardId, { ...wanted, part });
    })
  );

  api.post(
    '/boards/:board/proposals/:proposal/answer',
    signedIn(async (actor, request) => {
      const given = answer(request.body);
      if (!given) return refuse('malformed');
      const [boardId, id] = [idInPath(request, 'board'), idInPath(request, 'proposal')];
      return services.proposals.answer(actor.personId, boardId, id, given);
    })
  );

  api.get(
    '/boards/:board/work-programme',
    signedIn((actor, request) => {
      const { year } = request.query;
      const asked = typeof year === 'string' ? year : null;
      return services.workProgrammes.get(actor.personId, idInPath(request, 'board'), asked);
    })
  );

  api.post(
    '/boards/:board/work-programme',
    signedIn(async (actor, request) => {
      const words = topic(request.body);
      if (!words) return refuse('malformed');
      return services.workProgrammes.add(actor.personId, idInPath(request, 'board'), words);
    })
  );

  api.get(
    '/meetings/:meeting',
    signedIn(async (actor, request) => {
      const page = await services.meetings.page(actor.personId, idInPath(request, 'meeting'));
      if (isRefusal(page)) return page;
      const { meeting, proceedings, texts, actions, firstMinuteNumber, publication, can } = page;
      return { meeting, proceedings, texts, actions, firstMinuteNumber, publication, can };
    })
  );

  api.get(
    '/meetings/:meeting/action-log',
    signedIn((actor, request) =>
      services.actionLogs.atMeeting(actor.personId, idInPath(request, 'meeting'))
    )
  );

  /** One command, or a list that is performed in order until one is refused. */
  api.post(
    '/meetings/:meeting/commands',
    signedIn(async (actor, request) => {
      const body: unknown = request.body;
      const sent = Array.isArray(body) ? body : [body];
      if (sent.length > COMMANDS_AT_MOST) return refuse('malformed');
      const done: { seq: number }[] = [];
      for (const each of sent) {
        const result = await performOne(actor.personId, idInPath(request, 'meeting'), each);
        if (isRefusal(result)) return Array.isArray(body) ? { ...result, done } : result;
        done.push(result);
      }
      return Array.isArray(body) ? { done } : (done[0] ?? refuse('malformed'));
    })
  );

  api.get(
    '/meetings/:meeting/comments',
    signedIn((actor, request) =>
      services.comments.list(actor.personId, idInPath(request, 'meeting'))
    )
  );

  api.post(
    '/meetings/:meeting/comments',
    signedIn(async (actor, request) => {
      const act = parseComment(request.body);
      if (isRefusal(act)) return act;
      return services.comments.act(actor.personId, idInPath(request, 'meeting'), act);
    })
  );

  api.use((_request, response) => sendRefusal(response, refuse('not-found')));
  return api;

  async function performOne(personId: string, meetingId: string, sent: unknown) {
    const command = parseCommand(sent);
    if (isRefusal(command)) return command;
    return services.proceedings.perform(personId, meetingId, {
      commandId: commandIdOf(sent),
      command
    });
  }

  function signedIn(act: (actor: Actor, request: Request) => Promise<object | Refusal>) {
    return async (request: Request, response: Response) => {
      const visitor = await identify(request);
      if (!visitor) return sendRefusal(response, refuse('not-signed-in'));
      const said = await act(visitor.actor, request);
      if (isRefusal(said)) return sendRefusal(response, said);
      response.set('cache-control', 'private, no-store').json(said);
    };
  }
}

type Actor = NonNullable<Awaited<ReturnType<IdentifyRequest>>>['actor'];

/** A script may name its command, so that sending it again does not do it again. */
function commandIdOf(sent: unknown): string {
  const id =
    typeof sent === 'object' && sent !== null && 'commandId' in sent ? sent.commandId : null;
  return typeof id === 'string' && id.length > 0 && id.length <= 60 ? id : newId();
}
