/** The chair's commands as they come from browsers and scripts: shape only. */
import type { ChairCommand } from '#domain/chair-command.ts';
import { RESOLUTIONS_AT_ONCE } from '#domain/decision.ts';
import { flag, id, list, literal, object, objectWith, text, whole, type Reader } from './shape.ts';

const PERSON = text(60);

export const CHAIR_READERS: {
  readonly [Type in ChairCommand['type']]: Reader<Extract<ChairCommand, { type: Type }>>;
} = {
  'open-item': objectWith({ type: literal('open-item'), itemId: id }, { leaving: id }),
  'undo-move': object({ type: literal('undo-move'), seq: whole(1, 999_999) }),
  'agree-item': object({
    type: literal('agree-item'),
    itemId: id,
    resolutionIds: list(id, RESOLUTIONS_AT_ONCE),
    withChanges: flag
  }),
  'undo-agreement': object({ type: literal('undo-agreement'), itemId: id }),
  'confirm-wording': object({ type: literal('confirm-wording'), itemId: id }),
  'leave-undecided': object({ type: literal('leave-undecided'), itemId: id }),
  'ask-to-speak': object({
    type: literal('ask-to-speak'),
    itemId: id,
    personId: PERSON,
    name: text(200)
  }),
  'withdraw-request-to-speak': object({
    type: literal('withdraw-request-to-speak'),
    itemId: id,
    personId: PERSON
  }),
  'call-speaker': object({ type: literal('call-speaker'), itemId: id, personId: PERSON })
};
