import type { CustodyAct } from '../../../../shared/contract/custody-act';
import type { Chosen } from '../../api/desktop';

export const KINDS = ['hand-over', 'take-over', 'receipt', 'dispose', 'correct'] as const;

/** The dialog's fields as they are typed; those of other kinds stay where they were. */
export interface CustodyForm {
  readonly kind: (typeof KINDS)[number];
  readonly direction: 'given' | 'taken';
  /** Receiver, other side, or recipient of a disposal. */
  readonly party: string;
  readonly organisation: string;
  readonly items: string;
  readonly method: string;
  readonly remarks: string;
  /** Reason, or the text of a correction. */
  readonly text: string;
  readonly entry: string;
  readonly manner: 'returned' | 'transferred' | 'destroyed' | 'kept';
  readonly authority: string;
  readonly witness: string;
  readonly document: Chosen | null;
}

export const EMPTY_FORM: CustodyForm = {
  kind: 'hand-over',
  direction: 'given',
  party: '',
  organisation: '',
  items: '',
  method: '',
  remarks: '',
  text: '',
  entry: '',
  manner: 'returned',
  authority: '',
  witness: '',
  document: null,
};

/** Whether the fields that cannot be left out are filled; what is wrong in them the engine says. */
export function isComplete(form: CustodyForm): boolean {
  const { party, text, entry, items, authority } = form;
  const isFilled = (...fields: readonly string[]) => fields.every((field) => field.trim() !== '');
  switch (form.kind) {
    case 'hand-over':
    case 'receipt':
      return isFilled(party, text);
    case 'take-over':
      return isEntry(entry);
    case 'dispose':
      return isFilled(items, authority, text);
    case 'correct':
      return isEntry(entry) && isFilled(text);
  }
}

const isEntry = (text: string) => /^\s*\d{1,12}\s*$/.test(text);

export function actOf(form: CustodyForm): CustodyAct {
  const party = form.party.trim();
  const text = form.text.trim();
  const items = itemsIn(form.items);
  const transfer = {
    organisation: form.organisation.trim(),
    items,
    method: form.method.trim(),
    remarks: form.remarks.trim(),
  };
  switch (form.kind) {
    case 'hand-over':
      return { kind: 'hand-over', to: party, reason: text, ...transfer };
    case 'receipt': {
      const { direction, document } = form;
      return { kind: 'receipt', direction, party, reason: text, ...transfer, document: document?.token ?? null };
    }
    case 'take-over':
      return { kind: 'take-over', handOver: Number(form.entry), remarks: transfer.remarks };
    case 'dispose': {
      const { manner, authority, witness } = form;
      return { kind: 'dispose', items, manner, authority, witness, recipient: party, reason: text };
    }
    case 'correct':
      return { kind: 'correct', entry: Number(form.entry), text };
  }
}

function itemsIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter((item) => item !== '');
}
