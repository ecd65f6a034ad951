/**
 * Counts a list of people by place. The list's other columns, names among them, go nowhere.
 *
 * The list is comma-separated text (RFC 4180) with the columns' names in its first line.
 */
import { byCodeUnit } from '../packet-format/manifest';
import type { BriefingContent } from './content';

export type PlaceCount = BriefingContent<'impact'>['counts'][number];

export type ListReading =
  | { readonly ok: true; readonly counts: readonly PlaceCount[]; readonly rows: number }
  | { readonly ok: false; readonly missing: string; readonly columns: readonly string[] };

const PLACE_MAX = 100;

/**
 * @param columns names of the columns with state and county, in any case; county empty: only states are counted
 * @returns places by state and county; `missing` is a column that the list does not have
 */
export function countByPlace(text: string, columns: { readonly state: string; readonly county: string }): ListReading {
  const [head = [], ...rows] = csvRows(text.replace(/^\ufeff/, ''));
  const names = head.map((name) => name.trim().toLowerCase());
  const wanted = [columns.state, columns.county].filter((name) => name !== '');
  const missing = wanted.find((name) => !names.includes(name.toLowerCase()));
  if (missing !== undefined) {
    return { ok: false, missing, columns: head };
  }
  const stateAt = names.indexOf(columns.state.toLowerCase());
  const countyAt = columns.county === '' ? -1 : names.indexOf(columns.county.toLowerCase());
  const people = rows.filter((row) => row.some((cell) => cell.trim() !== ''));
  return { ok: true, counts: counted(people.map((row) => placeIn(row, stateAt, countyAt))), rows: people.length };
}

interface Place {
  readonly state: string;
  readonly county: string;
}

function placeIn(row: readonly string[], stateAt: number, countyAt: number): Place {
  const cell = (at: number): string => (row[at] ?? '').trim().slice(0, PLACE_MAX);
  return { state: cell(stateAt), county: cell(countyAt) };
}

function counted(places: readonly Place[]): readonly PlaceCount[] {
  const byPlace = new Map<string, PlaceCount>();
  for (const place of places) {
    const key = JSON.stringify([place.state, place.county]);
    byPlace.set(key, { ...place, people: (byPlace.get(key)?.people ?? 0) + 1, harm: '' });
  }
  return [...byPlace.values()].sort((a, b) => byCodeUnit(a.state, b.state) || byCodeUnit(a.county, b.county));
}

/** A field: in quotes, with doubled quotes inside; or all up to the next comma or line end. */
const FIELD = /"((?:[^"]|"")*)"?[^,\r\n]*|([^,\r\n]*)/y;

function csvRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    FIELD.lastIndex = at;
    const [whole = '', inQuotes, plain = ''] = FIELD.exec(text) ?? [];
    row.push(inQuotes === undefined ? plain : inQuotes.replaceAll('""', '"'));
    at += whole.length;
    if (text[at] === ',') {
      at += 1;
      if (at === text.length) row.push('');
      continue;
    }
    rows.push(row);
    row = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return row.length === 0 ? rows : [...rows, row];
}
