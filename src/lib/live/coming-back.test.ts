/** A tab that slept, a line that died without a word, two tabs of one person: the same text in the end. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { MESSAGE } from '#protocol/document-frame.ts';
import {
  giveMeeting,
  startDocumentServer,
  typeParagraph,
  until,
  type DocumentServer
} from '../../../tests/support/document-server.ts';
import { startStretch, type Stretch } from '../../../tests/support/half-open-line.ts';
import { DocumentLink } from './document-link.ts';

let server: DocumentServer;
let meeting: Awaited<ReturnType<typeof giveMeeting>>;
let stretch: Stretch;
const links: DocumentLink[] = [];
/** Sockets that any link has opened. */
let opened = 0;

beforeEach(async () => {
  server = await startDocumentServer();
  meeting = await giveMeeting(server);
  await meeting.start();
  stretch = await startStretch(Number(new URL(server.address).port));
});

afterEach(async () => {
  links.splice(0).forEach((link) => link.destroy());
  await stretch.stop();
  await server.close();
});

/** `sent` hears every frame that leaves. */
function open(personId: string, sent: (frame: Uint8Array) => void = () => {}): DocumentLink {
  class Overheard extends WebSocket {
    constructor(address: string | URL) {
      super(address);
      opened += 1;
    }
    override send(frame: Uint8Array): void {
      sent(frame);
      super.send(frame);
    }
  }
  const link = new DocumentLink(`minute/${meeting.open}`, {
    address: `ws://127.0.0.1:${stretch.port}/yjs`,
    // The shape is the browser's; the package's types know only that one.
    Socket: Overheard as unknown as typeof globalThis.WebSocket,
    params: { as: personId },
    onChange: () => {},
    onParted: () => {},
    onClosed: () => {}
  });
  links.push(link);
  return link;
}

const write = (link: DocumentLink, words: string) =>
  typeParagraph({ doc: link.doc, text: link.doc.getXmlFragment('text') }, words);

const textOf = (link: DocumentLink): string => link.doc.getXmlFragment('text').toString();

const isSaved = (link: DocumentLink): Promise<void> =>
  until(() => link.saveState().kind === 'saved' && link.pending === 0, 'it is saved');

const peopleSeenBy = ({ awareness }: DocumentLink): unknown[] =>
  [...awareness.getStates().values()].flatMap(({ user }) => (user ? [user.id] : []));

test('what is written into a line that died in sleep is not called saved, and is after waking', async () => {
  const [clerk, member] = [open(meeting.clerk), open(meeting.member)];
  await Promise.all([isSaved(clerk), isSaved(member)]);
  stretch.goDead();
  write(clerk, 'Into the dark.');
  write(member, 'Into the same dark.');
  expect(clerk.pending).toBe(1);
  for (const link of [clerk, member]) {
    link.renew();
    expect(link.saveState().kind).not.toBe('saved');
  }
  await Promise.all([isSaved(clerk), isSaved(member)]);
  await until(() => textOf(clerk) === textOf(member), 'both read the same');
  expect(textOf(clerk)).toContain('Into the dark.');
  expect(textOf(clerk)).toContain('Into the same dark.');
});

test('the presence that a dead line leaves behind goes over to the new one: nobody is there twice', async () => {
  const [clerk, member] = [open(meeting.clerk), open(meeting.member)];
  await Promise.all([isSaved(clerk), isSaved(member)]);
  stretch.goDead();
  clerk.renew();
  member.renew();
  await Promise.all([isSaved(clerk), isSaved(member)]);
  await until(
    () => new Set(peopleSeenBy(clerk)).size === 2 && new Set(peopleSeenBy(member)).size === 2,
    'they see each other'
  );
  expect(peopleSeenBy(member)).toHaveLength(2);
});

test('somebody who looks again does not wait for the pause to end', async () => {
  const clerk = open(meeting.clerk);
  await isSaved(clerk);
  await server.cutOff();
  await until(() => clerk.saveState().kind !== 'saved', 'the line is gone');
  // After a few failures in a row the next attempt may be seconds away.
  const failed = stretch.made();
  await until(() => stretch.made() > failed + 1, 'it has tried in vain');
  await server.reconnect();
  await until(() => {
    const before = opened;
    clerk.hurry();
    return opened > before;
  }, 'it tries at once, as soon as an attempt has failed');
  await isSaved(clerk);
});

test('looking again breaks off nothing that works', async () => {
  const clerk = open(meeting.clerk);
  await isSaved(clerk);
  const made = stretch.made();
  clerk.hurry();
  expect(clerk.saveState().kind).toBe('saved');
  write(clerk, 'Still the same line.');
  await isSaved(clerk);
  expect(stretch.made()).toBe(made);
});

test('two tabs of one person write under two ids, converge through the server, and are two presences', async () => {
  const [one, other] = [open(meeting.clerk), open(meeting.clerk)];
  await Promise.all([isSaved(one), isSaved(other)]);
  expect(one.doc.clientID).not.toBe(other.doc.clientID);
  await server.cutOff();
  write(one, 'In the first tab.');
  write(other, 'In the second tab.');
  await server.reconnect();
  await Promise.all([isSaved(one), isSaved(other)]);
  await until(() => textOf(one) === textOf(other), 'both tabs read the same');
  expect(textOf(one).match(/In the (first|second) tab\./g)).toHaveLength(2);
  await until(() => peopleSeenBy(one).length === 2, 'each tab is there');
  expect(peopleSeenBy(one)).toEqual([meeting.clerk, meeting.clerk]);
});

test('a tab says nothing back of other people’s presence', async () => {
  const said: Uint8Array[] = [];
  const [listening, moving] = [
    open(meeting.clerk, (frame) => said.push(frame)),
    open(meeting.member)
  ];
  await Promise.all([isSaved(listening), isSaved(moving)]);
  await until(() => peopleSeenBy(listening).includes(meeting.member), 'the other is seen');
  const aboutPresence = () => said.filter(([type]) => type === MESSAGE.awareness).length;
  const before = aboutPresence();
  let heard = 0;
  listening.awareness.on('update', () => (heard += 1));
  for (let move = 1; move <= 5; move += 1) {
    const seen = heard;
    moving.awareness.setLocalState({ cursor: null, move });
    await until(() => heard > seen, 'the move is heard');
  }
  expect(aboutPresence()).toBe(before);
  listening.awareness.setLocalState({ cursor: null });
  await until(() => aboutPresence() > before, 'its own is told');
});
