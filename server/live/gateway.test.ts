import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { makePasswords } from '#server/auth/passwords.ts';
import { systemClock } from '#server/clock.ts';
import { newId } from '#server/new-id.ts';
import { makeServices } from '#server/services.ts';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { makeLiveGateway } from './gateway.ts';

test('what breaks while a message is being answered is logged, and the line goes on', async () => {
  const db = await memoryDatabase();
  const fault = Promise.withResolvers<unknown>();
  const visitor = { personId: newId(), sessionId: newId(), name: 'Ruth Hale' };
  const gateway = makeLiveGateway({
    services: makeServices({
      db,
      clock: systemClock,
      announce: () => {},
      passwords: makePasswords()
    }),
    identify: async () => visitor,
    isSameOrigin: () => true,
    openTunnel: () => ({ hear: () => {}, gone: () => {} }),
    onUse: () => {},
    onFault: fault.resolve
  });
  const http = createServer();
  gateway.attach(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
  onTestFinished(async () => {
    socket.close();
    await gateway.close();
  });

  await db.destroy();
  socket.emit('follow-board', { boardId: newId() }, () => {});
  expect(await fault.promise).toBeInstanceOf(Error);
  expect(await socket.emitWithAck('follow-board', { boardId: 'nonsense' })).toEqual({
    refused: 'malformed'
  });
});
