import { randomBytes } from 'node:crypto';
import { makeCertificate, type Subject } from '../../electron/engine/identity/certificate';
import { type KeyWithCertificate, makeExaminer, makeRoot } from '../../electron/engine/identity/issue-chain';
import { makeKeyPair } from '../../electron/engine/identity/key-pair';
import { makeSigner } from '../../electron/engine/identity/make-signer';
import type { Signer } from '../../electron/engine/identity/signer';

const FROM = new Date('2026-01-01T00:00:00Z');

/** An examiner with a fresh key below a fresh root, without a file and without the time that a passphrase takes. */
export async function testSigner(name = 'Dana Test', organisation = 'Test Laboratory', from = FROM): Promise<Signer> {
  const root = await makeRoot({ name, organisation }, from, randomBytes);
  return await signerUnder(root, { name, organisation }, from);
}

export async function signerUnder(root: KeyWithCertificate, subject: Subject, from = FROM): Promise<Signer> {
  const { certificatePem, privateKey } = await makeExaminer(subject, root, from, randomBytes);
  return makeSigner({ ...subject, certificatePem, issuersPem: [root.certificatePem], privateKey });
}

/** An examiner as they were before there were roots: with a certificate of one level. */
export async function selfSignedSigner(name = 'Dana Test', organisation = 'Test Laboratory'): Promise<Signer> {
  const { privateKey, publicKey } = await makeKeyPair();
  const serial = randomBytes(16);
  const certificatePem = makeCertificate({ name, organisation, publicKey, privateKey, serial, from: FROM });
  return makeSigner({ name, organisation, certificatePem, privateKey });
}
