/** DNS answers that a case holds: read from the vault's files, so that a case opened again gives the same results. */

import { readAnswers } from '../../../shared/dns/read-answers';
import type { DnsAnswer } from '../../../shared/dns/records';
import type { CaseStore } from '../case/case-store';
import { heldFiles } from '../case/held-files';

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
  for await (const { bytes, name, evidence } of heldFiles(store, 'dns-answers')) {
    for (const answer of readAnswers(bytes.toString('utf8'), name).answers) {
      if (answers.length < MAX_ANSWERS) {
        answers.push({ ...answer, evidence: evidence.number, received: evidence.receivedAt });
      }
    }
  }
  return answers;
}
