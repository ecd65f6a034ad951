/** Checks a packet, folder or zip, with nothing but the packet. What is checked and in which order: shared/packet-format/verify-packet.ts. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import type { PacketContents, Verification } from '../../../shared/contract/outcomes';
import type { PacketFiles, PacketTools } from '../../../shared/packet-format/checks/packet-inspection';
import { BAG_DECLARATION, DESCRIPTION, MANIFEST, TAG_MANIFEST } from '../../../shared/packet-format/packet-layout';
import type { RevocationList } from '../../../shared/packet-format/revocation-list';
import { type PacketState, verifyPacketFiles } from '../../../shared/packet-format/verify-packet';
import { verifySentences } from '../../../shared/wording/packet-build';
import type { GivenCheckpoint } from '../custody/examine-checkpoints';
import { systemEnvironment } from '../environment';
import { makeThreadedVerifier } from '../identity/threaded-verifier';
import type { PacketProgress } from './build-packet';
import { openFolder } from './folder-source';
import { givenCheckpoints } from './given-checkpoints';
import { packetContents } from './packet-contents';
import type { SourceOptions } from './packet-source';
import { PACKET_TOOLS } from './packet-tools';
import { openZip } from './zip-source';

export interface VerifyOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: PacketProgress) => void) | undefined;
  /** Fingerprints of keys, examiners' or roots', that the person at the keyboard trusts, such as their own. */
  readonly trusted?: readonly string[];
  /** Lists of revoked certificates that are at hand. */
  readonly revocations?: readonly RevocationList[];
  /** Milliseconds since 1970; this computer's clock unless told. */
  readonly now?: number;
  /** Checkpoints from elsewhere that the packet's journal must continue, such as those of earlier packets. */
  readonly against?: readonly GivenCheckpoint[] | undefined;
}

/** The contract's verification, and how it ended: never one green tick where the signer is unknown. */
export interface PacketVerification extends Verification {
  readonly state: PacketState;
  readonly packet: PacketContents | null;
}

/** Signatures of a long journal are checked in threads. */
const TOOLS: PacketTools = { ...PACKET_TOOLS, verifySignature: makeThreadedVerifier() };

/**
 * @throws FailureError `not-found`, `not-a-packet`, `cancelled`; a damaged packet is no error but a verification that failed
 */
export async function verifyPacket(path: string, options: VerifyOptions = {}): Promise<PacketVerification> {
  const full = resolve(path);
  const progress = new ProgressCounter(options.onProgress);
  const files = await openPacket(full, { signal: options.signal, onBytes: (bytes) => progress.add(bytes) });
  try {
    return await verifyOpenPacket(files, full, options, progress);
  } finally {
    files.close?.();
  }
}

/** The same for files that are open already. @throws FailureError `not-a-packet`, `cancelled` */
export async function verifyOpenPacket(
  files: PacketFiles,
  path: string,
  options: VerifyOptions = {},
  progress = new ProgressCounter(options.onProgress),
): Promise<PacketVerification> {
  assertLooksLikePacket(files, path);
  progress.total = files.files.reduce((sum, file) => sum + file.bytes, 0);
  const { trusted, revocations = [], now = systemEnvironment.now() } = options;
  const circumstances = { now, trusted: new Set(trusted), revocations };
  const further = givenCheckpoints(options.against ?? []);
  const found = await verifyPacketFiles(files, TOOLS, circumstances, (name) => progress.begin(name), further);
  const { description, ...verdict } = found;
  return { kind: 'packet', path, ...verdict, checks: [...verdict.checks], packet: packetContents(description) };
}

interface OpenPacket extends PacketFiles {
  readonly close?: () => void;
}

async function openPacket(path: string, options: SourceOptions): Promise<OpenPacket> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) {
    throw new FailureError('not-found', verifySentences.notFound(path));
  }
  try {
    return found.isDirectory() ? await openFolder(path, options) : await openZip(path, options);
  } catch (error) {
    throw error instanceof FailureError
      ? error
      : new FailureError('not-a-packet', verifySentences.notAPacket(path), { cause: error });
  }
}

/** A packet with a file missing is a broken packet; something with none of these files is something else. */
function assertLooksLikePacket(files: PacketFiles, path: string): void {
  const signs = [BAG_DECLARATION, MANIFEST, TAG_MANIFEST, DESCRIPTION];
  const isPacket = files.files.some((file) =>
    signs.some((sign) => file.path === sign || file.path.endsWith(`/${sign}`)),
  );
  if (!isPacket && files.problems.length === 0) {
    throw new FailureError('not-a-packet', verifySentences.notAPacket(path));
  }
}

class ProgressCounter {
  readonly #report: VerifyOptions['onProgress'];
  #stage = '';
  #doneBytes = 0;
  total = 0;

  constructor(report: VerifyOptions['onProgress']) {
    this.#report = report;
  }

  begin(name: string): void {
    this.#stage = verifySentences.stage(name);
    this.add(0);
  }

  add(bytes: number): void {
    this.#doneBytes += bytes;
    this.#report?.({
      stage: this.#stage,
      doneBytes: this.#doneBytes,
      totalBytes: Math.max(this.total, this.#doneBytes),
    });
  }
}
