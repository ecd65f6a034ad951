import { createReadStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import type { Briefing } from '../../../shared/briefing/content';
import { lintBriefing, stopsExport, type WordingHit } from '../../../shared/briefing/lint';
import type { TemplateName } from '../../../shared/briefing/templates';
import { FailureError } from '../../../shared/contract/failure';
import type { ExportResult } from '../../../shared/contract/outcomes';
import { wordingSentences } from '../../../shared/wording/briefing-lint';
import { recordExport } from '../case/acts';
import { readCheckpointFiles } from '../custody/checkpoint-folder';
import { treeOf } from '../custody/journal-tree';
import { signCheckpoint } from '../custody/sign-checkpoint';
import type { Signer } from '../identity/signer';
import { buildPacket, type PacketTarget } from '../packet/build-packet';
import type { PacketContent, PacketExhibit } from '../packet/packet-content';
import { assertNoResidue } from '../redaction/residual-scan';
import { briefingOf } from './briefing';
import { allowedRelease } from './case-people';
import type { CaseSession } from './case-session';
import { custodyNotes } from './custody-notes';
import { redactedExport } from './export-redacted';
import type { WorkOptions } from './import-into';
import { packetRelations } from './packet-relations';
import { packetTimestamps } from './packet-timestamps';
import { readCustody } from './read-custody';
import { briefedContent, reportExhibits } from './report-content';

export interface ExportOptions extends WorkOptions {
  /** For whom the report is laid out; `general` where none is named. */
  readonly template?: TemplateName;
  /** Whether the packet may leave with passages that the check of wording names. */
  readonly acceptWording?: boolean;
  /** Without the persons on the case's list. */
  readonly redact?: boolean;
}

/**
 * Builds and signs a packet of the case's exhibits, then records it in the journal.
 *
 * The packet carries the journal as it stood before this act, with a checkpoint of that state; the act names the packet's
 * manifest, and a checkpoint of the state after it stays in the case.
 *
 * @throws FailureError `nothing-to-export`, `wording`, `target-exists`, `disk-full`, `cancelled`
 */
export async function exportPacket(
  session: CaseSession,
  signer: Signer,
  target: PacketTarget,
  options: ExportOptions = {},
): Promise<ExportResult> {
  const { store, env, places } = session;
  const { onProgress, signal, template = 'general' } = options;
  if (store.readOnlyReason !== null) {
    throw new FailureError('case-locked', store.readOnlyReason);
  }
  const isRedacted = options.redact === true;
  const subject = allowedRelease(session, signer, isRedacted);
  const wording = checkedWording(briefingOf(session), options.acceptWording ?? false);
  const plain = await packetContent(session, signer, template);
  const redacted = isRedacted ? await redactedExport(session, plain, signal) : null;
  const content = redacted?.content ?? plain;
  await mkdir(dirname(target.path), { recursive: true, mode: 0o700 });
  const built = await buildPacket(content, target, signer, env, {
    resourcesDir: places.resourcesDir,
    signal,
    ...(redacted === null
      ? {}
      : { beforeSigning: (folder, paths) => assertNoResidue(folder, paths, redacted.sought, signal) }),
    onProgress: (step) => onProgress?.({ ...step, doneMessages: 0, messagesPerSecond: 0, setAside: 0 }),
  });
  const { packetId, manifestSha256 } = built;
  const wordingAccepted = wording.length;
  await recordExport(store, signer, { ...subject, packetId, manifestSha256, template, wordingAccepted });
  await session.coverOrNote(signer);
  return { ...built, template, wording: [...wording] };
}

/**
 * What the check of wording names and the examiner lets stand.
 *
 * @throws FailureError `wording` for what tells who a victim is, and for the rest unless it was accepted
 */
function checkedWording(briefing: Briefing, isAccepted: boolean): readonly WordingHit[] {
  const hits = lintBriefing(briefing);
  const stopping = hits.filter(stopsExport);
  if (stopping.length > 0) {
    throw new FailureError('wording', wordingSentences.stops(stopping));
  }
  if (hits.length > 0 && !isAccepted) {
    throw new FailureError('wording', wordingSentences.unaccepted(hits));
  }
  return hits;
}

async function packetContent(session: CaseSession, signer: Signer, template: TemplateName): Promise<PacketContent> {
  const { store } = session;
  const { view } = store;
  const custody = await readCustody(session);
  const journalBytes = await readFile(store.paths.journal);
  const tree = treeOf(journalBytes);
  const checkpoint = await signCheckpoint(store, tree, signer);
  const { certificates: beside } = await readCheckpointFiles(store.dir);
  const { name, organisation, fingerprint } = signer;
  const exhibits = await packetExhibits(session);
  return {
    ...briefedContent(session, { name, organisation, fingerprint }, { template, briefing: briefingOf(session) }),
    exhibits,
    across: await packetRelations(session, exhibits),
    custody: custody.entries,
    custodyHead: custody.head,
    earlierPackets: view.packets.map(({ packetId, at, manifestSha256 }) => ({
      packetId,
      createdAt: at,
      manifestSha256,
    })),
    custodyNotes: custodyNotes(view),
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

async function packetExhibits(session: CaseSession): Promise<readonly PacketExhibit[]> {
  const exhibits: PacketExhibit[] = [];
  for (const exhibit of await reportExhibits(session)) {
    const { object, offset, length } = exhibit.message;
    const path = session.store.vault.pathOf(object);
    const range = { start: offset, end: offset + length - 1 };
    exhibits.push({ ...exhibit, bytes: () => (length === 0 ? Readable.from([]) : createReadStream(path, range)) });
  }
  return exhibits;
}
