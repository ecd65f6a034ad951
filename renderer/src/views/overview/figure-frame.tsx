import { type ReactNode, useRef } from 'react';
import { useRoving } from '../../components/use-roving';
import { useWidth } from '../../components/use-width';

interface FigureFrameProps {
  readonly label: string;
  /** Draws into the width that there is, in pixels. */
  readonly children: (width: number) => Drawing;
}

interface Drawing {
  /** In pixels. */
  readonly height: number;
  readonly marks: ReactNode;
}

const FIRST_WIDTH = 760;

/** A picture as wide as its place: drawn in pixels, so that its words keep their size. */
export function FigureFrame({ label, children }: FigureFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, FIRST_WIDTH);
  const roving = useRoving(frame, true);
  const { height, marks } = children(width);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of parts that can be pressed
    <div ref={frame} role="group" aria-label={label} onKeyDown={roving.onKeyDown} onFocus={roving.onFocus}>
      <svg className="figure" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        <title>{label}</title>
        {marks}
      </svg>
    </div>
  );
}
