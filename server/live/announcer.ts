/** Tells the browsers that follow a meeting or a board what has happened, each as they may see it. */
import { isRefusal } from '#domain/refusal.ts';
import { parseDocumentName } from '#protocol/documents.ts';
import type { Announcement } from '#server/announcement.ts';
import type { Services } from '#server/services.ts';
import { boardChannel, meetingChannel, type LiveServer, type LiveSocket } from './gateway.ts';

export function makeAnnouncer(
  io: LiveServer,
  services: Services,
  onFault: (error: unknown) => void
) {
  // One after the other, so that entries reach each browser in the order they were kept.
  let turn: Promise<void> = Promise.resolve();

  const tell = (announcement: Announcement): void => {
    turn = turn.then(() => handle(announcement)).catch(onFault);
  };

  async function handle(announcement: Announcement): Promise<void> {
    switch (announcement.type) {
      case 'entry': {
        const { meetingId, entry } = announcement;
        const entryFor = await services.proceedings.entryViews(meetingId, entry);
        return eachPerson(meetingChannel(meetingId), async (personId, sockets) => {
          const seen = await entryFor(personId);
          if (seen) sockets.forEach((socket) => socket.emit('entry', { meetingId, entry: seen }));
        });
      }
      case 'action-changed': {
        const { boardId, actionId } = announcement;
        return eachPerson(boardChannel(boardId), async (personId, sockets) => {
          const action = await services.actions.actionFor(personId, actionId);
          if (action) sockets.forEach((socket) => socket.emit('action', { boardId, action }));
        });
      }
      case 'comment-kept':
        return tellComments(announcement.meetingId, { threadId: announcement.threadId });
      case 'board-changed':
        io.to(boardChannel(announcement.boardId)).emit('board-changed', {
          boardId: announcement.boardId
        });
        return;
      case 'document-projected':
        return tellText(announcement.name);
      case 'rights-changed':
        return recheck(announcement);
      case 'signed-out':
        for (const socket of allSockets()) {
          if (socket.data.visitor.sessionId === announcement.sessionId) socket.disconnect(true);
        }
        return;
      case 'document-written':
      case 'document-frozen':
      case 'screen-changed':
        return;
    }
  }

  async function tellText(name: string): Promise<void> {
    const parsed = parseDocumentName(name);
    if (!parsed || parsed.kind === 'actions' || parsed.kind === 'notes') return;
    // Several times a second for each document that is written: not where nobody reads along.
    if (allSockets().length === 0) return;
    const found = await services.records.whereIs(name);
    if (!found) return;
    const { meetingId, itemId } = found;
    // What was commented on may stand elsewhere now.
    if (parsed.kind === 'minute' && itemId) await tellComments(meetingId, { itemId });
    await eachPerson(meetingChannel(meetingId), async (personId, sockets) => {
      if (parsed.kind === 'minute' && itemId) {
        const blocks = await services.records.minuteFor(personId, meetingId, itemId);
        if (blocks)
          sockets.forEach((socket) => socket.emit('minute-text', { meetingId, itemId, blocks }));
        return;
      }
      const texts = await services.records.textsFor(personId, meetingId);
      if (texts) sockets.forEach((socket) => socket.emit('item-texts', { meetingId, texts }));
    });
  }

  async function tellComments(
    meetingId: string,
    which: { itemId: string } | { threadId: string }
  ): Promise<void> {
    await eachPerson(meetingChannel(meetingId), async (personId, sockets) => {
      const threads = await services.comments.some(personId, meetingId, which);
      if (threads.length === 0) return;
      sockets.forEach((socket) => socket.emit('comments', { meetingId, threads }));
    });
  }

  /** Whoever lost the right to follow stops at once; everybody concerned asks for their rights again. */
  async function recheck({
    boardId,
    personId
  }: {
    boardId?: string;
    personId?: string;
  }): Promise<void> {
    for (const socket of allSockets()) {
      const { visitor } = socket.data;
      if (personId !== undefined && visitor.personId !== personId) continue;
      if (boardId !== undefined && !socket.rooms.has(boardChannel(boardId))) continue;
      for (const channel of socket.rooms) await leaveIfEnded(socket, channel);
      socket.emit('rights-changed');
    }
  }

  async function leaveIfEnded(socket: LiveSocket, channel: string): Promise<void> {
    const { personId } = socket.data.visitor;
    const [kind, subject] = channel.split(':');
    if (!subject) return;
    if (kind === 'meeting') {
      const state = await services.proceedings.stateFor(personId, subject);
      if (!isRefusal(state)) return;
      socket.emit('access-ended', { meetingId: subject });
      await socket.leave(channel);
    }
    if (kind === 'board' && isRefusal(await services.boards.get(personId, subject))) {
      await socket.leave(channel);
    }
  }

  async function eachPerson(
    channel: string,
    act: (personId: string, sockets: readonly LiveSocket[]) => Promise<void>
  ): Promise<void> {
    const sockets = allSockets().filter((socket) => socket.rooms.has(channel));
    const people = Map.groupBy(sockets, (socket) => socket.data.visitor.personId);
    for (const [personId, theirs] of people) await act(personId, theirs);
  }

  const allSockets = (): LiveSocket[] => [...io.sockets.sockets.values()];

  return { tell, settled: () => turn };
}
