/**
 * The printing order and the fixed words of a record. Every renderer (page, HTML, PDF, DOCX,
 * Markdown) maps these few nodes and adds no words of its own. Labels carry no colon: renderers
 * set one after them.
 */
import type { Run } from './minute-text.ts';

export type PrintNode =
  | { readonly kind: 'strapline'; readonly text: string }
  /** The one title of the document. */
  | { readonly kind: 'title'; readonly text: string }
  | {
      readonly kind: 'heading';
      readonly level: 2 | 3;
      /** A minute number or an agenda number, printed before the text as "16." */
      readonly number: number | null;
      readonly text: string;
      /** Where a page may link to. */
      readonly anchor: string | null;
    }
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly items: readonly (readonly PrintNode[])[];
    }
  /** Label and value on one line, label in bold: "Presenter: Ruth Hale". */
  | { readonly kind: 'detail'; readonly label: string; readonly value: string }
  /** One name a line under a bold label: Present, In attendance, Apologies, Membership. */
  | { readonly kind: 'people'; readonly label: string; readonly lines: readonly string[] }
  /** RESOLVED in bold, then bold numbered sentences. */
  | { readonly kind: 'resolved'; readonly sentences: readonly (readonly Run[])[] }
  /** A boxed action: "Action 14", its wording, then "Owner: ... Due: ...". */
  | {
      readonly kind: 'action';
      readonly label: string;
      readonly runs: readonly Run[];
      readonly details: string;
    }
  | {
      readonly kind: 'signature';
      readonly heading: string;
      readonly lines: readonly { readonly label: string; readonly value: string | null }[];
    };

export type Layout = {
  /** Title of the file and of the window. */
  readonly title: string;
  /** A mark repeated on every page, such as "DRAFT - not yet approved"; null when there is none. */
  readonly mark: string | null;
  readonly nodes: readonly PrintNode[];
};
