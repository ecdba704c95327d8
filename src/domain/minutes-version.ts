/** Versions of a meeting's minutes, each kept as it stood: rules X1 and X2 of SPEC.md. */
import type { Verb } from './permission.ts';

export type VersionKind =
  /** The draft as it stands at this moment; kept nowhere. */
  | 'now'
  /** Made when the meeting closed. */
  | 'closed'
  /** Kept by the clerk under a name. */
  | 'kept'
  /** Made when nobody had written for a while. */
  | 'idle'
  /** Made before an earlier version was put back. */
  | 'beforeRestore'
  | 'circulated'
  | 'approved';

export type MinutesVersion = {
  /** `now`, `circulated-2`, `approved`, or the id of a version kept beside these. */
  readonly id: string;
  readonly kind: VersionKind;
  /** UTC instant. */
  readonly at: string;
  /** Whoever's act it was; null for the system. */
  readonly by: string | null;
  /** Given by the clerk. */
  readonly name: string | null;
  /** Which circulation it was; 1 for everything else. */
  readonly round: number;
};

export type TitledVersion = MinutesVersion & { readonly title: string };

export const VERSION_NAME_AT_MOST = 100;

/** How long nobody writes before the draft is kept as it stands. */
export const IDLE_MINUTES = 10;

/** What a version was to its readers then, it is now: what was a draft is for those who see drafts. */
export const rightToRead = ({ kind }: Pick<MinutesVersion, 'kind'>): Verb =>
  kind === 'circulated' || kind === 'approved' ? 'see-minute' : 'see-drafts';

export function versionTitle({ kind, name, round }: MinutesVersion): string {
  switch (kind) {
    case 'now':
      return 'The draft as it stands';
    case 'closed':
      return 'Draft at the close of the meeting';
    case 'kept':
      return name ?? 'Kept by the clerk';
    case 'idle':
      return `Draft after ${IDLE_MINUTES} minutes without changes`;
    case 'beforeRestore':
      return 'Draft before an earlier version was put back';
    case 'circulated':
      return round === 1 ? 'Circulated' : `Circulated again (version ${round})`;
    case 'approved':
      return 'Approved as a correct record';
  }
}
