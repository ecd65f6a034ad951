/**
 * Checks a packet with nothing but the packet: signature, lists, unlisted files, description, signer, exhibits, journal.
 *
 * Pure: files, hash and the check of a signature are given, so that the engine, the command line and a packet's own page
 * run the same code. Every check gives its own line; none is skipped because another one failed. What it cannot show is
 * that the key is the examiner's: that is for the telephone.
 */
import type { Check } from '../contract/outcomes';
import { checkWords } from '../wording/packet-checks';
import { checkBag } from './checks/bag';
import { checkCheckpoint, checkProofs } from './checks/checkpoint';
import { checkDescription } from './checks/description';
import { checkExhibits } from './checks/exhibits';
import { checkJournal } from './checks/journal';
import { checkManifest, checkTagManifest, checkUnlisted } from './checks/lists';
import { checkNames } from './checks/names';
import type { Outcome } from './checks/outcome';
import { type PacketFiles, PacketInspection, type PacketTools } from './checks/packet-inspection';
import { checkReport } from './checks/report';
import { checkSignature } from './checks/signature';
import { checkSigner } from './checks/signer';
import { fingerprintLines } from './report/report-terms';

export type PacketState = 'trusted' | 'unknown-signer' | 'not-intact';

export interface PacketVerdict {
  readonly ok: boolean;
  readonly state: PacketState;
  readonly checks: readonly Check[];
  /** The first failing check's sentence. */
  readonly firstFailure: string | null;
  readonly signer: { readonly name: string; readonly fingerprint: string } | null;
}

/** A check with its stable name. It never throws for what is in the packet. */
export type CheckStep = readonly [name: string, run: (packet: PacketInspection) => Promise<Outcome>];

/** What later checks rest on comes first. */
const CHECKS: readonly CheckStep[] = [
  ['File names', checkNames],
  ['Signature', checkSignature],
  ['List of lists', checkTagManifest],
  ['List of files', checkManifest],
  ['Nothing unlisted', checkUnlisted],
  ['Bag', checkBag],
  ['Description', checkDescription],
  ['Signer', checkSigner],
  ['Exhibits', checkExhibits],
  ['Journal', checkJournal],
  ['Checkpoint', checkCheckpoint],
  ['Proofs', checkProofs],
  ['Report', checkReport],
];

/** @param further checks against what lies outside of the packet, made last */
export async function verifyPacketFiles(
  files: PacketFiles,
  tools: PacketTools,
  trusted: ReadonlySet<string>,
  onCheck?: (name: string) => void,
  further: readonly CheckStep[] = [],
): Promise<PacketVerdict> {
  const packet = new PacketInspection(files, tools);
  const checks: Check[] = [];
  for (const [name, run] of [...CHECKS, ...further]) {
    onCheck?.(name);
    checks.push({ name, ...(await run(packet)) });
  }
  return verdict(checks, await packet.signer(), trusted);
}

function verdict(
  checks: readonly Check[],
  signer: PacketVerdict['signer'],
  trusted: ReadonlySet<string>,
): PacketVerdict {
  const failed = checks.find((check) => !check.ok);
  const state =
    failed !== undefined ? 'not-intact' : trusted.has(signer?.fingerprint ?? '') ? 'trusted' : 'unknown-signer';
  const result = { name: 'Result', ok: failed === undefined, detail: stateSentence(state, signer?.fingerprint ?? '') };
  return {
    ok: failed === undefined,
    state,
    checks: [...checks, result],
    firstFailure: failed?.detail ?? null,
    signer,
  };
}

function stateSentence(state: PacketState, fingerprint: string): string {
  switch (state) {
    case 'trusted':
      return checkWords.trusted;
    case 'unknown-signer':
      return checkWords.unknownSigner(fingerprintLines(fingerprint).join(' '));
    case 'not-intact':
      return checkWords.notIntact;
  }
}
