/** What agendas and minutes print alike: people, contacts and plain lines. */
import type { PrintNode } from './layout.ts';
import type { PrintedPerson, RecordHead } from './record.ts';
import { stayWords } from './stay.ts';

export const paragraph = (text: string): PrintNode => ({ kind: 'paragraph', runs: [{ text }] });

export const boldParagraph = (text: string): PrintNode => ({
  kind: 'paragraph',
  runs: [{ text, bold: true }]
});

/** One paragraph a line; blank lines are only spacing. Nothing for no text. */
export const paragraphsOf = (text: string | null): PrintNode[] =>
  (text ?? '')
    .split(/[\r\n\u2028\u2029]+/)
    .filter((line) => line.trim() !== '')
    .map((line) => paragraph(line.trim()));

/** Label and value, or nothing where there is no value. */
export const detail = (label: string, value: string | null): PrintNode[] =>
  value === null || value === '' ? [] : [{ kind: 'detail', label, value }];

/** [R3] A list of names under its label, or nothing for nobody. */
export const peopleList = (label: string, people: readonly PrintedPerson[]): PrintNode[] =>
  people.length === 0 ? [] : [{ kind: 'people', label, lines: inOrder(people).map(personLine) }];

/** "Tom Okafor, Democratic Services Officer, clerk@council.example" */
export const contactLine = ({ contact }: RecordHead): string | null =>
  contact && [contact.name, contact.post, contact.email].filter(isSaid).join(', ');

/** [R4] "Ruth Hale, Head of Service, County Council, substitute for Amir Khan (until 2.40 pm)" */
function personLine(person: PrintedPerson): string {
  const { name, office, post, organisation, substituteFor, stays, relievedBy } = person;
  const times = stays ? stayWords(stays, relievedBy) : '';
  const who = [
    office ? `${name} (${office})` : name,
    post,
    organisation,
    substituteFor && `substitute for ${substituteFor}`
  ]
    .filter(isSaid)
    .join(', ');
  return times ? `${who} (${times})` : who;
}

const isSaid = (text: string | null): text is string => text !== null && text.trim() !== '';

/** [R4] Chair, vice-chair, then by surname; the surname is taken to be the last word of a name. */
export const inOrder = <P extends PrintedPerson>(people: readonly P[]): readonly P[] =>
  people.toSorted(
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      surnameOf(a).localeCompare(surnameOf(b), 'en-GB') ||
      a.name.localeCompare(b.name, 'en-GB')
  );

const RANKED = ['Chair', 'Vice-Chair'];

const rankOf = ({ office }: PrintedPerson): number =>
  office !== null && RANKED.includes(office) ? RANKED.indexOf(office) : RANKED.length;

const surnameOf = ({ name }: PrintedPerson): string => name.trim().split(/\s+/).at(-1) ?? '';
