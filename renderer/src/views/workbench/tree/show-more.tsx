import { tree } from '../../../../../shared/wording/window/workbench';
import { grouped } from '../../../format/numbers';

/** Entries of one group that are shown at once. */
export const SHOWN_AT_FIRST = 200;

interface ShowMoreProps {
  readonly shown: number;
  readonly of: number;
  readonly onShow: (shown: number) => void;
}

/** The last line of a long group: shows the next entries. */
export function ShowMore({ shown, of, onShow }: ShowMoreProps) {
  const next = Math.min(SHOWN_AT_FIRST, of - shown);
  if (next <= 0) {
    return null;
  }
  return (
    <button
      type="button"
      data-roving=""
      tabIndex={-1}
      className="tree-entry tree-more"
      onClick={() => onShow(shown + next)}
    >
      {tree.showMore(grouped(next), grouped(of - shown))}
    </button>
  );
}
