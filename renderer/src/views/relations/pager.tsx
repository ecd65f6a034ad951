import { relationsPage as words } from '../../../../shared/wording/window/relations';
import { Button } from '../../components/button';
import { grouped } from '../../format/numbers';

interface PagerProps {
  readonly offset: number;
  readonly size: number;
  readonly total: number;
  /** Of these, the first ones, to which one can turn. */
  readonly kept: number;
  readonly onTurn: (offset: number) => void;
}

/** Which part of a list is shown, and the way to its neighbours; nothing where all of it is. */
export function Pager({ offset, size, total, kept, onTurn }: PagerProps) {
  if (total <= size) {
    return null;
  }
  const end = Math.min(offset + size, total);
  return (
    <p className="relation-pages">
      <span className="muted">{words.page(grouped(offset + 1), grouped(end), grouped(total))}</span>
      <Button kind="link" disabled={offset === 0} onPress={() => onTurn(Math.max(0, offset - size))}>
        {words.stronger}
      </Button>
      <Button kind="link" disabled={end >= kept} onPress={() => onTurn(offset + size)}>
        {words.weaker}
      </Button>
      {total > kept && <span className="muted">{words.cut(grouped(kept))}</span>}
    </p>
  );
}
