import './controls.css';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly name: string }[];
  readonly onChange: (value: T) => void;
  /** In a table the column's name stands above already. */
  readonly isLabelHidden?: boolean;
}

/** One of a few words, as the system's own list. */
export function Choice<T extends string>({ label, value, options, onChange, isLabelHidden }: ChoiceProps<T>) {
  const find = (text: string): T | undefined => options.find((option) => option.value === text)?.value;
  return (
    <label className="field choice">
      <span className={isLabelHidden === true ? 'visually-hidden' : 'choice-name'}>{label}</span>
      <select className="field-control" value={value} onChange={(event) => onChange(find(event.target.value) ?? value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  );
}
