import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { SpanData } from '../../../../../shared/contract/model';
import type { ByteString } from '../../../../../shared/email/types';
import { common } from '../../../../../shared/wording/window/common';
import { source as words } from '../../../../../shared/wording/window/structure';
import { useRequest } from '../../../api/use-request';
import { Button } from '../../../components/button';
import { Problem } from '../../../components/problem';
import { grouped } from '../../../format/numbers';
import { foundMarks, piecesOf } from '../headers/marks';
import { PieceText } from '../headers/piece-text';
import { segmentsOf } from '../headers/segments';
import { type ByteRow, byteRows, pageAt } from './rows';
import './view.css';

interface BytePagesProps {
  readonly messageRef: string;
  readonly start: number;
  readonly end: number;
  /** Bytes that are to be on the screen, and are marked there; null for the beginning. */
  readonly shown: SpanData | null;
  readonly label: string;
}

/** The very bytes of a range, a page at a time, with the offset of each row. */
export function BytePages({ messageRef, start, end, shown, label }: BytePagesProps) {
  const [asked, setAsked] = useState(start);
  const [followed, setFollowed] = useState<SpanData | null>(null);
  if (shown !== followed) {
    setFollowed(shown);
    setAsked(shown?.start ?? start);
  }
  const page = pageAt({ start, end }, asked);
  const { value, failure } = useRequest('message:bytes', { ref: messageRef, ...page }, 0);
  const isPaged = page.start > start || page.end < end;
  return (
    <section className="byte-pages" aria-label={label}>
      <div className="byte-bar">
        <span className="muted">
          {isPaged
            ? words.rangeWithin(grouped(page.start), grouped(page.end), grouped(start), grouped(end))
            : words.range(grouped(start), grouped(end))}
        </span>
        {isPaged && (
          <>
            <Button kind="quiet" disabled={page.start <= start} onPress={() => setAsked(page.start - 1)}>
              {words.previous}
            </Button>
            <Button kind="quiet" disabled={page.end >= end} onPress={() => setAsked(page.end)}>
              {words.next}
            </Button>
          </>
        )}
      </div>
      <Problem sentence={failure} />
      {value === null ? (
        failure === null && <p className="message-waiting muted">{common.loading}</p>
      ) : (
        <Rows bytes={value.bytes} offset={page.start} shown={shown} label={label} />
      )}
    </section>
  );
}

interface RowsProps {
  readonly bytes: ByteString;
  readonly offset: number;
  readonly shown: SpanData | null;
  readonly label: string;
}

const ROW_HEIGHT = 19;

function Rows({ bytes, offset, shown, label }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => byteRows(bytes, offset), [bytes, offset]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 20,
  });
  useEffect(() => {
    const at = shown === null ? -1 : rows.findIndex((row) => shown.start >= row.start && shown.start < row.next);
    virtual.scrollToIndex(Math.max(0, at), { align: 'start' });
  }, [shown, rows, virtual]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would not say what this is
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
    <div ref={scroller} role="group" tabIndex={0} aria-label={words.bytes(label)} className="byte-area">
      <div className="header-canvas" style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="header-virtual byte-row"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row !== undefined && <Row bytes={bytes} offset={offset} row={row} shown={shown} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  readonly bytes: ByteString;
  readonly offset: number;
  readonly row: ByteRow;
  readonly shown: SpanData | null;
}

function Row({ bytes, offset, row, shown }: RowProps) {
  const marks = shown === null ? [] : foundMarks([{ start: shown.start - offset, end: shown.end - offset }]);
  return (
    <>
      <span className="byte-offset">{row.continues ? '↳' : grouped(row.start)}</span>
      <code className="header-bytes">
        {piecesOf(segmentsOf(bytes, row.start - offset, row.end - offset), marks).map((piece) => (
          <PieceText key={piece.start} piece={piece} current={null} />
        ))}
      </code>
    </>
  );
}
