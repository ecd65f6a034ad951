import { useEffect, useRef, useState } from 'react';
import { frame } from '../../../../shared/wording/window/workbench';
import { focusPaneNamed } from '../../commands/panes';
import { desk, withQuery } from '../../state/desk';
import { useStore } from '../../state/store';

/** Long enough to swallow a burst of keys, short enough that the list follows the hand. */
const SETTLES_MS = 60;

/** The one search field; entries of the left pane write into it, so that every filter can be seen and edited. */
export function SearchField() {
  const query = useStore(desk, (state) => state.query);
  const [typed, setTyped] = useState(query);
  const timer = useRef(0);
  useEffect(() => setTyped(query), [query]);
  const commit = (text: string): void => {
    window.clearTimeout(timer.current);
    desk.update((state) => withQuery(state, text));
  };
  return (
    <search>
      <form
        className="search"
        onSubmit={(event) => {
          event.preventDefault();
          commit(typed);
          focusPaneNamed('list');
        }}
      >
        <input
          id="case-search"
          type="search"
          className="search-field"
          aria-label={frame.search}
          aria-keyshortcuts="/"
          placeholder={frame.searchPlaceholder}
          maxLength={2000}
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            const text = event.target.value;
            setTyped(text);
            window.clearTimeout(timer.current);
            timer.current = window.setTimeout(() => commit(text), SETTLES_MS);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              event.preventDefault();
              setTyped('');
              commit('');
              focusPaneNamed('list');
            }
          }}
        />
      </form>
    </search>
  );
}
