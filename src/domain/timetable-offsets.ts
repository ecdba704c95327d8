/** How many working days before or after its meeting a body does each thing: rule Z6 of SPEC.md. */
import { refuse, type Refusal } from './refusal.ts';

export type TimetableOffsets = {
  /** Working days before the meeting. */
  readonly callForItems: number;
  readonly agendaSetting: number;
  readonly draftReports: number;
  readonly finalReports: number;
  /** Working days after it. */
  readonly actionsSent: number;
  readonly draftMinutes: number;
  readonly chairsCheck: number;
  readonly circulation: number;
  /** Working days after the meeting that approves the minutes. */
  readonly signing: number;
};

export const USUAL_OFFSETS: TimetableOffsets = {
  callForItems: 30,
  agendaSetting: 25,
  draftReports: 15,
  finalReports: 10,
  actionsSent: 2,
  draftMinutes: 5,
  chairsCheck: 8,
  circulation: 10,
  signing: 5
};

export const OFFSET_NAMES = Object.keys(USUAL_OFFSETS) as readonly (keyof TimetableOffsets)[];

/** A quarter has about sixty-five working days: further off belongs to another meeting. */
const OFFSET_LIMIT = 60;

/** Each of these comes no later than the one after it. */
const IN_ORDER: readonly (readonly (keyof TimetableOffsets)[])[] = [
  ['finalReports', 'draftReports', 'agendaSetting', 'callForItems'],
  ['draftMinutes', 'chairsCheck', 'circulation']
];

/** [Z6] The first distance that will not do; undefined when all of them will. */
export function offsetsRefusal(offsets: TimetableOffsets): Refusal | undefined {
  const unreal = OFFSET_NAMES.find((name) => !isWholeWithin(offsets[name]));
  if (unreal) return refuse('number-unreal', unreal);
  for (const names of IN_ORDER) {
    const late = names.find((name, index) => {
      const before = names[index - 1];
      return before !== undefined && offsets[name] < offsets[before];
    });
    if (late) return refuse('steps-out-of-order', late);
  }
  return undefined;
}

const isWholeWithin = (value: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= OFFSET_LIMIT;
