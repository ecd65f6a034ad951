/** A packet under inspection: its files, read and hashed once, and what several checks need of them. */

import { type ManifestReading, parseManifest } from '../manifest';
import { type PacketDescription, parseDescription } from '../packet-description';
import { DESCRIPTION, type MANIFEST, SIGNER_CERTIFICATE, type TAG_MANIFEST } from '../packet-layout';

export interface PacketFile {
  readonly path: string;
  readonly bytes: number;
}

/** Where a packet's files come from: a folder, an archive, files dropped on a page. */
export interface PacketFiles {
  readonly files: readonly PacketFile[];
  /** What is wrong with the container itself, in sentences: links, climbing names, overlaps. */
  readonly problems: readonly string[];
  readonly read: (path: string) => Promise<Uint8Array>;
  /** SHA-256, hexadecimal; rejects where the file cannot be read. */
  readonly hash: (path: string) => Promise<string>;
}

export interface PacketTools {
  readonly sha256: (bytes: Uint8Array) => Promise<string> | string;
  /** Whether `signature` (base64, DER) over `bytes` is by the certificate's P-256 key. */
  readonly verifySignature: (
    bytes: Uint8Array,
    signature: string,
    certificatePem: string,
  ) => Promise<boolean> | boolean;
  /** SHA-256 of the certificate's public key; null when it has no P-256 key. */
  readonly keyFingerprint: (certificatePem: string) => Promise<string | null> | string | null;
}

const KEY_FOLDER = 'data/keys/';
/** Small files are read whole; none that a packet has is larger. */
const READ_MAX = 256 * 1024 * 1024;

export class PacketInspection {
  readonly source: PacketFiles;
  readonly tools: PacketTools;
  readonly sizes: ReadonlyMap<string, number>;
  readonly #hashes = new Map<string, Promise<string | undefined>>();

  constructor(source: PacketFiles, tools: PacketTools) {
    this.source = source;
    this.tools = tools;
    this.sizes = new Map(source.files.map((file) => [file.path, file.bytes]));
  }

  has(path: string): boolean {
    return this.sizes.has(path);
  }

  /** A file's bytes; undefined when it is missing, too large or unreadable. */
  async bytes(path: string): Promise<Uint8Array | undefined> {
    const size = this.sizes.get(path);
    if (size === undefined || size > READ_MAX) {
      return undefined;
    }
    // The failure is reported by the check that asked, naming the file; a cancelled work is thrown on.
    return await quietly(() => this.source.read(path));
  }

  /** A file's text; undefined when it is missing or not UTF-8. */
  async text(path: string): Promise<string | undefined> {
    const bytes = await this.bytes(path);
    try {
      return bytes === undefined ? undefined : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      // Not UTF-8.
      return undefined;
    }
  }

  /** A file's SHA-256; undefined when it is missing or unreadable. Each file is hashed once. */
  async hash(path: string): Promise<string | undefined> {
    const known = this.#hashes.get(path);
    if (known !== undefined) {
      return await known;
    }
    const hash = this.has(path) ? quietly(() => this.source.hash(path)) : Promise.resolve(undefined);
    this.#hashes.set(path, hash);
    return await hash;
  }

  async list(path: typeof MANIFEST | typeof TAG_MANIFEST): Promise<ManifestReading | undefined> {
    const text = await this.text(path);
    return text === undefined ? undefined : parseManifest(text);
  }

  async description(): Promise<PacketDescription | undefined> {
    const text = await this.text(DESCRIPTION);
    return text === undefined ? undefined : parseDescription(text);
  }

  /** Certificates in the packet by the SHA-256 of their files, as the journal names them. */
  async certificates(): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    for (const { path } of this.source.files) {
      const text = path.startsWith(KEY_FOLDER) ? await this.text(path) : undefined;
      const hash = text === undefined ? undefined : await this.hash(path);
      if (text !== undefined && hash !== undefined) {
        found.set(hash, text);
      }
    }
    return found;
  }

  /** Name by the description, fingerprint by the certificate itself. */
  async signer(): Promise<{ readonly name: string; readonly fingerprint: string } | null> {
    const certificate = await this.text(SIGNER_CERTIFICATE);
    const fingerprint = certificate === undefined ? null : await this.tools.keyFingerprint(certificate);
    const description = await this.description();
    return fingerprint === null ? null : { name: description?.signer.name ?? '', fingerprint };
  }
}

/** The value, or undefined where reading failed; a cancelled work is no finding about the packet. */
async function quietly<T>(step: () => Promise<T>): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    if (isCancelled(error)) {
      throw error;
    }
    return undefined;
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'cancelled';
}
