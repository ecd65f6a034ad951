/** How acts of custody and of its rules change the view; each adds a line that names its entry. */
import { type CaseRules, initialRules, stepRules } from '../../../shared/packet-format/case-rules';
import type { JournalEntry } from '../../../shared/packet-format/journal-line';
import type { CaseView, Handling } from './case-view';
import type { RecordOf } from './records';

interface Stamp {
  readonly by: string;
  readonly at: string;
  readonly entry: number;
}

export const NOTHING_HANDLED: Handling = { takeOvers: [], receipts: [], disposals: [], corrections: [] };

export function handlingOf(view: CaseView): Handling {
  return view.handling ?? NOTHING_HANDLED;
}

export function handOver(view: CaseView, record: RecordOf<'handOver'>, stamp: Stamp): Partial<CaseView> {
  const { to, reason } = record;
  return { handOvers: [...view.handOvers, { to, reason, ...transferOf(record), ...stamp }] };
}

export function takeOver(view: CaseView, record: RecordOf<'takeOver'>, stamp: Stamp): Partial<CaseView> {
  const { takeOvers, ...others } = handlingOf(view);
  const { handOver: taken, remarks } = record;
  return { handling: { takeOvers: [...takeOvers, { handOver: taken, remarks, ...stamp }], ...others } };
}

export function receipt(view: CaseView, record: RecordOf<'receipt'>, stamp: Stamp): Partial<CaseView> {
  const handling = handlingOf(view);
  const { direction, party, reason, document } = record;
  const one = { direction, party, reason, ...transferOf(record), document, ...stamp };
  return { handling: { ...handling, receipts: [...handling.receipts, one] } };
}

export function disposal(view: CaseView, record: RecordOf<'disposal'>, stamp: Stamp): Partial<CaseView> {
  const handling = handlingOf(view);
  const { items, manner, authority, witness, recipient, reason } = record;
  const one = { items: [...items], manner, authority, witness, recipient, reason, ...stamp };
  return { handling: { ...handling, disposals: [...handling.disposals, one] } };
}

export function correction(view: CaseView, record: RecordOf<'correction'>, stamp: Stamp): Partial<CaseView> {
  const handling = handlingOf(view);
  const { entry: corrects, text } = record;
  return { handling: { ...handling, corrections: [...handling.corrections, { corrects, text, ...stamp }] } };
}

/** What was said of how it changed hands, in one order of keys. */
function transferOf({ organisation, items, method, remarks }: RecordOf<'handOver'> | RecordOf<'receipt'>) {
  return {
    ...(organisation === undefined ? {} : { organisation }),
    ...(items === undefined ? {} : { items: [...items] }),
    ...(method === undefined ? {} : { method }),
    ...(remarks === undefined ? {} : { remarks }),
  };
}

/** @param key the first entry's, before there is any */
export function rulesOf(view: CaseView, key = ''): CaseRules {
  return view.rules ?? initialRules(view.keys[0]?.fingerprint ?? key);
}

/** The rules after any entry; nothing where it leaves them as they were. */
export function rulesAfter(view: CaseView, entry: JournalEntry): Partial<CaseView> {
  const before = rulesOf(view, entry.actor.key);
  const rules = stepRules(before, entry);
  return rules === before ? {} : { rules };
}
