import { type ReactNode, useEffect, useRef } from 'react';
import './check-row.css';

interface CheckRowProps {
  /** `some`: on for a part of what is meant. */
  readonly state: 'on' | 'off' | 'some';
  readonly onChange: (on: boolean) => void;
  readonly children: ReactNode;
}

/** A line with a box to tick; the whole line is the label. */
export function CheckRow({ state, onChange, children }: CheckRowProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) {
      box.current.indeterminate = state === 'some';
    }
  }, [state]);
  return (
    <label className="check-row">
      <input ref={box} type="checkbox" checked={state === 'on'} onChange={(event) => onChange(event.target.checked)} />
      {children}
    </label>
  );
}
