import type { CustodyEntryView } from '../../../../shared/contract/case-info';

/** Entries that name a message or its evidence item, wherever in their subject. */
export function entriesAbout(entries: readonly CustodyEntryView[], ref: string): readonly CustodyEntryView[] {
  const item = ref.split('/')[0] ?? ref;
  return entries.filter((entry) => names(entry.subject, (text) => text === ref || text === item));
}

function names(value: unknown, wanted: (text: string) => boolean): boolean {
  if (typeof value === 'string') {
    return wanted(value);
  }
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => names(part, wanted));
}

/** An entry with what lies between it and the one before it in the journal. */
export interface LedgerRow {
  readonly entry: CustodyEntryView;
  /** Numbers that should stand before this entry and do not. */
  readonly missingBefore: number | null;
}

/** The rows in journal order; a jump in the numbers of a whole journal is a broken link. */
export function ledgerRows(entries: readonly CustodyEntryView[], whole: boolean): readonly LedgerRow[] {
  return entries.map((entry, at) => {
    const before = entries[at - 1];
    const expected = before === undefined ? entry.seq : before.seq + 1;
    return { entry, missingBefore: whole && entry.seq !== expected ? expected : null };
  });
}
