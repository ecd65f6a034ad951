/** `case.json` against its rebuild from journal and objects, byte for byte. */
import { FailureError } from '../../../../shared/contract/failure';
import type { Check } from '../../../../shared/contract/outcomes';
import { type CaseView, EMPTY_VIEW, serialiseView } from '../case-view';
import { readMaterial } from '../entry-material';
import { applyEntry, ProjectionError } from '../project';
import { parseView } from '../view-adapter';
import type { CaseSnapshot } from './case-snapshot';
import { UndoCheck } from './undo-check';

const NAME = 'Case file';

export interface ViewCheck {
  readonly check: Check;
  /** That what was undone is what stood before; null where nothing was undone, or the view cannot be put together. */
  readonly undone: Check | null;
  /** The view after the last entry; null when it cannot be put together. */
  readonly view: CaseView | null;
}

/**
 * @throws FailureError `case-newer` when a later version wrote the view
 */
export async function checkView(snapshot: CaseSnapshot): Promise<ViewCheck> {
  const stored = snapshot.viewText === null ? null : parseView(snapshot.viewText);
  const rebuilt = await rebuild(snapshot, stored?.head.seq ?? -1);
  if (typeof rebuilt === 'string') {
    return { check: failed(`case.json cannot be compared: ${rebuilt}`), undone: null, view: null };
  }
  return { check: compare(snapshot, stored, rebuilt), undone: rebuilt.undone, view: rebuilt.view };
}

interface Rebuilt {
  readonly view: CaseView;
  /** The view at the entry at which the stored one stands; null when there is no such entry. */
  readonly atStored: CaseView | null;
  readonly undone: Check | null;
}

async function rebuild(snapshot: CaseSnapshot, storedSeq: number): Promise<Rebuilt | string> {
  let view = EMPTY_VIEW;
  let atStored: CaseView | null = null;
  const undoing = new UndoCheck(snapshot.lines);
  try {
    for (const line of snapshot.lines) {
      const material = await readMaterial(snapshot.vault, line.entry);
      const before = view;
      view = applyEntry(before, line, material);
      undoing.look({ before, after: view }, line, material.record);
      atStored = line.entry.seq === storedSeq ? view : atStored;
    }
  } catch (error) {
    if (error instanceof ProjectionError || error instanceof FailureError) {
      return error.message;
    }
    throw error;
  }
  return { view, atStored, undone: undoing.result() };
}

function compare(snapshot: CaseSnapshot, stored: CaseView | null, rebuilt: Rebuilt): Check {
  const { viewText, session } = snapshot;
  const last = rebuilt.view.head.seq;
  if (viewText === serialiseView(rebuilt.view)) {
    return passed(`case.json is what the journal gives up to entry ${last}, byte for byte`);
  }
  if (stored !== null && stored.head.seq > last) {
    return failed(
      `case.json was written after entry ${stored.head.seq}, but journal.jsonl ends with entry ${last}: the last entries are missing`,
    );
  }
  const isPrefix = rebuilt.atStored !== null && viewText === serialiseView(rebuilt.atStored);
  if (session !== 'closed' && (isPrefix || viewText === null)) {
    return passed(
      'case.json is behind the journal, as the last session left it; opening the case brings it up to date',
    );
  }
  return failed(describeDifference(viewText, stored, isPrefix, last));
}

/** Ends the sentence of a difference that the next opening for work mends: nothing but the view is concerned. */
const MENDED = 'The evidence is not touched by this; opening the case puts the file together again';

/** Whether all that failed is the view, which is put together again from the journal at the next opening for work. */
export function isMendedByOpening(checks: readonly Check[]): boolean {
  return checks.every(({ ok, name, detail }) => ok || (name === NAME && detail.endsWith(MENDED)));
}

function describeDifference(viewText: string | null, stored: CaseView | null, isPrefix: boolean, last: number): string {
  if (viewText === null) {
    return `case.json is missing. ${MENDED}`;
  }
  if (stored === null) {
    return `case.json is damaged. ${MENDED}`;
  }
  return isPrefix
    ? `case.json stands at entry ${stored.head.seq}, the journal at entry ${last}. ${MENDED}`
    : `case.json differs from what the journal gives: it was changed outside Chainmail. ${MENDED}`;
}

function passed(detail: string): Check {
  return { name: NAME, ok: true, detail };
}

function failed(detail: string): Check {
  return { name: NAME, ok: false, detail };
}
