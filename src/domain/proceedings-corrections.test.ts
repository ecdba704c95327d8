import { describe, expect, test } from 'vitest';
import type { Command } from './command.ts';
import type { Proceedings } from './proceedings.ts';
import { replay } from './apply.ts';
import { withholdFromEntry, withholdFromProceedings } from './withhold.ts';
import {
  addItem,
  after,
  answer,
  ask,
  CIRCULATE,
  CLOSE,
  idOf,
  MOMENT,
  PUBLISH,
  RECORD_APPROVAL,
  said,
  START
} from '../../tests/support/sample-meeting.ts';

const draft = (): Proceedings =>
  after([
    addItem('a'),
    addItem('b', { part: 'part2' }),
    addItem('c', { minuted: false }),
    PUBLISH,
    START,
    CLOSE
  ]);
const circulated = (): Proceedings => after([CIRCULATE], draft());
const approved = (): Proceedings => after([RECORD_APPROVAL], circulated());

describe('asking', () => {
  test('[K3] corrections are asked of circulated minutes alone', () => {
    expect(said(draft(), ask('x', 'a'))).toBe('minutes-not-circulated');
    expect(said(approved(), ask('x', 'a'))).toBe('already-approved');
    const { corrections } = after([ask('x', 'a', { reason: ' A slip. ' })], circulated());
    expect(corrections).toEqual([
      {
        id: idOf('x'),
        itemId: idOf('a'),
        askedBy: '',
        quoted: '454',
        proposed: '445',
        reason: 'A slip.',
        answer: null
      }
    ]);
  });

  test.each([
    ['words', { quoted: ' ' }, 'quote-missing'],
    ['other words', { proposed: ' 454' }, 'wording-same'],
    ['fewer words', { quoted: 'x'.repeat(2001) }, 'text-too-long'],
    ['a shorter wording', { proposed: 'x'.repeat(2001) }, 'text-too-long'],
    ['a shorter reason', { reason: 'x'.repeat(1001) }, 'text-too-long'],
    ['an item with a minute', { itemId: idOf('c') }, 'not-found'],
    ['a sound id', { correctionId: 'x' }, 'malformed']
  ] as const)('[K3] a request needs %s', (_, given, code) => {
    expect(said(circulated(), ask('x', 'a', given))).toBe(code);
  });

  test('[K3] words may be left out, each request is one of its own, and 200 are enough', () => {
    const state = after([ask('x', 'a', { proposed: '' })], circulated());
    expect(said(state, ask('x', 'a'))).toBe('already-used');
    const many = Array.from({ length: 199 }, (_, n) => ask(`n${n}x`, 'a'));
    expect(said(after(many, state), ask('y', 'a'))).toBe('too-many-corrections');
  });

  test('[K3] [K4] [P9] what is asked and answered of a private minute is for those who see the item', () => {
    const state = after([ask('x', 'b'), ask('y', 'a'), answer('x', 'b')], circulated());
    const nobody = () => false;
    const { corrections } = withholdFromProceedings(state, nobody);
    expect(corrections.map(({ id }) => id)).toEqual([idOf('y')]);
    for (const command of [ask('x', 'b'), answer('x', 'b')]) {
      const entry = { seq: state.seq + 1, at: MOMENT.at, by: 'x', command };
      const withheld = withholdFromEntry(entry, state, nobody);
      expect(withheld.command).toEqual({ type: 'withheld' });
      expect(replay(state, withheld).seq).toBe(entry.seq);
      expect(withholdFromEntry(entry, state, () => true)).toBe(entry);
    }
  });

  test('[I7] [K3] [K8] whoever is out of the room for an item hears of no correction of it or under it', () => {
    const everything = () => true;
    const knows = () => true;
    const out = (itemId: string) => itemId === idOf('a');
    const words = { correctionId: null, quoted: '454', wording: '445', part: 'part1' } as const;
    const corrections = [{ ...words, itemId: idOf('a') }];
    const asked = after([ask('x', 'a'), answer('x', 'a')], circulated());
    const state = after([{ ...RECORD_APPROVAL, corrections }], asked);
    const shown = withholdFromProceedings(state, everything, true, knows, out);
    expect(shown.corrections).toEqual([]);
    expect(shown.minutes.approval?.corrections).toEqual([]);
    const approving: Command = {
      type: 'approve-minutes',
      ofMeetingId: idOf('other'),
      itemId: idOf('a'),
      corrections: [{ ...words, itemId: idOf('elsewhere') }]
    };
    const sitting = after([addItem('a'), PUBLISH, START, approving]);
    expect(JSON.stringify(withholdFromProceedings(sitting, everything))).toContain('454');
    const left = withholdFromProceedings(sitting, everything, true, knows, out);
    expect(JSON.stringify(left)).not.toContain('454');
    const approval = { ...RECORD_APPROVAL, corrections };
    for (const command of [ask('x', 'a'), answer('x', 'a'), approving, approval]) {
      const entry = { seq: 9, at: MOMENT.at, by: 'x', command };
      const withheld = withholdFromEntry(entry, state, everything, true, knows, out);
      expect(JSON.stringify(withheld)).not.toContain('44');
    }
  });
});

describe('answering', () => {
  const asked = (): Proceedings => after([ask('x', 'a')], circulated());
  const answers = (state: Proceedings) => state.corrections.map((each) => each.answer);

  test('[K4] a request is accepted as it is or in other words, or declined with a reply', () => {
    expect(answers(after([answer('x', 'a')], asked()))).toEqual([
      { kind: 'accepted', wording: '445', reply: '' }
    ]);
    const edited = answer('x', 'a', { wording: ' 445 of them ', reply: 'Counted again.' });
    expect(answers(after([edited], asked()))).toEqual([
      { kind: 'accepted', wording: '445 of them', reply: 'Counted again.' }
    ]);
    expect(said(asked(), answer('x', 'a', { answer: 'decline', reply: ' ' }))).toBe(
      'reply-missing'
    );
    const declined = answer('x', 'a', { answer: 'decline', reply: 'It was 454.' });
    expect(answers(after([answer('x', 'a'), declined], asked()))).toEqual([
      { kind: 'declined', reply: 'It was 454.' }
    ]);
  });

  test('[K4] the wording differs from what stands there, and the request is of that item', () => {
    expect(said(asked(), answer('x', 'a', { wording: '454' }))).toBe('wording-same');
    expect(said(asked(), answer('x', 'b'))).toBe('not-found');
    expect(said(asked(), answer('y', 'a'))).toBe('not-found');
    expect(said(asked(), answer('x', 'a', { reply: 'x'.repeat(1001) }))).toBe('text-too-long');
  });

  test('[K4] none is given once the minutes are approved, nor while they are a draft again', () => {
    const was = after([RECORD_APPROVAL], asked());
    expect(said(was, answer('x', 'a'))).toBe('already-approved');
    const recalled = after([{ type: 'recall-minutes' }], asked());
    expect(said(recalled, answer('x', 'a'))).toBe('minutes-not-circulated');
    expect(recalled.corrections).toHaveLength(1);
  });
});

describe('agreeing', () => {
  const agreed = { itemId: idOf('x'), correctionId: null, quoted: '454', wording: '445' };
  const approve = (corrections: readonly (typeof agreed)[]) =>
    ({
      type: 'approve-minutes',
      ofMeetingId: idOf('other'),
      itemId: idOf('a'),
      corrections
    }) as const;
  const live = (): Proceedings => after([addItem('a'), PUBLISH, START]);

  test('[K6] a meeting approves with the corrections it agreed', () => {
    expect(said(live(), approve([agreed]))).toEqual(['minutes-approved']);
    const { approvals } = after([approve([agreed])], live());
    expect(approvals).toEqual([
      { ofMeetingId: idOf('other'), itemId: idOf('a'), corrections: [agreed] }
    ]);
  });

  test('[K6] each of them changes words that are quoted', () => {
    expect(said(live(), approve([agreed, { ...agreed, quoted: '' }]))).toBe('quote-missing');
    expect(said(live(), approve([{ ...agreed, wording: '454' }]))).toBe('wording-same');
    expect(said(live(), approve([{ ...agreed, itemId: 'x' }]))).toBe('malformed');
    expect(said(live(), approve(Array.from({ length: 201 }, () => agreed)))).toBe(
      'too-many-corrections'
    );
  });

  test('[K8] [P9] what a meeting agreed of private minutes is withheld in both journals', () => {
    const hidden = { ...agreed, quoted: 'Case of J', part: 'part2', cited: '41' } as const;
    const shown = { ...agreed, part: 'part1', cited: '39' } as const;
    const state = after([approve([hidden, shown])], live());
    const of = after([{ ...RECORD_APPROVAL, corrections: [hidden, shown] }], circulated());
    for (const each of [state, of]) {
      const seen = JSON.stringify(withholdFromProceedings(each, () => false));
      expect(seen).toContain('"cited":"39"');
      expect(seen).not.toContain('Case of J');
      expect(JSON.stringify(withholdFromProceedings(each, () => true))).toContain('Case of J');
    }
    const entry = { seq: 4, at: MOMENT.at, by: 'x', command: approve([hidden, shown]) };
    const withheld = withholdFromEntry(entry, state, () => false);
    expect(JSON.stringify(withheld)).not.toContain('Case of J');
    expect(replay(live(), withheld).approvals).toHaveLength(1);
  });
});

describe('signing', () => {
  const signer = { personId: idOf('ruth'), name: 'Ruth Hale', office: 'Chair' };
  const sign = { type: 'sign-minutes', digest: RECORD_APPROVAL.digest, signer } as const;

  test('[K9] approved minutes are signed once, over the digest of what was approved', () => {
    expect(said(circulated(), sign)).toBe('minutes-not-approved');
    expect(said(approved(), { ...sign, digest: 'cd34' })).toBe('record-differs');
    expect(said(approved(), sign)).toEqual(['minutes-signed']);
    const signed = after([sign], approved());
    expect(signed.minutes.signature).toEqual({ ...signer, at: MOMENT.at, digest: 'ab12' });
    expect(said(signed, sign)).toBe('already-signed');
    expect(signed).toEqual({
      ...approved(),
      seq: signed.seq,
      minutes: { ...approved().minutes, signature: signed.minutes.signature }
    });
  });

  test('[K9] by whoever presided when they were approved, known by id, or in older journals by name', () => {
    const byTom = after([{ ...RECORD_APPROVAL, presidedById: idOf('tom') }], circulated());
    expect(said(byTom, sign)).toBe('not-presided');
    expect(said(byTom, { ...sign, signer: { ...signer, personId: idOf('tom') } })).toEqual([
      'minutes-signed'
    ]);
    expect(said(approved(), { ...sign, signer: { ...signer, name: 'Tom Ode' } })).toBe(
      'not-presided'
    );
  });

  test('[K9] without the server’s word for who signs it is malformed', () => {
    expect(said(approved(), { type: 'sign-minutes', digest: 'ab12' })).toBe('malformed');
  });
});
