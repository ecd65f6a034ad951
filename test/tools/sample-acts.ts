/** Acts as the handlers do them, on made-up content: for tests that break the disk under them. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import {
  abandonEvidence,
  addExhibits,
  annotateMessage,
  assessFinding,
  beginEvidence,
  receiveEvidence,
} from '../../electron/engine/case/acts';
import type { CaseStore } from '../../electron/engine/case/case-store';
import { writeListing } from '../../electron/engine/case/listing';
import type { Signer } from '../../electron/engine/identity/signer';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A small message whose bytes depend on `n`. */
export function sampleMessage(n: number): string {
  const body = `Line of message ${n}.\r\n`.repeat(5 + (n % 200));
  return `From: a${n}@example.org\r\nTo: b@example.net\r\nSubject: Message ${n}\r\n\r\n${body}`;
}

export interface ImportPlan {
  readonly files: number;
  /** Where a source file may be written; `putFile` is used then. */
  readonly folder?: string;
  /** Makes the content differ from other imports. */
  readonly seed: number;
}

/** Imports `files` messages as a folder: begin, objects, listings, receive. */
export async function importSample(store: CaseStore, signer: Signer, plan: ImportPlan): Promise<string> {
  const number = await beginEvidence(store, signer);
  const files: object[] = [];
  const messages: object[] = [];
  for (let n = 1; n <= plan.files; n += 1) {
    const text = sampleMessage(plan.seed * 1000 + n);
    const stored = await putSample(store, text, plan.folder);
    files.push({ file: n, path: `m${n}.eml`, bytes: stored.bytes, sha256: stored.sha256 });
    const range = { object: stored.sha256, offset: 0, length: stored.bytes };
    messages.push({ n, file: n, ...range, sha256: stored.sha256, contentSha256: stored.sha256 });
  }
  const fileList = await writeListing(store.vault, files);
  await receiveEvidence(store, signer, {
    number,
    name: `folder ${number}`,
    format: 'folder',
    bytes: fileList.bytes,
    sha256: fileList.sha256,
    messages: plan.files,
    setAside: [],
    receivedAt: '2026-11-23T19:00:00.000Z',
    receivedFrom: 'A. Witness',
    source: 'stick',
    note: '',
    files: fileList,
    messageList: await writeListing(store.vault, messages),
    tool: { name: 'Chainmail', version: '0' },
    clock: { verified: false },
  });
  return number;
}

async function putSample(store: CaseStore, text: string, folder: string | undefined) {
  if (folder === undefined) {
    return await store.vault.put(Buffer.from(text));
  }
  const path = `${folder}/source.eml`;
  writeFileSync(path, text);
  return await store.vault.putFile(path);
}

/** What an importer does first: imports that were cut off are recorded. */
export async function recordInterrupted(store: CaseStore, signer: Signer): Promise<void> {
  for (const { number } of store.interrupted) {
    await abandonEvidence(store, signer, { number, reason: 'the program ended during the import' });
  }
}

/** The n-th small act: an assessment, a note or an exhibit by turns. */
export async function sampleAct(store: CaseStore, signer: Signer, n: number): Promise<void> {
  const ref = `E-001/${n + 1}`;
  const message = sha256(sampleMessage(n));
  if (n % 3 === 0) {
    const assessment = { rule: 'received.time-order', ruleVersion: 1, decision: 'confirmed', reason: `R${n}` } as const;
    await assessFinding(store, signer, { ref, message, ...assessment });
  } else if (n % 3 === 1) {
    await annotateMessage(store, signer, {
      ref,
      message,
      note: `Note ${n} ü`,
      tags: ['lead'],
      span: { start: 0, end: 4 },
    });
  } else {
    await addExhibits(store, signer, [{ ref, message }]);
  }
}
