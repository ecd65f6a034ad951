/** DNS answers that a case holds: read from the vault's files, so that a case opened again gives the same results. */

import { readAnswers } from '../../../shared/dns/read-answers';
import type { DnsAnswer } from '../../../shared/dns/records';
import type { CaseStore } from '../case/case-store';
import { heldFiles, readOnce } from '../case/held-files';

const MAX_ANSWERS = 100_000;

/** Every answer, in the order of the evidence items. */
export const heldAnswers = readOnce(readAll);

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
