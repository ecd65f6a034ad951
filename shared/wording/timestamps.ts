/** What is said of time stamps: an authority's signed word that a state of the journal existed at a time. */
import { plainLine } from '../text/visible-text';

const NAME_MAX = 80;
const quoted = (name: string): string => `"${plainLine(name).slice(0, NAME_MAX)}"`;
const first = (size: number): string => (size === 1 ? 'the first entry' : `the first ${size} entries`);
const NOTHING = 'Nothing was recorded.';

export interface StampFacts {
  /** Entries that the stamped checkpoint covers. */
  readonly size: number;
  /** ISO 8601 in UTC. */
  readonly time: string;
  readonly authority: string;
  /** Of the authority's root with its certificate's SHA-256; null when it is not known here. */
  readonly root: { readonly name: string; readonly sha256: string } | null;
  /** The day on which the authority's certificate ran out, where it has by now. */
  readonly expired: string | null;
}

/** Why a token does not hold, as the rest of a sentence that begins with its name. */
const FAILURES = {
  malformed: () => 'is damaged or not a time stamp: it cannot be read as one (RFC 3161)',
  'other-content': () => 'is over something else: it is not a time stamp of this checkpoint',
  nonce: () => 'answers another request: the random number in it is not the one that was asked with',
  'no-certificate': () => 'does not come with the certificate of the authority that signed it',
  algorithm: () => 'is signed by a method that this program does not know',
  damaged: (name: string) => `was changed: the signature of ${quoted(name)} does not fit it`,
  purpose: (name: string) => `is signed by ${quoted(name)}, whose certificate is not one for time stamps`,
  expired: (name: string) => `states a time at which the certificate of ${quoted(name)} had expired`,
  'not-yet-valid': (name: string) => `states a time at which the certificate of ${quoted(name)} was not valid yet`,
  chain: (name: string) => `is signed by an authority whose chain of certificates is broken at ${quoted(name)}`,
} as const;

export type StampFailure = keyof typeof FAILURES;

export const timestampWords = {
  requestWritten: (size: number, file: string) =>
    `Request for a time stamp over ${first(size)} written to ${file}. Carry it to a computer with a network and send it to the authority, for example: curl -H "Content-Type: application/timestamp-query" --data-binary @FILE.tsq ADDRESS > FILE.tsr. Bring the answer back with "chainmail custody timestamp-add".`,
  refused: (reason: string) =>
    `The authority refused the time stamp${reason === '' ? '' : `: ${plainLine(reason)}`}. ${NOTHING} Ask again, or ask another authority.`,
  failed: (file: string, failure: StampFailure, name: string) =>
    `${plainLine(file)} ${FAILURES[failure](name)}. ${NOTHING}${
      failure === 'no-certificate' ? ' Bring the certificate with --chain.' : ''
    }`,
  otherCheckpoint: (file: string) =>
    `${plainLine(file)} is a time stamp over another checkpoint, of another case or of a journal that was changed since. ${NOTHING}`,
  noRequest: (file: string, size: number) =>
    `${plainLine(file)} is over ${first(size)} of this case, and the request for it is missing in the case's folder, so nobody can tell whether it answers it. ${NOTHING} Write a request and ask again.`,
  known: (file: string, entry: number) =>
    `${plainLine(file)} was taken in already, as journal entry ${entry}. ${NOTHING}`,
  notCertificates: (file: string) => `${plainLine(file)} holds no certificates in PEM. ${NOTHING}`,
  recorded: (entry: number, stamp: StampFacts) => `Recorded as journal entry ${entry}: ${stampSentence(stamp)}.`,

  none: 'no time stamp was taken in',
  entryProblem: (entry: number, failure: StampFailure, name: string) =>
    `the time stamp of entry ${entry} ${FAILURES[failure](name)}`,
  entrySize: (entry: number, size: number) =>
    `the time stamp of entry ${entry} is said to be over ${first(size)}, which were not there before it`,
  entryTime: (entry: number) => `the time stamp of entry ${entry} states another time than the entry`,
  entryMissing: (entry: number) => `the time stamp of entry ${entry} cannot be read`,
  strayRequest: (file: string) =>
    `${plainLine(file)} is not the request for a time stamp over the checkpoint of its name`,
  good: (stamps: readonly StampFacts[]) => stamps.map(stampSentence).join('; '),
} as const;

/** One stamp: what it shows, by whom, and how far its signer is known. */
export function stampSentence({ size, time, authority, root, expired }: StampFacts): string {
  const issuer =
    root === null
      ? 'issuer not known here'
      : `issued under ${quoted(root.name)}, certificate ${root.sha256.slice(0, 16)}…`;
  const later = expired === null ? '' : `; valid when stamped, its certificate expired since, on ${expired}`;
  return `${first(size)} existed at ${time} by the word of ${quoted(authority)} (${issuer}${later})`;
}
