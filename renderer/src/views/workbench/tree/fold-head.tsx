import type { KeyboardEvent, ReactNode } from 'react';

interface FoldHeadProps {
  readonly folded: boolean;
  readonly onFold: (folded: boolean) => void;
  readonly className: string;
  readonly children: ReactNode;
}

/** The head of something that folds: a press turns it, the left arrow closes it, the right one opens it. */
export function FoldHead({ folded, onFold, className, children }: FoldHeadProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      onFold(event.key === 'ArrowLeft');
    }
  };
  return (
    <button
      type="button"
      data-roving=""
      data-fold=""
      tabIndex={-1}
      aria-expanded={!folded}
      className={className}
      onClick={() => onFold(!folded)}
      onKeyDown={onKeyDown}
    >
      <span aria-hidden="true" className="fold-mark">
        {folded ? '▸' : '▾'}
      </span>
      {children}
    </button>
  );
}
