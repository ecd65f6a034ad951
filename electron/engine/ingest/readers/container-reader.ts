import type { Evidence } from '../../../../shared/contract/model';
import type { ContainerKind } from '../containers/container';
import type { Reader, ReaderMatch } from './reader';

/** What recognises a container; it is opened in a worker (`ingest/containers`). */
export interface ContainerReader {
  readonly id: string;
  /** Raised whenever the same bytes could give other files or messages. */
  readonly version: number;
  readonly container: ContainerKind;
  readonly format: Evidence['format'];
  readonly recognise: (head: Uint8Array, name: string) => ReaderMatch | undefined;
}

export type AnyReader = Reader | ContainerReader;

export function isContainerReader(reader: AnyReader | undefined): reader is ContainerReader {
  return reader !== undefined && 'container' in reader;
}

/** A match by the first bytes, written in hexadecimal. */
export function beginsWith(head: Uint8Array, signatures: readonly string[]): ReaderMatch | undefined {
  const hex = Buffer.from(head.subarray(0, 16)).toString('hex');
  return signatures.some((signature) => hex.startsWith(signature)) ? { by: 'content' } : undefined;
}
