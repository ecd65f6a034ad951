/** A packet that was taken in as evidence: verified over the bytes that the vault holds now, not over the source. */
import type { Evidence } from '../../../../shared/contract/model';
import type { PacketFiles } from '../../../../shared/packet-format/checks/packet-inspection';
import { MANIFEST } from '../../../../shared/packet-format/packet-layout';
import { verifyOpenPacket } from '../../packet/verify-packet';
import { openZip } from '../../packet/zip-source';
import type { Vault } from '../../vault/vault';
import { readFileLines } from '../listing';
import type { Source } from '../sources';
import type { TakenIn } from '../take-in';

export type ReceivedPacket = NonNullable<Evidence['packet']>;

/** What the packet says of itself, and whether every check of it passed. */
export async function receivedPacket(
  vault: Vault,
  source: Source,
  taken: TakenIn,
  signal: AbortSignal | undefined,
): Promise<ReceivedPacket> {
  const open: PacketFiles & { readonly close?: () => void } =
    source.kind === 'folder'
      ? await storedFolder(vault, taken)
      : await openZip(vault.pathOf(taken.sha256), { signal, onBytes: () => undefined });
  try {
    const { ok, firstFailure, signer, packet } = await verifyOpenPacket(open, source.name, { signal });
    const hasManifest = open.files.some(({ path }) => path === MANIFEST);
    return {
      packetId: packet?.packetId ?? '',
      case: packet?.case ?? { name: '', number: '' },
      manifestSha256: hasManifest ? await open.hash(MANIFEST) : null,
      signer,
      intact: ok,
      firstFailure,
    };
  } finally {
    open.close?.();
  }
}

/** The files of a folder as they lie in the vault. */
async function storedFolder(vault: Vault, { format, files, messageList }: TakenIn): Promise<PacketFiles> {
  const stored = new Map<string, { readonly sha256: string; readonly bytes: number }>();
  for await (const { path, sha256, bytes, container } of readFileLines(vault, { format, files, messageList })) {
    if (sha256 !== undefined && container === undefined) {
      stored.set(path, { sha256, bytes });
    }
  }
  const objectOf = (path: string): string => {
    const sha256 = stored.get(path)?.sha256;
    if (sha256 === undefined) {
      throw new Error(`the packet has no file ${path}`);
    }
    return sha256;
  };
  return {
    files: [...stored].map(([path, { bytes }]) => ({ path, bytes })),
    problems: [],
    read: async (path) => await vault.read(objectOf(path)),
    // Hashed while it was stored, and named by it.
    hash: async (path) => objectOf(path),
  };
}
