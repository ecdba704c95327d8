import type { DemoMeeting } from './content.ts';

/** Published on 20 November, three weeks early, so that the demonstration has a meeting to start. */
export const MEETING_2026_12_10: DemoMeeting = {
  board: 'oversight',
  date: '2026-12-10',
  startTime: '14:00',
  endTime: '16:00',
  place: 'Committee Room 2, County Hall, Hathering',
  createdOn: '2026-10-12',
  publishedOn: '2026-11-20',
  sitting: null,
  items: [
    { title: 'Apologies for absence', standing: 'apologies', notMinuted: true, minutesAllotted: 2 },
    {
      title: 'Minutes',
      standing: 'minutes',
      purpose: 'decide',
      minutesAllotted: 5,
      note: `To approve the minutes of the meeting held on 10 September 2026 as a correct record.
        They were circulated on 24 September; corrections are asked for by 27 November.`
    },
    {
      title: 'Items of urgent business',
      standing: 'urgentBusiness',
      minutesAllotted: 2,
      note: 'Any item that the Chair decides to take as urgent, and the reason for the urgency.'
    },
    { title: 'Declarations of interest', standing: 'declarations', minutesAllotted: 3 },
    {
      title: 'Action log',
      standing: 'actionLog',
      purpose: 'note',
      minutesAllotted: 10,
      note: 'To consider actions that are overdue, and to close those that are done.'
    },
    {
      title: 'Prevent partnership plan: first report on progress',
      kind: 'report',
      purpose: 'discuss',
      presenter: 'joelHendry',
      minutesAllotted: 20,
      note: `The first quarter of the new plan. Nineteen of the 27 tasks have begun; two are
        waiting for the appointment of a youth worker.`,
      recommendations: [
        'That progress in the first quarter be noted.',
        `That the two tasks waiting for a youth worker be given to Tarrowshire Voluntary Action
          until one is appointed.`
      ]
    },
    {
      title: 'Staff confidence: results of the survey',
      kind: 'report',
      purpose: 'discuss',
      presenter: 'simoneCharlery',
      minutesAllotted: 25,
      note: 'What 1,480 members of staff said about recognising and raising a concern.',
      recommendations: [
        'That the results be published in full.',
        `That each partner tell the Board in March 2027 what it will do for the service in which
          staff were least confident.`
      ]
    },
    {
      title: 'Online safety evenings for families: what was learned',
      kind: 'report',
      purpose: 'decide',
      presenter: 'danielOkonjo',
      minutesAllotted: 20,
      note: 'A report on the trial in Brindlow, with the cost of offering the evenings in every district.',
      recommendations: [
        'That four evenings be held in each district between February and July 2027.',
        'That the cost, of £6,200, be met from the small grants fund.'
      ]
    },
    {
      title: 'Community Reference Group: feedback',
      kind: 'verbalUpdate',
      purpose: 'consult',
      presenter: 'aminaWarsame',
      minutesAllotted: 15,
      note: 'From the Group’s meeting on 3 December 2026.'
    },
    {
      title: 'Work programme',
      standing: 'workProgramme',
      purpose: 'decide',
      minutesAllotted: 5,
      recommendations: ['That the dates of meetings for 2027/28 be agreed.']
    },
    {
      title: 'Date of next meeting',
      standing: 'nextMeeting',
      minutesAllotted: 2,
      note: 'Thursday 11 March 2027 at 2.00 pm.'
    }
  ]
};
