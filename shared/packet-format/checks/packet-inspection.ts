/** A packet under inspection: its files, read and hashed once, and what several checks need of them. */

import { decodeUtf8 } from '../../text/utf8';
import type { IssuerVerifier } from '../certificate-chain';
import { equalBytes } from '../der';
import { type ManifestReading, parseManifest } from '../manifest';
import { type PacketDescription, parseDescription } from '../packet-description';
import {
  DESCRIPTION,
  intermediateCertificate,
  layoutOf,
  type MANIFEST,
  type PacketLayout,
  ROOT_CERTIFICATE,
  type TAG_MANIFEST,
} from '../packet-layout';
import { certificateDer } from '../pem';
import type { RevocationList } from '../revocation-list';
import type { TimestampTools } from '../timestamp/judge-token';

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
  /** How many files may be asked for side by side; 64 unless told. */
  readonly atOnce?: number;
}

export interface PacketTools {
  readonly sha256: (bytes: Uint8Array) => Promise<string> | string;
  /** Digests that authorities of time stamps use. */
  readonly digest: TimestampTools['digest'];
  readonly sha512: (bytes: Uint8Array) => Promise<Uint8Array> | Uint8Array;
  /** Whether an authority's key made the signature of a certificate or a list of revoked ones. */
  readonly verifyIssued: IssuerVerifier;
  /** Whether `signature` (base64, DER) over `bytes` is by the certificate's P-256 key. */
  readonly verifySignature: (
    bytes: Uint8Array,
    signature: string,
    certificatePem: string,
  ) => Promise<boolean> | boolean;
  /** SHA-256 of the certificate's public key; null when it has no P-256 key. */
  readonly keyFingerprint: (certificatePem: string) => Promise<string | null> | string | null;
}

/** What a verdict depends on beside the packet. */
export interface Circumstances {
  /** This computer's clock, milliseconds since 1970. */
  readonly now: number;
  /** Fingerprints of keys, examiners' or roots', that the person at the keyboard trusts. */
  readonly trusted: ReadonlySet<string>;
  /** Lists of revoked certificates that are at hand. */
  readonly revocations: readonly RevocationList[];
}

const KEY_FOLDER = 'data/keys/';
/** More issuers than any chain has. */
const MAX_INTERMEDIATES = 6;

/** Small files are read whole; none that a packet has is larger. */
const READ_MAX = 256 * 1024 * 1024;

export class PacketInspection {
  readonly source: PacketFiles;
  readonly tools: PacketTools;
  readonly circumstances: Circumstances;
  readonly layout: PacketLayout;
  readonly sizes: ReadonlyMap<string, number>;
  readonly #hashes = new Map<string, Promise<string | undefined>>();

  constructor(source: PacketFiles, tools: PacketTools, circumstances: Circumstances) {
    this.source = source;
    this.tools = tools;
    this.circumstances = circumstances;
    this.sizes = new Map(source.files.map((file) => [file.path, file.bytes]));
    this.layout = layoutOf((path) => this.has(path));
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
    return bytes === undefined ? undefined : decodeUtf8(bytes);
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

  /** The signer's certificate and those of its issuers up to the root, DER; undefined where one is missing or is not PEM. */
  async chain(): Promise<readonly Uint8Array[] | undefined> {
    const intermediates = Array.from({ length: MAX_INTERMEDIATES }, (_, index) => intermediateCertificate(index + 1));
    const issuers =
      this.layout.version === 1 ? [] : [...intermediates.filter((path) => this.has(path)), ROOT_CERTIFICATE];
    const chain: Uint8Array[] = [];
    for (const path of [this.layout.signerCertificate, ...issuers]) {
      const der = certificateDer((await this.text(path)) ?? '');
      if (der === undefined) {
        return undefined;
      }
      // A self-signed certificate stands in both places.
      if (!chain.some((known) => equalBytes(known, der))) {
        chain.push(der);
      }
    }
    return chain;
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
    const certificate = await this.text(this.layout.signerCertificate);
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
