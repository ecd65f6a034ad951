import type { RecentCase } from '../../../../shared/contract/case-info';
import { strength } from '../../../../shared/wording/window/start';

/** Recent cases, the last opened first; those whose folder is gone stay in the list, at the end. */
export function orderedCases(cases: readonly RecentCase[]): readonly RecentCase[] {
  return cases.toSorted(
    (one, other) => Number(other.present) - Number(one.present) || other.lastOpened.localeCompare(one.lastOpened),
  );
}

export interface IdentityForm {
  readonly name: string;
  readonly organisation: string;
  readonly passphrase: string;
  readonly repeat: string;
}

export const EMPTY_IDENTITY: IdentityForm = { name: '', organisation: '', passphrase: '', repeat: '' };

export function isComplete(form: IdentityForm): boolean {
  return form.name.trim() !== '' && form.passphrase !== '' && form.passphrase === form.repeat;
}

/** Whether the repetition can no longer become right by typing on. */
export function repeatsWrongly({ passphrase, repeat }: Pick<IdentityForm, 'passphrase' | 'repeat'>): boolean {
  return repeat !== '' && !passphrase.startsWith(repeat);
}

const SHORT = 14;
const STRONG = 20;
const FEW_CHARACTERS = 6;

/** Explains what a passphrase withstands, by length and variety alone: nothing is sent or looked up. */
export function strengthHint(passphrase: string): string {
  const length = [...passphrase].length;
  if (length === 0) {
    return strength.empty;
  }
  if (length < SHORT) {
    return strength.short(length);
  }
  if (new Set(passphrase.toLowerCase()).size < FEW_CHARACTERS) {
    return strength.repeated;
  }
  return length < STRONG ? strength.fair : strength.strong;
}
