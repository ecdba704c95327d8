/** The tables of notices and of the mails they go into; see `schema.ts`. */
import type { MailChoice, NoticeKind } from '#domain/mail-notice.ts';

export type NoticeTables = {
  mail_choice: { person_id: string; choice: MailChoice; chosen_at: string };
  mail_digest: {
    id: string;
    person_id: string;
    message_id: string;
    made_at: string;
    tries: number;
    next_at: string;
    ended_at: string | null;
    ended_as: 'sent' | 'empty' | 'givenUp' | null;
  };
  notice_outbox: {
    id: string;
    person_id: string;
    kind: NoticeKind;
    board_id: string;
    meeting_id: string | null;
    action_id: string | null;
    about_on: string;
    occasion: string;
    made_at: string;
    digest_id: string | null;
    ended_at: string | null;
    ended_as: 'sent' | 'dropped' | 'givenUp' | null;
  };
};
