import type { DemoMeeting } from './content.ts';

/** The reference group on the page about raising a concern: notes approved in August. */
export const MEETING_2026_05_21: DemoMeeting = {
  board: 'reference',
  date: '2026-05-21',
  startTime: '18:00',
  endTime: '19:30',
  place: 'Community room, Hathering Library',
  createdOn: '2026-04-23',
  publishedOn: '2026-05-13',
  sitting: {
    startedAt: '18:00',
    finishedAt: '19:28',
    circulatedOn: '2026-05-29',
    correctionsBy: null,
    attendance: null
  },
  items: [
    {
      title: 'Notes of the last meeting',
      standing: 'minutes',
      minutesAllotted: 5,
      minute: ['The notes of the meeting held on 19 February 2026 were agreed as a correct record.']
    },
    {
      title: 'Actions from last time',
      standing: 'actionLog',
      minutesAllotted: 5,
      minute: ['No action had been left open in February.']
    },
    {
      title: 'What the Board did with our views',
      purpose: 'discuss',
      minutesAllotted: 15,
      note: 'The Board’s written answers to the points made in February.',
      minute: [
        `The Group read the Board’s written answers. People were glad to have them. It was said
          that an answer of “no” with a reason was more use than a “yes” that nobody acted on.`,
        `The Group asked that future answers say **when** a thing would be done, and not only that
          it would be.`
      ]
    },
    {
      title: 'One page on how to raise a concern',
      purpose: 'consult',
      minutesAllotted: 40,
      note: 'The page is attached in draft. Would you know what to do after reading it?',
      minute: [
        'The Group read the draft aloud, one paragraph each. These views were expressed:',
        {
          list: [
            `“Referral” sounds like something done to a person. “Raise a concern” is what people
              say, and the page should keep to it.`,
            `The photograph of a police car tells the reader that this is about crime before a word
              has been read. A picture of two people talking would be better, or none.`,
            `People want to know whether the person they are worried about will be told, and by
              whom. The draft does not say.`,
            `The page should not be only on a website. Launderettes, barbers, food banks and
              surgeries all have walls.`
          ]
        },
        `Not everybody agreed about giving a police number. Some people would never ring it; others
          would ring nothing else. The Group settled on giving two numbers side by side, and
          letting the reader choose.`,
        {
          resolved: [
            'That the Board be asked to make the changes above before the page is published.'
          ]
        },
        {
          action: {
            key: 'try-the-page',
            wording: `Try the changed page with two community groups, and tell the Prevent
              Coordinator what they said.`,
            owners: ['harjitBassan', 'dorothyWhitcombe'],
            dueOn: '2026-06-19'
          }
        }
      ]
    },
    {
      title: 'Safety at places of worship',
      purpose: 'discuss',
      minutesAllotted: 15,
      minute: [
        `The Group heard that four places of worship had asked for advice about safety during the
          winter and had had no reply. It was felt that a promise of this kind, once broken, was
          remembered for longer than ten that were kept.`,
        { resolved: ['That the Group’s representative raise this with the Board in June.'] }
      ]
    },
    {
      title: 'Date of next meeting',
      standing: 'nextMeeting',
      minutesAllotted: 5,
      minute: [
        `The next meeting would be on Thursday 27 August 2026 at 6.00 pm. People asked for a room
          nearer to an evening bus in the winter.`,
        {
          action: {
            key: 'winter-room',
            wording: 'Find a room for the winter with step-free access and a bus after 8pm.',
            owners: ['bridgetAmoako'],
            dueOn: '2026-08-20'
          }
        }
      ]
    }
  ]
};
