import { describe, expect, test } from 'vitest';
import { may, type Subject, type Verb } from './permission.ts';
import { BOARD, ITEMS, PEOPLE, SITUATIONS, VERBS } from '../../tests/support/sample-rights.ts';

/** Y and . for chair, vice-chair, member, substitute seated and not, CRG, officer presenting and not, clerk, observer, administrator, somebody of another board. */
const MATRIX = `
                  |                    |         | CH VC BM SU SB CR OP OF DS OB AD ST
manage-accounts   | live               | -       | .  .  .  .  .  .  .  .  .  .  Y  .
create-board      | live               | -       | .  .  .  .  .  .  .  .  .  .  Y  .
manage-seats      | live               | -       | .  .  .  .  .  .  .  .  Y  .  Y  .
manage-board      | live               | -       | .  .  .  .  .  .  .  .  Y  .  .  .
create-meeting    | live               | -       | .  .  .  .  .  .  .  .  Y  .  .  .
publish-agenda    | prepared           | -       | .  .  .  .  .  .  .  .  Y  .  .  .
record-attendance | live               | -       | .  .  .  .  .  .  .  .  Y  .  .  .
record-own-attendance | live           | -       | Y  Y  Y  Y  Y  Y  .  .  .  .  .  .
ask-to-speak      | live               | open    | Y  Y  Y  Y  .  Y  Y  Y  .  Y  .  .
ask-to-speak      | live               | private | Y  Y  Y  Y  .  .  Y  .  .  .  .  .
send-apologies    | prepared           | -       | Y  Y  Y  Y  .  .  .  .  .  .  .  .
circulate-minutes | draft              | -       | .  .  .  .  .  .  .  .  Y  .  .  .
return-minutes    | with chair         | -       | Y  .  .  .  .  .  .  .  Y  .  .  .
return-minutes    | draft, chair away  | -       | Y  Y  .  .  .  .  .  .  Y  .  .  .
mark-part2        | prepared           | open    | .  .  .  .  .  .  .  .  Y  .  .  .
mark-part2        | prepared           | private | .  .  .  .  .  .  .  .  Y  .  .  .
keep-notes        | live               | private | .  .  .  .  .  .  .  .  Y  .  .  .
see-board         | prepared           | -       | Y  Y  Y  Y  Y  Y  Y  Y  Y  Y  .  .
see-agenda        | prepared           | -       | Y  Y  Y  Y  .  .  Y  Y  Y  .  .  .
see-agenda        | published          | -       | Y  Y  Y  Y  Y  Y  Y  Y  Y  Y  .  .
see-agenda        | cancelled          | -       | Y  Y  Y  Y  .  .  Y  Y  Y  .  .  .
admit-urgent-item | published          | -       | Y  .  .  .  .  .  .  .  .  .  .  .
admit-urgent-item | live               | -       | Y  .  .  .  .  .  .  .  .  .  .  .
admit-urgent-item | live, chair away   | -       | Y  Y  .  .  .  .  .  .  .  .  .  .
arrange-agenda    | prepared           | open    | Y  Y  .  .  .  .  .  .  Y  .  .  .
arrange-agenda    | prepared           | private | Y  Y  .  .  .  .  .  .  Y  .  .  .
edit-agenda       | prepared           | open    | Y  Y  .  .  .  .  .  .  Y  .  .  .
edit-agenda       | prepared           | private | Y  Y  .  .  .  .  .  .  Y  .  .  .
see-part2         | published          | private | Y  Y  Y  Y  .  .  Y  .  Y  .  .  .
see-part2         | approved           | private | Y  Y  Y  Y  .  .  Y  .  Y  .  .  .
run-meeting       | live               | open    | Y  .  .  .  .  .  .  .  Y  .  .  .
run-meeting       | live, chair away   | private | Y  Y  .  .  .  .  .  .  Y  .  .  .
approve-minutes   | live               | open    | Y  .  .  .  .  .  .  .  .  .  .  .
approve-minutes   | live, chair away   | open    | Y  Y  .  .  .  .  .  .  .  .  .  .
sign-minutes      | approved           | -       | Y  Y  .  .  .  .  .  .  .  .  .  .
request-correction | circulated        | open    | Y  Y  Y  Y  .  .  .  .  Y  .  .  .
request-correction | circulated        | private | Y  Y  Y  Y  .  .  .  .  Y  .  .  .
answer-correction | circulated         | open    | Y  .  .  .  .  .  .  .  Y  .  .  .
answer-correction | circulated         | private | Y  .  .  .  .  .  .  .  Y  .  .  .
see-minute        | prepared           | open    | .  .  .  .  .  .  .  .  Y  .  .  .
see-minute        | published          | private | .  .  .  .  .  .  .  .  Y  .  .  .
see-minute        | live               | open    | Y  Y  Y  Y  Y  Y  Y  Y  Y  Y  .  .
see-minute        | live               | private | Y  Y  Y  Y  .  .  Y  .  Y  .  .  .
see-minute        | draft              | open    | Y  .  .  .  .  .  Y  .  Y  .  .  .
see-minute        | draft              | private | Y  .  .  .  .  .  Y  .  Y  .  .  .
see-minute        | draft, chair away  | open    | Y  Y  .  .  .  .  Y  .  Y  .  .  .
see-minute        | with chair         | open    | Y  .  .  .  .  .  Y  .  Y  .  .  .
see-minute        | with chair         | private | Y  .  .  .  .  .  Y  .  Y  .  .  .
see-minute        | circulated         | open    | Y  Y  Y  Y  Y  Y  Y  Y  Y  Y  .  .
see-minute        | circulated         | private | Y  Y  Y  Y  .  .  Y  .  Y  .  .  .
see-minute        | approved           | open    | Y  Y  Y  Y  Y  Y  Y  Y  Y  Y  .  .
see-minute        | approved           | private | Y  Y  Y  Y  .  .  Y  .  Y  .  .  .
write-minute      | prepared           | open    | .  .  .  .  .  .  .  .  Y  .  .  .
write-minute      | published          | private | .  .  .  .  .  .  .  .  Y  .  .  .
write-minute      | live               | open    | Y  Y  Y  Y  .  Y  Y  .  Y  .  .  .
write-minute      | live               | private | Y  Y  Y  Y  .  .  Y  .  Y  .  .  .
write-minute      | live, clerk writes | open    | Y  .  .  .  .  .  .  .  Y  .  .  .
write-minute      | draft              | open    | Y  .  .  .  .  .  .  .  Y  .  .  .
write-minute      | draft, chair away  | private | Y  Y  .  .  .  .  .  .  Y  .  .  .
write-minute      | with chair         | open    | Y  .  .  .  .  .  .  .  Y  .  .  .
write-minute      | circulated         | open    | .  .  .  .  .  .  .  .  .  .  .  .
write-minute      | approved           | open    | .  .  .  .  .  .  .  .  .  .  .  .
see-drafts        | draft              | -       | Y  .  .  .  .  .  .  .  Y  .  .  .
see-drafts        | draft, chair away  | -       | Y  Y  .  .  .  .  .  .  Y  .  .  .
see-drafts        | circulated         | -       | Y  .  .  .  .  .  .  .  Y  .  .  .
comment           | live               | open    | .  .  .  .  .  .  .  .  .  .  .  .
comment           | draft              | open    | Y  .  .  .  .  .  Y  .  Y  .  .  .
comment           | draft              | private | Y  .  .  .  .  .  Y  .  Y  .  .  .
comment           | draft, chair away  | open    | Y  Y  .  .  .  .  Y  .  Y  .  .  .
comment           | circulated         | open    | Y  Y  Y  Y  .  .  Y  Y  Y  .  .  .
comment           | circulated         | private | Y  Y  Y  Y  .  .  Y  .  Y  .  .  .
comment           | approved           | open    | .  .  .  .  .  .  .  .  .  .  .  .
record-resolution | live               | open    | Y  Y  .  .  .  .  .  .  Y  .  .  .
record-resolution | live               | private | Y  Y  .  .  .  .  .  .  Y  .  .  .
see-action        | live               | open    | Y  Y  Y  Y  Y  Y  Y  Y  Y  Y  .  .
see-action        | live               | private | Y  Y  Y  Y  .  .  Y  .  Y  .  .  .
raise-action      | live               | open    | Y  Y  .  .  .  .  .  .  Y  .  .  .
raise-action      | live               | private | Y  Y  .  .  .  .  .  .  Y  .  .  .
propose-action    | live               | open    | .  .  Y  Y  .  Y  Y  Y  .  .  .  .
propose-action    | live               | private | .  .  Y  Y  .  .  Y  .  .  .  .  .
update-action     | live               | open    | .  .  .  .  .  .  .  .  Y  .  .  .
change-action     | live               | open    | Y  Y  .  .  .  .  .  .  Y  .  .  .
change-action     | live               | private | Y  Y  .  .  .  .  .  .  Y  .  .  .
close-action      | live               | private | .  .  .  .  .  .  .  .  Y  .  .  .
word-actions      | live               | open    | Y  Y  Y  Y  .  .  .  .  Y  .  .  .
show-on-screen    | published          | -       | Y  Y  .  .  .  .  .  .  Y  .  .  .
show-on-screen    | live               | -       | Y  Y  .  .  .  .  .  .  Y  .  .  .
show-on-screen    | draft              | -       | .  .  .  .  .  .  .  .  .  .  .  .
propose-item      | prepared           | -       | Y  Y  Y  Y  .  Y  Y  Y  Y  .  .  .
propose-item      | approved           | -       | Y  Y  Y  Y  .  Y  Y  Y  Y  .  .  .
plan-work         | prepared           | -       | .  .  .  .  .  .  .  .  Y  .  .  .
suggest-part2     | prepared           | -       | Y  Y  .  .  .  .  Y  Y  Y  .  .  .
see-screen        | live               | -       | .  .  .  .  .  .  .  .  .  .  .  .
declare-interest  | prepared           | -       | Y  Y  Y  Y  .  .  Y  Y  .  .  .  .
declare-interest  | published          | -       | Y  Y  Y  Y  Y  Y  Y  Y  .  .  .  .
declare-interest  | live               | -       | Y  Y  Y  Y  Y  Y  Y  Y  .  .  .  .
declare-interest  | draft              | -       | .  .  .  .  .  .  .  .  .  .  .  .
record-declarations | draft              | -       | .  .  .  .  .  .  .  .  Y  .  .  .
run-vote          | live               | open    | Y  .  .  .  .  .  .  .  Y  .  .  .
run-vote          | live               | private | Y  .  .  .  .  .  .  .  Y  .  .  .
run-vote          | live, chair away   | open    | Y  Y  .  .  .  .  .  .  Y  .  .  .
record-vote       | live               | open    | .  .  .  .  .  .  .  .  Y  .  .  .
record-vote       | live               | private | .  .  .  .  .  .  .  .  Y  .  .  .
vote              | live               | open    | Y  Y  Y  Y  .  .  .  .  .  .  .  .
vote              | live               | private | Y  Y  Y  Y  .  .  .  .  .  .  .  .
casting-vote      | live               | open    | Y  .  .  .  .  .  .  .  .  .  .  .
casting-vote      | live, chair away   | private | Y  Y  .  .  .  .  .  .  .  .  .  .
`;

type Row = { verb: Verb; situation: string; item: string; marks: readonly string[] };

const rows: Row[] = MATRIX.trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [verb = '', situation = '', item = '', marks = ''] = line.split('|').map((s) => s.trim());
    return { verb: verb as Verb, situation, item, marks: marks.split(/\s+/) };
  });

const subjectOf = ({ situation, item }: Row): Subject => {
  const facts = ITEMS[item];
  return { boardId: BOARD, meeting: SITUATIONS[situation], ...(facts && { item: facts }) };
};

describe('[P3] [P4] [P6] [P7] [P11] [P13] the table', () => {
  test('asks about every verb', () => {
    expect(new Set(rows.map(({ verb }) => verb))).toEqual(new Set(VERBS));
  });

  test.each(rows)('$verb, $situation, item $item', (row) => {
    const granted = Object.values(PEOPLE).map((actor) =>
      may(actor, row.verb, subjectOf(row)) ? 'Y' : '.'
    );
    expect(granted).toEqual(row.marks);
  });
});
