import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useEffect, useId, useMemo, useRef, useState } from 'react';
import { structure as words } from '../../../../../shared/wording/window/structure';
import { MailText } from '../../../components/mail-text';
import { readableBytes } from '../../../format/numbers';
import { moveByKey, type PartTree, type TreeRow, visibleRows, withToggled } from './model';

const ROW_HEIGHT = 28;

interface PartTreeProps {
  readonly tree: PartTree;
  readonly active: number;
  readonly onActive: (index: number) => void;
}

/** The parts as a tree with one tab stop; only the rows on the screen are painted, whatever their number. */
export function PartTreeView({ tree, active, onActive }: PartTreeProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const rows = useMemo(() => visibleRows(tree, closed), [tree, closed]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const at = rows.findIndex((row) => row.index === active);
  useEffect(() => virtual.scrollToIndex(Math.max(0, at)), [at, virtual]);
  const toggle = (index: number): void => setClosed((before) => withToggled(before, index));
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = event.ctrlKey || event.altKey ? undefined : moveByKey(tree, rows, active, event.key);
    if (move === undefined) {
      return;
    }
    event.preventDefault();
    onActive(move.active);
    if (move.toggled !== null) {
      toggle(move.toggled);
    }
  };
  const items = virtual.getVirtualItems();
  return (
    <div
      ref={scroller}
      role="tree"
      tabIndex={0}
      aria-label={words.tree}
      aria-activedescendant={items.some((item) => item.index === at) ? `${id}-${active}` : undefined}
      className="part-tree"
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className="part-canvas" style={{ blockSize: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <PartRow
              key={row.index}
              row={row}
              id={`${id}-${row.index}`}
              top={item.start}
              active={row.index === active}
              onChoose={onActive}
              onToggle={toggle}
            />
          );
        })}
      </div>
    </div>
  );
}

interface PartRowProps {
  readonly row: TreeRow;
  readonly id: string;
  readonly top: number;
  readonly active: boolean;
  readonly onChoose: (index: number) => void;
  readonly onToggle: (index: number) => void;
}

/** Indents stop growing here: deeper parts are told apart by their path. */
const DEEPEST_INDENT = 12;
const INDENT = 14;

const PartRow = memo(function PartRow({ row, id, top, active, onChoose, onToggle }: PartRowProps) {
  const { part, level, position, siblings, open, index } = row;
  const odd = part.issues.length + part.further.length;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has one tab stop and names its active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the tree's
    <div
      role="treeitem"
      id={id}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={open ?? undefined}
      aria-selected={active}
      className={active ? 'part-row part-active' : 'part-row'}
      style={{
        transform: `translateY(${top}px)`,
        paddingInlineStart: 8 + INDENT * Math.min(DEEPEST_INDENT, level - 1),
      }}
      onClick={() => onChoose(index)}
    >
      <span className="part-twist" aria-hidden="true" onClick={() => open !== null && onToggle(index)}>
        {open === null ? '' : open ? '▾' : '▸'}
      </span>
      <span className="part-path">{part.path === '' ? words.whole : part.path}</span>
      <span className="part-type">
        <MailText text={part.mediaType} />
      </span>
      {part.name !== '' && (
        <span className="part-name">
          <MailText text={part.name.slice(0, 200)} />
        </span>
      )}
      {odd > 0 && <span className="part-odd">{words.oddCount(odd)}</span>}
      <span className="part-size">{readableBytes(part.end - part.start)}</span>
    </div>
  );
});
