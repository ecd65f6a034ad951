import type { Signer } from '../../identity/signer';
import type { PacketContent } from '../packet-content';

/** One file of the payload. */
export interface PartFile {
  /** Below the packet's folder, such as `data/exhibits.csv`. */
  readonly path: string;
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Where the file's hash is already on record: another one stops the work. */
  readonly expected?: { readonly sha256: string; readonly sentence: string };
}

export interface PartInput {
  readonly content: PacketContent;
  readonly signer: Signer;
  /** The folder that holds `fonts/`. */
  readonly resourcesDir: string;
  readonly signal: AbortSignal | undefined;
  readonly onStage: (stage: string) => void;
}

/** A part of the packet: add one by adding a file here and a line in `packet-parts.ts`. */
export type PacketPart = (input: PartInput) => AsyncIterable<PartFile> | Iterable<PartFile>;

export function textFile(path: string, text: string): PartFile {
  return { path, pieces: [Buffer.from(text, 'utf8')] };
}
