import type { ReactNode } from 'react';
import { grouped } from '../../../format/numbers';
import { FoldHead } from './fold-head';
import { useFold } from './use-fold';

interface TreeGroupProps {
  readonly caseId: string;
  readonly name: string;
  /** How many entries it has; said beside its name. */
  readonly count?: number;
  /** What stands there while it has none. */
  readonly empty: string | null;
  readonly children?: ReactNode;
  readonly foot?: ReactNode;
}

/** A group of the left pane; it can be folded, which is remembered for the case. */
export function TreeGroup({ caseId, name, count = 0, empty, children, foot }: TreeGroupProps) {
  const [folded, fold] = useFold(caseId, name);
  return (
    <section className="tree-group" aria-label={name}>
      <h2>
        <FoldHead className="tree-name" folded={folded} onFold={fold}>
          {name}
          {count > 1 && <span className="tree-size">{grouped(count)}</span>}
        </FoldHead>
      </h2>
      {!folded && (
        <>
          {empty !== null && <p className="tree-empty">{empty}</p>}
          {children}
          {foot !== undefined && <div className="tree-foot">{foot}</div>}
        </>
      )}
    </section>
  );
}
