import { grouped } from '../format/numbers';
import { Button } from './button';
import './pager.css';

interface PagerProps {
  readonly offset: number;
  readonly size: number;
  readonly total: number;
  readonly onTurn: (offset: number) => void;
  readonly words: {
    readonly page: (from: string, to: string, of: string) => string;
    readonly earlier: string;
    readonly later: string;
  };
  /** Where only the first ones can be turned to: how many, and the sentence that says so. */
  readonly cut?: { readonly kept: number; readonly sentence: string };
}

/** Which part of a list is shown, and the way to its neighbours; nothing where all of it is. */
export function Pager({ offset, size, total, onTurn, words, cut }: PagerProps) {
  if (total <= size) {
    return null;
  }
  const end = Math.min(offset + size, total);
  const last = cut?.kept ?? total;
  return (
    <p className="pager">
      <span className="muted">{words.page(grouped(offset + 1), grouped(end), grouped(total))}</span>
      <Button kind="link" disabled={offset === 0} onPress={() => onTurn(Math.max(0, offset - size))}>
        {words.earlier}
      </Button>
      <Button kind="link" disabled={end >= last} onPress={() => onTurn(offset + size)}>
        {words.later}
      </Button>
      {cut !== undefined && total > cut.kept && <span className="muted">{cut.sentence}</span>}
    </p>
  );
}
