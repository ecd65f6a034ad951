import type { MouseEvent, ReactNode } from 'react';
import { grouped } from '../../format/numbers';
import { hasTerm, toggledAlone, toggledWithin } from '../../format/query';
import { desk, withQuery } from '../../state/desk';
import { useStore } from '../../state/store';

interface TreeEntryProps {
  /** The search that the entry stands for; empty for all messages. */
  readonly query: string;
  readonly count: number;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** One line of the left pane: a press makes it the search, with Ctrl it joins the search. */
export function TreeEntry({ query, count, hint, children }: TreeEntryProps) {
  const chosen = useStore(
    desk,
    (state) => state.place === 'messages' && (query === '' ? state.query === '' : hasTerm(state.query, query)),
  );
  const onClick = (event: MouseEvent): void => {
    const toggle = event.ctrlKey || event.metaKey ? toggledWithin : toggledAlone;
    desk.update((state) => withQuery(state, query === '' ? '' : toggle(state.query, query)));
  };
  return (
    <button type="button" className="tree-entry" aria-pressed={chosen} title={hint} onClick={onClick}>
      <span className="tree-label">{children}</span>
      <span className="tree-count">{grouped(count)}</span>
    </button>
  );
}
