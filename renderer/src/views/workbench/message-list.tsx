import { type CSSProperties, useEffect, useId, useRef, useState } from 'react';
import { list } from '../../../../shared/wording/window/workbench';
import { sortBy } from '../../actions/sort-actions';
import type { Question } from '../../api/list-pages';
import { RowGroup } from '../../components/grid-parts';
import { desk } from '../../state/desk';
import { useStore } from '../../state/store';
import { type GridLayout, tracksOf } from './grid/columns';
import { ListHead } from './grid/list-head';
import { MessageRow } from './grid/message-row';
import { useEvidenceNames } from './grid/use-evidence-names';
import { useLayout } from './grid/use-layout';
import { indexOfRef, rowAt } from './page-cache';
import { useFixedRows } from './use-fixed-rows';
import { useListActs } from './use-list-acts';
import type { MessagePages } from './use-message-pages';
import './message-list.css';

const ROW_HEIGHT = 28;
/** The heads stay at the top of the scrolled area; rows begin under them. */
const HEAD_HEIGHT = 27;
/** Rows beyond the edges of the screen that are painted ahead. */
const OVERSCAN = 10;

interface MessageListProps {
  readonly caseId: string;
  readonly pages: MessagePages;
  readonly question: Question;
}

/** The grid of messages: virtual, one tab stop, moved through with the keyboard. */
export function MessageList({ caseId, pages, question }: MessageListProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { cache, show } = pages;
  const open = useStore(desk, (state) => state.open);
  const selection = useStore(desk, (state) => state.selection);
  const [active, setActive] = useState(0);
  const remembered = useLayout(caseId);
  const { layout } = remembered;
  const names = useEvidenceNames();
  const { first, end, scrollTo } = useFixedRows({
    count: cache.total,
    rowHeight: ROW_HEIGHT,
    headHeight: HEAD_HEIGHT,
    overscan: OVERSCAN,
    scroller,
  });
  const acts = useListActs({
    cache,
    question,
    active,
    setActive,
    scrollTo,
    pageRows: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD_HEIGHT) / ROW_HEIGHT) - 1),
  });
  useEffect(() => show(first, Math.max(first, end - 1)), [show, first, end]);

  // Who was sent to the list while it had nothing to show comes to the rows once there are any.
  useEffect(() => {
    if (scroller.current?.closest('[data-pane]') === document.activeElement) {
      scroller.current?.focus();
    }
  }, []);

  // After another search or order the open message keeps being the active row where it is known.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another question moves the active row
  useEffect(() => {
    const at = Math.max(0, open === null ? 0 : indexOfRef(cache, open));
    setActive(at);
    acts.resetAnchor(at);
    scrollTo(at);
  }, [cache.question]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever rows have arrived
  useEffect(() => acts.openAwaited(), [cache]);

  const activeShown = first <= active && active < end;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
    <div
      ref={scroller}
      role="grid"
      aria-label={list.label}
      aria-rowcount={cache.total + 1}
      aria-colcount={layout.shown.length + 2}
      aria-multiselectable="true"
      aria-activedescendant={activeShown ? `${id}-${active}` : undefined}
      tabIndex={0}
      data-pane-focus=""
      className="message-list"
      style={tracksStyle(layout)}
      onKeyDown={acts.onKeyDown}
      onClick={acts.onClick}
    >
      <ListHead
        remembered={remembered}
        sort={question.sort}
        descending={question.descending}
        onSort={(sort) => sortBy(caseId, sort)}
      />
      <RowGroup className="list-body">
        <div role="presentation" className="list-canvas" style={{ blockSize: cache.total * ROW_HEIGHT }}>
          {Array.from({ length: end - first }, (_, step) => first + step).map((index) => {
            const row = rowAt(cache, index);
            return (
              <MessageRow
                key={index}
                id={`${id}-${index}`}
                index={index}
                top={index * ROW_HEIGHT}
                row={row}
                active={index === active}
                open={row !== undefined && row.ref === open}
                selected={row !== undefined && selection.has(row.ref)}
                columns={layout.shown}
                names={names}
              />
            );
          })}
        </div>
      </RowGroup>
    </div>
  );
}

/** Tracks and least widths as custom properties: a width that changes touches one element, and no row is rendered for it. */
function tracksStyle(layout: GridLayout): CSSProperties {
  const [wide, narrow] = [tracksOf(layout, 'wide'), tracksOf(layout, 'narrow')];
  const properties: Readonly<Record<`--${string}`, string>> = {
    '--columns-wide': wide.template,
    '--columns-narrow': narrow.template,
    '--least-wide': `${wide.least}px`,
    '--least-narrow': `${narrow.least}px`,
  };
  return { ...properties };
}
