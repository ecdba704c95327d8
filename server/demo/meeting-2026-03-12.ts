import type { DemoMeeting } from './content.ts';

/** The last meeting of 2025/26: minutes 24 to 33, approved in June. */
export const MEETING_2026_03_12: DemoMeeting = {
  board: 'oversight',
  date: '2026-03-12',
  startTime: '14:00',
  endTime: '16:00',
  place: 'Committee Room 2, County Hall, Hathering',
  createdOn: '2026-01-26',
  publishedOn: '2026-03-04',
  sitting: {
    startedAt: '14:00',
    finishedAt: '15:47',
    firstMinute: 24,
    circulatedOn: '2026-03-26',
    correctionsBy: '2026-04-24',
    attendance: {
      present: [
        'helenaMarsden',
        'anitaRawal',
        'catrinBevan',
        'simoneCharlery',
        'nasreenHolloway',
        'danielOkonjo',
        'grahamOstler',
        'gurdeepSohal',
        'owenTranter'
      ],
      substitutes: [],
      inAttendance: [
        'aminaWarsame',
        'joelHendry',
        {
          name: 'Elspeth Varga',
          post: 'Student Wellbeing Manager',
          organisation: 'Hathering College'
        },
        'bridgetAmoako'
      ],
      apologies: ['alisonThwaite']
    }
  },
  items: [
    { title: 'Apologies for absence', standing: 'apologies', notMinuted: true },
    {
      title: 'Minutes',
      standing: 'minutes',
      purpose: 'decide',
      minutesAllotted: 5,
      note: 'To approve the minutes of the meeting held on 11 December 2025 as a correct record.',
      minute: [
        `The minutes of the meeting held on 11 December 2025 were approved as a correct record and
          signed by the Chair.`
      ]
    },
    {
      title: 'Items of urgent business',
      standing: 'urgentBusiness',
      minutesAllotted: 2,
      minute: ['There was no urgent business.']
    },
    {
      title: 'Declarations of interest',
      standing: 'declarations',
      minutesAllotted: 3,
      minute: ['No member declared an interest in any item on the agenda.']
    },
    {
      title: 'Action log',
      standing: 'actionLog',
      purpose: 'note',
      minutesAllotted: 10,
      minute: [
        `The Clerk presented the log, which had moved from a spreadsheet to the Board’s own
          workspace in January with two actions carried over.`,
        {
          list: [
            `**Action 1, venue hire guidance.** The guidance had been rewritten with both district
              councils and sent to every parish council on 20 February. Nine village halls had
              already put it into their hiring terms.`,
            `**Action 2, one form for training returns.** Partners were found to count training in
              four different ways. The Director of Adults and Communities asked for time to try a
              draft form with two partners before it was fixed for everybody.`
          ]
        },
        {
          resolved: [
            'That Action 1 be closed.',
            `That the date for Action 2 be moved to 29 May 2026, and the status of the log be
              noted.`
          ]
        }
      ]
    },
    {
      title: 'Delivery plan: progress from November to February',
      kind: 'report',
      purpose: 'discuss',
      presenter: 'joelHendry',
      minutesAllotted: 25,
      note: 'A report on the 38 tasks of the 2024 to 2026 plan, with reasons for the six that are behind.',
      recommendations: [
        'That progress against the plan be noted.',
        'That a measure of staff confidence be added to the report from September 2026.'
      ],
      minute: [
        `The Prevent Coordinator presented the progress report for November to February. Of the 38
          tasks in the plan, 11 were complete, 21 were on schedule and six were behind. Three of
          the six waited for a second training officer, who would take up the post on 13 April.`,
        'In answer to questions, members were told that:',
        {
          list: [
            `84 of the county’s 112 schools had now taken part in training, against 61 in
              September. Most of the remaining 28 were small primary schools, which had asked for
              sessions after 3.30 pm and without a journey to Hathering;`,
            `work with sports clubs had not begun, because clubs were run by volunteers who met in
              the evening. Tarrowshire Voluntary Action offered to open its spring meeting of club
              secretaries to the training team;`,
            `there was no figure for probation, which was changing the system that held its
              training records. Both quarters would be given in June.`
          ]
        },
        `The Vice-Chair cautioned against reading a low number of concerns as a low level of need.
          Some services with the fewest concerns were also those whose staff had been trained
          longest ago. Members agreed that a count of concerns told the Board little by itself, and
          that it ought to know whether staff would recognise one and would feel able to raise it.
          An alternative, to count only the staff who had been trained, was not supported: it
          measured attendance and not whether anything had been learned.`,
        `It was noted that two tasks named “district councils” as their owner and that neither
          council had taken them up.`,
        {
          resolved: [
            'That progress against the plan be noted.',
            'That a measure of staff confidence be added to the report from September 2026.'
          ]
        },
        {
          action: {
            key: 'confidence-survey',
            wording: `Survey staff of the partner services on how confident they are to recognise
              and raise a concern, and bring the results to the Board.`,
            owners: ['simoneCharlery'],
            dueOn: '2026-05-29'
          }
        },
        {
          action: {
            key: 'district-leads',
            wording: 'Name a lead officer for Prevent in each district council.',
            owners: ['danielOkonjo', 'owenTranter'],
            dueOn: '2026-04-30'
          }
        }
      ]
    },
    {
      title: 'One page on how to raise a concern',
      kind: 'report',
      purpose: 'decide',
      presenter: 'joelHendry',
      minutesAllotted: 20,
      note: 'Five pages of guidance are in use in the county. The report asks for one in their place.',
      recommendations: [
        'That the five pages now in use be withdrawn once a single page has been published.',
        'That the page be checked with the Community Reference Group before it is published.'
      ],
      minute: [
        `The Board considered a report which found five pages of guidance in use across the county.
          Three of them gave a telephone number that was no longer answered, and one described a
          process that had ended in 2022.`,
        'Members asked that the new page should:',
        {
          list: [
            'answer first the question a worried person has, which is whom to talk to today;',
            'say what happens after a concern is raised, and that support is voluntary;',
            'be written for residents and staff alike, and not keep a second version for officers;',
            'carry a date on which it will be checked again.'
          ],
          ordered: true
        },
        `A printed directory of services had been suggested during the drafting. The Board
          preferred a single page, because most people raise a concern once in a career and need
          the answer in a minute, and because a directory would be out of date within a year.`,
        {
          resolved: [
            'That the five pages now in use be withdrawn once a single page has been published.',
            `That the page be checked with the Community Reference Group, and be offered in the
              four languages most used in the county besides English.`
          ]
        },
        {
          action: {
            key: 'concern-page',
            wording: 'Publish one page of plain guidance on how to raise a concern.',
            owners: ['joelHendry'],
            dueOn: '2026-06-30'
          }
        }
      ]
    },
    {
      title: 'Online harm: what students at the two colleges say',
      kind: 'report',
      purpose: 'discuss',
      presenter: 'catrinBevan',
      minutesAllotted: 25,
      recommendations: [
        'That Prevent and online safety be part of induction at both colleges from September 2026.'
      ],
      minute: [
        `The Safeguarding Lead for Schools and Colleges introduced the results of a survey that
          1,940 students had answered in January. A third had been shown hateful material in the
          month before by an account they did not follow. Of those, about one in six had told a
          member of staff.`,
        `The Student Wellbeing Manager of Hathering College said that students were not hiding what
          they saw. They took it for granted, and thought it too common to mention. Students who
          had spoken to somebody had mostly chosen a tutor they already trusted.`,
        `Members discussed whether to buy an online course, at about £18,500 a year for both
          colleges. The Board did not support it. The colleges already had staff whom students
          trusted, a course would be taken once and forgotten, and the money would meet the cost of
          releasing eleven tutors for training.`,
        {
          resolved: [
            `That Prevent and online safety be part of induction for students and for new teaching
              staff at both colleges from September 2026.`
          ]
        },
        {
          action: {
            key: 'college-induction',
            wording: `Agree with both colleges what induction will cover, and confirm to the Board
              that it has been given.`,
            owners: ['catrinBevan'],
            dueOn: '2026-09-04'
          }
        }
      ]
    },
    {
      title: 'Community Reference Group: feedback',
      kind: 'verbalUpdate',
      purpose: 'consult',
      presenter: 'aminaWarsame',
      minutesAllotted: 15,
      minute: [
        `The Group’s representative reported on its meeting of 19 February. The Group had asked to
          be consulted before papers were settled, and not after. It had also asked to be told,
          each time, what the Board had decided and why, including when the answer was no. Several
          people had stopped coming because they could not see that anything had changed.`,
        `Members accepted the criticism. The Chair said that a group which was asked for its time
          was owed a reply.`,
        {
          resolved: [
            `That the draft partnership plan go to the Community Reference Group before it comes to
              the Board for approval.`,
            `That the Board’s answer to each point the Group makes be given in writing, with
              reasons, before the Group’s next meeting.`
          ]
        }
      ]
    },
    {
      title: 'Work programme',
      standing: 'workProgramme',
      purpose: 'decide',
      minutesAllotted: 5,
      minute: [
        `The Clerk presented the work programme for 2026/27. The draft partnership plan was set
          down for June and its approval for September, so that the Reference Group would have the
          summer to consider it.`,
        { resolved: ['That the work programme for 2026/27 be agreed.'] }
      ]
    },
    {
      title: 'Date of next meeting',
      standing: 'nextMeeting',
      minutesAllotted: 2,
      minute: [
        `It was noted that the next meeting would be held on Thursday 11 June 2026 at 2.00 pm, and
          would be the first of the municipal year 2026/27.`
      ]
    }
  ]
};
