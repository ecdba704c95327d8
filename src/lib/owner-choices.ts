/** Who an action can be given to: everybody with a seat, their substitutes, and who has it now. */
import type { ActionOwner } from '#domain/action.ts';
import type { Seat } from '#domain/board.ts';

export type OwnerChoice = ActionOwner & {
  /** What a form sends: the person's id, or the name of whoever has none. */
  readonly key: string;
  readonly detail: string;
};

export function ownerChoices(
  seats: readonly Seat[],
  current: readonly ActionOwner[] = []
): OwnerChoice[] {
  const seated = seats.flatMap(({ personId, name, organisation, post, substitutes }) => [
    choice({ personId, name }, organisation ?? post ?? ''),
    ...substitutes.map((each) => choice(each, each.post ?? ''))
  ]);
  // Somebody who has left the board keeps the action until it is given to another.
  const all = [...seated, ...current.map((owner) => choice(owner, ''))];
  return all
    .filter(({ key }, index) => all.findIndex((other) => other.key === key) === index)
    .sort((a, b) => a.name.localeCompare(b.name));
}

const choice = ({ personId, name }: ActionOwner, detail: string): OwnerChoice => ({
  key: personId ?? name,
  personId,
  name,
  detail
});
