/** The front sheet of an agenda, in the order councils print one. */
import type { Part, Purpose } from './agenda.ts';
import { plainDate, recordTime } from './civil-date.ts';
import {
  boldParagraph,
  contactLine,
  detail,
  paragraph,
  paragraphsOf,
  peopleList
} from './layout-parts.ts';
import type { Layout, PrintNode } from './layout.ts';
import type { AgendaRecord, AgendaRecordItem } from './record.ts';

export function layOutAgenda(record: AgendaRecord): Layout {
  const { board, date, place, publishedOn, version } = record;
  return {
    title: `Agenda of the ${board.name}, ${plainDate(date)}`,
    mark: markOf(record),
    nodes: [
      ...(board.strapline ? [{ kind: 'strapline', text: board.strapline } as const] : []),
      { kind: 'title', text: board.name },
      ...calledOffNodes(record),
      timeAndDate(record),
      ...paragraphsOf(place),
      ...peopleList('Membership', record.membership),
      ...peopleList('Substitutes', record.substitutes),
      { kind: 'heading', level: 2, number: null, text: 'Agenda', anchor: 'agenda' },
      ...itemsUnderAccessHeadings(record),
      ...detail('Queries regarding this agenda or notification of apologies', contactLine(record)),
      ...detail('Agenda published on', publishedOn && publicationLine(publishedOn, version)),
      ...supplementLines(record)
    ]
  };
}

function markOf({ version, calledOff }: AgendaRecord): string | null {
  if (calledOff) return calledOff.postponedTo === null ? 'CANCELLED' : 'POSTPONED';
  return version === null ? 'DRAFT - not yet published' : null;
}

/** [O6] Before the date, which would otherwise be believed. */
function calledOffNodes({ calledOff }: AgendaRecord): PrintNode[] {
  if (!calledOff) return [];
  const { postponedTo, reason } = calledOff;
  const sentence =
    postponedTo === null
      ? 'This meeting has been cancelled.'
      : `This meeting has been postponed to ${plainDate(postponedTo)}.`;
  return [boldParagraph(sentence), ...detail('Reason', reason)];
}

const timeAndDate = ({ startTime, date, calledOff }: AgendaRecord): PrintNode => ({
  kind: 'paragraph',
  runs: [
    { text: `The meeting ${calledOff ? 'was to' : 'will'} be held at ` },
    { text: recordTime(startTime), bold: true },
    { text: ' on ' },
    { text: plainDate(date), bold: true }
  ]
});

/** "15 June 2022", and from the first supplement on "15 June 2022 (version 2)". */
const publicationLine = (publishedOn: string, version: number | null): string =>
  version === null || version === 1
    ? plainDate(publishedOn)
    : `${plainDate(publishedOn)} (version ${version})`;

/** "Supplement added 7 December 2026: item 9." */
const supplementLines = ({ items }: AgendaRecord): PrintNode[] =>
  items.flatMap(({ number, supplement }) =>
    supplement ? [paragraph(`Supplement added ${plainDate(supplement.on)}: item ${number}.`)] : []
  );

/** [R5] An access heading stands wherever the part changes, so item order is never disturbed. */
function itemsUnderAccessHeadings({ items, openToPublic }: AgendaRecord): PrintNode[] {
  const hasPart2 = items.some(({ part }) => part === 'part2');
  return items.flatMap((item, index) => {
    const isFirstOfPart = item.part !== items[index - 1]?.part;
    // A body that meets in private has no access heading to give, unless part of it is restricted.
    const heading = isFirstOfPart && (openToPublic || hasPart2);
    return [...(heading ? [accessHeading(item.part, openToPublic)] : []), ...itemNodes(item)];
  });
}

function accessHeading(part: Part, openToPublic: boolean): PrintNode {
  const open = openToPublic ? 'Open to public and press' : 'Part 1';
  const closed = openToPublic ? 'Part 2: not open to public and press' : 'Part 2: restricted';
  const text = part === 'part1' ? open : closed;
  return { kind: 'heading', level: 2, number: null, text, anchor: null };
}

function itemNodes(item: AgendaRecordItem): PrintNode[] {
  const { number, title } = item;
  const heading: PrintNode = {
    kind: 'heading',
    level: 3,
    number,
    text: title,
    anchor: `item-${number}`
  };
  const ground = detail('Reason for privacy', item.ground);
  // [R2] Whatever else the record holds, a withheld item prints its title and ground alone.
  if (item.withheld) return [heading, ...ground];
  return [
    heading,
    ...ground,
    ...detail('Purpose', item.purpose && PURPOSE_WORDS[item.purpose]),
    ...awaitedMinutes(item),
    ...paragraphsOf(item.note),
    ...detail('Presenter', item.presenter),
    ...detail('Time', item.minutesAllotted === null ? null : minutesInWords(item.minutesAllotted)),
    ...detail('Urgent item', item.urgentReason),
    ...supplementDetail(item),
    ...recommendationNodes(item.recommendations)
  ];
}

/** [Y13] A supplement has a notice of its own, so it says its day as well as its reason. */
const supplementDetail = ({ supplement }: AgendaRecordItem): PrintNode[] =>
  supplement
    ? detail(`Supplement published on ${plainDate(supplement.on)}`, supplement.reason)
    : [];

/** [Y11] In the words that agendas have for it, unless the clerk has written others. */
function awaitedMinutes({ minutesOf = [], note }: AgendaRecordItem): PrintNode[] {
  if (minutesOf.length === 0 || note !== null) return [];
  const meetings = minutesOf.length === 1 ? 'meeting' : 'meetings';
  const dates = inWords(minutesOf.map(plainDate));
  return [
    paragraph(`To approve as a correct record the minutes of the ${meetings} held on ${dates}.`)
  ];
}

const inWords = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

const PURPOSE_WORDS: Record<Purpose, string> = {
  decide: 'To decide',
  discuss: 'To discuss',
  note: 'To note',
  consult: 'To consult'
};

const minutesInWords = (minutes: number): string =>
  minutes === 1 ? '1 minute' : `${minutes} minutes`;

function recommendationNodes(recommendations: readonly string[]): PrintNode[] {
  const written = recommendations.filter((text) => text.trim() !== '');
  if (written.length === 0) return [];
  return [
    boldParagraph(written.length === 1 ? 'Recommendation' : 'Recommendations'),
    { kind: 'list', ordered: true, items: written.map((text) => [paragraph(text.trim())]) }
  ];
}
