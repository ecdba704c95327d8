/** Every meeting of the demonstration, in the order in which they are held. */
import type { DemoMeeting } from './content.ts';
import { MEETING_2026_03_12 } from './meeting-2026-03-12.ts';
import { MEETING_2026_05_21 } from './meeting-2026-05-21.ts';
import { MEETING_2026_06_11 } from './meeting-2026-06-11.ts';
import { MEETING_2026_08_27 } from './meeting-2026-08-27.ts';
import { MEETING_2026_09_10 } from './meeting-2026-09-10.ts';
import { MEETING_2026_12_03 } from './meeting-2026-12-03.ts';
import { MEETING_2026_12_10 } from './meeting-2026-12-10.ts';
import { MEETING_2027_03_11 } from './meeting-2027-03-11.ts';

export const MEETINGS: readonly DemoMeeting[] = [
  MEETING_2026_03_12,
  MEETING_2026_05_21,
  MEETING_2026_06_11,
  MEETING_2026_08_27,
  MEETING_2026_09_10,
  MEETING_2026_12_03,
  MEETING_2026_12_10,
  MEETING_2027_03_11
];
