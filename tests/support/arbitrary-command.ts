/** Any command at all, over so few ids that they get in each other's way. */
import fc from 'fast-check';
import type { Command } from '#domain/command.ts';
import { idOf } from './sample-meeting.ts';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];

const id = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...IDS.map(idOf)) },
  { weight: 1, arbitrary: fc.constantFrom('', '__proto__', 'constructor', 'A'.repeat(20)) }
);
const maybeId = fc.option(id, { nil: null });
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('', ' ', 'x'.repeat(1001), '\u202e=1+1')
);
const maybeText = fc.option(text, { nil: null });
const part = fc.constantFrom('part1', 'part2');
const date = fc.constantFrom('2026-12-10', '2026-12-09', '2027-01-14', '2026-02-31', 'soon', '');
const time = fc.constantFrom('14:00', '15:30', '24:00', '2pm', '');
const minutes = fc.option(fc.integer({ min: 0, max: 600 }), { nil: null });

const paragraphs = fc.array(fc.constantFrom(1, 3, 7, 8), { maxLength: 2 });
const privacy = fc.constantFrom(
  null,
  { basis: 'exempt', paragraphs: [7] } as const,
  { basis: 'exempt', paragraphs: [] } as const,
  { basis: 'confidential', source: 'law' } as const
);

const details = {
  kind: fc.constantFrom('standard', 'report', 'verbalUpdate'),
  purpose: fc.constantFrom('decide', 'discuss', 'note', 'consult', null),
  presenterId: maybeId,
  presenter: maybeText,
  minutesAllotted: minutes,
  minuted: fc.boolean()
};

const attendee = fc.record({
  key: fc.oneof(
    id,
    id.map((each) => `guest:${each}`)
  ),
  name: text,
  kind: fc.constantFrom('present', 'inAttendance', 'apologies'),
  office: fc.constantFrom('Chair', 'Vice-Chair', null),
  organisation: maybeText,
  sector: maybeText,
  post: maybeText,
  substituteSeatId: maybeId,
  substituteFor: maybeText
});

const owner = fc.record({ personId: maybeId, name: text });

const agreed = fc.record({
  itemId: id,
  correctionId: maybeId,
  quoted: text,
  wording: text,
  part,
  cited: fc.constant('39')
});

const is = <T extends Command['type']>(type: T) => fc.constant(type);

const hands = fc.integer({ min: 0, max: 3 });
const choice = fc.constantFrom('for', 'against', 'abstained');
const votes = [
  fc.record({
    type: is('open-vote'),
    voteId: id,
    itemId: id,
    question: maybeText,
    method: fc.constantFrom('hands', 'by-name')
  }),
  fc.record({
    type: is('record-count'),
    voteId: id,
    itemId: id,
    for: hands,
    against: hands,
    abstained: hands
  }),
  fc.record({ type: is('cast-vote'), voteId: id, itemId: id, key: id, choice }),
  fc.record({ type: is('require-recorded'), voteId: id, itemId: id, key: id, choice }),
  fc.record({
    type: is('casting-vote'),
    voteId: id,
    itemId: id,
    key: id,
    choice: fc.constantFrom('for', 'against')
  }),
  fc.record({ type: is('close-vote'), voteId: id, itemId: id }),
  fc.record({ type: is('abandon-vote'), voteId: id, itemId: id })
] satisfies fc.Arbitrary<Command>[];

/** Shapes as the parser lets them through, and 'record-approval', which the server makes. */
export const arbitraryCommand: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: is('add-item'),
      itemId: id,
      title: text,
      standing: fc.constantFrom('minutes', null),
      part,
      ground: maybeText,
      privacy,
      before: maybeId,
      ...details
    })
  },
  fc.record({ type: is('move-item'), itemId: id, before: maybeId }),
  fc.record(
    { type: is('set-item-details'), itemId: id, ...details },
    { requiredKeys: ['type', 'itemId'] }
  ),
  {
    weight: 3,
    arbitrary: fc.record({
      type: is('change-part'),
      itemId: id,
      newItemId: id,
      part,
      ground: maybeText,
      privacy
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: is('accept-item'),
      itemId: id,
      parkedId: id,
      title: text,
      part,
      ground: maybeText,
      before: maybeId,
      ...details
    })
  },
  fc.record({ type: is('reinstate-item'), itemId: id }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: is('publish-supplement'),
      itemId: id,
      title: text,
      note: text,
      reason: text,
      part,
      ground: maybeText,
      ...details
    })
  },
  fc.record({
    type: is('close-actions'),
    itemId: id,
    actionIds: fc.array(id, { maxLength: 3 }),
    as: fc.constantFrom('closed', 'noLongerRequired')
  }),
  fc.record({ type: is('withdraw-item'), itemId: id }),
  fc.record({ type: is('defer-item'), itemId: id }),
  fc.record({
    type: is('set-arrangements'),
    date,
    startTime: time,
    endTime: fc.option(time, { nil: null }),
    place: maybeText
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: is('publish-agenda'),
      publishedOn: fc.option(date, { nil: null }),
      shortNoticeReason: maybeText
    })
  },
  {
    weight: 5,
    arbitrary: fc.record({ type: is('start-meeting'), startedAt: fc.option(time, { nil: null }) })
  },
  {
    weight: 3,
    arbitrary: fc.record(
      { type: is('open-item'), itemId: id, leaving: id },
      { requiredKeys: ['type', 'itemId'] }
    )
  },
  fc.record({ type: is('undo-move'), seq: fc.integer({ min: 1, max: 40 }) }),
  fc.record({
    type: is('agree-item'),
    itemId: id,
    resolutionIds: fc.array(id, { maxLength: 3 }),
    withChanges: fc.boolean()
  }),
  fc.record({ type: is('undo-agreement'), itemId: id }),
  fc.record({ type: is('confirm-wording'), itemId: id }),
  fc.record({ type: is('leave-undecided'), itemId: id }),
  fc.record({ type: is('ask-to-speak'), itemId: id, personId: id, name: text }),
  fc.record({ type: is('withdraw-request-to-speak'), itemId: id, personId: id }),
  fc.record({ type: is('call-speaker'), itemId: id, personId: id }),
  fc.record({ type: is('adjourn'), until: time }, { requiredKeys: ['type'] }),
  fc.record({ type: is('resume') }),
  {
    weight: 4,
    arbitrary: fc.record({ type: is('close-meeting'), finishedAt: fc.option(time, { nil: null }) })
  },
  fc.record({ type: is('correct-times'), startedAt: time, finishedAt: time }),
  { weight: 3, arbitrary: fc.record({ type: is('record-attendance'), attendee }) },
  fc.record({ type: is('clear-attendance'), key: id }),
  fc.record({
    type: is('send-apologies'),
    attendee: attendee.map((each) => ({ ...each, kind: 'apologies' as const })),
    substitute: fc.option(
      attendee.map((each) => ({ ...each, kind: 'expected' as const })),
      { nil: null }
    )
  }),
  fc.record({ type: is('withdraw-apologies'), key: id }),
  fc.record(
    { type: is('record-arrival'), attendee, at: fc.option(time, { nil: null }), movementId: id },
    { requiredKeys: ['type', 'attendee', 'at'] }
  ),
  fc.record(
    { type: is('record-departure'), key: id, at: fc.option(time, { nil: null }), movementId: id },
    { requiredKeys: ['type', 'key', 'at'] }
  ),
  fc.record({ type: is('undo-attendance'), seq: fc.integer({ min: 1, max: 40 }) }),
  {
    weight: 2,
    arbitrary: fc.record({ type: is('record-resolution'), resolutionId: id, itemId: id })
  },
  fc.record({ type: is('withdraw-resolution'), resolutionId: id, itemId: id }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: is('raise-action'),
      actionId: id,
      itemId: id,
      owners: fc.array(owner, { maxLength: 2 }),
      dueOn: fc.option(date, { nil: null })
    })
  },
  fc.record({ type: is('number-minutes-from'), first: fc.integer({ min: -1, max: 100_001 }) }),
  {
    weight: 5,
    arbitrary: fc.record({
      type: is('circulate-minutes'),
      correctionsBy: fc.option(date, { nil: null })
    })
  },
  fc.record({ type: is('recall-minutes') }),
  fc.record({ type: is('send-to-chair') }),
  fc.record({ type: is('return-minutes'), note: text }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: is('approve-minutes'),
      ofMeetingId: maybeId.map((each) => each ?? idOf('meeting')),
      itemId: id,
      corrections: fc.array(agreed, { maxLength: 2 })
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: is('request-correction'),
      correctionId: id,
      itemId: id,
      quoted: text,
      proposed: text,
      reason: text
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: is('answer-correction'),
      correctionId: id,
      itemId: id,
      answer: fc.constantFrom('accept', 'decline'),
      wording: maybeText,
      reply: text
    })
  },
  fc.record({
    type: is('sign-minutes'),
    digest: fc.constantFrom('ab12', 'cd34'),
    signer: fc.record({ personId: id, name: text, office: fc.constant('Chair') })
  }),
  {
    weight: 5,
    arbitrary: fc.record({
      type: is('record-approval'),
      byMeetingId: id,
      meetingDate: date,
      presidedBy: text,
      presidedById: id,
      digest: fc.constantFrom('ab12', ''),
      corrections: fc.array(agreed, { maxLength: 2 }),
      numberedFrom: fc.integer({ min: 1, max: 99 })
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: is('postpone-meeting'),
      from: date,
      date: fc.oneof(date, fc.constantFrom('2027-02-11', '2027-03-11')),
      startTime: time,
      endTime: fc.option(time, { nil: null }),
      place: maybeText,
      reason: text
    })
  },
  fc.record({ type: is('cancel-meeting'), reason: text }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: is('resolve-exclusion'),
      exclusionId: id,
      itemIds: fc.array(id, { maxLength: 3 }),
      paragraphs
    })
  },
  fc.record({ type: is('withdraw-exclusion'), exclusionId: id }),
  {
    weight: 3,
    arbitrary: fc.record({
      type: is('declare-interest'),
      declarationId: id,
      key: id,
      name: text,
      itemId: maybeId,
      kind: fc.constantFrom('dpi', 'ori', 'nri', 'nonPecuniary'),
      nature: maybeText,
      sensitive: fc.boolean(),
      standing: fc.boolean()
    })
  },
  fc.record({ type: is('withdraw-declaration'), declarationId: id, key: id }),
  fc.record({ type: is('grant-dispensation'), declarationId: id, reason: text }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: is('admit-urgent-item'),
      itemId: id,
      title: text,
      reason: text,
      kind: details.kind,
      purpose: details.purpose,
      presenterId: maybeId,
      presenter: maybeText,
      minutesAllotted: minutes
    })
  },
  ...votes
);
