import type { ReactNode } from 'react';
import './empty-state.css';

interface EmptyStateProps {
  readonly title: string;
  readonly next?: string;
  readonly children?: ReactNode;
}

/** Says what would be here and offers the next step. */
export function EmptyState({ title, next, children }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <p>{title}</p>
      {next !== undefined && <p className="muted">{next}</p>}
      {children !== undefined && <div className="empty-actions">{children}</div>}
    </div>
  );
}
