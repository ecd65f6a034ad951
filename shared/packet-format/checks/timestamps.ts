/** The time stamps that the packet's journal records: each there, over the journal as it was then, signed by its authority. */
import { plainLine } from '../../text/visible-text';
import { checkWords } from '../../wording/packet-checks';
import { type StampFacts, timestampWords } from '../../wording/timestamps';
import { TIMESTAMP_FOLDER } from '../packet-layout';
import { pemBlocks } from '../pem';
import type { ProvableEntry } from '../proven-entries';
import { stampPaths } from '../stamp-paths';
import { judgeToken } from '../timestamp/judge-token';
import { readResponse } from '../timestamp/response';
import { stampFacts } from '../timestamp/stamp-facts';
import { headText, originOf } from '../tree/checkpoint';
import type { MerkleTree } from '../tree/merkle-tree';
import { entriesOf, journalLines, treeOf } from './journal-lines';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

/** Undefined where the journal records no time stamp and none lies in the packet. */
export async function checkTimestamps(packet: PacketInspection): Promise<Outcome | undefined> {
  const lines = (await journalLines(packet)) ?? [];
  const recorded = entriesOf(lines).filter(({ act }) => act === 'custody.timestamp');
  const expected = new Set(recorded.flatMap(({ seq }) => Object.values(stampPaths(seq))));
  const files = packet.source.files.filter(({ path }) => path.startsWith(TIMESTAMP_FOLDER));
  const stray = files.find(({ path }) => !expected.has(path));
  if (stray !== undefined) {
    return failed(checkWords.timestampStray(plainLine(stray.path)));
  }
  return recorded.length === 0 ? undefined : await judgeAll(packet, recorded, treeOf(lines));
}

async function judgeAll(
  packet: PacketInspection,
  recorded: readonly ProvableEntry[],
  tree: MerkleTree,
): Promise<Outcome> {
  const origin = originOf((await packet.description())?.case.id ?? '');
  const stamps: StampFacts[] = [];
  for (const entry of recorded) {
    const found = await judgeOne(packet, entry, { origin, tree });
    if (typeof found === 'string') {
      return failed(found);
    }
    stamps.push(found);
  }
  return passed(checkWords.timestampsOk(timestampWords.good(stamps)));
}

interface Stamped {
  readonly origin: string;
  readonly tree: MerkleTree;
}

/** The stamp's facts, or a sentence that says what is wrong. */
async function judgeOne(
  packet: PacketInspection,
  { seq, subject }: ProvableEntry,
  { origin, tree }: Stamped,
): Promise<StampFacts | string> {
  const paths = stampPaths(seq);
  const size = Number(subject['size']);
  if (!Number.isSafeInteger(size) || size < 1 || size > seq) {
    return checkWords.timestampProblem(timestampWords.entrySize(seq, size));
  }
  const missing = [paths.answer, paths.checkpoint].find((path) => !packet.has(path));
  const answer = await packet.bytes(paths.answer);
  if (missing !== undefined || answer === undefined) {
    return checkWords.requiredMissing(missing ?? paths.answer);
  }
  const text = headText({ origin, size, root: tree.root(size) });
  if ((await packet.text(paths.checkpoint)) !== text) {
    return checkWords.timestampText(paths.checkpoint);
  }
  if ((await packet.tools.sha256(answer)) !== hashIn(subject['response'])) {
    return checkWords.timestampSwapped(paths.answer, seq);
  }
  const facts = await judgeAnswer(packet, answer, { seq, size, text });
  return typeof facts !== 'string' && facts.time !== subject['time']
    ? checkWords.timestampProblem(timestampWords.entryTime(seq))
    : facts;
}

async function judgeAnswer(
  packet: PacketInspection,
  answer: Uint8Array,
  { seq, size, text }: { readonly seq: number; readonly size: number; readonly text: string },
): Promise<StampFacts | string> {
  const reading = readResponse(answer);
  if (reading.kind !== 'token') {
    return checkWords.timestampProblem(timestampWords.entryProblem(seq, 'malformed', ''));
  }
  const certificates = pemBlocks((await packet.text(stampPaths(seq).chain)) ?? '', 'CERTIFICATE') ?? [];
  const expected = { content: new TextEncoder().encode(text), nonce: undefined, certificates };
  const verdict = await judgeToken(reading.token, expected, packet.tools);
  return verdict.ok
    ? await stampFacts(verdict, size, packet.circumstances.now, packet.tools)
    : checkWords.timestampProblem(timestampWords.entryProblem(seq, verdict.failure, verdict.name));
}

function hashIn(object: unknown): unknown {
  return typeof object === 'object' && object !== null && 'sha256' in object ? object.sha256 : undefined;
}
