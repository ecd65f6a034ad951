/** What is said when a second examiner signs a checkpoint as a witness. */
import { plainLine } from '../text/visible-text';

const entries = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`);
const NOTHING = 'Nothing was signed.';

export const witnessWords = {
  what: 'the memory of co-signed checkpoints',
  memory: 'the checkpoint that this key signed last',
  seen: 'what this profile saw last',
  malformed: (file: string, problem: string) => `${plainLine(file)} ${plainLine(problem)}. ${NOTHING}`,
  notOurs: (file: string) => `${plainLine(file)} is not the checkpoint of a case. ${NOTHING}`,
  unsigned: (file: string) =>
    `${plainLine(file)} is not signed by the key of the given certificate, so nobody vouches for it. ${NOTHING} Give the examiner's certificate with --certificate, such as data/keys/examiner.crt of a packet.`,
  damagedMemory: (file: string) =>
    `What this key signed before cannot be read: ${plainLine(file)} is damaged. ${NOTHING} Bring the file back from a copy, or have the case's folder verified.`,
  contradicts: (file: string, known: string, size: number) =>
    `${plainLine(file)} contradicts ${known}: both state ${entries(size)}, with different roots, so the journal was written anew. ${NOTHING} Keep both files.`,
  needsCase: (file: string, size: number, known: string, before: number) =>
    `${plainLine(file)} states ${entries(size)}, and ${known} states ${entries(before)}: only the case's folder shows whether one continues the other. ${NOTHING} Sign there, with "chainmail custody checkpoint DIR".`,
  opensToRead: (detail: string) =>
    `The custody journal of this case does not continue what a key of this profile signed: ${detail}. It opens to read only, so that nothing is built on it. Keep it, and compare it with the checkpoint that was signed.`,
  signed: (size: number, file: string, certificate: string) =>
    `Checkpoint of ${entries(size)} signed as a witness and written to ${file}, your certificate to ${certificate}. It is taken into the case with "chainmail custody checkpoint DIR --add ${file} --certificate ${certificate}".`,
  firstTime: 'This key has signed no checkpoint of this case before, so there was nothing to compare it with.',
  notStored: (file: string, size: number) =>
    `${plainLine(file)} states ${entries(size)}, and the case has no checkpoint of that size. Nothing was added.`,
  otherText: (file: string) => `${plainLine(file)} is not over the case's checkpoint of that size. Nothing was added.`,
  nothingNew: (file: string) =>
    `${plainLine(file)} holds no signature by the key of a given certificate that the case lacks. Nothing was added.`,
  added: (names: readonly string[], size: number) =>
    `Added to the checkpoint of ${entries(size)}: the signature of ${names.map((name) => plainLine(name)).join(', ')}.`,
  handOver: [
    'Let whoever takes over sign the checkpoint as a witness; then the journal cannot be written anew without them:',
    '  here:   chainmail custody checkpoint DIR --out FILE',
    '  they:   chainmail custody cosign FILE --certificate YOURS.crt --out SIGNED',
    '  here:   chainmail custody checkpoint DIR --add SIGNED --certificate SIGNED.crt',
  ],
} as const;
