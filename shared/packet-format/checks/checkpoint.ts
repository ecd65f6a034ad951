/** The signed state of the journal, and the proofs of single entries, against the packet's own journal. */
import { plainLine } from '../../text/visible-text';
import { checkWords } from '../../wording/packet-checks';
import { equalBytes } from '../der';
import type { PacketDescription } from '../packet-description';
import { CHECKPOINT, JOURNAL, PROOF_FOLDER } from '../packet-layout';
import { toBase64 } from '../pem';
import { proofPath, provenEntries } from '../proven-entries';
import { checkSignatures, type KnownKey } from '../tree/check-signatures';
import { type Checkpoint, formatCheckpoint, originOf, parseCheckpoint } from '../tree/checkpoint';
import { pureSha256 } from '../tree/merkle-hash';
import { parseProof, provesLeaf } from '../tree/tlog-proof';
import { entriesOf, journalLines, treeOf } from './journal-lines';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

/** The checkpoint states the tree over the packet's journal, and the packet's signer has signed it. */
export async function checkCheckpoint(packet: PacketInspection): Promise<Outcome> {
  const description = await packet.description();
  if (description === undefined) {
    return failed(checkWords.descriptionForm);
  }
  if (description.checkpoint === undefined) {
    return packet.has(CHECKPOINT) ? failed(checkWords.checkpointStray) : passed(checkWords.checkpointNone);
  }
  const checkpoint = await readCheckpoint(packet);
  const lines = await journalLines(packet);
  if (typeof checkpoint === 'string' || lines === undefined) {
    return failed(typeof checkpoint === 'string' ? checkpoint : checkWords.unreadable(JOURNAL));
  }
  if (!isDescribed(checkpoint, description)) {
    return failed(checkWords.checkpointOther);
  }
  const root = lines.length === checkpoint.size ? treeOf(lines).root() : new Uint8Array(0);
  return equalBytes(root, checkpoint.root)
    ? await signatureOutcome(packet, checkpoint)
    : failed(checkWords.checkpointJournal(checkpoint.size, lines.length));
}

/** The checkpoint of the packet, or a sentence. */
async function readCheckpoint(packet: PacketInspection): Promise<Checkpoint | string> {
  const bytes = await packet.bytes(CHECKPOINT);
  if (bytes === undefined) {
    return packet.has(CHECKPOINT) ? checkWords.unreadable(CHECKPOINT) : checkWords.requiredMissing(CHECKPOINT);
  }
  const reading = parseCheckpoint(bytes);
  return reading.ok ? reading.value : checkWords.checkpointForm(CHECKPOINT, plainLine(reading.problem));
}

function isDescribed({ origin, size, root }: Checkpoint, description: PacketDescription): boolean {
  const stated = description.checkpoint;
  return (
    stated?.path === CHECKPOINT &&
    origin === originOf(description.case.id) &&
    stated.origin === origin &&
    stated.size === size &&
    stated.root === toBase64(root)
  );
}

async function signatureOutcome(packet: PacketInspection, checkpoint: Checkpoint): Promise<Outcome> {
  const keys = await knownKeys(packet);
  const { signers, wrong, unknown } = await checkSignatures(checkpoint, keys, packet.tools.verifySignature);
  const signer = await packet.signer();
  const isBySigner = signers.some(({ fingerprint }) => fingerprint === signer?.fingerprint);
  if (wrong.length > 0 || unknown.length > 0 || !isBySigner) {
    return failed(checkWords.checkpointSignature);
  }
  return passed(checkWords.checkpointOk(checkpoint.size, signers.length));
}

async function knownKeys(packet: PacketInspection): Promise<readonly KnownKey[]> {
  const keys: KnownKey[] = [];
  for (const certificate of (await packet.certificates()).values()) {
    const fingerprint = await packet.tools.keyFingerprint(certificate);
    if (fingerprint !== null) {
      keys.push({ fingerprint, name: '', certificate });
    }
  }
  return [...new Map(keys.map((key) => [key.fingerprint, key])).values()];
}

/** Every proof is of the described entry, leads to the packet's checkpoint, and none that should be there is missing. */
export async function checkProofs(packet: PacketInspection): Promise<Outcome> {
  const description = await packet.description();
  const lines = await journalLines(packet);
  if (description === undefined || lines === undefined) {
    return failed(description === undefined ? checkWords.descriptionForm : checkWords.unreadable(JOURNAL));
  }
  const described = new Map((description.proofs ?? []).map(({ path, entry }) => [path, entry]));
  const stray = packet.source.files.find(({ path }) => path.startsWith(PROOF_FOLDER) && !described.has(path));
  if (stray !== undefined) {
    return failed(checkWords.proofStray(plainLine(stray.path)));
  }
  if (description.checkpoint === undefined) {
    return described.size === 0 ? passed(checkWords.proofsNone) : failed(checkWords.checkpointOther);
  }
  const lacking = provenEntries(entriesOf(lines), description.exhibits).find(
    (entry) => !described.has(proofPath(entry)),
  );
  if (lacking !== undefined) {
    return failed(checkWords.proofMissing(lacking));
  }
  for (const [path, entry] of described) {
    const problem = await proofProblem(packet, path, lines[entry], entry);
    if (problem !== undefined) {
      return failed(problem);
    }
  }
  return passed(checkWords.proofsOk(described.size));
}

async function proofProblem(
  packet: PacketInspection,
  path: string,
  line: Uint8Array | undefined,
  entry: number,
): Promise<string | undefined> {
  const bytes = await packet.bytes(path);
  if (bytes === undefined) {
    return checkWords.requiredMissing(plainLine(path));
  }
  const reading = parseProof(bytes);
  if (!reading.ok) {
    return checkWords.checkpointForm(plainLine(path), plainLine(reading.problem));
  }
  const proof = reading.value;
  const leadsHere = formatCheckpoint(proof.checkpoint) === (await packet.text(CHECKPOINT));
  const fits = line !== undefined && proof.index === entry && leadsHere && provesLeaf(pureSha256, proof, line);
  return fits && path === proofPath(entry) ? undefined : checkWords.proofWrong(plainLine(path), entry);
}
