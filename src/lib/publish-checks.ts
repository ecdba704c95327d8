/** What a clerk should look at before an agenda is published. Nothing here stops the publication. */
import type { AgendaRecord, AgendaRecordItem } from '#domain/record.ts';

export type PublishChecks = {
  readonly withoutPresenter: readonly AgendaRecordItem[];
  /** Neither a note nor a recommendation says what the item is about. */
  readonly withoutWording: readonly AgendaRecordItem[];
  /** The board is asked to decide, and nothing is recommended to it. */
  readonly withoutRecommendation: readonly AgendaRecordItem[];
};

/** `standing` are the items that come at every meeting: their titles say all there is to say. */
export function checksOf(record: AgendaRecord, standing: ReadonlySet<string>): PublishChecks {
  const items = record.items.filter(({ itemId }) => !standing.has(itemId));
  const isBare = ({ note, recommendations }: AgendaRecordItem) =>
    note === null && recommendations.length === 0;
  return {
    withoutPresenter: items.filter(({ presenter }) => presenter === null),
    withoutWording: items.filter(isBare),
    withoutRecommendation: items.filter(
      (item) => item.purpose === 'decide' && item.recommendations.length === 0 && !isBare(item)
    )
  };
}
