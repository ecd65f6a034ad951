import { type PointerEvent, useRef } from 'react';

interface WidthGripProps {
  readonly width: () => number;
  /** `width` undefined: back to the column's own width. `isDone` false while the pointer is down. */
  readonly onWidth: (width: number | undefined, isDone: boolean) => void;
}

/** The edge of a column, for the pointer: dragged, or pressed twice to fit it again. By key its head does the same. */
export function WidthGrip({ width, onWidth }: WidthGripProps) {
  const drag = useRef<{ readonly at: number; readonly width: number } | null>(null);
  const dragged = ({ clientX }: PointerEvent): number => {
    const { at, width: before } = drag.current ?? { at: clientX, width: width() };
    return before + clientX - at;
  };
  return (
    <span
      aria-hidden="true"
      className="width-grip"
      onDoubleClick={() => onWidth(undefined, true)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { at: event.clientX, width: width() };
      }}
      onPointerMove={(event) => {
        if (drag.current !== null && event.clientX !== drag.current.at) {
          onWidth(dragged(event), false);
        }
      }}
      onPointerUp={(event) => {
        if (drag.current !== null && event.clientX !== drag.current.at) {
          onWidth(dragged(event), true);
        }
        drag.current = null;
      }}
    />
  );
}
