import type { ReactNode } from 'react';
import './controls.css';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly kind?: 'plain' | 'primary' | 'quiet' | 'link';
  readonly submits?: boolean;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly label?: string;
  readonly keys?: string | undefined;
  readonly className?: string;
}

/** A button; `submits` makes it the button of its form. */
export function Button(props: ButtonProps) {
  return (
    <button
      type={props.submits === true ? 'submit' : 'button'}
      className={`button button-${props.kind ?? 'plain'} ${props.className ?? ''}`}
      disabled={props.disabled}
      aria-pressed={props.pressed}
      aria-label={props.label}
      aria-keyshortcuts={props.keys?.replaceAll('Ctrl', 'Control')}
      onClick={props.onPress}
    >
      {props.children}
    </button>
  );
}
