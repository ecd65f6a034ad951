import type { CustodyNote } from '../../../shared/packet-format/report-content';
import { noteWords } from '../../../shared/wording/transfers';
import type { CaseView } from '../case/case-view';
import { handlingOf } from '../case/project-handling';

/** What the records of custody say beside the journal's entries, in the examiner's words, for paper forms. */
export function custodyNotes(view: CaseView): readonly CustodyNote[] {
  const { takeOvers, receipts, disposals, corrections } = handlingOf(view);
  return [
    ...view.handOvers.map((one) =>
      note(one.entry, [[noteWords.to, one.to], ...transferred(one), [noteWords.reason, one.reason]]),
    ),
    ...takeOvers.map((one) => note(one.entry, [[noteWords.remarks, one.remarks]])),
    ...receipts.map((one) =>
      note(one.entry, [
        [one.direction === 'given' ? noteWords.to : noteWords.from, one.party],
        ...transferred(one),
        [noteWords.reason, one.reason],
        [noteWords.document, one.document?.sha256 ?? ''],
      ]),
    ),
    ...disposals.map((one) =>
      note(one.entry, [
        [noteWords.to, one.recipient],
        [noteWords.authority, one.authority],
        [noteWords.witness, one.witness],
        [noteWords.reason, one.reason],
      ]),
    ),
    ...corrections.map((one) => note(one.entry, [[noteWords.correction, one.text]])),
  ];
}

type Part = readonly [label: string, text: string];

function transferred(one: CaseView['handOvers'][number] | ReceiptView): readonly Part[] {
  return [
    [noteWords.organisation, one.organisation ?? ''],
    [noteWords.items, (one.items ?? []).join(', ')],
    [noteWords.method, one.method ?? ''],
    [noteWords.remarks, one.remarks ?? ''],
  ];
}

type ReceiptView = ReturnType<typeof handlingOf>['receipts'][number];

/** What was not said is left out. */
function note(entry: number, parts: readonly Part[]): CustodyNote {
  return { entry, parts: parts.filter(([, text]) => text.trim() !== '').map(([label, text]) => ({ label, text })) };
}
