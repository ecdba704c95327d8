/** What we want of ourselves, by scenario and figure, as ratios to peers in the same run or as numbers. */
import type { Figures } from './figures.ts';
import type { ServerKind } from './server-process.ts';

export type Target = {
  /** `better`: whichever peer does better there. Null: the number itself counts. */
  readonly against: 'hocuspocus' | 'y-websocket' | 'better' | null;
  readonly limit: number;
  readonly isLeast?: boolean;
};

export type Verdict = { readonly target: Target; readonly ratio: number; readonly isMet: boolean };

const CPU = 'CPU s per 1,000 edits';
const most = (limit: number, against: Target['against']): Target => ({ limit, against });

const TARGETS: Readonly<Record<string, Readonly<Record<string, readonly Target[]>>>> = {
  'room-200': {
    [CPU]: [most(0.6, 'hocuspocus'), most(0.4, 'y-websocket')],
    'p99 ms': [most(1, 'hocuspocus')]
  },
  'room-50': { [CPU]: [most(0.9, 'hocuspocus')], 'p99 ms': [most(1.25, 'hocuspocus')] },
  'room-10': { [CPU]: [most(1, 'hocuspocus')], 'p99 ms': [most(1.25, 'hocuspocus')] },
  'rooms-50x6': { [CPU]: [most(1, 'hocuspocus')], 'p99 ms': [most(1.25, 'hocuspocus')] },
  ramp: { 'edits/s': [{ against: 'better', limit: 1.5, isLeast: true }] },
  join: { 'cold ms': [most(0.2, 'better')], 'warm ms': [most(0.6, 'better')] },
  memory: { 'heap KB per document': [most(0.15, 'better')] },
  reconnect: {
    'back: all synced ms': [most(0.5, 'better')],
    'back: loop held ms': [most(250, null)],
    'anew: all synced ms': [most(0.5, 'better')],
    'anew: loop held ms': [most(250, null)]
  },
  storage: { 'compacted / encoded': [most(1.2, null)] },
  kill: {
    'shown, then lost': [most(0, null)],
    'acknowledged, then lost': [most(0, null)]
  }
};

export type ByServer = Readonly<Partial<Record<ServerKind, Figures>>>;

/** Verdicts on one figure; a target whose peer was not measured has none. */
export function judge(scenario: string, figure: string, said: ByServer): Verdict[] {
  const ours = said.ours?.[figure];
  if (typeof ours !== 'number') return [];
  return (TARGETS[scenario]?.[figure] ?? []).flatMap((target) => {
    const ratio = ratioFor(target, figure, ours, said);
    if (ratio === undefined) return [];
    const isMet = target.isLeast ? ratio >= target.limit : ratio <= target.limit;
    return [{ target, ratio, isMet }];
  });
}

function ratioFor(
  { against, isLeast }: Target,
  figure: string,
  ours: number,
  said: ByServer
): number | undefined {
  if (against === null) return ours;
  const peers = against === 'better' ? (['hocuspocus', 'y-websocket'] as const) : [against];
  const values = peers
    .map((peer) => said[peer]?.[figure])
    .filter((value) => typeof value === 'number');
  if (values.length === 0) return undefined;
  return ours / (isLeast ? Math.max(...values) : Math.min(...values));
}
