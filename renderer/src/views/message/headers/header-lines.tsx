import { useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, type ReactNode, useEffect } from 'react';
import { headers } from '../../../../../shared/wording/window/headers';
import { HeaderRow } from './header-row';
import type { Mark } from './marks';
import type { HeaderPage } from './model';

/** Up to here all lines are painted at once: find-in-page and printing then work on the whole header. */
const PAINT_ALL = 500;
const LINE_HEIGHT = 19;

interface HeaderLinesProps {
  readonly page: HeaderPage;
  readonly marks: readonly Mark[];
  readonly current: string | null;
  readonly onPick: (id: string) => void;
  readonly nameOf: (mark: Mark) => string;
  /** The line that has to be on the screen, such as the one of the cursor. */
  readonly shownLine: number;
  readonly cardLine: number;
  readonly card: ReactNode;
  readonly scroller: HTMLElement | null;
}

/** All lines, virtual when there are many; the open card stands under its line. */
export function HeaderLines(props: HeaderLinesProps) {
  const { page } = props;
  return page.lines.length > PAINT_ALL ? (
    <VirtualLines {...props} />
  ) : (
    page.lines.map((line, index) => <LineBlock key={line.start} index={index} props={props} />)
  );
}

function VirtualLines(props: HeaderLinesProps) {
  const { page, scroller, shownLine } = props;
  const virtual = useVirtualizer({
    count: page.lines.length,
    getScrollElement: () => scroller,
    estimateSize: () => LINE_HEIGHT,
    overscan: 20,
  });
  useEffect(() => virtual.scrollToIndex(shownLine, { align: 'auto' }), [shownLine, virtual]);
  return (
    <div className="header-canvas" style={{ blockSize: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => (
        <div
          key={item.key}
          ref={virtual.measureElement}
          data-index={item.index}
          className="header-virtual"
          style={{ transform: `translateY(${item.start}px)` }}
        >
          <LineBlock index={item.index} props={props} />
        </div>
      ))}
    </div>
  );
}

const NO_MARKS: readonly Mark[] = [];

/** A line with what stands before and under it: the trust boundary, the open card. */
function LineBlock({ index, props }: { readonly index: number; readonly props: HeaderLinesProps }) {
  const { page } = props;
  const line = page.lines[index];
  if (line === undefined) {
    return null;
  }
  const near = props.marks.filter((mark) => mark.start < line.next && mark.end > line.start);
  return (
    <Fragment>
      {index === page.firstClaimed && <Boundary />}
      <HeaderRow
        header={page.header}
        line={line}
        marks={near.length === 0 ? NO_MARKS : near}
        gutter={page.gutter.get(index) ?? NO_MARKS}
        nameOf={props.nameOf}
        current={props.current}
        claimed={index >= page.firstClaimed}
        onPick={props.onPick}
      />
      {index === props.cardLine && props.card}
    </Fragment>
  );
}

function Boundary() {
  return (
    <p className="header-boundary">
      <b>{headers.claimed}</b> <span>{headers.claimedMore}</span>
    </p>
  );
}
