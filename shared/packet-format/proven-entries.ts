/** Which entries of the custody journal a packet proves one by one, so that each can be shown without the others. */
import { PROOF_FOLDER } from './packet-layout';

/** What is needed of an entry to know whether it is to be proved. */
export interface ProvableEntry {
  readonly seq: number;
  readonly act: string;
  readonly subject: Readonly<Record<string, unknown>>;
}

/** An exhibit as far as its entries are concerned. */
export interface ProvenExhibit {
  /** Such as `E-001/42`. */
  readonly ref: string;
  /** Such as `E-001`. */
  readonly evidence: string;
}

/** What happened to the evidence outside of the program, and who agreed to let it out, without whose names. */
const HANDLING: ReadonlySet<string> = new Set([
  'custody.hand-over',
  'custody.take-over',
  'custody.receipt',
  'custody.dispose',
  'custody.correct',
  'custody.restore',
  'release.decide',
  'redaction.change',
]);

/** Acts whose undoing says anew what stands in a packet: its exhibits, and whom it does not name. */
const REPLACED: ReadonlySet<unknown> = new Set(['exhibit.add', 'exhibit.remove', 'redaction.change']);

/** The receipt of each exhibit's evidence, the choice of each exhibit, and all handling, in order. */
export function provenEntries(
  entries: readonly ProvableEntry[],
  exhibits: readonly ProvenExhibit[],
): readonly number[] {
  const evidence = new Set<unknown>(exhibits.map((exhibit) => exhibit.evidence));
  const refs = new Set<unknown>(exhibits.map((exhibit) => exhibit.ref));
  return entries.filter((entry) => isProven(entry, evidence, refs)).map(({ seq }) => seq);
}

function isProven(
  { act, subject }: ProvableEntry,
  evidence: ReadonlySet<unknown>,
  refs: ReadonlySet<unknown>,
): boolean {
  switch (act) {
    case 'evidence.receive':
      return evidence.has(subject['number']);
    case 'exhibit.add':
      return chosenRefs(subject).some((ref) => refs.has(ref));
    case 'act.undo':
    case 'act.redo':
      return REPLACED.has(subject['of']);
    default:
      return HANDLING.has(act);
  }
}

function chosenRefs(subject: ProvableEntry['subject']): readonly unknown[] {
  const exhibits = subject['exhibits'];
  return Array.isArray(exhibits) ? exhibits.map((item: unknown) => refOf(item)) : [];
}

function refOf(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'ref' in item ? item.ref : undefined;
}

/** Where an entry's proof lies. */
export function proofPath(seq: number): string {
  return `${PROOF_FOLDER}entry-${String(seq).padStart(6, '0')}.tlog-proof`;
}
