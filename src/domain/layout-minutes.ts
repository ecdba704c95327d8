/** Minutes, from the title to the block that is signed, in the order councils print them. */
import { CHATHAM_HOUSE_STATEMENT, isUnattributed } from './attribution.ts';
import { plainDate, recordTime } from './civil-date.ts';
import { contactLine, detail, paragraph, paragraphsOf, peopleList } from './layout-parts.ts';
import type { Layout, PrintNode } from './layout.ts';
import { momentOf } from './london-time.ts';
import type { MinutesRecord, RecordBlock, RecordedMinute, SinceApproval } from './record.ts';

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
      ...record.minutes.flatMap((minute) => minuteNodes(minute, record)),
      ...(finishTime === null
        ? []
        : [paragraph(`The meeting finished at ${recordTime(finishTime)}`)]),
      signature(record),
      ...detail('Queries regarding these minutes', contactLine(record))
    ]
  };
}

/**
 * [R7] [K9] Empty until the minutes are approved, for a pen; then who presided, and when, and who signed.
 * [F2] The chair's name is a name: a copy for others is signed by nobody.
 */
function signature({ approval, since, minutes, attribution }: MinutesRecord): PrintNode {
  const isCorrected = minutes.some(({ corrections }) => corrections !== undefined);
  const isNamed = !isUnattributed({ attribution });
  const signed = isNamed ? since?.signature : null;
  return {
    kind: 'signature',
    heading: `Approved as a true and correct record${isCorrected ? ', with the corrections shown' : ''}`,
    lines: [
      ...(isNamed ? [{ label: 'CHAIR', value: approval && approval.presidedBy }] : []),
      { label: 'DATE', value: approval && plainDate(approval.meetingDate) },
      ...(signed ? signedLines(signed) : [])
    ]
  };
}

const signedLines = ({ name, office, at, digest }: Signed) => {
  const { today, time } = momentOf(at);
  return [
    { label: 'SIGNED', value: `${name}, ${office}, on ${plainDate(today)} at ${recordTime(time)}` },
    { label: 'DIGEST OF THE RECORD SIGNED (SHA-256)', value: digest }
  ];
};

type Signed = NonNullable<SinceApproval['signature']>;

export function minuteNodes(
  minute: RecordedMinute,
  record: Pick<MinutesRecord, 'approval' | 'since'> = { approval: null }
): PrintNode[] {
  const { minuteNumber, title, ground, withheld, exclusion, blocks, corrections = [] } = minute;
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
    ...(withheld ? [] : blocks.flatMap((block) => blockNodes(block, 0))),
    // [K8] Beside the words as they now read, what was changed and by whom.
    ...(withheld ? [] : corrections.flatMap((each) => detail(correctedBy(record), changed(each))))
  ];
}

/** "Corrected by minute 3 of 12 March 2027" */
function correctedBy({ approval, since }: Pick<MinutesRecord, 'approval' | 'since'>): string {
  const number = since?.approvedByMinute;
  const of = approval ? ` of ${plainDate(approval.meetingDate)}` : '';
  return number ? `Corrected by minute ${number}${of}` : `Corrected by the meeting${of}`;
}

const changed = ({ was, now }: { readonly was: string; readonly now: string }): string =>
  now === '' ? `“${was}” left out` : `“${was}” amended to read “${now}”`;

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
