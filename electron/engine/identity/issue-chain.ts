/** Makes a laboratory's root and an examiner's certificate below it in one go. */
import type { KeyObject } from 'node:crypto';
import { issueCertificate, makeRootCertificate, type Subject } from './certificate';
import { makeKeyPair } from './key-pair';

export interface KeyWithCertificate extends Subject {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly certificatePem: string;
}

export type RandomBytes = (count: number) => Uint8Array;

/** @param owner the laboratory; where it has no organisation, the examiner's own name stands for one */
export async function makeRoot(owner: Subject, from: Date, random: RandomBytes): Promise<KeyWithCertificate> {
  const holder = owner.organisation === '' ? owner.name : owner.organisation;
  const subject = { name: `${ROOT_PREFIX}${holder}`, organisation: owner.organisation };
  const keys = await makeKeyPair();
  const certificatePem = makeRootCertificate({ ...subject, ...keys, serial: random(16), from });
  return { ...subject, ...keys, certificatePem };
}

const ROOT_PREFIX = 'Root of ';

export async function makeExaminer(
  subject: Subject,
  root: KeyWithCertificate,
  from: Date,
  random: RandomBytes,
): Promise<KeyWithCertificate> {
  const keys = await makeKeyPair();
  const { publicKey } = keys;
  const request = { ...subject, publicKey, privateKey: root.privateKey, serial: random(16), from };
  return { ...subject, ...keys, certificatePem: issueCertificate(request, root.certificatePem) };
}
