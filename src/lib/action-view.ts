/** The action log as a page shows it: which rows, in which order. The whole view is in the address. */
import { isOverdue, RAG_STATES, type Action, type RagState } from '#domain/action.ts';

export type LogRow = {
  readonly action: Action;
  readonly latestUpdate: string | null;
  /** Where it was raised; null for what was added straight in the log. */
  readonly source: {
    readonly meetingId: string;
    readonly date: string;
    readonly minuteNumber: number | null;
  } | null;
};

export const SHOWS = ['open', 'mine', 'overdue', 'all', 'closed'] as const;
export type Show = (typeof SHOWS)[number];

export const SORTS = ['number', 'action', 'owner', 'due', 'status'] as const;
export type Sort = (typeof SORTS)[number];

export type LogView = {
  readonly show: Show;
  /** As `ownerKey` gives it. */
  readonly owner: string | null;
  readonly rag: RagState | null;
  readonly sort: Sort;
  readonly descending: boolean;
};

/** What an address asks for; anything it does not know is as if it were not there. */
export function readView(params: URLSearchParams): LogView {
  return {
    show: SHOWS.find((known) => known === params.get('show')) ?? 'open',
    owner: params.get('owner') || null,
    rag: RAG_STATES.find((known) => known === params.get('rag')) ?? null,
    sort: SORTS.find((known) => known === params.get('sort')) ?? 'number',
    descending: params.get('order') === 'descending'
  };
}

/** The query of a view, with what is usual left out: "?show=overdue", or "" for the usual view. */
export function viewQuery(view: LogView): string {
  const params = new URLSearchParams();
  if (view.show !== 'open') params.set('show', view.show);
  if (view.owner !== null) params.set('owner', view.owner);
  if (view.rag !== null) params.set('rag', view.rag);
  if (view.sort !== 'number') params.set('sort', view.sort);
  if (view.descending) params.set('order', 'descending');
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}

/** A second click on the heading that sorts turns the order round. */
export const sortedBy = (view: LogView, sort: Sort): LogView => ({
  ...view,
  sort,
  descending: view.sort === sort && !view.descending
});

export function rowsIn(
  rows: readonly LogRow[],
  view: LogView,
  { me, today }: { readonly me: string; readonly today: string }
): LogRow[] {
  const turn = view.descending ? -1 : 1;
  return rows
    .filter(({ action }) => isShown(action, view.show, me, today))
    .filter(({ action }) => view.rag === null || action.rag === view.rag)
    .filter(({ action }) => view.owner === null || ownerKeys(action).includes(view.owner))
    .sort((a, b) => turn * compare(a, b, view.sort) || a.action.number - b.action.number);
}

/** Everybody who owns an action in the log, by name. */
export function ownersIn(
  rows: readonly LogRow[]
): { readonly key: string; readonly name: string }[] {
  const owners = rows.flatMap(({ action }) =>
    action.owners.map((owner) => [ownerKey(owner), owner.name] as const)
  );
  return [...new Map(owners)]
    .map(([key, name]) => ({ key, name }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

const isToDo = ({ state }: Action): boolean => state === 'open' || state === 'proposed';

function isShown(action: Action, show: Show, me: string, today: string): boolean {
  switch (show) {
    case 'open':
      return isToDo(action);
    case 'mine':
      return isToDo(action) && action.owners.some(({ personId }) => personId === me);
    case 'overdue':
      return isOverdue(action, today);
    case 'closed':
      return !isToDo(action);
    case 'all':
      return true;
  }
}

/** People are told apart by id, the others only have a name. */
const ownerKey = ({ personId, name }: Action['owners'][number]): string => personId ?? name;

const ownerKeys = ({ owners }: Action): string[] => owners.map(ownerKey);

function compare({ action: a }: LogRow, { action: b }: LogRow, sort: Sort): number {
  switch (sort) {
    case 'number':
      return a.number - b.number;
    case 'action':
      return a.wording.localeCompare(b.wording);
    case 'owner':
      return (a.owners[0]?.name ?? '').localeCompare(b.owners[0]?.name ?? '');
    case 'due':
      return (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999');
    case 'status':
      return statusRank(b) - statusRank(a);
  }
}

/** What goes worst comes first, what is over comes last. */
const statusRank = (action: Action): number => (isToDo(action) ? concern(action.rag) : -1);

const concern = (rag: RagState): number =>
  [
    'completed',
    'onSchedule',
    'noInformation',
    'happeningButBehind',
    'behindOrNotHappening'
  ].indexOf(rag);
