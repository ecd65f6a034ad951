import type { ReactNode } from 'react';

/*
 * The parts of a virtual grid (WAI-ARIA grid pattern). Native table parts cannot be positioned row by row, and the grid
 * has one tab stop and names its active row, so that its parts are not focusable themselves.
 */

interface RowGroupProps {
  readonly className: string;
  readonly children: ReactNode;
}

export function RowGroup({ className, children }: RowGroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the head of this file
    <div role="rowgroup" className={className}>
      {children}
    </div>
  );
}

interface CellProps {
  readonly className: string;
  readonly children: ReactNode;
  readonly title?: string | undefined;
  readonly span?: number;
  /** Marks the cell that chooses the row. */
  readonly chooses?: boolean;
}

export function GridCell({ className, children, title, span, chooses }: CellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the head of this file
    // biome-ignore lint/a11y/useFocusableInteractive: see the head of this file
    <span
      role="gridcell"
      className={className}
      title={title}
      aria-colspan={span}
      data-choose={chooses ? '' : undefined}
    >
      {children}
    </span>
  );
}

interface HeadCellProps {
  readonly className: string;
  readonly children: ReactNode;
  readonly sorted?: 'ascending' | 'descending' | 'none' | undefined;
}

export function GridHeadCell({ className, children, sorted }: HeadCellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the head of this file
    // biome-ignore lint/a11y/useFocusableInteractive: see the head of this file
    <span role="columnheader" className={className} aria-sort={sorted}>
      {children}
    </span>
  );
}
