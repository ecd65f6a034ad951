import './controls.css';

interface SelectFieldProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, name: string])[];
  readonly onChange: (value: T) => void;
  /** In a table the column's name stands above already. */
  readonly isLabelHidden?: boolean;
}

/** One of several words, as the system's own list. */
export function SelectField<T extends string>({ label, value, options, onChange, isLabelHidden }: SelectFieldProps<T>) {
  const find = (text: string): T | undefined => options.find(([option]) => option === text)?.[0];
  return (
    <label className="field">
      <span className={isLabelHidden === true ? 'visually-hidden' : 'select-name'}>{label}</span>
      <select className="field-control" value={value} onChange={(event) => onChange(find(event.target.value) ?? value)}>
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
