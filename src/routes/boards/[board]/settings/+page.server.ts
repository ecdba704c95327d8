import { error } from '@sveltejs/kit';
import type { AttributionPolicy } from '#domain/attribution.ts';
import type {
  AccessRegime,
  BoardSettings,
  MinutesWriting,
  NumberingScheme
} from '#domain/board.ts';
import { SECTORS } from '#domain/seat.ts';
import { OFFSET_NAMES, type TimetableOffsets } from '#domain/timetable-offsets.ts';
import { STANDING_ITEMS, standingItemOf } from '#domain/standing-item.ts';
import {
  choiceOf,
  choicesOf,
  datePartsOf,
  isoDateOf,
  refused,
  textOf,
  typedDate
} from '../../../form-answers.ts';
import { found, signedIn } from '../../../guard.ts';
import { todayInLondon } from '../../../today.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { personId } = signedIn(event);
  const view = found(await event.locals.services.boards.get(personId, event.params.board));
  if (!view.may.manageBoard) error(403, 'Page not found');
  const { name, settings } = view.board;
  return {
    board: { id: view.board.id, name },
    closureDays: view.closureDays,
    today: datePartsOf(todayInLondon()),
    standingItems: STANDING_ITEMS.map((item) => ({ item, title: standingItemOf(item).title })),
    answers: answersFrom(name, settings)
  };
};

type SettingsAnswers = ReturnType<typeof answersFrom>;

const answersFrom = (name: string, settings: BoardSettings) => ({
  ...settings,
  name,
  noticeDays: String(settings.noticeDays),
  offsets: Object.fromEntries(OFFSET_NAMES.map((name) => [name, String(settings.timetable[name])])),
  quorumMembers: String(settings.quorum.members),
  quorumSectors: settings.quorum.sectors,
  /** The place of each standing item, from 1; '' for one that is not on the board's agendas. */
  places: Object.fromEntries(
    STANDING_ITEMS.map((item) => {
      const index = settings.standingItems.indexOf(item);
      return [item, index < 0 ? '' : String(index + 1)];
    })
  ),
  strapline: settings.strapline ?? '',
  opening: settings.opening ?? ''
});

const REGIMES: readonly AccessRegime[] = ['statutory', 'adopted', 'private'];
const SCHEMES: readonly NumberingScheme[] = ['annual', 'continuous', 'perMeeting'];
const WRITINGS: readonly MinutesWriting[] = ['members', 'clerk'];
const POLICIES: readonly AttributionPolicy[] = ['named', 'chathamHouse'];
const NO_CLOSURE = { date: null, closureName: '' };

export const actions: Actions = {
  settings: async (event) => {
    const { personId } = signedIn(event);
    const { boards } = event.locals.services;
    const { board: boardId } = event.params;
    const { board } = found(await boards.get(personId, boardId));
    const form = await event.request.formData();
    const { settings: now } = board;
    const settings: BoardSettings = {
      accessRegime: choiceOf(form, 'accessRegime', REGIMES) ?? now.accessRegime,
      numbering: choiceOf(form, 'numbering', SCHEMES) ?? now.numbering,
      minutesWriting: choiceOf(form, 'minutesWriting', WRITINGS) ?? now.minutesWriting,
      attribution: choiceOf(form, 'attribution', POLICIES) ?? now.attribution,
      noticeDays: wholeNumber(textOf(form, 'noticeDays')),
      timetable: offsetsOf(form, (typed) => wholeNumber(typed)) as TimetableOffsets,
      quorum: {
        members: wholeNumber(textOf(form, 'quorumMembers')),
        sectors: choicesOf(form, 'quorumSectors', SECTORS)
      },
      standingItems: standingItemsOf(form),
      strapline: textOf(form, 'strapline') || null,
      opening: textOf(form, 'opening').replaceAll('\r\n', '\n') || null,
      contactName: textOf(form, 'contactName'),
      contactPost: textOf(form, 'contactPost'),
      contactEmail: textOf(form, 'contactEmail')
    };
    const name = textOf(form, 'name');
    const refusal = await boards.changeSettings(personId, boardId, { name, settings });
    if (!refusal) return { done: 'The settings have been saved' };
    const answers: SettingsAnswers = {
      ...answersFrom(name, settings),
      noticeDays: textOf(form, 'noticeDays'),
      offsets: offsetsOf(form, (typed) => typed),
      quorumMembers: textOf(form, 'quorumMembers')
    };
    return refused('settings', refusal, { settings: answers, ...NO_CLOSURE });
  },

  addClosure: async (event) => {
    const { personId } = signedIn(event);
    const form = await event.request.formData();
    const date = typedDate(form, 'date');
    const closureName = textOf(form, 'closureName');
    const day = { date: isoDateOf(date), name: closureName };
    const { boards } = event.locals.services;
    const refusal = await boards.addClosureDay(personId, event.params.board, day);
    return refusal
      ? refused('closure', refusal, { settings: null, date, closureName })
      : { done: 'The closure day has been added' };
  },

  removeClosure: async (event) => {
    const { personId } = signedIn(event);
    const date = textOf(await event.request.formData(), 'date');
    const { boards } = event.locals.services;
    const refusal = await boards.removeClosureDay(personId, event.params.board, date);
    return refusal
      ? refused('closure', refusal, { settings: null, ...NO_CLOSURE })
      : { done: 'The closure day has been removed' };
  }
};

/** Under the names of the distances, what was typed for each. */
const offsetsOf = <Value>(
  form: FormData,
  read: (typed: string) => Value
): { [name: string]: Value } =>
  Object.fromEntries(OFFSET_NAMES.map((name) => [name, read(textOf(form, name))]));

/** NaN for anything else, which the rules refuse. */
const wholeNumber = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : Number.NaN);

/** Those given a place, in the order of their places; two with the same one stay in their usual order. */
const standingItemsOf = (form: FormData) =>
  STANDING_ITEMS.map((item) => ({ item, place: textOf(form, `place-${item}`) }))
    .filter(({ place }) => place !== '')
    .sort((a, b) => Number(a.place) - Number(b.place))
    .map(({ item }) => item);
