import { type KeyboardEvent, useRef, useState } from 'react';
import { list } from '../../../../../shared/wording/window/workbench';
import { GridHeadCell, RowGroup } from '../../../components/grid-parts';
import type { SortKey } from '../../../state/desk';
import { ColumnMenu } from './column-menu';
import { COLUMNS, type ColumnKey, type GridLayout, withMoved, withWidth } from './columns';
import { HeadContent } from './head-content';
import { type HeadAct, headActOf } from './head-keys';
import type { RememberedLayout } from './use-layout';
import { WidthGrip } from './width-grip';

interface ListHeadProps {
  readonly remembered: RememberedLayout;
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly onSort: (sort: SortKey) => void;
}

const HEAD = '[data-head]';

/** The heads of the columns: one stop in the tab order, arrows between them; a press sorts, a second one turns the order. */
export function ListHead({ remembered, sort, descending, onSort }: ListHeadProps) {
  const { layout, change } = remembered;
  const row = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<ColumnKey | null>(null);
  const stop = active !== null && layout.shown.includes(active) ? active : layout.shown[0];
  const order = descending ? 'descending' : 'ascending';

  const widthOf = (key: ColumnKey): number =>
    row.current?.querySelector<HTMLElement>(`[data-head="${key}"]`)?.closest('.head-cell')?.clientWidth ?? 0;
  const focusHead = (from: HTMLElement, step: 1 | -1 | 'first' | 'last'): void => {
    const heads = [...(row.current?.querySelectorAll<HTMLElement>(HEAD) ?? [])];
    const at = heads.indexOf(from);
    const next = step === 'first' ? 0 : step === 'last' ? heads.length - 1 : at + step;
    heads[Math.max(0, Math.min(heads.length - 1, next))]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const head = event.target instanceof Element ? event.target.closest<HTMLElement>(HEAD) : null;
    const key = layout.shown.find((one) => one === head?.dataset['head']);
    const act = headActOf(event);
    if (head === null || key === undefined || act === null) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (act.kind === 'focus') {
      focusHead(head, act.step);
    } else {
      change(layoutAfter(layout, key, act, widthOf(key)));
    }
  };
  return (
    <RowGroup className="list-head">
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row of heads is passed over; its heads are not */}
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual */}
      <div ref={row} role="row" aria-rowindex={1} className="list-head-row" onKeyDown={onKeyDown}>
        <GridHeadCell className="cell-choose">
          <span className="visually-hidden">{list.columns.choose}</span>
        </GridHeadCell>
        {layout.shown.map((key) => (
          <GridHeadCell
            key={key}
            className={`head-cell cell-${key}`}
            sorted={COLUMNS[key].sort === null ? undefined : COLUMNS[key].sort === sort ? order : 'none'}
          >
            <HeadContent
              columnKey={key}
              mark={COLUMNS[key].sort === sort ? (descending ? '↓' : '↑') : ''}
              isStop={key === stop}
              onFocus={() => setActive(key)}
              onSort={onSort}
            />
            <WidthGrip
              width={() => widthOf(key)}
              onWidth={(width, isDone) => change(withWidth(layout, key, width), isDone)}
            />
          </GridHeadCell>
        ))}
        <GridHeadCell className="cell-menu">
          <ColumnMenu remembered={remembered} />
        </GridHeadCell>
      </div>
    </RowGroup>
  );
}

/** The layout after a key on the head of a column that is `width` pixels wide now. */
function layoutAfter(
  layout: GridLayout,
  key: ColumnKey,
  act: Exclude<HeadAct, { readonly kind: 'focus' }>,
  width: number,
): GridLayout {
  switch (act.kind) {
    case 'widen':
      return withWidth(layout, key, width + act.by);
    case 'move':
      return withMoved(layout, key, act.step);
    case 'fit':
      return withWidth(layout, key, undefined);
  }
}
