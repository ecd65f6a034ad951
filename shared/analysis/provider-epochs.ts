import {
  ARC_SELECTORS,
  DKIM_SELECTORS,
  EXCHANGE_BUILDS,
  FIELD_NAMES,
  GMAIL_SOURCES,
  GMAIL_STATES,
} from './provider-epoch-table';
import { DAY_MS } from './rules/observe';

/** The days between which a mark of a provider was seen. Nothing can be said about a mark that is not in the table. */
export interface ProviderEpoch {
  /** Undefined where the mark was in use before the observation began. */
  readonly firstMs: number | undefined;
  /** Undefined where it was in use still when the observation ended. */
  readonly lastMs: number | undefined;
  /** On how many messages it was seen. */
  readonly messages: number;
  /** By how much the days are widened before anything is said. */
  readonly slackMs: number;
}

export type EpochTable = ReadonlyMap<string, ProviderEpoch>;

function readTable(text: string, slackDays: number): EpochTable {
  const day = (word: string): number | undefined => (word === '-' ? undefined : Date.parse(`${word}T00:00:00Z`));
  const rows = text.split(/[,\n]/).map((row) => row.trim().split(' '));
  return new Map(
    rows
      .filter(({ length }) => length === 4)
      .map(([mark = '', first = '-', last = '-', messages = '0']) => [
        mark,
        { firstMs: day(first), lastMs: day(last), messages: Number(messages), slackMs: slackDays * DAY_MS },
      ]),
  );
}

export const GMAIL_STATE_EPOCHS: EpochTable = readTable(GMAIL_STATES, 14);
export const GMAIL_SOURCE_EPOCHS: EpochTable = readTable(GMAIL_SOURCES, 14);
export const DKIM_SELECTOR_EPOCHS: EpochTable = readTable(DKIM_SELECTORS, 120);
export const ARC_SELECTOR_EPOCHS: EpochTable = readTable(ARC_SELECTORS, 120);
export const FIELD_NAME_EPOCHS: EpochTable = readTable(FIELD_NAMES, 120);
export const EXCHANGE_BUILD_EPOCHS: EpochTable = readTable(EXCHANGE_BUILDS, 45);

/** Which source marks were in use with a state mark: the two tables have the same rows. */
export const GMAIL_PAIRS: ReadonlyMap<string, string> = new Map(
  [...GMAIL_STATE_EPOCHS.keys()].map((state, index) => [state, [...GMAIL_SOURCE_EPOCHS.keys()][index] ?? '']),
);

/** Where an instant lies, seen from the days of a mark. */
export function sideOf({ firstMs, lastMs, slackMs }: ProviderEpoch, instantMs: number): 'before' | 'inside' | 'after' {
  if (firstMs !== undefined && instantMs < firstMs - slackMs) {
    return 'before';
  }
  // The last day is a whole day.
  return lastMs !== undefined && instantMs > lastMs + DAY_MS + slackMs ? 'after' : 'inside';
}
