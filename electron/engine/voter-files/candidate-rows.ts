/** Rows of a file that may be a recipient's, found while the file is read: by address, or by name with a number that both have. */
import { keyOfText } from '../../../shared/analysis/across/trait';
import type { Columns } from '../../../shared/analysis/voter-files/columns';
import { lookupOf, type Row, type RowValues, rowValues } from '../../../shared/analysis/voter-files/row-values';
import type { Clues } from '../../../shared/analysis/voter-files/told';

/** Rows that are kept for one message: people of one name and one ZIP code, a family with one address. */
const MOST_ROWS = 20;
/** Rows of others that chance is measured with. */
const SAMPLE_ROWS = 64;

/** Where the messages of a comparison are found by what they tell. */
export class ClueIndex {
  readonly #byAddress = new Map<string, number[]>();
  readonly #byName = new Map<number, number[]>();
  readonly #digits: ReadonlySet<string>[] = [];

  /** Adds the next message: its number is the count of those before it. */
  add({ addresses, names, digits }: Clues): void {
    const message = this.#digits.push(digits) - 1;
    for (const address of new Set(addresses)) addTo(this.#byAddress, address, message);
    for (const name of names) addTo(this.#byName, name, message);
  }

  byAddress(address: string): readonly number[] {
    return this.#byAddress.get(address) ?? [];
  }

  byName(name: string): readonly number[] {
    return this.#byName.get(keyOfText(name)) ?? [];
  }

  hasOneOf(message: number, runs: readonly string[]): boolean {
    return runs.some((run) => this.#digits[message]?.has(run) === true);
  }
}

function addTo<K>(map: Map<K, number[]>, key: K, message: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [message]);
  else known.push(message);
}

/** Takes a file's rows one by one and keeps few of them, for as long as the file is compared. */
export class CandidateRows {
  readonly #index: ClueIndex;
  readonly #byAddress = new Map<number, RowValues[]>();
  readonly #byName = new Map<number, RowValues[]>();
  #sample: { readonly rank: number; readonly row: RowValues }[] = [];

  constructor(index: ClueIndex) {
    this.#index = index;
  }

  /** Messages for which a row was kept, in their order. */
  get messages(): readonly number[] {
    return [...new Set([...this.#byAddress.keys(), ...this.#byName.keys()])].sort((a, b) => a - b);
  }

  /** Rows spread over the file, the same at each reading. */
  get sample(): readonly RowValues[] {
    return this.#sample.map(({ row }) => row);
  }

  of(message: number): readonly RowValues[] {
    return [...(this.#byAddress.get(message) ?? []), ...(this.#byName.get(message) ?? [])];
  }

  take(row: Row, columns: Columns, index: number): void {
    const { email, name } = lookupOf(row, columns);
    const byAddress = email === '' ? [] : this.#index.byAddress(email);
    const byName = name === '' ? [] : this.#index.byName(name);
    const rank = Math.imul(index + 1, 0x9e37_79b1) >>> 0;
    const isSampled = this.#sample.length < SAMPLE_ROWS || rank < (this.#sample.at(-1)?.rank ?? 0);
    if (byAddress.length + byName.length === 0 && !isSampled) return;
    const values = rowValues(row, columns);
    for (const message of byAddress) keep(this.#byAddress, message, values);
    const runs = byName.length === 0 ? [] : digitRuns(values);
    for (const message of byName) {
      if (!byAddress.includes(message) && this.#index.hasOneOf(message, runs)) keep(this.#byName, message, values);
    }
    if (isSampled) {
      this.#sample = [...this.#sample, { rank, row: values }].sort((a, b) => a.rank - b.rank).slice(0, SAMPLE_ROWS);
    }
  }
}

function keep(rows: Map<number, RowValues[]>, message: number, values: RowValues): void {
  const known = rows.get(message);
  if (known === undefined) rows.set(message, [values]);
  else if (known.length < MOST_ROWS) known.push(values);
}

/** Runs of digits of which a message has one where it tells a second value beside the name. */
function digitRuns(values: RowValues): readonly string[] {
  const first = (text: string | undefined): string => /\d+/.exec(text ?? '')?.[0] ?? '';
  const phone = (values.get('phone') ?? '').replaceAll(/\D/g, '');
  const voterId = first(values.get('voter-id'));
  return [
    values.get('zip') ?? '',
    first(values.get('address')),
    phone.slice(-4),
    phone,
    voterId,
    voterId.replace(/^0+/, ''),
    /(?:19|20)\d{2}/.exec(values.get('birth-date') ?? '')?.[0] ?? '',
  ].filter((run) => run !== '');
}
