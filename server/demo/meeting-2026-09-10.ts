import type { DemoMeeting } from './content.ts';

/** Minutes 14 to 24 of 2026/27: circulated, with corrections asked for and approval still to come. */
export const MEETING_2026_09_10: DemoMeeting = {
  board: 'oversight',
  date: '2026-09-10',
  startTime: '14:00',
  endTime: '16:00',
  place: 'Committee Room 2, County Hall, Hathering',
  createdOn: '2026-07-13',
  publishedOn: '2026-09-02',
  sitting: {
    startedAt: '14:00',
    finishedAt: '15:54',
    circulatedOn: '2026-09-24',
    correctionsBy: '2026-11-27',
    attendance: {
      present: [
        'helenaMarsden',
        'anitaRawal',
        'catrinBevan',
        'nasreenHolloway',
        'danielOkonjo',
        'grahamOstler',
        'gurdeepSohal',
        'alisonThwaite'
      ],
      substitutes: [{ person: 'hannahLockyer', inSeatOf: 'owenTranter' }],
      inAttendance: ['aminaWarsame', 'joelHendry', 'bridgetAmoako'],
      apologies: ['simoneCharlery', 'owenTranter']
    }
  },
  items: [
    { title: 'Apologies for absence', standing: 'apologies', notMinuted: true },
    {
      title: 'Minutes',
      standing: 'minutes',
      purpose: 'decide',
      minutesAllotted: 5,
      note: 'To approve the minutes of the meeting held on 11 June 2026 as a correct record.',
      approvesMinutesOf: '2026-06-11',
      minute: [
        `The minutes of the meeting held on 11 June 2026, the private minute included, were
          approved as a correct record and signed by the Chair.`
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
        'The Clerk presented the log. Members considered the actions that were due or finished.',
        {
          list: [
            `**Action 3, staff confidence survey.** Sent on 24 August. The Head of Service had
              written to say that fewer than half of the replies expected had come in, and asked
              for it to stay open until November.`,
            `**Action 5, one page on how to raise a concern.** Published on 26 June, with the
              changes the Reference Group asked for. The five older pages had been withdrawn.`,
            `**Action 6, induction at the colleges.** Both colleges had confirmed what would be
              covered, and 2,310 students had been through it in the first week of term.`,
            '**Action 7, consultation on the plan.** Finished, and reported under the next item.',
            `**Action 8, training in general practice.** No existing return gave the figure. The
              new partners’ form would ask for it, so nothing separate was needed.`
          ]
        },
        `The Chair noted that Action 3 had now been moved twice, and asked to be told at once if it
          was likely to be moved again.`,
        {
          resolved: [
            'That Actions 5, 6 and 7 be closed, and Action 8 be removed as no longer required.',
            'That the date for Action 3 be moved to 30 November 2026.',
            'That the status of the Action log be noted.'
          ]
        }
      ]
    },
    {
      title: 'Prevent partnership plan 2026 to 2028: approval',
      kind: 'report',
      purpose: 'decide',
      presenter: 'joelHendry',
      minutesAllotted: 30,
      note: 'The plan after consultation, with a table of what was said and what was changed.',
      recommendations: [
        'That the Prevent partnership plan 2026 to 2028 be approved.',
        'That the Board receive a report on progress at each meeting.'
      ],
      minute: [
        `The Prevent Coordinator presented the plan as it stood after consultation. The Community
          Reference Group had discussed it on 27 August, and 146 people had answered the three
          questions at events over the summer.`,
        'The report set out what had been said and what had been done about it:',
        {
          list: [
            `**Said:** the plan spoke about communities and not to them. **Done:** a one-page
              summary for young people would be written with the Group.`,
            `**Said:** parents wanted practical help in the evening and near home. **Done:** a task
              was added, led by Brindlow Borough Council.`,
            `**Said:** the Group should choose one subject a year for the Board to look into.
              **Done:** accepted, from the meeting in March 2027.`,
            `**Said:** publish the number of concerns by district. **Not done:** in the smaller
              towns the numbers were so low that a person might be recognised.`
          ]
        },
        `Members asked that the last answer be given in full, since a refusal without a reason was
          what the Group had complained of in March. The substitute for South Tarrow District
          Council said that the tasks now named her council and that it accepted them.`,
        `The tasks on young people online would start in January 2027 and not in April, as the
          draft had proposed.`,
        {
          resolved: [
            'That the Prevent partnership plan 2026 to 2028 be approved.',
            'That the table of what was said and what was done be sent to everybody who answered.',
            'That the Board receive a report on progress at each meeting.'
          ]
        },
        {
          action: {
            key: 'young-summary',
            wording: 'Write a one-page summary of the plan with, and for, young people.',
            owners: ['aminaWarsame', 'joelHendry'],
            dueOn: '2026-12-04'
          }
        }
      ]
    },
    {
      title: 'Online safety: help for families',
      kind: 'report',
      purpose: 'decide',
      presenter: 'danielOkonjo',
      minutesAllotted: 20,
      recommendations: [
        'That two evenings for parents and carers be held in Brindlow before Christmas, as a trial.'
      ],
      minute: [
        `The Head of Community Safety for Brindlow reported that parents had asked for three
          things: to be shown the settings on the devices their children really used, to have
          somebody to ask afterwards, and not to be lectured.`,
        `The Safeguarding Lead for Schools and Colleges offered the use of two school halls and the
          help of older pupils, who in an earlier project had proved the best teachers. Members
          agreed to hold two evenings before deciding whether to offer them in every district.`,
        {
          resolved: [
            `That two evenings for parents and carers be held in Brindlow before Christmas, and the
              Board decide in December whether to offer them across the county.`
          ]
        },
        {
          action: {
            key: 'parent-evenings',
            wording: 'Hold two evenings on online safety for parents and carers in Brindlow.',
            owners: ['danielOkonjo'],
            dueOn: '2026-11-13'
          }
        },
        {
          action: {
            key: 'governors-briefing',
            wording: 'Ask the school governors’ association for a place at its spring briefing.',
            owners: ['catrinBevan'],
            dueOn: '2027-01-29',
            raisedBy: 'catrinBevan'
          }
        }
      ]
    },
    {
      title: 'Training: first returns on the new form',
      kind: 'report',
      purpose: 'note',
      presenter: 'grahamOstler',
      minutesAllotted: 10,
      minute: [
        `Seven of nine partners had used the new form for April to June. Between them they had
          trained 1,126 staff. The Director of Adults and Communities said that the figure could
          not be compared with earlier years, and that the second quarter would be the first useful
          one.`,
        { resolved: ['That the report be noted.'] },
        {
          action: {
            key: 'second-returns',
            wording: 'Collect the returns for July to September from all nine partners.',
            owners: ['grahamOstler'],
            dueOn: '2026-10-16'
          }
        }
      ]
    },
    {
      title: 'Assessment against the national benchmarks: how it will be done',
      kind: 'report',
      purpose: 'discuss',
      presenter: 'joelHendry',
      minutesAllotted: 15,
      note: 'The last assessment was made by officers alone. The report proposes another way.',
      minute: [
        `Members considered how to assess the partnership against the national benchmarks. The last
          assessment had been written by officers alone and had found little to improve. Members
          preferred to collect evidence first, from each council, and to score together at the
          meeting in March 2027 with the Group’s representative in the room.`,
        {
          resolved: [
            `That evidence be collected by 15 January 2027 and the assessment be made by the Board
              on 11 March 2027.`
          ]
        },
        {
          action: {
            key: 'benchmark-evidence',
            wording: 'Collect evidence for each benchmark from the county and both districts.',
            owners: ['joelHendry', 'danielOkonjo', 'owenTranter'],
            dueOn: '2027-01-15'
          }
        }
      ]
    },
    {
      title: 'Community Reference Group: feedback',
      kind: 'verbalUpdate',
      purpose: 'consult',
      presenter: 'aminaWarsame',
      minutesAllotted: 10,
      minute: [
        `The Group’s representative said that its views on the plan had been given under the
          earlier item. The Group wished it recorded that this was the first plan on which it had
          been asked before and told after. It had chosen a room with better buses for the winter.`,
        { resolved: ['That the feedback be noted with thanks.'] }
      ]
    },
    {
      title: 'Work programme',
      standing: 'workProgramme',
      purpose: 'note',
      minutesAllotted: 3,
      minute: [
        `The work programme was noted, with the assessment against the benchmarks and the Group’s
          chosen subject added for March 2027.`
      ]
    },
    {
      title: 'Date of next meeting',
      standing: 'nextMeeting',
      minutesAllotted: 2,
      minute: [
        'It was noted that the next meeting would be held on Thursday 10 December 2026 at 2.00 pm.'
      ]
    }
  ]
};
