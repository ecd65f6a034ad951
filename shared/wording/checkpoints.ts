/** What is said of checkpoints: the signed statements of what a custody journal held, and when it no longer fits one. */
import { plainLine } from '../text/visible-text';

const entries = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`);

const names = (signers: readonly { readonly name: string; readonly fingerprint: string }[]): string =>
  signers.map(({ name, fingerprint }) => `${plainLine(name)} (${fingerprint.slice(0, 16)}…)`).join(', ');

/** Where a journal first differs from what was stated of it, as far as statements tell. */
const place = (from: number, to: number): string =>
  to - from === 1 ? `entry ${from} was changed` : `something in entries ${from} to ${to - 1} was changed`;

export const checkpointWords = {
  what: 'the checkpoint of the journal',
  /** Of a checkpoint's file in a case, of a given one, or of a packet's. */
  malformed: (file: string, problem: string) => `${plainLine(file)} ${problem}`,
  otherCase: (file: string) => `${plainLine(file)} is a checkpoint of another case`,
  misnamed: (file: string, size: number) =>
    `${plainLine(file)} states a journal of ${entries(size)}, not that of its name`,
  /** Without the lines nobody can tell which are missing: those at the end, unless the chain is broken before. */
  tooShort: (file: string, size: number, found: number) =>
    `${plainLine(file)} states ${entries(size)}, and the journal has ${found}: ${
      size - found === 1
        ? `one is missing, entry ${found} if it was cut off at the end`
        : `${size - found} are missing, entries ${found} to ${size - 1} if they were cut off at the end`
    }`,
  otherRoot: (file: string, from: number, size: number) =>
    `the journal is not the one that ${plainLine(file)} states: ${place(from, size)} after that checkpoint of ${entries(size)} was signed`,
  wrongSignature: (file: string, name: string) =>
    `${plainLine(file)}: the signature of ${plainLine(name)} does not fit, so the checkpoint was changed`,
  unknownSignature: (file: string, keyId: string) =>
    `${plainLine(file)}: a signature is by a key that is not known here (${keyId})`,
  unsigned: (file: string) => `${plainLine(file)}: no signature by a known key`,
  none: (size: number, root: string) =>
    `no checkpoint was signed yet; the tree over ${entries(size)} has the root ${root}`,
  good: (count: number, size: number, root: string, signers: readonly { name: string; fingerprint: string }[]) =>
    `${count === 1 ? '1 checkpoint fits' : `${count} checkpoints fit`} the journal; the last one is of ${entries(size)}, root ${root}, signed by ${names(signers)}`,
  behind: (count: number) =>
    `; ${count === 1 ? 'the last entry is' : `the last ${count} entries are`} not in a checkpoint yet`,
  damagedCertificate: (file: string) => `${plainLine(file)} is not the certificate of the key that its name states`,

  rolledBackShort: (seen: number, found: number) =>
    `This case was rolled back: its custody journal had ${entries(seen)} when this computer saw it last, and has ${found} now. It opens to read only, so that nothing is built on it. Bring the later state back from a copy, and verify the case. If it was put back on purpose, "chainmail custody accept-restored" records that.`,
  rolledBackOther: (seen: number) =>
    `The custody journal of this case is not the one that this computer saw last: its first ${entries(seen)} were different then. It opens to read only, so that nothing is built on it. Bring the earlier folder back from a copy, and verify the case. If it was put back on purpose, "chainmail custody accept-restored" records that.`,
  failedBefore: (at: string, failure: string) =>
    `This case failed its verification on this computer on ${at.slice(0, 16).replace('T', ' ')} UTC (${plainLine(failure)}). It opens to read only, so that nothing is built on it. Bring what is damaged back from a copy, and verify the case: when it passes, it can be worked on again.`,
  seenNever: 'this computer has not seen the case before, so there is nothing to compare with',
  seenBefore: (seen: number) => `the journal continues the ${entries(seen)} that this computer saw last`,
  seenDamaged: 'what this computer remembers of the case cannot be read, so there is nothing to compare with',

  refusedToSign: (detail: string) =>
    `No checkpoint was signed: the custody journal does not continue a checkpoint that was signed before (${detail}). The journal was not touched. Verify the case, and bring the journal back from a copy.`,
  notSigned: (reason: string) =>
    `The acts are recorded, but no checkpoint of the journal was signed; the next session with an open key does it. ${reason}`,
  doesNotFit: (detail: string) =>
    `The checkpoints of this case do not fit its journal: ${detail}. Nothing was changed. Verify the case.`,
  noCheckpoint: (size: number) =>
    `No checkpoint covers the ${entries(size)} of this journal yet. Nothing was signed. Set CHAINMAIL_PASSPHRASE to sign one with the examiner's key.`,
  notCovered: (seq: number) =>
    `No checkpoint covers entry ${seq} yet. No proof was written. Sign one with "chainmail custody checkpoint".`,
  noEntry: (seq: number, last: number) =>
    `The journal has no entry ${seq}; its last one is ${last}. No proof was written.`,
  fileExists: (path: string) => `"${plainLine(path)}" already exists. It was not touched. Choose another name.`,
  unreadableFile: (path: string) => `"${plainLine(path)}" cannot be read. Nothing was changed. Check the path.`,

  proofFits: (index: number, size: number) =>
    `The line is entry ${index} of the journal of ${entries(size)} that the checkpoint states.`,
  proofWrong: (index: number) => `The line is not what the checkpoint's journal holds as entry ${index}.`,
  proofUnsigned: 'None of the given certificates belongs to a good signature of the checkpoint.',
  proofSigners: (signers: readonly { name: string; fingerprint: string }[]) =>
    `The checkpoint is signed by ${names(signers)}.`,
} as const;
