/**
 * Who holds which place, changed in the seats themselves as the services would, and what each place
 * allows: worked out here once more, apart from the server's rights table, to be held against it.
 */
import type { Office } from '#domain/board.ts';
import type { Disk } from './disk.ts';
import { OFFICES, type Figure, type Fixture, type Place } from './fixture.ts';

export type Standing = {
  office: Office;
  isSeated: boolean;
  /** When they last came to have less, in virtual milliseconds. */
  lessSince: number;
};

export class Rights {
  readonly standings: Record<Figure, Standing>;
  /** Since when, in virtual milliseconds. */
  readonly frozenSince = new Map<Place, number>();

  constructor() {
    const figures = Object.entries(OFFICES) as [Figure, Office][];
    this.standings = Object.fromEntries(
      figures.map(([figure, office]) => [figure, { office, isSeated: true, lessSince: -Infinity }])
    ) as Record<Figure, Standing>;
  }

  maySee(figure: Figure, place: Place): boolean {
    const { office, isSeated } = this.standings[figure];
    if (!isSeated) return false;
    return place === 'open' || office === 'clerk' || office === 'member';
  }

  mayWrite(figure: Figure, place: Place): boolean {
    const { office } = this.standings[figure];
    if (!this.maySee(figure, place) || this.frozenSince.has(place)) return false;
    return office === 'clerk' || office === 'member' || office === 'crgRepresentative';
  }

  officeAtFirst(figure: Figure): Office {
    return OFFICES[figure];
  }

  /** How it stands on a disk that was written, or went back, while nobody looked. */
  read(disk: Disk, { people, documents }: Fixture, now: number): void {
    const seat = disk.look<[string], { office: Office; endsOn: string | null }>(
      'select office, ends_on as endsOn from seat where person_id = ?'
    );
    for (const [figure, standing] of Object.entries(this.standings) as [Figure, Standing][]) {
      const row = seat.get(people[figure]);
      if (!row) throw new Error(`${figure} has no seat`);
      standing.office = row.office;
      standing.isSeated = row.endsOn === null;
    }
    const document = disk.look<[string], { frozenAt: string | null }>(
      'select frozen_at as frozenAt from document where name = ?'
    );
    for (const place of ['open', 'private'] as const) {
      if (document.get(documents[place])?.frozenAt === null) this.frozenSince.delete(place);
      else this.frozenSince.set(place, this.frozenSince.get(place) ?? now);
    }
  }

  /** Puts it on the disk; the announcement is the caller's. */
  write(
    disk: Disk,
    { boardId, people }: Fixture,
    figure: Figure,
    { office, isSeated }: Pick<Standing, 'office' | 'isSeated'>
  ): void {
    disk.write(
      'update seat set office = ?, ends_on = ? where board_id = ? and person_id = ?',
      office,
      isSeated ? null : '2026-12-31',
      boardId,
      people[figure]
    );
  }
}
