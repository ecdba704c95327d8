/** Minutes, from the title to the block that is signed, in the order councils print them. */
import { CHATHAM_HOUSE_STATEMENT, isUnattributed } from './attribution.ts';
import { plainDate, recordTime } from './civil-date.ts';
import { contactLine, detail, paragraph, paragraphsOf, peopleList } from './layout-parts.ts';
import type { Layout, PrintNode } from './layout.ts';
import type { MinutesRecord, RecordBlock, RecordedMinute } from './record.ts';

export function layOutMinutes(record: MinutesRecord): Layout {
  const { board, date, startTime, finishTime } = record;
  const title = `Minutes of the meeting of the ${board.name} held on ${plainDate(date)} at ${recordTime(startTime)}`;
  return {
    title,
    mark: record.state === 'approved' ? null : 'DRAFT - subject to approval at the next meeting',
    nodes: [
      ...(board.strapline ? [{ kind: 'strapline', text: board.strapline } as const] : []),
      { kind: 'title', text: title },
      ...(isUnattributed(record) ? [paragraph(CHATHAM_HOUSE_STATEMENT)] : []),
      ...peopleList('Present', record.present),
      ...peopleList('In attendance', record.inAttendance),
      ...peopleList('Apologies', record.apologies),
      ...paragraphsOf(record.opening),
      ...record.minutes.flatMap(minuteNodes),
      ...(finishTime === null
        ? []
        : [paragraph(`The meeting finished at ${recordTime(finishTime)}`)]),
      signature(record),
      ...detail('Queries regarding these minutes', contactLine(record))
    ]
  };
}

/** [R7] Empty until the minutes are approved, for a pen; then who presided, and when. */
const signature = ({ approval, attribution }: MinutesRecord): PrintNode => ({
  kind: 'signature',
  heading: 'Approved as a true and correct record',
  lines: [
    // [F2] The chair's name is a name: a copy for others is signed by nobody.
    ...(isUnattributed({ attribution })
      ? []
      : [{ label: 'CHAIR', value: approval && approval.presidedBy }]),
    { label: 'DATE', value: approval && plainDate(approval.meetingDate) }
  ]
});

export function minuteNodes(minute: RecordedMinute): PrintNode[] {
  const { minuteNumber, title, ground, withheld, exclusion, blocks } = minute;
  return [
    {
      kind: 'heading',
      level: 2,
      number: minuteNumber,
      text: title,
      anchor: `minute-${minuteNumber}`
    },
    ...detail('Reason for privacy', ground),
    ...(exclusion === undefined
      ? []
      : [{ kind: 'resolved', sentences: [[{ text: exclusion }]] } as const]),
    // [R2] Of what the meeting did in private, a withheld minute prints nothing.
    ...(withheld ? [] : blocks.flatMap((block) => blockNodes(block, 0)))
  ];
}

/** [R9] Lists print this deep; what lies deeper stands, in its order, in the last level's item. */
const LIST_DEPTH = 6;

function blockNodes(block: RecordBlock, depth: number): PrintNode[] {
  switch (block.kind) {
    case 'paragraph':
    case 'resolved':
      return [block];
    case 'statement':
      return [paragraph(block.text)];
    case 'list': {
      const items = block.items.map((item) =>
        item.flatMap((inner) => blockNodes(inner, depth + 1))
      );
      return depth < LIST_DEPTH ? [{ kind: 'list', ordered: block.ordered, items }] : items.flat();
    }
    case 'action':
      return [
        {
          kind: 'action',
          label: block.number === null ? 'Action' : `Action ${block.number}`,
          runs: block.runs,
          details: actionDetails(block)
        }
      ];
  }
}

/** "Owners: Ruth Hale, District councils. Due: 18 December 2026." Nothing is said of what is not known. */
function actionDetails({ owners, dueOn }: Extract<RecordBlock, { kind: 'action' }>): string {
  const who =
    owners.length === 0
      ? []
      : [`${owners.length === 1 ? 'Owner' : 'Owners'}: ${owners.join(', ')}.`];
  const when = dueOn === null ? [] : [`Due: ${plainDate(dueOn)}.`];
  return [...who, ...when].join(' ');
}
