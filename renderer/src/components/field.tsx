import { type ReactNode, useId } from 'react';
import './controls.css';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly placeholder?: string;
  readonly secret?: boolean;
  readonly lines?: number;
  readonly autoFocus?: boolean;
  readonly required?: boolean;
  readonly optional?: string;
  readonly evidence?: boolean;
  readonly maxLength?: number;
}

/** A labelled field of one or several lines, with a hint that is read out with it. */
export function Field(props: FieldProps) {
  const id = useId();
  const shared = {
    id,
    value: props.value,
    placeholder: props.placeholder,
    required: props.required,
    maxLength: props.maxLength,
    'aria-describedby': props.hint === undefined ? undefined : `${id}-hint`,
    'data-autofocus': props.autoFocus === true ? '' : undefined,
    className: props.evidence === true ? 'field-control evidence' : 'field-control',
    spellCheck: false,
    autoComplete: 'off',
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {props.label}
        {props.optional !== undefined && <span className="muted"> {props.optional}</span>}
      </label>
      {props.lines === undefined ? (
        <input
          {...shared}
          type={props.secret === true ? 'password' : 'text'}
          onChange={(event) => props.onChange(event.target.value)}
        />
      ) : (
        <textarea {...shared} rows={props.lines} onChange={(event) => props.onChange(event.target.value)} />
      )}
      {props.hint !== undefined && (
        <div id={`${id}-hint`} className="field-hint">
          {props.hint}
        </div>
      )}
    </div>
  );
}
