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
import { checkCertificate } from './checks/certificate';
import { checkCheckpoint, checkProofs } from './checks/checkpoint';
import { checkDescription } from './checks/description';
import { checkExhibits } from './checks/exhibits';
import { checkJournal } from './checks/journal';
import { checkManifest, checkTagManifest, checkUnlisted } from './checks/lists';
import { checkNames } from './checks/names';
import type { Outcome } from './checks/outcome';
import { type Circumstances, type PacketFiles, PacketInspection, type PacketTools } from './checks/packet-inspection';
import { checkReport } from './checks/report';
import { checkRules } from './checks/rules';
import { checkSignature } from './checks/signature';
import { checkSigner } from './checks/signer';
import { checkSshSignature } from './checks/ssh-signature';
import { checkTimestamps } from './checks/timestamps';
import type { PacketDescription } from './packet-description';
import { toPem } from './pem';
import { fingerprintLines } from './report/report-terms';

/** `refused-signer`: every byte is as it was signed, but the certificate did not hold when it signed. */
export type PacketState = 'trusted' | 'unknown-signer' | 'refused-signer' | 'not-intact';

export interface PacketVerdict {
  readonly ok: boolean;
  readonly state: PacketState;
  readonly checks: readonly Check[];
  /** The first failing check's sentence. */
  readonly firstFailure: string | null;
  readonly signer: { readonly name: string; readonly fingerprint: string } | null;
  /** What the packet says of itself; undefined where that cannot be read. */
  readonly description: PacketDescription | undefined;
}

/** A check with its stable name; undefined where the packet's version has no such thing. It never throws for what is in the packet. */
export type CheckStep = readonly [name: string, run: (packet: PacketInspection) => Promise<Outcome | undefined>];

const CERTIFICATE = 'Certificate';

/** What later checks rest on comes first. */
const CHECKS: readonly CheckStep[] = [
  ['File names', checkNames],
  ['Signature', checkSignature],
  ['Second signature', checkSshSignature],
  ['List of lists', checkTagManifest],
  ['List of files', checkManifest],
  ['Nothing unlisted', checkUnlisted],
  ['Bag', checkBag],
  ['Description', checkDescription],
  ['Signer', checkSigner],
  [CERTIFICATE, checkCertificate],
  ['Exhibits', checkExhibits],
  ['Journal', checkJournal],
  ['Roles', checkRules],
  ['Checkpoint', checkCheckpoint],
  ['Proofs', checkProofs],
  ['Time stamps', checkTimestamps],
  ['Report', checkReport],
];

/** @param further checks against what lies outside of the packet, made last */
export async function verifyPacketFiles(
  files: PacketFiles,
  tools: PacketTools,
  circumstances: Circumstances,
  onCheck?: (name: string) => void,
  further: readonly CheckStep[] = [],
): Promise<PacketVerdict> {
  const packet = new PacketInspection(files, tools, circumstances);
  const checks: Check[] = [];
  for (const [name, run] of [...CHECKS, ...further]) {
    onCheck?.(name);
    const outcome = await run(packet);
    if (outcome !== undefined) {
      checks.push({ name, ...outcome });
    }
  }
  const description = await packet.description();
  return { ...verdict(checks, await packet.signer(), await isTrusted(packet)), description };
}

/** Whether the signer's key, or that of an issuer, is one that the person at the keyboard trusts. */
async function isTrusted(packet: PacketInspection): Promise<boolean> {
  for (const der of (await packet.chain()) ?? []) {
    const fingerprint = await packet.tools.keyFingerprint(toPem(der));
    if (fingerprint !== null && packet.circumstances.trusted.has(fingerprint)) {
      return true;
    }
  }
  return false;
}

function verdict(
  checks: readonly Check[],
  signer: PacketVerdict['signer'],
  isTrustedSigner: boolean,
): Omit<PacketVerdict, 'description'> {
  const failed = checks.find((check) => !check.ok);
  const state = stateOf(checks, isTrustedSigner);
  const result = { name: 'Result', ok: failed === undefined, detail: stateSentence(state, signer?.fingerprint ?? '') };
  return {
    ok: failed === undefined,
    state,
    checks: [...checks, result],
    firstFailure: failed?.detail ?? null,
    signer,
  };
}

function stateOf(checks: readonly Check[], isTrustedSigner: boolean): PacketState {
  const failed = checks.filter((check) => !check.ok);
  if (failed.length === 0) {
    return isTrustedSigner ? 'trusted' : 'unknown-signer';
  }
  return failed.every(({ name }) => name === CERTIFICATE) ? 'refused-signer' : 'not-intact';
}

function stateSentence(state: PacketState, fingerprint: string): string {
  switch (state) {
    case 'trusted':
      return checkWords.trusted;
    case 'unknown-signer':
      return checkWords.unknownSigner(fingerprintLines(fingerprint).join(' '));
    case 'refused-signer':
      return checkWords.refusedSigner;
    case 'not-intact':
      return checkWords.notIntact;
  }
}
