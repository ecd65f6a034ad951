import { type Mark, type Piece, strongestOf } from './marks';

interface PieceTextProps {
  readonly piece: Piece;
  /** The mark whose card is open. */
  readonly current: string | null;
}

/** A run of bytes with what is marked at it; what cannot be seen is painted as its name. */
export function PieceText({ piece, current }: PieceTextProps) {
  const severity = strongestOf(piece.marks);
  const classes = [
    `piece piece-${piece.kind}`,
    severity === null ? '' : `piece-marked severity-line-${severity}`,
    piece.marks.some((mark) => mark.kind === 'annotation') ? 'piece-annotated' : '',
    piece.marks.some((mark) => mark.kind === 'selection') ? 'piece-selected' : '',
    piece.marks.some((mark) => mark.kind === 'cover') ? 'piece-covered' : '',
    piece.marks.some((mark) => mark.kind === 'found') ? 'piece-found' : '',
    piece.marks.some((mark) => mark.kind === 'name') ? 'piece-name' : '',
    piece.marks.some((mark) => mark.id === current) ? 'piece-current' : '',
  ];
  const marks = piece.marks.filter((mark) => isPickable(mark)).map((mark) => mark.id);
  return (
    <span
      className={classes.join(' ')}
      data-start={piece.start}
      data-end={piece.end}
      data-plain={piece.kind === 'text' ? '' : undefined}
      data-marks={marks.length > 0 ? marks.join('|') : undefined}
      title={piece.label === '' ? undefined : piece.label}
    >
      {piece.shown}
      {piece.kind === 'character' && <span className="code-point">{piece.label}</span>}
    </span>
  );
}

function isPickable(mark: Mark): boolean {
  return mark.kind === 'finding' || mark.kind === 'annotation';
}
