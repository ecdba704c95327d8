import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  may,
  rolesAt,
  type Actor,
  type ItemFacts,
  type MeetingFacts,
  type Subject
} from './permission.ts';
import {
  actorIn,
  BOARD,
  ITEM_VERBS,
  LIVE,
  PEOPLE,
  ROLES,
  SITUATIONS,
  VERBS
} from '../../tests/support/sample-rights.ts';

describe('refusals', () => {
  const arbitrary = {
    actor: fc.record({
      personId: fc.constantFrom('presenter', 'seated', 'owner', 'other'),
      name: fc.constant('Ruth Hale'),
      isAdministrator: fc.boolean(),
      places: fc.array(
        fc.record({
          boardId: fc.constantFrom(BOARD, 'elsewhere'),
          role: fc.constantFrom(...ROLES)
        }),
        { maxLength: 3 }
      )
    }),
    subject: fc.record({
      boardId: fc.constant(BOARD),
      meeting: fc.option(fc.constantFrom(...Object.values(SITUATIONS)), { nil: undefined }),
      item: fc.record({
        part: fc.constantFrom('part1', 'part2'),
        presenterId: fc.constantFrom('presenter', null)
      }),
      ownerIds: fc.constantFrom([], ['owner'])
    })
  } as const;

  test('[P5] nobody who may not see a private item has any other right over it', () => {
    fc.assert(
      fc.property(arbitrary.actor, arbitrary.subject, (actor, { item, ...rest }) => {
        const subject = { ...rest, item: { ...item, part: 'part2' } } as const;
        fc.pre(!may(actor, 'see-part2', subject));
        expect(ITEM_VERBS.filter((verb) => may(actor, verb, subject))).toEqual([]);
      }),
      { numRuns: 2000 }
    );
  });

  test('[P1] without a place at the board there is nothing but what an administrator keeps', () => {
    fc.assert(
      fc.property(arbitrary.actor, arbitrary.subject, (actor, subject) => {
        const stranger = { ...actor, places: actor.places.filter((p) => p.boardId !== BOARD) };
        const granted = VERBS.filter((verb) => may(stranger, verb, subject));
        const kept = ['manage-accounts', 'create-board', 'manage-seats'];
        expect(granted.toSorted()).toEqual(actor.isAdministrator ? kept.toSorted() : []);
      })
    );
  });

  test('[P1] another place takes no right away, and several add up', () => {
    fc.assert(
      fc.property(
        arbitrary.actor,
        arbitrary.subject,
        fc.constantFrom(...VERBS),
        (actor, subject, verb) => {
          const each = actor.places.map((place) =>
            may({ ...actor, places: [place] }, verb, subject)
          );
          const bare = may({ ...actor, places: [] }, verb, subject);
          expect(may(actor, verb, subject)).toBe(bare || each.includes(true));
        }
      )
    );
  });

  test('[P1] nobody signed in may do nothing', () => {
    for (const meeting of Object.values(SITUATIONS)) {
      expect(VERBS.filter((verb) => may(null, verb, { boardId: BOARD, meeting }))).toEqual([]);
    }
  });

  test('[P2] an administrator without a place reads nothing', () => {
    const reading = VERBS.filter((verb) => verb.startsWith('see-'));
    for (const meeting of Object.values(SITUATIONS)) {
      const subject: Subject = {
        boardId: BOARD,
        meeting,
        item: { part: 'part1', presenterId: null }
      };
      expect(reading.filter((verb) => may(PEOPLE.AD, verb, subject))).toEqual([]);
    }
  });

  test('[P10] CRG representatives, observers and unseated substitutes have no right over private business, even as presenters or owners', () => {
    for (const role of ['crgRepresentative', 'observer', 'substitute'] as const) {
      for (const meeting of Object.values(SITUATIONS)) {
        const actor = actorIn('x', role);
        const subject = {
          boardId: BOARD,
          meeting,
          item: { part: 'part2', presenterId: 'x' },
          ownerIds: ['x']
        } as const;
        const granted = [...ITEM_VERBS, 'see-part2' as const].filter((verb) =>
          may(actor, verb, subject)
        );
        expect({ role, granted }).toEqual({ role, granted: [] });
      }
    }
  });
});

test('[P8] a substitute is a member in the meeting they are seated at, and nowhere else', () => {
  const subject = { boardId: BOARD, meeting: LIVE };
  expect(rolesAt(PEOPLE.SU, subject)).toEqual(['member']);
  expect(rolesAt(PEOPLE.SB, subject)).toEqual(['substitute']);
  expect(rolesAt(PEOPLE.SU, { boardId: BOARD })).toEqual(['substitute']);
  expect(rolesAt(PEOPLE.SU, { boardId: 'elsewhere', meeting: LIVE })).toEqual([]);
});

test('[P12] owners report on their own actions; presenting the item does not make one an owner', () => {
  const own = (actor: Actor, part: 'part1' | 'part2') =>
    may(actor, 'update-action', {
      boardId: BOARD,
      item: { part, presenterId: null },
      ownerIds: [actor.personId]
    });
  const reporting = (part: 'part1' | 'part2') =>
    Object.entries(PEOPLE)
      .filter(([, actor]) => own(actor, part))
      .map(([name]) => name);
  expect(reporting('part1')).toEqual(['CH', 'VC', 'BM', 'CR', 'OP', 'OF', 'DS']);
  expect(reporting('part2')).toEqual(['CH', 'VC', 'BM', 'OP', 'OF', 'DS']);
  const presented = {
    boardId: BOARD,
    item: { part: 'part1', presenterId: 'presenter' },
    ownerIds: ['crg']
  } as const;
  expect(may(PEOPLE.OP, 'update-action', presented)).toBe(false);
});

test('[P11] an officer sees a private action of theirs, and no other of the same item', () => {
  const item = { part: 'part2', presenterId: null } as const;
  expect(may(PEOPLE.OF, 'see-action', { boardId: BOARD, item, ownerIds: ['officer'] })).toBe(true);
  expect(may(PEOPLE.OF, 'see-action', { boardId: BOARD, item, ownerIds: ['crg'] })).toBe(false);
  expect(may(PEOPLE.OF, 'close-action', { boardId: BOARD, item, ownerIds: ['officer'] })).toBe(
    false
  );
});

test('[P6] nobody writes in a meeting that is cancelled', () => {
  const meeting: MeetingFacts = { ...LIVE, phase: 'cancelled' };
  const item = { part: 'part1', presenterId: 'presenter' } as const;
  const writers = Object.values(PEOPLE).filter((a) =>
    may(a, 'write-minute', { boardId: BOARD, meeting, item })
  );
  expect(writers).toEqual([]);
});

test('[I7] whoever is out of the room for an item has no right over it, and after it none to record', () => {
  const roles = ['chair', 'viceChair', 'member', 'crgRepresentative', 'officer', 'clerk'] as const;
  const meeting = LIVE;
  for (const role of roles) {
    const actor: Actor = {
      personId: 'x',
      name: 'X',
      isAdministrator: false,
      places: [{ boardId: BOARD, role }]
    };
    for (const part of ['part1', 'part2'] as const) {
      const granted = (facts: Partial<ItemFacts>) =>
        [...ITEM_VERBS, 'see-part2' as const].filter((verb) =>
          may(actor, verb, {
            boardId: BOARD,
            meeting,
            item: { part, presenterId: 'x', ...facts }
          })
        );
      const out = granted({ barred: ['x'], out: ['x'] });
      for (const verb of [
        'see-minute',
        'write-minute',
        'see-part2',
        'keep-notes',
        'see-action',
        'vote'
      ])
        expect(out).not.toContain(verb);
      expect(granted({ barred: ['y'], out: ['y'] })).toEqual(granted({}));
      expect(granted({ barred: ['x'], out: [] })).toEqual(
        granted({}).filter((verb) => !RECORDING.includes(verb))
      );
    }
  }
});

const RECORDING: readonly string[] = [
  'write-minute',
  'request-correction',
  'answer-correction',
  'record-resolution',
  'raise-action',
  'propose-action',
  'run-vote',
  'record-vote',
  'vote',
  'casting-vote'
];
