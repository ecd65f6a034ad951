import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { clamped, type SplitLimits, sizeAfterKey } from './split-model';
import './split-separator.css';

interface SplitSeparatorProps {
  readonly label: string;
  readonly size: number;
  readonly limits: SplitLimits;
  /** 1 when the measured pane lies before the separator, -1 when after it. */
  readonly grows: 1 | -1;
  readonly orientation: 'vertical' | 'horizontal';
  readonly onResize: (size: number) => void;
}

/** The line between two panes: dragged, or moved with the arrow keys, Home and End. */
export function SplitSeparator(props: SplitSeparatorProps) {
  const drag = useRef<{ readonly at: number; readonly size: number } | null>(null);
  const along = (event: PointerEvent): number => (props.orientation === 'vertical' ? event.clientX : event.clientY);
  const onKeyDown = (event: KeyboardEvent): void => {
    const size = sizeAfterKey(event.key, event.shiftKey, props.size, props.limits, props.grows);
    if (size !== undefined) {
      event.preventDefault();
      props.onResize(size);
    }
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be a focusable separator with a value
    <div
      role="separator"
      tabIndex={0}
      className={`split-separator split-${props.orientation}`}
      aria-label={props.label}
      aria-orientation={props.orientation}
      aria-valuenow={Math.round(props.size)}
      aria-valuemin={props.limits.min}
      aria-valuemax={Math.round(Math.max(props.limits.min, props.limits.max))}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { at: along(event), size: props.size };
      }}
      onPointerMove={(event) => {
        if (drag.current !== null) {
          const moved = (along(event) - drag.current.at) * props.grows;
          props.onResize(clamped(drag.current.size + moved, props.limits));
        }
      }}
      onPointerUp={() => {
        drag.current = null;
      }}
    />
  );
}
