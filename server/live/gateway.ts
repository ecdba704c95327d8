/**
 * Socket.IO: who is at the other end is known from the session alone, every message is parsed and
 * judged anew, and the answer is the service's. What to tell whom is the announcer's business.
 */
import type { IncomingMessage } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import type { ToBrowser, ToServer } from '#protocol/live.ts';
import { parseActionCommand, parseCommand } from '#protocol/parse-command.ts';
import { parseComment } from '#protocol/parse-comment.ts';
import { id, object, text, whole } from '#protocol/shape.ts';
import { TUNNEL, type TellBrowser } from '#protocol/tunnel.ts';
import type { Services } from '#server/services.ts';
import { TokenBucket } from '#server/token-bucket.ts';

export type Visitor = {
  readonly personId: string;
  readonly sessionId: string;
  readonly name: string;
};
export type LiveServer = Server<ToServer, ToBrowser, Record<string, never>, { visitor: Visitor }>;
export type LiveSocket = Socket<ToServer, ToBrowser, Record<string, never>, { visitor: Visitor }>;

export const meetingChannel = (meetingId: string): string => `meeting:${meetingId}`;
export const boardChannel = (boardId: string): string => `board:${boardId}`;

const DONE = { ok: true } as const;

/** What carries documents where WebSockets are blocked: the document engine's end of a connection. */
export type OpenTunnel = (carrier: {
  readonly identify: () => Promise<Visitor | null>;
  readonly tell: TellBrowser;
  readonly drop: () => void;
}) => { readonly hear: (event: string, said: unknown) => void; readonly gone: () => void };

/** A document's largest frame and what Socket.IO puts around it; polling writes bytes as base64. */
const MESSAGE_LIMIT = 512 * 1024;
/**
 * The client fills a request up to the limit it is told, but reckons base64 as 1.33 letters a byte
 * and whole: what it takes for full may be up to 2.5 per cent over.
 */
const REQUEST_LIMIT = MESSAGE_LIMIT * 1.05;
const MESSAGES_A_SECOND = 20;
const MESSAGES_AT_ONCE = 60;

const asks = {
  followMeeting: object({ meetingId: id, since: whole(0, Number.MAX_SAFE_INTEGER) }),
  meeting: object({ meetingId: id }),
  board: object({ boardId: id }),
  perform: object({
    meetingId: id,
    commandId: text(60),
    command: (value: unknown) => value ?? undefined
  }),
  comment: object({ meetingId: id, act: (value: unknown) => value ?? undefined }),
  changeAction: object({ actionId: id, command: (value: unknown) => value ?? undefined })
};

export function makeLiveGateway({
  services,
  identify,
  isSameOrigin,
  openTunnel,
  onUse,
  onFault
}: {
  services: Services;
  identify: (request: IncomingMessage) => Promise<Visitor | null>;
  isSameOrigin: (request: IncomingMessage) => boolean;
  openTunnel: OpenTunnel;
  /** Somebody did something: their session is in use. */
  onUse: (sessionId: string) => void;
  onFault: (error: unknown) => void;
}): LiveServer {
  const io: LiveServer = new Server({
    // Our upgrade router hands the sockets over; the library's own listener stays out of it.
    destroyUpgrade: false,
    serveClient: false,
    maxHttpBufferSize: MESSAGE_LIMIT,
    perMessageDeflate: false,
    // A browser sends its origin even with a same-site cookie: other sites' pages are refused here.
    allowRequest: (request, decide) => decide(null, isSameOrigin(request)),
    // Recovery would skip the checks below for somebody whose access has ended meanwhile.
    connectionStateRecovery: undefined
  });
  const documents = io.of(TUNNEL);
  for (const namespace of [io, documents]) {
    namespace.use((socket, next) => {
      identify(socket.request).then((visitor) => {
        if (!visitor) return next(new Error('not-signed-in'));
        socket.data.visitor = visitor;
        next();
      }, next);
    });
  }
  io.on('connection', (socket) => serve(socket, { services, onUse, onFault }));
  documents.on('connection', (socket) => {
    const { transport } = socket.conn;
    if ('maxHttpBufferSize' in transport) transport.maxHttpBufferSize = REQUEST_LIMIT;
    carry(socket, identify, openTunnel);
  });
  return io;
}

/** The tunnel's events have types of their own, which the namespace cannot be told. */
function carry(
  socket: Pick<Socket, 'request' | 'emit' | 'disconnect' | 'on' | 'onAny'>,
  identify: (request: IncomingMessage) => Promise<Visitor | null>,
  openTunnel: OpenTunnel
): void {
  const tunnel = openTunnel({
    identify: () => identify(socket.request),
    tell: (event, said) => void socket.emit(event, said),
    drop: () => void socket.disconnect(true)
  });
  socket.onAny((event: string, said: unknown) => tunnel.hear(event, said));
  socket.on('disconnect', () => tunnel.gone());
}

function serve(
  socket: LiveSocket,
  {
    services,
    onUse,
    onFault
  }: {
    services: Services;
    onUse: (sessionId: string) => void;
    onFault: (error: unknown) => void;
  }
): void {
  const { personId, sessionId } = socket.data.visitor;
  const reply = replier(onFault);
  const bucket = new TokenBucket(MESSAGES_A_SECOND, MESSAGES_AT_ONCE, () => performance.now());
  socket.use((_packet, next) => {
    if (!bucket.tryTake(1)) return;
    onUse(sessionId);
    next();
  });

  socket.on('here', (answer) => {
    if (typeof answer === 'function') answer();
  });

  socket.on('follow-meeting', (value, answer) =>
    reply(answer, async () => {
      const ask = asks.followMeeting(value);
      if (!ask) return refuse('malformed');
      const said = await services.proceedings.entriesSince(personId, ask.meetingId, ask.since);
      if (isRefusal(said)) return said;
      await socket.join([meetingChannel(ask.meetingId), boardChannel(said.boardId)]);
      // What was kept between the reading and the joining would be missed: read again from there.
      const again = await services.proceedings.entriesSince(personId, ask.meetingId, ask.since);
      if (isRefusal(again)) return again;
      return { entries: again.entries, storage: await services.documents.storageEpoch() };
    })
  );

  socket.on('leave-meeting', (value) => {
    const ask = asks.meeting(value);
    if (ask) void socket.leave(meetingChannel(ask.meetingId));
  });

  socket.on('follow-board', (value, answer) =>
    reply(answer, async () => {
      const ask = asks.board(value);
      if (!ask) return refuse('malformed');
      const board = await services.boards.get(personId, ask.boardId);
      if (isRefusal(board)) return board;
      await socket.join(boardChannel(ask.boardId));
      return DONE;
    })
  );

  socket.on('perform', (value, answer) =>
    reply(answer, async () => {
      const ask = asks.perform(value);
      const command = ask ? parseCommand(ask.command) : refuse('malformed');
      if (!ask || isRefusal(command)) return refuse('malformed');
      const { meetingId, commandId } = ask;
      return services.proceedings.perform(personId, meetingId, { commandId, command });
    })
  );

  socket.on('comment', (value, answer) =>
    reply(answer, async () => {
      const ask = asks.comment(value);
      const act = ask ? parseComment(ask.act) : refuse('malformed');
      if (!ask || isRefusal(act)) return refuse('malformed');
      return services.comments.act(personId, ask.meetingId, act);
    })
  );

  socket.on('change-action', (value, answer) =>
    reply(answer, async () => {
      const ask = asks.changeAction(value);
      const command = ask ? parseActionCommand(ask.command) : refuse('malformed');
      if (!ask || isRefusal(command)) return refuse('malformed');
      const said = await services.actions.change(personId, ask.actionId, command);
      return isRefusal(said) ? said : DONE;
    })
  );
}

/**
 * What breaks is logged and not answered: the sender asks again under the same id, while a
 * rejection that nobody takes would end the process for everybody.
 */
const replier =
  (onFault: (error: unknown) => void) =>
  <T>(answer: ((said: T | Refusal) => void) | undefined, act: () => Promise<T | Refusal>): void => {
    act().then((said) => {
      // A client may leave out the function that the answer goes to.
      if (typeof answer === 'function') answer(said);
    }, onFault);
  };
