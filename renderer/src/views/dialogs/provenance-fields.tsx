import { common } from '../../../../shared/wording/window/common';
import { importing } from '../../../../shared/wording/window/evidence';
import type { Provenance } from '../../actions/import-actions';
import { Field } from '../../components/field';

export const EMPTY_PROVENANCE: Provenance = { source: '', receivedFrom: '', note: '' };

interface ProvenanceFieldsProps {
  readonly value: Provenance;
  readonly onChange: (value: Provenance) => void;
}

/** Where the evidence came from: three fields that every way of taking in has. */
export function ProvenanceFields({ value, onChange }: ProvenanceFieldsProps) {
  return (
    <div className="provenance">
      <Field
        label={importing.source}
        optional={common.optional}
        maxLength={400}
        placeholder={importing.sourcePlaceholder}
        value={value.source}
        onChange={(source) => onChange({ ...value, source })}
      />
      <Field
        label={importing.receivedFrom}
        optional={common.optional}
        maxLength={400}
        placeholder={importing.receivedFromPlaceholder}
        value={value.receivedFrom}
        onChange={(receivedFrom) => onChange({ ...value, receivedFrom })}
      />
      <Field
        label={importing.note}
        optional={common.optional}
        maxLength={20_000}
        lines={2}
        value={value.note}
        onChange={(note) => onChange({ ...value, note })}
      />
    </div>
  );
}
