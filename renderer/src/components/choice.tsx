import { Button } from './button';
import { Group } from './group';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly (readonly [value: T, name: string])[];
  /** Null while none was chosen. */
  readonly value: T | null;
  readonly onChange: (value: T) => void;
}

/** One of a few, all of them in sight. */
export function Choice<T extends string>({ label, options, value, onChange }: ChoiceProps<T>) {
  return (
    <div className="field">
      <span aria-hidden="true">{label}</span>
      <Group className="choices" label={label}>
        {options.map(([option, name]) => (
          <Button key={option} pressed={option === value} onPress={() => onChange(option)}>
            {name}
          </Button>
        ))}
      </Group>
    </div>
  );
}
