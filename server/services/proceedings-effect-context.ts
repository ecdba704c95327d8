/** What an effect is performed with. */
import type { MeetingContext } from '#server/store/meeting-context.ts';

/** The proceedings in `context` are those after the command. */
export type EffectContext = MeetingContext & {
  readonly at: string;
  /** The action was suggested by somebody who may not raise one outright. */
  readonly proposed: boolean;
};
