import type { DemoMeeting } from './content.ts';

/** The reference group on the draft plan: notes circulated, to be approved in December. */
export const MEETING_2026_08_27: DemoMeeting = {
  board: 'reference',
  date: '2026-08-27',
  startTime: '18:00',
  endTime: '19:30',
  place: 'Community room, Hathering Library',
  createdOn: '2026-06-29',
  publishedOn: '2026-08-19',
  sitting: {
    startedAt: '18:00',
    finishedAt: '19:34',
    circulatedOn: '2026-09-03',
    correctionsBy: '2026-11-27',
    attendance: null
  },
  items: [
    {
      title: 'Notes of the last meeting',
      standing: 'minutes',
      minutesAllotted: 5,
      approvesMinutesOf: '2026-05-21',
      minute: ['The notes of the meeting held on 21 May 2026 were agreed as a correct record.']
    },
    {
      title: 'Actions from last time',
      standing: 'actionLog',
      minutesAllotted: 5,
      minute: [
        `Both actions were finished. Two community groups had tried the page and found it clear,
          and the winter meetings would be at the Old Station Hall, which is level throughout and
          has a bus until 9.15 pm.`,
        { resolved: ['That both actions be closed.'] }
      ]
    },
    {
      title: 'The draft partnership plan: three questions',
      purpose: 'consult',
      minutesAllotted: 60,
      note: 'What worries you most where you live? What would help? How would you know that it had?',
      minute: [
        `The Group took the three questions in turn and heard what had been said by people who had
          answered them at summer events.`,
        {
          list: [
            `**What worries you most?** Young people being drawn in online by somebody they have
              never met. Parents feeling that their children know more than they do. Neighbours who
              have stopped speaking to one another.`,
            `**What would help?** Help for parents in the evening, near home, from somebody who
              does not lecture. A page about the plan that a fifteen-year-old would read. A say in
              what the Board looks at next.`,
            `**How would you know that it had helped?** Being told. People would like to see
              numbers for their own district.`
          ]
        },
        `Views differed on numbers. Some people thought that publishing them would build trust;
          others feared that a small number in a small town would point at a family. The Group
          asked the Board to decide, and to say why.`,
        {
          resolved: [
            'That the Group support the draft plan, with a summary for young people added to it.',
            'That the Board be asked to let the Group choose one subject a year.',
            'That the Board be asked whether numbers can be published by district, and to give its reasons.'
          ]
        },
        {
          action: {
            key: 'youth-pictures',
            wording: 'Ask the Youth Council to choose the pictures for the young people’s summary.',
            owners: ['kieranMossop'],
            dueOn: '2026-11-30'
          }
        }
      ]
    },
    {
      title: 'Date of next meeting',
      standing: 'nextMeeting',
      minutesAllotted: 5,
      minute: [
        'The next meeting would be on Thursday 3 December 2026 at 6.00 pm, at the Old Station Hall.'
      ]
    }
  ]
};
