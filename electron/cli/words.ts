/** Reads a verb's words: positionals and options with their types, or a sentence that says what is missing. */
import { FailureError } from '../../shared/contract/failure';
import type { VerbCall } from './verb';

export function requiredPositional(call: VerbCall, index: number, what: string): string {
  const word = call.positionals[index];
  if (word === undefined || word === '') {
    throw new FailureError('bad-request', `${what} is missing. Nothing was done. Add it and run the command again.`);
  }
  return word;
}

export function noMorePositionals(call: VerbCall, count: number): void {
  const extra = call.positionals[count];
  if (extra !== undefined) {
    throw new FailureError('bad-request', `"${extra}" is one word too many. Nothing was done.`);
  }
}

export function optionText(call: VerbCall, name: string): string | undefined {
  const value = call.values[name];
  return typeof value === 'string' ? value : undefined;
}

export function requiredOption(call: VerbCall, name: string): string {
  const value = optionText(call, name);
  if (value === undefined || value.trim() === '') {
    throw new FailureError('bad-request', `--${name} is missing. Nothing was done. Add it and run the command again.`);
  }
  return value;
}

export function optionList(call: VerbCall, name: string): readonly string[] {
  const value = call.values[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** A whole number of at least `least`, or the default. */
export function optionNumber(call: VerbCall, name: string, fallback: number, least = 0): number {
  const text = optionText(call, name);
  if (text === undefined) {
    return fallback;
  }
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) {
    throw new FailureError('bad-request', `--${name} takes a whole number of at least ${least}. Nothing was done.`);
  }
  return value;
}

/** Number of a journal entry. */
export function requiredEntry(call: VerbCall, name = 'entry'): number {
  requiredOption(call, name);
  return optionNumber(call, name, 0);
}

/** A word of a list. */
export function requiredChoice<T extends string>(call: VerbCall, name: string, choices: readonly T[]): T {
  const word = requiredOption(call, name);
  const found = choices.find((choice) => choice === word);
  if (found === undefined) {
    throw new FailureError('bad-request', `--${name} takes one of: ${choices.join(', ')}. Nothing was done.`);
  }
  return found;
}

/** Messages from a place on, each once; at least one. */
export function checkedRefs(call: VerbCall, from: number): readonly string[] {
  requiredPositional(call, from, 'A message (such as E-001/42)');
  return [...new Set(call.positionals.slice(from).map(checkedRef))];
}

const REF = /^(E-\d{3,})\/([1-9]\d*)$/;

export function checkedRef(word: string): string {
  if (!REF.test(word)) {
    throw new FailureError(
      'bad-request',
      `"${word}" names no message. A message is named like E-001/42. Nothing was done.`,
    );
  }
  return word;
}
