import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdsSeatOn, type Office, type Seat } from './board.ts';
import { addDays } from './civil-date.ts';
import { isRefusal } from './refusal.ts';
import { endRefusal, fillRefusal, OFFICES, substituteRefusal } from './seat.ts';

const seat = (given: Partial<Seat> = {}): Seat => ({
  id: 'seat',
  boardId: 'board',
  office: 'member',
  organisation: null,
  sector: null,
  personId: 'ruth',
  name: 'Ruth Hale',
  post: null,
  startsOn: '2026-01-10',
  endsOn: null,
  substitutes: [],
  ...given
});

const wanted = { office: 'member' as Office, personId: 'tom', startsOn: '2026-03-01' };

test('[S1] a board has one chair at a time', () => {
  const chair = seat({ office: 'chair' });
  const another = { ...wanted, office: 'chair' as Office };
  expect(fillRefusal([chair], another)).toEqual({ refused: 'chair-seated', field: 'office' });
  expect(fillRefusal([{ ...chair, endsOn: '2026-03-01' }], another)?.refused).toBe('chair-seated');
  expect(fillRefusal([{ ...chair, endsOn: '2026-02-28' }], another)).toBeUndefined();
  expect(fillRefusal([{ ...chair, startsOn: '2026-06-01' }], another)?.refused).toBe(
    'chair-seated'
  );
  expect(fillRefusal([chair], { ...another, office: 'viceChair' })).toBeUndefined();
});

test('[S2] a person holds one seat at a board at a time, and may hold another afterwards', () => {
  const own = seat({ personId: 'tom' });
  expect(fillRefusal([own], wanted)).toEqual({ refused: 'seat-held', field: 'email' });
  expect(fillRefusal([{ ...own, endsOn: '2026-02-28' }], wanted)).toBeUndefined();
});

test('[S3] a seat that does not start on a real date is refused', () => {
  expect(fillRefusal([], { ...wanted, startsOn: '2026-02-30' })?.refused).toBe('date-unreal');
  expect(endRefusal([], seat(), '2026-02-30')?.refused).toBe('date-unreal');
});

test('[S3] a seat does not end before it starts; ended on the eve of its start it never counted', () => {
  const ending = seat({ startsOn: '2026-01-10' });
  expect(endRefusal([ending], ending, '2026-01-08')?.refused).toBe('ends-too-early');
  expect(endRefusal([ending], ending, '2026-01-09')).toBeUndefined();
  const never = { ...ending, endsOn: '2026-01-09' };
  expect(holdsSeatOn(never, '2026-01-09') || holdsSeatOn(never, '2026-01-10')).toBe(false);
  expect(
    fillRefusal([never], { ...wanted, personId: 'ruth', startsOn: '2026-01-09' })
  ).toBeUndefined();
});

test('[S3] an end that is set may be put off while nobody has been given the seat since', () => {
  const ending = seat({ office: 'chair', endsOn: '2026-04-30' });
  expect(endRefusal([ending], ending, '2026-06-30')).toBeUndefined();
  const next = seat({ id: 'next', office: 'chair', personId: 'tom', startsOn: '2026-05-01' });
  expect(endRefusal([ending, next], ending, '2026-06-30')?.refused).toBe('chair-seated');
  expect(endRefusal([ending, next], ending, '2026-03-31')).toBeUndefined();
});

test('[S4] only the membership has substitutes, and none who has a seat of their own there', () => {
  const substitute = { personId: 'tom', startsOn: '2026-03-01' };
  const member = seat();
  expect(substituteRefusal([member], member, substitute)).toBeUndefined();
  const own = seat({ id: 'own', office: 'observer', personId: 'tom' });
  expect(substituteRefusal([member, own], member, substitute)?.refused).toBe('seat-held');
  expect(substituteRefusal([member], member, { ...substitute, personId: 'ruth' })?.refused).toBe(
    'seat-held'
  );
  for (const office of ['crgRepresentative', 'officer', 'clerk', 'observer'] as const) {
    const other = seat({ office });
    expect(substituteRefusal([other], other, substitute)?.refused).toBe('no-substitute');
  }
});

test('[S1] [S2] [S3] whatever is asked for, on every day there is one chair and one seat a person', () => {
  const day = fc.integer({ min: 0, max: 20 }).map((days) => addDays('2026-01-01', days));
  const act = fc.oneof(
    fc.record({
      do: fc.constant('fill' as const),
      office: fc.constantFrom(...OFFICES),
      personId: fc.constantFrom('ruth', 'tom', 'priya'),
      startsOn: day
    }),
    fc.record({ do: fc.constant('end' as const), which: fc.nat(), endsOn: day })
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const seats = acts.reduce<Seat[]>((held, each, index) => {
        if (each.do === 'fill') {
          return isRefusal(fillRefusal(held, each))
            ? held
            : [...held, seat({ ...each, id: String(index) })];
        }
        const ending = held[each.which % (held.length || 1)];
        if (!ending || endRefusal(held, ending, each.endsOn)) return held;
        return held.map((one) => (one === ending ? { ...one, endsOn: each.endsOn } : one));
      }, []);
      for (let days = -1; days < 25; days += 1) {
        const today = seats.filter((one) => holdsSeatOn(one, addDays('2026-01-01', days)));
        expect(today.filter(({ office }) => office === 'chair').length).toBeLessThan(2);
        expect(new Set(today.map(({ personId }) => personId)).size).toBe(today.length);
      }
    })
  );
});
