import { TIMESTAMP_FOLDER } from './packet-layout';

/** Where the time stamp that a journal entry records lies in a packet, by the entry's number. */
export interface StampPaths {
  /** The authority's answer as it came. */
  readonly answer: string;
  /** The three lines that it is over. */
  readonly checkpoint: string;
  /** Certificates of the authority's issuers, PEM; where the case has them. */
  readonly chain: string;
}

export function stampPaths(entry: number): StampPaths {
  const name = `${TIMESTAMP_FOLDER}entry-${String(entry).padStart(6, '0')}`;
  return { answer: `${name}.tsr`, checkpoint: `${name}.txt`, chain: `${name}.pem` };
}
