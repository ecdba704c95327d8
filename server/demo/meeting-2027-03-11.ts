import type { DemoMeeting } from './content.ts';

/** In preparation: half the papers are in, and one item is private from the start. */
export const MEETING_2027_03_11: DemoMeeting = {
  board: 'oversight',
  date: '2027-03-11',
  startTime: '14:00',
  endTime: '16:00',
  place: 'Committee Room 2, County Hall, Hathering',
  createdOn: '2026-11-16',
  publishedOn: null,
  sitting: null,
  items: [
    { title: 'Apologies for absence', standing: 'apologies', notMinuted: true, minutesAllotted: 2 },
    { title: 'Minutes', standing: 'minutes', purpose: 'decide', minutesAllotted: 5 },
    { title: 'Items of urgent business', standing: 'urgentBusiness', minutesAllotted: 2 },
    { title: 'Declarations of interest', standing: 'declarations', minutesAllotted: 3 },
    { title: 'Action log', standing: 'actionLog', purpose: 'note', minutesAllotted: 10 },
    {
      title: 'Assessment against the national benchmarks',
      kind: 'report',
      purpose: 'decide',
      presenter: 'joelHendry',
      minutesAllotted: 40,
      note: `Members are asked to read the evidence beforehand and to bring a score for each
        benchmark. Evidence from the two districts is due on 15 January.`,
      recommendations: ['That the Board agree a score, and a reason for it, for each benchmark.']
    },
    {
      title: 'A subject chosen by the Community Reference Group',
      purpose: 'consult',
      presenter: 'aminaWarsame',
      minutesAllotted: 20,
      note: 'The Group will choose the subject on 3 December.'
    },
    { title: 'Training: returns for the year', kind: 'report', presenter: 'grahamOstler' },
    { title: 'Work programme', standing: 'workProgramme', minutesAllotted: 5 },
    { title: 'Date of next meeting', standing: 'nextMeeting', minutesAllotted: 2 },
    {
      title: 'Counter Terrorism Local Profile: briefing',
      kind: 'verbalUpdate',
      purpose: 'note',
      presenter: 'tomaszWrona',
      minutesAllotted: 20,
      part2: {
        paragraphs: [7],
        ground: `An open discussion would show those it concerns what the police know and plan,
          which outweighs the interest of the public in hearing it.`
      },
      note: `A spoken briefing on what the profile means for the plan. The profile itself stays
        with the police and will not be handed out. Phones are left outside the room.`,
      recommendations: [
        'That the briefing be noted.',
        'That officers report in June on any change to the priorities of the plan that follows from it.'
      ]
    }
  ]
};
