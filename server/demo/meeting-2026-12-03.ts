import type { DemoMeeting } from './content.ts';

/** The reference group's winter meeting, in preparation. */
export const MEETING_2026_12_03: DemoMeeting = {
  board: 'reference',
  date: '2026-12-03',
  startTime: '18:00',
  endTime: '19:30',
  place: 'Old Station Hall, Hathering',
  createdOn: '2026-10-19',
  publishedOn: null,
  sitting: null,
  items: [
    { title: 'Notes of the last meeting', standing: 'minutes', minutesAllotted: 5 },
    { title: 'Actions from last time', standing: 'actionLog', minutesAllotted: 5 },
    {
      title: 'The young people’s summary: first draft',
      purpose: 'consult',
      presenter: 'joelHendry',
      minutesAllotted: 30,
      note: 'Would you show it to a young person you know? What would they say?',
      recommendations: ['That the summary, with the Group’s changes, be published in January.']
    },
    {
      title: 'Our subject for March',
      purpose: 'decide',
      minutesAllotted: 30,
      note: `The Board will spend twenty minutes in March on a subject that the Group chooses.
        Suggestions so far: hate on local social media; who young people turn to; how newcomers are
        welcomed.`,
      recommendations: ['That the Group choose one subject, and who will open it.']
    },
    { title: 'Date of next meeting', standing: 'nextMeeting', minutesAllotted: 5 }
  ]
};
