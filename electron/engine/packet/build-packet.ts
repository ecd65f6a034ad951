/**
 * Builds and signs a packet: payload, lists, signature, then one rename into place.
 *
 * All or nothing: a cancel, an error or a full disk leaves no trace at the target. The same content gives the same
 * manifest; signatures differ each time (ECDSA takes a random number).
 */
import { lstat, mkdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import type { ExportResult } from '../../../shared/contract/outcomes';
import { BAG_DECLARATION_TEXT, bagInfo } from '../../../shared/packet-format/bag';
import { exhibitFile } from '../../../shared/packet-format/exhibit-file';
import { byCodeUnit, formatManifest } from '../../../shared/packet-format/manifest';
import {
  BAG_DECLARATION,
  BAG_INFO,
  MANIFEST,
  README,
  SIGNATURE,
  SSH_SIGNATURE,
  TAG_MANIFEST,
  VERIFY_PAGE,
} from '../../../shared/packet-format/packet-layout';
import { safeName } from '../../../shared/packet-format/payload-names';
import { readme } from '../../../shared/packet-format/readme';
import { buildSentences } from '../../../shared/wording/packet-build';
import type { Environment } from '../environment';
import { ignoring } from '../fs/error-code';
import { storageFailure } from '../fs/storage-failure';
import { syncFolder } from '../fs/sync-folder';
import { tempPathFor } from '../fs/temp-name';
import { signForSsh, sshFingerprint } from '../identity/sign-for-ssh';
import type { Signer } from '../identity/signer';
import { throwIfCancelled } from './cancelled';
import type { PacketContent } from './packet-content';
import { PACKET_PARTS } from './packet-parts';
import type { PartFile, PartInput } from './parts/packet-part';
import { removeQuietly, syncTree, type WrittenFile, writeStaged } from './staging-folder';
import { zipFolder } from './zip-folder';

export interface PacketTarget {
  /** The packet's folder or its zip file; must not exist. */
  readonly path: string;
  readonly zip: boolean;
}

export interface PacketProgress {
  readonly stage: string;
  readonly doneBytes: number;
  readonly totalBytes: number | null;
}

/** What was built. */
export type BuiltPacket = Omit<ExportResult, 'template' | 'wording'>;

export interface BuildOptions {
  /** The folder that holds `fonts/`. */
  readonly resourcesDir: string;
  readonly signal?: AbortSignal | undefined;
  /** A last look at the files before they are signed: throws where they must not leave. */
  readonly beforeSigning?: ((folder: string, paths: readonly string[]) => Promise<void>) | undefined;
  readonly onProgress?: ((progress: PacketProgress) => void) | undefined;
}

/**
 * @param env clock and randomness; the packet's own time is the content's
 * @throws FailureError `nothing-to-export`, `target-exists`, `not-found`, `case-damaged`, `disk-full`, `cancelled`, `internal`
 */
export async function buildPacket(
  content: PacketContent,
  target: PacketTarget,
  signer: Signer,
  env: Environment,
  options: BuildOptions,
): Promise<BuiltPacket> {
  const begun = env.monotonicMs();
  const path = resolve(target.path);
  assertSameExaminer(content, signer);
  await assertCanBegin(content, path);
  const staging = tempPathFor(path, env.randomHex);
  const archive = tempPathFor(path, env.randomHex);
  try {
    const written = await new PacketWriter(staging, { content, signer, options }).write();
    if (target.zip) {
      await packInto(archive, staging, written.paths, content, options);
    }
    throwIfCancelled(options.signal);
    await place(target.zip ? archive : staging, path);
    return {
      path,
      packetId: content.packetId,
      files: written.paths.length,
      manifestSha256: written.manifestSha256,
      signer: signer.fingerprint,
      seconds: (env.monotonicMs() - begun) / 1000,
    };
  } catch (error) {
    throw storageFailure(error, buildSentences.what);
  } finally {
    await removeQuietly(staging);
    await removeQuietly(archive);
  }
}

/** The report names the examiner, the signature is the signer's: they must be one. */
function assertSameExaminer(content: PacketContent, signer: Signer): void {
  if (content.examiner.fingerprint !== signer.fingerprint) {
    throw new Error('a packet must be signed by the examiner that its report names');
  }
}

async function assertCanBegin(content: PacketContent, path: string): Promise<void> {
  if (content.exhibits.length === 0) {
    throw new FailureError('nothing-to-export', buildSentences.nothing);
  }
  await assertAbsent(path);
  const folder = dirname(path);
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new FailureError('not-found', buildSentences.folderMissing(folder));
  }
}

async function assertAbsent(path: string): Promise<void> {
  await ignoring(['ENOENT', 'ENOTDIR'], async () => {
    await lstat(path);
    throw new FailureError('target-exists', buildSentences.targetExists(path));
  });
}

/** A rename would replace an empty folder or a file: look once more right before it. */
async function place(from: string, path: string): Promise<void> {
  await assertAbsent(path);
  await rename(from, path);
  await syncFolder(dirname(path));
}

async function packInto(
  archive: string,
  folder: string,
  paths: readonly string[],
  content: PacketContent,
  options: BuildOptions,
): Promise<void> {
  let doneBytes = 0;
  await zipFolder(
    {
      folder,
      paths,
      root: safeName(content.packetId),
      createdAt: content.createdAt,
      signal: options.signal,
      onBytes: (bytes) => {
        doneBytes += bytes;
        options.onProgress?.({ stage: buildSentences.stageZip, doneBytes, totalBytes: null });
      },
    },
    archive,
  );
}

interface Written {
  /** Every file, in order of name. */
  readonly paths: readonly string[];
  readonly manifestSha256: string;
}

interface WriterInput {
  readonly content: PacketContent;
  readonly signer: Signer;
  readonly options: BuildOptions;
}

/** Writes the packet's files in the order in which they depend on one another. */
class PacketWriter {
  readonly #folder: string;
  readonly #input: WriterInput;
  readonly #totalBytes: number;
  #stage: string = buildSentences.stageFiles;
  #doneBytes = 0;

  constructor(folder: string, input: WriterInput) {
    this.#folder = folder;
    this.#input = input;
    this.#totalBytes = input.content.exhibits.reduce((sum, exhibit) => sum + exhibitFile(exhibit).bytes, 0);
  }

  async write(): Promise<Written> {
    const { content, signer, options } = this.#input;
    // A folder or link that lies there is not written into.
    await mkdir(this.#folder, { mode: 0o700 });
    const payload = await this.#writePayload();
    const oxum = { bytes: payload.reduce((sum, file) => sum + file.bytes, 0), files: payload.length };
    const tags = [
      await this.#writeText(BAG_DECLARATION, BAG_DECLARATION_TEXT),
      await this.#writeText(BAG_INFO, bagInfo(content, oxum)),
      await this.#writeText(README, readme(content, sshFingerprint(signer.certificatePem))),
      await this.#writeFile(VERIFY_PAGE, [await readFile(join(options.resourcesDir, 'verify-page', VERIFY_PAGE))]),
    ];
    const manifest = await this.#writeText(MANIFEST, formatManifest(payload));
    await options.beforeSigning?.(
      this.#folder,
      [...payload, ...tags, manifest].map((file) => file.path),
    );
    const tagList = Buffer.from(formatManifest([...tags, manifest]), 'utf8');
    const top = [await this.#writeFile(TAG_MANIFEST, [tagList]), ...(await this.#writeSignatures(signer, tagList))];
    await syncTree(this.#folder);
    const paths = [...payload, ...tags, manifest, ...top].map((file) => file.path).sort(byCodeUnit);
    return { paths, manifestSha256: manifest.sha256 };
  }

  async #writePayload(): Promise<readonly WrittenFile[]> {
    const written: WrittenFile[] = [];
    for (const part of PACKET_PARTS) {
      for await (const file of part(this.#partInput())) {
        written.push(await this.#writePart(file));
      }
    }
    return written;
  }

  #partInput(): PartInput {
    const { content, signer, options } = this.#input;
    return {
      content,
      signer,
      resourcesDir: options.resourcesDir,
      signal: options.signal,
      onStage: (stage) => this.#report(stage, 0),
    };
  }

  async #writePart(file: PartFile): Promise<WrittenFile> {
    const written = await this.#writeFile(file.path, file.pieces);
    if (file.expected !== undefined && file.expected.sha256 !== written.sha256) {
      throw new FailureError('case-damaged', file.expected.sentence);
    }
    return written;
  }

  /** Two forms of the same statement by the same key: for openssl and mail programs, and for ssh-keygen. */
  async #writeSignatures(signer: Signer, tagList: Uint8Array): Promise<readonly WrittenFile[]> {
    this.#report(buildSentences.stageSign, 0);
    const signature = await signer.signDetached(tagList, new Date(this.#input.content.createdAt));
    return [
      await this.#writeFile(SIGNATURE, [signature]),
      await this.#writeText(SSH_SIGNATURE, await signForSsh(signer, tagList)),
    ];
  }

  async #writeText(path: string, text: string): Promise<WrittenFile> {
    return await this.#writeFile(path, [Buffer.from(text, 'utf8')]);
  }

  async #writeFile(path: string, pieces: PartFile['pieces']): Promise<WrittenFile> {
    throwIfCancelled(this.#input.options.signal);
    return await writeStaged(this.#folder, path, pieces, {
      signal: this.#input.options.signal,
      onBytes: (bytes) => this.#report(this.#stage, bytes),
    });
  }

  #report(stage: string, bytes: number): void {
    this.#stage = stage;
    this.#doneBytes += bytes;
    const totalBytes = Math.max(this.#totalBytes, this.#doneBytes);
    this.#input.options.onProgress?.({ stage, doneBytes: this.#doneBytes, totalBytes });
  }
}
