/** What mail and calendars tell, to whom and how often: bugs in what leaves the house by itself. */
import type { Bug } from './bug.ts';

const MAIL = 'tests/journeys/notices-by-mail.test.ts';
const FEED = 'server/services/calendars.test.ts';
const ENTRIES = 'server/services/notices-entries.ts';

export const NOTICE_BUGS: readonly Bug[] = [
  {
    name: 'mail quotes private actions',
    breaks: 'Of private business a mail has an action’s number alone.',
    changes: [
      {
        file: ENTRIES,
        find: "wording: action.part === 'part1' ? action.wording : null,",
        put: 'wording: action.wording,'
      }
    ],
    caughtBy: {
      file: MAIL,
      test: '[Z14] no byte of any mail to anybody has a word of private business'
    }
  },
  {
    name: 'mail does not ask for rights again',
    breaks: 'What is no longer theirs to know is told to nobody.',
    changes: [
      {
        file: ENTRIES,
        find: "if (!action || !actor || !may(actor, 'see-action', actionSubject(action))) return undefined;",
        put: 'if (!action || !actor || !may) return undefined;'
      }
    ],
    caughtBy: {
      file: MAIL,
      test: '[Z14] what is no longer so, or no longer theirs to know, is told to nobody'
    }
  },
  {
    name: 'a mail that left is not marked',
    breaks: 'What was told is told once.',
    changes: [
      {
        file: 'server/mail/rounds.ts',
        find: 'await notices.noteSent(id);',
        put: 'void id;'
      }
    ],
    caughtBy: {
      file: MAIL,
      test: '[Z10] [Z11] a person gets one mail of all there is to tell them, the most pressing first'
    }
  },
  {
    name: 'a mail is given another Message-ID each time',
    breaks: 'A mail that is sent again is known for the same.',
    changes: [
      {
        file: 'server/mail/postman.ts',
        find: '          messageId,\n',
        put: ''
      }
    ],
    caughtBy: {
      file: MAIL,
      test: '[Z13] a mail that left and was not marked is sent again under the same Message-ID, and no other'
    }
  },
  {
    name: 'a calendar address opens without its secret',
    breaks: 'Only the address that was made opens a calendar.',
    changes: [
      {
        file: 'server/services/calendars.ts',
        find: 'if (!feed || !isSecretOf(secret, feed.secretHash)) return',
        put: 'if (!feed || !isSecretOf) return'
      }
    ],
    caughtBy: {
      file: FEED,
      test: '[Z7] the secret is kept as a hash alone, and an address that was replaced or ended opens nothing'
    }
  },
  {
    name: 'a calendar address outlives a seat',
    breaks: 'A place that ends leaves the calendar the same day.',
    changes: [
      {
        file: 'server/services/calendars.ts',
        find: "may(actor, 'see-board', { boardId: id })",
        put: "id !== '' && actor.personId !== ''"
      }
    ],
    caughtBy: {
      file: FEED,
      test: '[Z8] a place that ends leaves the calendar the same day, and a suspended person’s opens nothing'
    }
  },
  {
    name: 'a timetable that counts the meeting’s own day',
    breaks: 'The agenda leaves the notice asked for.',
    changes: [
      {
        file: 'src/domain/timetable.ts',
        find: 'const agendaFor = (meeting: string) => latestPublicationDay(meeting, noticeDays, holidays);',
        put: 'const agendaFor = (meeting: string) => latestPublicationDay(meeting, noticeDays - 1, holidays);'
      }
    ],
    caughtBy: {
      file: 'src/domain/timetable.test.ts',
      test: '[Z1] a council’s meeting of Thursday 23 June 2022 has these dates'
    }
  }
];
