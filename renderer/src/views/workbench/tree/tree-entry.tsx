import type { MouseEvent, ReactNode } from 'react';
import { grouped } from '../../../format/numbers';
import { hasTerm, toggledAlone, toggledWithin } from '../../../format/query';
import { desk, withQuery } from '../../../state/desk';
import { useStore } from '../../../state/store';

interface TreeEntryProps {
  /** The search that the entry stands for; empty for all messages. */
  readonly query: string;
  /** Null where it cannot be counted. */
  readonly count: number | null;
  readonly hint?: string | undefined;
  /** A search of several words, which stands for itself alone and joins no other. */
  readonly isWhole?: boolean;
  /** Stands before the name, which may take several lines beside it. */
  readonly mark?: ReactNode;
  readonly children: ReactNode;
}

/** One line of the left pane: a press makes it the search, with Ctrl it joins the search. */
export function TreeEntry({ query, count, hint, isWhole = query === '', mark, children }: TreeEntryProps) {
  const chosen = useStore(
    desk,
    (state) => state.place === 'messages' && (isWhole ? state.query === query : hasTerm(state.query, query)),
  );
  const onClick = (event: MouseEvent): void => {
    const joins = !isWhole && (event.ctrlKey || event.metaKey);
    desk.update((state) => withQuery(state, (joins ? toggledWithin : toggledAlone)(state.query, query)));
  };
  return (
    <button
      type="button"
      data-roving=""
      tabIndex={-1}
      className="tree-entry"
      aria-pressed={chosen}
      title={hint}
      onClick={onClick}
    >
      {mark}
      <span className="tree-label">{children}</span>
      {count !== null && <span className="tree-count">{grouped(count)}</span>}
    </button>
  );
}
