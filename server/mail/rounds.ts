/**
 * The rounds of the post: what the day asks for is written, what waits is gathered, what is due is
 * sent, one letter after the other. A letter that has left and was not marked, because the process
 * ended in between, is sent once more: SMTP has no way to ask whether it was taken.
 */
import type { MailConfig } from '#server/config.ts';
import type { Notices } from '#server/services/notices.ts';
import { letterOf } from './letter.ts';
import { LetterNotSent, makePostman } from './postman.ts';

export type MailRounds = {
  /** Does one round; while one is on its way, that one is what is waited for. */
  readonly round: () => Promise<void>;
  /** Resolves when no letter is on its way any more; none is begun after this. */
  readonly close: () => Promise<void>;
};

export function makeMailRounds({
  notices,
  mail,
  origin
}: {
  notices: Pick<Notices, 'remind' | 'gather' | 'due' | 'open' | 'noteSent' | 'noteFailed'>;
  /** Null where no mail server is set up: then only what there is to tell is written down. */
  mail: MailConfig | null;
  origin: string;
}): MailRounds {
  const postman = mail && makePostman(mail);
  let isClosed = false;
  let running: Promise<void> | null = null;

  async function go(): Promise<void> {
    await notices.remind();
    if (!mail || !postman) return;
    await notices.gather(mail.domain);
    let fault: LetterNotSent | null = null;
    for (const id of await notices.due()) {
      if (isClosed) return;
      // A server that cannot be reached is not tried again for each of the others.
      if (fault && !fault.isOfOneLetter) await notices.noteFailed(id, fault.why);
      else fault = await sendOne(id);
    }
  }

  async function sendOne(id: string): Promise<LetterNotSent | null> {
    const digest = await notices.open(id);
    if (!digest || !postman) return null;
    try {
      await postman.send(letterOf(digest, origin));
    } catch (error) {
      if (!(error instanceof LetterNotSent)) throw error;
      await notices.noteFailed(id, error.why);
      return error;
    }
    await notices.noteSent(id);
    return null;
  }

  const round = (): Promise<void> => {
    if (isClosed) return Promise.resolve();
    running ??= go().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    round,
    close: async () => {
      isClosed = true;
      await running?.catch(() => {});
    }
  };
}
