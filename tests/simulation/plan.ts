/**
 * What happens in a simulation, worked out from its seed before it begins. Each step brings its own
 * chance, so that steps can be left out and the others stay what they were.
 */
import { Random } from './random.ts';

const GROUPS = {
  typing: { type: 60, pause: 3 },
  lines: { cut: 4, silence: 2, offline: 4, online: 5, stall: 4, reload: 2 },
  tabs: { leaveForGood: 1.5, secondTab: 2 },
  rights: { unseat: 2, seat: 5, demote: 2, unseatAtEdit: 4, unseatAtArrival: 2 },
  sessions: { signOut: 1.5, signIn: 4, signOutAtArrival: 1.5 },
  freezing: { freeze: 0.3 },
  hostility: { forge: 3 },
  clock: { jump: 2 },
  crashes: { crash: 1, crashAtCommit: 2, crashAtSend: 2, restart: 1 },
  disk: { fill: 1.5, breakDisk: 1.5, slowDisk: 1.5, heal: 5 },
  reading: { spoil: 1, heal: 2, emptyRoom: 1 },
  compaction: { emptyRoom: 3 },
  server: { serverWrites: 3 },
  backups: { backUp: 1.5, restore: 0.7 }
} as const;

type Group = keyof typeof GROUPS;
type Of<G> = G extends Group ? keyof (typeof GROUPS)[G] : never;
export type Kind = Of<Group>;

export type Step = {
  readonly kind: Kind;
  /** For whoever the step is about; taken modulo how many there are. */
  readonly who: number;
  /** For whatever else has to be chosen. */
  readonly seed: number;
  /** Milliseconds that pass before the next. */
  readonly wait: number;
};

export type Plan = { readonly tabs: number; readonly steps: readonly Step[] };

/** Of the groups, in each simulation. */
const SHARE = 0.45;

export function planFor(seed: number): Plan {
  const random = new Random(seed);
  // Each seed has its own few kinds of trouble: all of them at once would hide one another.
  const groups = (Object.keys(GROUPS) as Group[]).filter(
    (group) => group === 'typing' || random.chance(SHARE)
  );
  const weights = groups.flatMap((group) => Object.entries(GROUPS[group]) as [Kind, number][]);
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  const pickKind = (): Kind => {
    let left = random.next() * total;
    for (const [kind, weight] of weights) {
      left -= weight;
      if (left < 0) return kind;
    }
    return 'type';
  };
  const steps = Array.from({ length: 150 + random.below(150) }, () => ({
    kind: pickKind(),
    who: random.below(1000),
    seed: random.below(0x7fffffff),
    wait: waitBy(random)
  }));
  return { tabs: 3 + random.below(3), steps };
}

/** Mostly no longer than a key takes, so that things happen to each other. */
function waitBy(random: Random): number {
  const dice = random.next();
  if (dice < 0.6) return random.below(30);
  return dice < 0.93 ? random.below(400) : random.below(4000);
}
