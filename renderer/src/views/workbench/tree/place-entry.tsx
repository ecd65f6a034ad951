import type { ReactNode } from 'react';
import { goTo } from '../../../actions/packet-actions';
import { desk, type Place } from '../../../state/desk';
import { useStore } from '../../../state/store';

interface PlaceEntryProps {
  readonly place: Place;
  readonly children: ReactNode;
}

/** Another place of the case as a line of the left pane; pressed once more, the messages are shown again. */
export function PlaceEntry({ place, children }: PlaceEntryProps) {
  const here = useStore(desk, (state) => state.place === place);
  return (
    <button
      type="button"
      data-roving=""
      tabIndex={-1}
      className="tree-entry"
      aria-pressed={here}
      onClick={() => goTo(here ? 'messages' : place)}
    >
      <span className="tree-label">{children}</span>
    </button>
  );
}
