import { memo, useState } from 'react';
import type { ByteString } from '../../../../../shared/email/types';
import { headers } from '../../../../../shared/wording/window/headers';
import { severityNames } from '../../../../../shared/wording/window/severity';
import { Button } from '../../../components/button';
import { SeverityMark } from '../../../components/severity-mark';
import { grouped } from '../../../format/numbers';
import type { HeaderLine } from './lines';
import { type Mark, overlaps, piecesOf } from './marks';
import { PieceText } from './piece-text';
import { lineEndSegment, segmentsOf } from './segments';

/** A line of any length stays quick: this much of it is painted, more on request. */
const PAINTED_BYTES = 2_000;

interface HeaderRowProps {
  readonly header: ByteString;
  readonly line: HeaderLine;
  readonly marks: readonly Mark[];
  readonly gutter: readonly Mark[];
  readonly nameOf: (mark: Mark) => string;
  readonly current: string | null;
  readonly claimed: boolean;
  readonly onPick: (id: string) => void;
}

/** One physical line: its number, the shapes of what begins here, and its bytes. */
export const HeaderRow = memo(function HeaderRow(props: HeaderRowProps) {
  const { header, line, current } = props;
  const [painted, setPainted] = useState(PAINTED_BYTES);
  const paintedEnd = Math.min(line.end, line.start + painted);
  const near = [...props.marks.filter((mark) => overlaps(mark, line.start, line.next)), ...nameMark(header, line)];
  const lineEnd = paintedEnd === line.end ? lineEndSegment(header, line.end, line.next) : undefined;
  const segments = segmentsOf(header, line.start, paintedEnd);
  const pieces = piecesOf(lineEnd === undefined ? segments : [...segments, lineEnd], near);
  return (
    <div className={`header-row ${props.claimed ? 'header-claimed' : ''}`}>
      <span className="header-gutter">
        {props.gutter.map((mark) => (
          <GutterMark key={mark.id} mark={mark} line={line.number} props={props} />
        ))}
      </span>
      <span className="header-line-number" title={line.folded ? headers.foldHint : undefined}>
        {line.folded ? <span className="header-fold">↳</span> : null}
        {line.number}
      </span>
      <code className={line.folded ? 'header-bytes header-folded' : 'header-bytes'}>
        {pieces.map((piece) => (
          <PieceText key={piece.start} piece={piece} current={current} />
        ))}
        {paintedEnd < line.end && (
          <Button kind="link" onPress={() => setPainted(painted * 8)}>
            {headers.more(grouped(line.end - paintedEnd))}
          </Button>
        )}
      </code>
    </div>
  );
});

/** The name of a field as a mark of its own, so that names can be told from values at a glance. */
function nameMark(header: ByteString, line: HeaderLine): readonly Mark[] {
  const colon = line.folded ? -1 : header.indexOf(':', line.start);
  const end = colon + 1;
  return colon < line.start || end > line.end
    ? []
    : [{ id: 'name', kind: 'name', severity: null, start: line.start, end }];
}

function GutterMark({
  mark,
  line,
  props,
}: {
  readonly mark: Mark;
  readonly line: number;
  readonly props: HeaderRowProps;
}) {
  const name = props.nameOf(mark);
  const label =
    mark.severity === null
      ? headers.annotationButton(name, line)
      : headers.markButton(severityNames[mark.severity], name, line);
  return (
    <button
      type="button"
      className="gutter-mark"
      aria-label={label}
      aria-expanded={props.current === mark.id}
      data-mark={mark.id}
      onClick={() => props.onPick(mark.id)}
    >
      {mark.severity === null ? (
        <span className="annotation-mark" aria-hidden="true" />
      ) : (
        <SeverityMark severity={mark.severity} decorative />
      )}
    </button>
  );
}
