import type { ReactNode } from 'react';

interface SvgButtonProps {
  /** What it is and what it counts; said aloud, and shown where the pointer rests. */
  readonly label: string;
  readonly className: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

interface SvgAsideProps {
  readonly transform?: string;
  readonly children: ReactNode;
}

/** Lines and names of a picture that its parts say themselves. */
export function SvgAside({ transform, children }: SvgAsideProps) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of SVG cannot be focused
    <g aria-hidden="true" transform={transform}>
      {children}
    </g>
  );
}

/** A part of a picture that can be pressed; one of many between which arrow keys move (see `useRoving`). */
export function SvgButton({ label, className, onPress, children }: SvgButtonProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no button in SVG
    <g
      role="button"
      aria-label={label}
      data-roving=""
      tabIndex={-1}
      className={className}
      onClick={onPress}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          onPress();
        }
      }}
    >
      <title>{label}</title>
      {children}
    </g>
  );
}
