import { createHash } from 'node:crypto';
import { keyFingerprint } from '../../../electron/engine/identity/key-pair';
import type { Signer } from '../../../electron/engine/identity/signer';
import { makeLineVerifier } from '../../../electron/engine/identity/verify-line-signature';
import { canonicalJson } from '../../../shared/packet-format/canonical';
import { FIRST_PREV, type JournalEntry } from '../../../shared/packet-format/journal-line';
import { formatJournalLine } from '../../../shared/packet-format/parse-journal-line';
import type { JournalTools } from '../../../shared/packet-format/verify-journal';

export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

export type EntryChange = (entry: JournalEntry, index: number) => JournalEntry;

/** Lines of a journal: the key's enrolment, then acts; `change` may spoil an entry before it is signed. */
export async function sampleLines(
  signer: Signer,
  count: number,
  change: EntryChange = (entry) => entry,
): Promise<string[]> {
  const lines: string[] = [];
  let prev = FIRST_PREV;
  for (let index = 0; index < count; index += 1) {
    const entry = change(sampleEntry(signer, index, prev), index);
    const text = canonicalJson(entry);
    const signature = Buffer.from(await signer.sign(Buffer.from(text))).toString('base64');
    const line = formatJournalLine(text, signature);
    lines.push(line);
    prev = sha256(line);
  }
  return lines;
}

function sampleEntry(signer: Signer, index: number, prev: string): JournalEntry {
  const certificate = Buffer.from(signer.certificatePem);
  const enrolment = {
    key: signer.fingerprint,
    certificate: { sha256: sha256(certificate), bytes: certificate.length },
  };
  return {
    v: 1,
    seq: index,
    id: `id-${index}`,
    at: new Date(Date.UTC(2026, 10, 23, 12, 0, index)).toISOString(),
    zone: '-05:00',
    mono: index * 1_000,
    session: 's',
    actor: { name: signer.name, organisation: signer.organisation, key: signer.fingerprint },
    act: index === 0 ? 'key.enrol' : 'case.verify',
    subject: index === 0 ? enrolment : { result: 'intact' },
    tool: { name: 'Chainmail', version: '0' },
    prev,
  };
}

export function journalBytes(lines: readonly string[]): Uint8Array {
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

/** What the engine passes in; the certificates are those of the signers. */
export function toolsFor(...signers: readonly Signer[]): JournalTools {
  const certificates = new Map(signers.map(({ certificatePem }) => [sha256(certificatePem), certificatePem]));
  return {
    sha256,
    keyFingerprint,
    verifySignature: makeLineVerifier(),
    certificate: (hash) => certificates.get(hash) ?? null,
  };
}
