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

  /** How many of these runs of digits the message has. */
  digitsShared(message: number, runs: readonly string[]): number {
    return runs.filter((run) => this.#digits[message]?.has(run) === true).length;
  }
}

function addTo<K>(map: Map<K, number[]>, key: K, message: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [message]);
  else known.push(message);
}

interface Candidate {
  readonly row: RowValues;
  /** How much speaks for it: numbers that it shares with the message, or the address, which is more. */
  readonly weight: number;
}

const BY_ADDRESS = 100;

/** Takes a file's rows one by one and keeps few of them, for as long as the file is compared. */
export class CandidateRows {
  readonly #index: ClueIndex;
  readonly #kept = new Map<number, Candidate[]>();
  #sample: { readonly rank: number; readonly row: RowValues }[] = [];

  constructor(index: ClueIndex) {
    this.#index = index;
  }

  /** Messages for which a row was kept, in their order. */
  get messages(): readonly number[] {
    return [...this.#kept.keys()].sort((a, b) => a - b);
  }

  /** Rows spread over the file, the same at each reading. */
  get sample(): readonly RowValues[] {
    return this.#sample.map(({ row }) => row);
  }

  of(message: number): readonly RowValues[] {
    return (this.#kept.get(message) ?? []).map(({ row }) => row);
  }

  take(row: Row, columns: Columns, index: number): void {
    const { email, name } = lookupOf(row, columns);
    const byAddress = email === '' ? [] : this.#index.byAddress(email);
    const byName = name === '' ? [] : this.#index.byName(name);
    const rank = Math.imul(index + 1, 0x9e37_79b1) >>> 0;
    const isSampled = this.#sample.length < SAMPLE_ROWS || rank < (this.#sample.at(-1)?.rank ?? 0);
    if (byAddress.length + byName.length === 0 && !isSampled) return;
    const values = ownText(rowValues(row, columns));
    for (const message of byAddress) this.#keep(message, { row: values, weight: BY_ADDRESS });
    const runs = byName.length === 0 ? [] : digitRuns(values);
    for (const message of byName) {
      const weight = byAddress.includes(message) ? 0 : this.#index.digitsShared(message, runs);
      if (weight > 0) this.#keep(message, { row: values, weight });
    }
    if (isSampled) {
      this.#sample = [...this.#sample, { rank, row: values }].sort((a, b) => a.rank - b.rank).slice(0, SAMPLE_ROWS);
    }
  }

  /** Of more rows than are kept, those for which most speaks. */
  #keep(message: number, candidate: Candidate): void {
    const kept = this.#kept.get(message);
    if (kept === undefined) {
      this.#kept.set(message, [candidate]);
    } else if (kept.length < MOST_ROWS) {
      kept.push(candidate);
    } else {
      const least = Math.min(...kept.map(({ weight }) => weight));
      if (candidate.weight > least) kept[kept.findIndex(({ weight }) => weight === least)] = candidate;
    }
  }
}

/** Values with texts of their own: a part of a text keeps all of it in memory, here a piece of the file. */
function ownText(values: RowValues): RowValues {
  return new Map([...values].map(([kind, value]) => [kind, Buffer.from(value, 'utf8').toString('utf8')]));
}

/** Runs of digits of which a message has one where it tells a second value beside the name. */
function digitRuns(values: RowValues): readonly string[] {
  const first = (text: string | undefined): string => /\d+/.exec(text ?? '')?.[0] ?? '';
  const phone = (values.get('phone') ?? '').replaceAll(/\D/g, '');
  const voterId = first(values.get('voter-id'));
  const zip = values.get('zip') ?? '';
  const runs = [
    zip,
    `${zip}${values.get('zip4') ?? ''}`,
    first(values.get('address')),
    phone.slice(-4),
    phone,
    voterId,
    voterId.replace(/^0+/, ''),
    /(?:19|20)\d{2}/.exec(values.get('birth-date') ?? '')?.[0] ?? '',
  ];
  return [...new Set(runs)].filter((run) => run !== '');
}
