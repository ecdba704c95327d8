import type { DemoMeeting } from './content.ts';
import { LOCAL_POLICING_BRIEFING } from './local-policing-briefing.ts';

/** The first meeting of 2026/27, with one private item: minutes 1 to 13, approved in September. */
export const MEETING_2026_06_11: DemoMeeting = {
  board: 'oversight',
  date: '2026-06-11',
  startTime: '14:00',
  endTime: '16:00',
  place: 'Committee Room 2, County Hall, Hathering',
  createdOn: '2026-04-20',
  publishedOn: '2026-06-03',
  sitting: {
    startedAt: '14:00',
    finishedAt: '16:08',
    circulatedOn: '2026-06-25',
    correctionsBy: '2026-07-24',
    attendance: {
      present: [
        'helenaMarsden',
        'catrinBevan',
        'simoneCharlery',
        'nasreenHolloway',
        'danielOkonjo',
        'grahamOstler',
        'gurdeepSohal',
        'alisonThwaite',
        'owenTranter'
      ],
      substitutes: [{ person: 'neilAbara', inSeatOf: 'anitaRawal' }],
      inAttendance: ['aminaWarsame', 'joelHendry', 'tomaszWrona', 'bridgetAmoako'],
      apologies: ['anitaRawal']
    }
  },
  items: [
    {
      title: 'Election of chair and vice-chair',
      purpose: 'decide',
      minutesAllotted: 5,
      minute: [
        `The Clerk opened the meeting and asked for nominations for chair for 2026/27. One
          nomination was received. Councillor Marsden was elected and took the chair.`,
        {
          resolved: [
            'That Councillor Helena Marsden be elected Chair for 2026/27.',
            'That Superintendent Anita Rawal be elected Vice-Chair for 2026/27.'
          ]
        }
      ]
    },
    { title: 'Apologies for absence', standing: 'apologies', notMinuted: true },
    {
      title: 'Minutes',
      standing: 'minutes',
      purpose: 'decide',
      minutesAllotted: 5,
      note: 'To approve the minutes of the meeting held on 12 March 2026 as a correct record.',
      approvesMinutesOf: '2026-03-12',
      minute: [
        `The minutes of the meeting held on 12 March 2026 were approved as a correct record and
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
      minute: [
        `The Chief Executive of Tarrowshire Voluntary Action declared a non-pecuniary interest in
          the item on community grants, as a trustee of a charity that had applied. He stayed in
          the room, and took no part in the discussion or the decision.`
      ]
    },
    {
      title: 'Action log',
      standing: 'actionLog',
      purpose: 'note',
      minutesAllotted: 10,
      minute: [
        'The Board went through the five actions that were open.',
        {
          list: [
            `**Action 2, one form for training returns.** Agreed with all partners on 27 May after
              a trial with two of them. One side of a page, and one way of counting.`,
            `**Action 3, staff confidence survey.** The questions were ready, but three services
              had asked for them to wait until after their annual staff surveys. Members thought it
              better to have answers in August than few answers in June.`,
            '**Action 4, district leads.** Both district councils had named an officer.',
            `**Actions 5 and 6.** On schedule. The page on raising a concern had been to the
              Reference Group in May and was being changed to meet its comments.`
          ]
        },
        {
          resolved: [
            'That Actions 2 and 4 be closed.',
            'That the date for Action 3 be moved to 28 August 2026.',
            'That the status of the Action log be noted.'
          ]
        }
      ]
    },
    {
      title: 'Prevent partnership plan 2026 to 2028: draft for consultation',
      kind: 'report',
      purpose: 'consult',
      presenter: 'joelHendry',
      minutesAllotted: 30,
      note: 'The draft plan has four priorities and 26 tasks, each with one owner and one date.',
      recommendations: [
        'That the draft plan be approved for consultation until 31 August 2026.',
        'That the Board receive the plan for approval on 10 September 2026.'
      ],
      minute: [
        `The Prevent Coordinator presented a draft plan of four priorities and 26 tasks. The plan
          it would replace had 38 tasks, some of which nobody could now explain. Each task in the
          draft had one owner, one date and a sentence saying how the Board would know that it had
          been done.`,
        'The four priorities were:',
        {
          list: [
            'staff who recognise a concern and know what to do with it;',
            'young people who are safer online;',
            'communities that shape the work and hear what came of it;',
            'partners who can show what difference they have made.'
          ],
          ordered: true
        },
        `Members welcomed a shorter plan. The two district councils asked that tasks for “all
          districts” name each of them, after the experience reported in March (minute 28). The
          Designated Doctor pointed out that staff in community pharmacies and dental practices saw
          many people who never visited a surgery, and were not mentioned. This was accepted.`,
        `There was discussion of whether the plan should set a target for the number of concerns
          raised. Officers advised against. A target would reward services for passing on concerns
          they had not thought about, and would discourage those that dealt with a worry early and
          well. Members agreed, and noted that the measure of staff confidence was the better
          guide.`,
        `The Group’s representative asked how the draft would be put to people who would not read a
          plan. It was agreed that the consultation should ask three questions that could be
          answered in conversation, and that the draft would be an annex to them.`,
        {
          resolved: [
            `That the draft plan, with community pharmacies and dental practices added to the first
              priority, be approved for consultation until 31 August 2026.`,
            'That the plan be brought to the Board for approval on 10 September 2026.'
          ]
        },
        {
          action: {
            key: 'plan-consultation',
            wording: `Consult the Community Reference Group and the groups it works with on the
              draft plan, using three questions, and report what was said.`,
            owners: ['aminaWarsame', 'joelHendry'],
            dueOn: '2026-08-31'
          }
        }
      ]
    },
    {
      title: 'Small grants for community projects',
      kind: 'report',
      purpose: 'decide',
      presenter: 'grahamOstler',
      minutesAllotted: 15,
      note: 'Eleven applications were received for a fund of £24,000. An officer panel scored them.',
      recommendations: [
        'That the five applications scored highest by the panel be funded, at £22,600 in total.'
      ],
      minute: [
        `The Board considered a report on eleven applications to the small grants fund of £24,000.
          An officer panel had scored them for reach, for the part that local people would play,
          and for what would remain when the money was spent.`,
        `Members asked why no project in the north of the county had scored well. The Director of
          Adults and Communities said that there had been only one application from there, from a
          group that had not applied for a grant before. Members thought that the form had been
          written for people used to filling in forms, and asked for help to be offered before the
          next round and not after it.`,
        {
          resolved: [
            'That the five applications scored highest by the panel be funded, at £22,600 in total.',
            `That the remaining £1,400 be spent on a workshop in the north of the county to help
              new groups to apply.`
          ]
        }
      ]
    },
    {
      title: 'Training in health services',
      kind: 'verbalUpdate',
      purpose: 'note',
      presenter: 'nasreenHolloway',
      minutesAllotted: 8,
      minute: [
        `The Designated Doctor reported that 91% of staff at the two hospitals were in date with
          training. The figure for general practice was not known, because each practice kept its
          own records and was not bound to report them.`,
        `The Board noted the report. It did not ask practices for a new return, but wished to know
          whether an existing one could be used.`,
        {
          action: {
            key: 'practice-training',
            wording:
              'Find out whether a training figure for general practice can be had from an existing return.',
            owners: ['nasreenHolloway'],
            dueOn: '2026-09-03'
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
        `The Group’s representative reported on its meeting of 21 May. The Group thanked the Board
          for its written answers, which were the first it had received. On the page about raising
          a concern, it had asked that the word “referral” be dropped and that a photograph of a
          police car be taken out.`,
        `The Group had also said that four places of worship had asked for advice on safety during
          the winter and had heard nothing since. The substitute for the Vice-Chair apologised. The
          requests had been taken by an officer who had since moved, and nobody had picked them up.`,
        { resolved: ['That the feedback be noted, and both changes to the page be made.'] },
        {
          action: {
            key: 'worship-visits',
            wording: `Offer a visit about safety and safeguarding to each place of worship that has
              asked for one, beginning with the four that are waiting.`,
            owners: ['alisonThwaite', 'anitaRawal'],
            dueOn: '2026-10-30'
          }
        }
      ]
    },
    {
      title: 'Work programme',
      standing: 'workProgramme',
      purpose: 'note',
      minutesAllotted: 3,
      minute: [
        `The work programme was noted. An item on support for families with online safety was added
          for September.`
      ]
    },
    {
      title: 'Date of next meeting',
      standing: 'nextMeeting',
      minutesAllotted: 2,
      minute: [
        'It was noted that the next meeting would be held on Thursday 10 September 2026 at 2.00 pm.'
      ]
    },
    {
      title: 'Private session',
      purpose: 'decide',
      minutesAllotted: 2,
      recommendations: [
        `That the next item be taken in private under paragraph 7 of the scheme adopted by the
          Board, because the public interest in keeping the information private outweighs the
          public interest in disclosing it.`
      ],
      minute: [
        {
          resolved: [
            `That the next item be taken in private under paragraph 7 of the scheme adopted by the
              Board, because the public interest in keeping the information private outweighs the
              public interest in disclosing it.`
          ]
        },
        `The Community Reference Group’s representative, and officers not needed for the item, left
          the meeting. The recording was stopped at 3.47 pm.`
      ]
    },
    LOCAL_POLICING_BRIEFING
  ]
};
