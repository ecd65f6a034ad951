import type { CaseStore } from '../case/case-store';
import type { HeldForSigners } from '../message/signers-view';
import { heldCertificates } from './held-certificates';
import { heldKeys } from './held-keys';

/** What a case holds to check the signatures of authors by. */
export async function heldForSigners(store: CaseStore): Promise<HeldForSigners> {
  return { certificates: await heldCertificates(store), keys: await heldKeys(store) };
}
