import { createReadStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { ruleSetVersion } from '../../../shared/analysis/registry';
import { FailureError } from '../../../shared/contract/failure';
import type { Evidence, Exhibit } from '../../../shared/contract/model';
import type { ExportResult } from '../../../shared/contract/outcomes';
import { recordExport } from '../case/acts';
import { evidenceOf } from '../case/selectors';
import { readCheckpointFiles } from '../custody/checkpoint-folder';
import { treeOf } from '../custody/journal-tree';
import { signCheckpoint } from '../custody/sign-checkpoint';
import type { Signer } from '../identity/signer';
import { buildPacket, type PacketTarget } from '../packet/build-packet';
import type { PacketContent, PacketExhibit } from '../packet/packet-content';
import { assertNoResidue } from '../redaction/residual-scan';
import { VERSION } from '../version';
import type { CaseSession } from './case-session';
import { redactedExport } from './export-redacted';
import type { WorkOptions } from './import-into';
import { nextPacketId } from './packet-name';
import { packetTimestamps } from './packet-timestamps';
import { inZone, readCustody } from './read-custody';
import { readHeader, readMessage } from './read-message';

export interface ExportOptions extends WorkOptions {
  /** Without the persons on the case's list. */
  readonly redact?: boolean;
}

/**
 * Builds and signs a packet of the case's exhibits, then records it in the journal.
 *
 * The packet carries the journal as it stood before this act, with a checkpoint of that state; the act names the packet's
 * manifest, and a checkpoint of the state after it stays in the case.
 *
 * @throws FailureError `nothing-to-export`, `target-exists`, `disk-full`, `cancelled`
 */
export async function exportPacket(
  session: CaseSession,
  signer: Signer,
  target: PacketTarget,
  options: ExportOptions = {},
): Promise<ExportResult> {
  const { store, env, places } = session;
  const { onProgress, signal } = options;
  if (store.readOnlyReason !== null) {
    throw new FailureError('case-locked', store.readOnlyReason);
  }
  const plain = await packetContent(session, signer);
  const redacted = options.redact === true ? await redactedExport(session, plain, signal) : null;
  const content = redacted?.content ?? plain;
  await mkdir(dirname(target.path), { recursive: true, mode: 0o700 });
  const result = await buildPacket(content, target, signer, env, {
    resourcesDir: places.resourcesDir,
    signal,
    ...(redacted === null
      ? {}
      : { beforeSigning: (folder, paths) => assertNoResidue(folder, paths, redacted.sought, signal) }),
    onProgress: (step) => onProgress?.({ ...step, doneMessages: 0, messagesPerSecond: 0, setAside: 0 }),
  });
  const { packetId, manifestSha256 } = result;
  const exhibits = content.exhibits.map(({ label }) => label);
  const withoutPersons = redacted === null ? {} : { redaction: redacted.list };
  await recordExport(store, signer, { packetId, manifestSha256, exhibits, ...withoutPersons });
  const problem = await session.cover(signer);
  if (problem !== null) {
    store.note(problem);
  }
  return result;
}

async function packetContent(session: CaseSession, signer: Signer): Promise<PacketContent> {
  const { store, env } = session;
  const { view } = store;
  const evidence = evidenceOf(view);
  const custody = await readCustody(session);
  const journalBytes = await readFile(store.paths.journal);
  const tree = treeOf(journalBytes);
  const checkpoint = await signCheckpoint(store, tree, signer);
  const { certificates: beside } = await readCheckpointFiles(store.dir);
  const nowMs = env.now();
  const exhibits: PacketExhibit[] = [];
  for (const exhibit of view.exhibits) {
    exhibits.push(await packetExhibit(session, exhibit, evidence));
  }
  return {
    case: { id: view.id, name: view.name, number: view.number },
    packetId: nextPacketId(session),
    examiner: { name: signer.name, organisation: signer.organisation, fingerprint: signer.fingerprint },
    createdAt: inZone(new Date(nowMs - (nowMs % 1000)).toISOString(), zoneText(env.zoneOffsetMinutes(nowMs))),
    toolVersion: VERSION,
    ruleSetVersion,
    handling: '',
    evidence,
    exhibits,
    custody: custody.entries,
    custodyHead: custody.head,
    earlierPackets: view.packets.map(({ packetId, at, manifestSha256 }) => ({
      packetId,
      createdAt: at,
      manifestSha256,
    })),
    handOvers: view.handOvers.map(({ entry, to, reason }) => ({ entry, to, reason })),
    timestamps: await packetTimestamps(store, tree),
    journalBytes,
    checkpoint,
    certificates: [
      ...new Set([
        ...view.keys.map(({ certificate }) => certificate),
        ...beside.map(({ pem }) => pem),
        signer.certificatePem,
      ]),
    ],
  };
}

async function packetExhibit(
  session: CaseSession,
  { label, ref }: Exhibit,
  evidence: readonly Evidence[],
): Promise<PacketExhibit> {
  const message = await readMessage(session, ref);
  const item = evidence.find(({ number }) => number === ref.slice(0, ref.indexOf('/')));
  if (item === undefined) {
    throw new Error(`exhibit ${label} lies in no evidence item of the case`);
  }
  const path = session.store.vault.pathOf(message.object);
  const range = { start: message.offset, end: message.offset + message.length - 1 };
  return {
    label,
    message,
    header: await readHeader(session, message),
    evidence: item,
    bytes: () => (message.length === 0 ? Readable.from([]) : createReadStream(path, range)),
  };
}

/** Minutes east of UTC as `+05:30`. */
function zoneText(minutes: number): string {
  const two = (value: number) => String(Math.trunc(value)).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}
