/**
 * `E-001/42` as one number, so that rows lie in the order of evidence and messages.
 *
 * 2^32 messages for each of 2^20 evidence items stay below 2^53.
 */
export const MESSAGES_PER_EVIDENCE = 2 ** 32;

export function rowId(evidence: number, n: number): number {
  return evidence * MESSAGES_PER_EVIDENCE + n;
}

export function evidenceOfRow(id: number): number {
  return Math.floor(id / MESSAGES_PER_EVIDENCE);
}

export function evidenceNumber(evidence: number): string {
  return `E-${String(evidence).padStart(3, '0')}`;
}

export function refOf(evidence: number, n: number): string {
  return `${evidenceNumber(evidence)}/${n}`;
}

export function refOfId(id: number): string {
  return refOf(evidenceOfRow(id), id % MESSAGES_PER_EVIDENCE);
}

/** Evidence and message number of a reference; undefined when it is none. */
export function parseRef(ref: string): { readonly evidence: number; readonly n: number } | undefined {
  const [, evidence, n] = /^E-(\d{3,7})\/([1-9]\d{0,9})$/.exec(ref) ?? [];
  return evidence === undefined || n === undefined ? undefined : { evidence: Number(evidence), n: Number(n) };
}

export function parseEvidenceNumber(number: string): number {
  return Number(number.slice(2));
}

/** The rows of messages, each once; what names none is left out. */
export function idsOf(refs: Iterable<string>): readonly number[] {
  return [...new Set(refs)].flatMap((ref) => {
    const parsed = parseRef(ref);
    return parsed === undefined ? [] : [rowId(parsed.evidence, parsed.n)];
  });
}
