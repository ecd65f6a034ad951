import type { LIST_SORTS } from '../../../shared/contract/list-sorts';
import type { SpanData } from '../../../shared/contract/model';
import { createStore } from './store';

export type SortKey = (typeof LIST_SORTS)[number];
export type Place = 'messages' | 'overview' | 'relations' | 'voters' | 'clocks' | 'custody' | 'packet';
export const MESSAGE_TABS = [
  'summary',
  'headers',
  'route',
  'times',
  'body',
  'attachments',
  'structure',
  'custody',
] as const;
export type MessageTab = (typeof MESSAGE_TABS)[number];

/** A finding, bytes or a step that the headers tab is asked to show; `ask` makes asking twice two requests. */
export interface HeadersTarget {
  readonly ask: number;
  readonly rule: string | null;
  readonly span: SpanData | null;
  /** To the next or the previous finding from the one that is open. */
  readonly step: 1 | -1 | null;
  /** To the field in which bytes are looked for. */
  readonly find: boolean;
}

/** Bytes of a part that the structure tab is asked to show. */
export interface PartTarget {
  readonly ask: number;
  readonly span: SpanData;
}

/** What lies on the examiner's desk: the search, the order, the chosen messages, the open one and its tab. */
export interface Desk {
  readonly place: Place;
  readonly query: string;
  readonly sort: SortKey;
  readonly descending: boolean;
  /** Messages chosen for an act; survives search and sort. */
  readonly selection: ReadonlySet<string>;
  /** The message in the right pane. */
  readonly open: string | null;
  readonly tab: MessageTab;
  readonly target: HeadersTarget | null;
  readonly part: PartTarget | null;
  /** Bytes that are selected in the headers tab. */
  readonly bytes: SpanData | null;
}

export const EMPTY_DESK: Desk = {
  place: 'messages',
  query: '',
  sort: 'received',
  descending: true,
  selection: new Set(),
  open: null,
  tab: 'summary',
  target: null,
  part: null,
  bytes: null,
};

export const desk = createStore<Desk>(EMPTY_DESK);

export function withQuery(state: Desk, query: string): Desk {
  return { ...state, query, place: 'messages' };
}

/** Names and texts begin with A, times and counts with the latest and the most. */
const ASCENDING: ReadonlySet<SortKey> = new Set(['ref', 'from', 'to', 'subject', 'messageId']);

/** A click on a column: the same column turns the order around, another one starts with its natural order. */
export function withSort(state: Desk, sort: SortKey): Desk {
  if (state.sort === sort) {
    return { ...state, descending: !state.descending };
  }
  return { ...state, sort, descending: !ASCENDING.has(sort) };
}

export function withOpen(state: Desk, ref: string | null): Desk {
  return state.open === ref ? state : { ...state, open: ref, bytes: null, target: null, part: null };
}

/** Opens a message beside the list, from wherever it was asked for. */
export function withOpenBeside(state: Desk, ref: string): Desk {
  return { ...withOpen(state, ref), place: 'messages' };
}

export function withTab(state: Desk, tab: MessageTab): Desk {
  return { ...state, tab };
}

/** Goes to the bytes of a finding, to any bytes, or to the next finding, in the headers tab. */
export function showingHeaders(
  state: Desk,
  where: { readonly rule?: string; readonly span?: SpanData; readonly step?: 1 | -1; readonly find?: boolean },
): Desk {
  const ask = (state.target?.ask ?? 0) + 1;
  const { rule = null, span = null, step = null, find = false } = where;
  return { ...state, tab: 'headers', target: { ask, rule, span, step, find } };
}

/** Goes to bytes that lie behind the header, in the structure tab. */
export function showingPart(state: Desk, span: SpanData): Desk {
  return { ...state, tab: 'structure', part: { ask: (state.part?.ask ?? 0) + 1, span } };
}
