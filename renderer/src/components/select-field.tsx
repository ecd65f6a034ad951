import { useEffect, useRef } from 'react';
import './controls.css';

interface SelectFieldProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, name: string])[];
  readonly onChange: (value: T) => void;
  /** Takes the focus as soon as it is there. */
  readonly autoFocus?: boolean;
  /** In a table the column's name stands above already. */
  readonly isLabelHidden?: boolean;
}

/** One of several words, as the system's own list. */
export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { label, value, options, onChange, isLabelHidden, autoFocus = false } = props;
  const field = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (autoFocus) {
      field.current?.focus();
    }
  }, [autoFocus]);
  const find = (text: string): T | undefined => options.find(([option]) => option === text)?.[0];
  return (
    <label className="field">
      <span className={isLabelHidden === true ? 'visually-hidden' : 'select-name'}>{label}</span>
      <select
        ref={field}
        className="field-control"
        value={value}
        onChange={(event) => onChange(find(event.target.value) ?? value)}
      >
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
