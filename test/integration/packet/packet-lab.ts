/** A laboratory for packets: a real P-256 signer, a real signed journal, small made-up exhibits, folders that go away. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { treeOf } from '../../../electron/engine/custody/journal-tree';
import type { Environment } from '../../../electron/engine/environment';
import type { Signer } from '../../../electron/engine/identity/signer';
import { type BuildOptions, type BuiltPacket, buildPacket } from '../../../electron/engine/packet/build-packet';
import type { PacketContent, PacketExhibit } from '../../../electron/engine/packet/packet-content';
import { custodyEntry } from '../../../electron/engine/session/read-custody';
import type { CustodyEntryView } from '../../../shared/contract/case-info';
import { canonicalJson } from '../../../shared/packet-format/canonical';
import { FIRST_PREV, type JournalEntry } from '../../../shared/packet-format/journal-line';
import { formatJournalLine, parseJournalLine } from '../../../shared/packet-format/parse-journal-line';
import type { ReportExhibit } from '../../../shared/packet-format/report-content';
import { type Checkpoint, headText, originOf } from '../../../shared/packet-format/tree/checkpoint';
import { keyIdOf } from '../../../shared/packet-format/tree/signed-note';
import { wholeLines } from '../../../shared/packet-format/verify-journal';
import { removeFolder } from '../../helpers/remove-folder';
import { testSigner } from '../../helpers/test-signer';
import { BRIEFING } from '../../unit/packet/briefing-sample';
import { MESSAGE, sampleContent, sampleExhibit } from '../../unit/packet/sample';

export const RESOURCES = resolve(import.meta.dirname, '../../../resources');

/** Deterministic but for randomness, which temporary names need. */
export function labEnvironment(): Environment {
  let tick = 0;
  let random = 0;
  return {
    now: () => Date.UTC(2026, 10, 23, 19, 7, 59),
    zoneOffsetMinutes: () => -300,
    monotonicMs: () => {
      tick += 5;
      return tick;
    },
    randomHex: (bytes) => {
      random += 1;
      return random.toString(16).padStart(bytes * 2, '0');
    },
    uuid: () => '00000000-0000-4000-8000-000000000000',
  };
}

export async function makeLabSigner(name = 'J. Doe', organisation = 'Example State Police'): Promise<Signer> {
  return await testSigner(name, organisation);
}

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

export interface LabJournal {
  readonly bytes: Buffer;
  readonly head: string;
  readonly entries: number;
}

type LabAct = Pick<JournalEntry, 'act' | 'subject'>;

/** A journal of an enrolment and some notes, chained and signed. */
export async function makeJournal(signer: Signer, notes = 3): Promise<LabJournal> {
  let journal: LabJournal = { bytes: Buffer.alloc(0), head: FIRST_PREV, entries: 0 };
  for (let seq = 0; seq <= notes; seq += 1) {
    journal = await appendEntry(journal, signer, labAct(signer, seq));
  }
  return journal;
}

export async function appendEntry(journal: LabJournal, signer: Signer, act: LabAct): Promise<LabJournal> {
  const { bytes, head: prev, entries: seq } = journal;
  const entry: JournalEntry = {
    v: 1,
    seq,
    id: sha256(`id ${seq}`).slice(0, 32),
    at: `2026-11-23T18:00:${String(seq).padStart(2, '0')}.000Z`,
    zone: '-05:00',
    mono: seq * 1000,
    session: 'a'.repeat(32),
    actor: { name: signer.name, organisation: signer.organisation, key: signer.fingerprint },
    ...act,
    tool: { name: 'Chainmail', version: '0.1.0' },
    prev,
  };
  const text = canonicalJson(entry);
  const signature = Buffer.from(await signer.sign(Buffer.from(text, 'utf8'))).toString('base64');
  const line = formatJournalLine(text, signature);
  return { bytes: Buffer.concat([bytes, Buffer.from(`${line}\n`, 'utf8')]), head: sha256(line), entries: seq + 1 };
}

/** The key, the evidence of the sample's exhibits, their choice, and notes. */
function labAct(signer: Signer, seq: number): LabAct {
  const certificate = { sha256: sha256(signer.certificatePem), size: signer.certificatePem.length };
  const exhibits = ['A', 'B'].map((label) => {
    const { ref, sha256: message } = sampleExhibit(label).message;
    return { label, ref, message };
  });
  const acts: readonly LabAct[] = [
    { act: 'key.enrol', subject: { key: signer.fingerprint, certificate } },
    { act: 'evidence.receive', subject: { number: 'E-001', sha256: sha256('evidence'), messages: 7 } },
    { act: 'exhibit.add', subject: { exhibits } },
  ];
  return acts[seq] ?? { act: 'message.annotate', subject: { note: sha256(`note ${seq}`) } };
}

/** Signs the state of a journal's bytes. */
export async function labCheckpoint(journal: Uint8Array, ...signers: readonly Signer[]): Promise<Checkpoint> {
  const tree = treeOf(journal);
  const head = { origin: originOf(sampleContent().case.id), size: tree.size, root: tree.root() };
  const text = headText(head);
  const signatures = await Promise.all(
    signers.map(async (signer) => ({
      name: head.origin,
      keyId: keyIdOf(signer.fingerprint),
      signature: await signer.sign(Buffer.from(text, 'utf8')),
    })),
  );
  return { ...head, text, signatures };
}

function custodyOf(journal: Uint8Array): readonly CustodyEntryView[] {
  return Array.from(wholeLines(journal), ({ start, end }) => {
    const bytes = journal.subarray(start, end);
    const reading = parseJournalLine(bytes);
    if (!reading.ok) {
      throw new Error(reading.problem);
    }
    return custodyEntry({ ...reading.line, hash: sha256(bytes) });
  });
}

export function withBytes(exhibit: ReportExhibit, bytes: Uint8Array): PacketExhibit {
  return {
    ...exhibit,
    bytes: async function* () {
      yield bytes;
    },
  };
}

export async function makeContent(signer: Signer, exhibits?: readonly PacketExhibit[]): Promise<PacketContent> {
  return await contentOver(await makeJournal(signer), signer, exhibits);
}

/** The sample's content with this journal. */
export async function contentOver(
  journal: LabJournal,
  signer: Signer,
  exhibits: readonly PacketExhibit[] = [withBytes(sampleExhibit('A'), MESSAGE), withBytes(sampleExhibit('B'), MESSAGE)],
): Promise<PacketContent> {
  const base = { ...sampleContent(), briefing: BRIEFING };
  return {
    ...base,
    exhibits,
    examiner: { name: signer.name, organisation: signer.organisation, fingerprint: signer.fingerprint },
    custody: custodyOf(journal.bytes),
    custodyHead: journal.head,
    checkpoint: await labCheckpoint(journal.bytes, signer),
    journalBytes: journal.bytes,
    certificates: [signer.certificatePem],
  };
}

export async function buildIn(
  folder: string,
  signer: Signer,
  content: PacketContent,
  zip = false,
  options: Partial<BuildOptions> = {},
): Promise<BuiltPacket> {
  const target = { path: join(folder, zip ? 'packet.zip' : 'packet'), zip };
  return await buildPacket(content, target, signer, labEnvironment(), { resourcesDir: RESOURCES, ...options });
}

export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'chainmail-packet-'));
  try {
    return await work(folder);
  } finally {
    removeFolder(folder);
  }
}

/** Every file below a folder, by its path there. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

export async function textOf(folder: string, path: string): Promise<string> {
  return await readFile(join(folder, path), 'utf8');
}
