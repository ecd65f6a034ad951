/** DNS answers that a case holds: read from the vault's files, so that a case opened again gives the same results. */

import { readAnswers } from '../../../shared/dns/read-answers';
import type { DnsAnswer } from '../../../shared/dns/records';
import type { CaseStore } from '../case/case-store';
import type { EvidenceView } from '../case/case-view';
import { readFileLines } from '../ingest/listing';

export const DNS_FORMAT = 'dns-answers';

/** A file of more holds something else beside answers. */
const MAX_FILE_BYTES = 16 << 20;
/** Lists of so many bytes are looked through for answer files that came in a folder or an archive. */
const MAX_LIST_BYTES = 32 << 20;
const MAX_ANSWERS = 100_000;

const read = new WeakMap<CaseStore, { readonly upTo: number; readonly answers: Promise<readonly DnsAnswer[]> }>();

/** Every answer, in the order of the evidence items. Read once, and again when evidence was received. */
export async function heldAnswers(store: CaseStore): Promise<readonly DnsAnswer[]> {
  const upTo = store.view.evidence.length;
  const known = read.get(store);
  const answers = known?.upTo === upTo ? known.answers : readAll(store);
  read.set(store, { upTo, answers });
  return await answers;
}

async function readAll(store: CaseStore): Promise<readonly DnsAnswer[]> {
  const answers: DnsAnswer[] = [];
  for (const evidence of store.view.evidence) {
    for (const answer of await answersOf(store, evidence)) {
      if (answers.length < MAX_ANSWERS) {
        answers.push(answer);
      }
    }
  }
  return answers;
}

/** Files of an evidence item that were recognised as answers. */
async function answersOf({ vault }: CaseStore, evidence: EvidenceView): Promise<readonly DnsAnswer[]> {
  const mayHold = evidence.format === DNS_FORMAT || SEVERAL_FILES.has(evidence.format);
  if (!mayHold || ((await vault.sizeOf(evidence.files.sha256)) ?? 0) > MAX_LIST_BYTES) {
    return [];
  }
  const answers: DnsAnswer[] = [];
  for await (const line of readFileLines(vault, evidence)) {
    if (line.format === DNS_FORMAT && line.sha256 !== undefined && line.bytes <= MAX_FILE_BYTES) {
      const text = (await vault.read(line.sha256)).toString('utf8');
      const name = line.path.slice(line.path.lastIndexOf('/') + 1);
      answers.push(
        ...readAnswers(text, name).answers.map((answer) => ({
          ...answer,
          evidence: evidence.number,
          received: evidence.receivedAt,
        })),
      );
    }
  }
  return answers;
}

const SEVERAL_FILES: ReadonlySet<string> = new Set(['folder', 'maildir', 'mh', 'apple-mail', 'zip', 'tar', 'gzip']);
