import { plainLine } from '../../text/visible-text';
import { checkWords } from '../../wording/packet-checks';
import { isSafePath } from '../payload-names';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

/** Names are plain and unique, also where a file system ignores case; nothing that a packet must have is missing. */
export async function checkNames(packet: PacketInspection): Promise<Outcome> {
  const missing = packet.layout.required.find((path) => !packet.has(path));
  const { problems } = packet.source;
  // A link in place of the report says more than that the report is missing; an empty folder says less.
  const isWhole = missing === undefined || packet.source.files.length === 0;
  const problem = isWhole ? problems[0] : problems.find((sentence) => sentence.includes(missing ?? ''));
  if (problem !== undefined) {
    return failed(plainLine(problem));
  }
  return missing === undefined ? checkEachName(packet) : failed(checkWords.requiredMissing(missing));
}

function checkEachName(packet: PacketInspection): Outcome {
  const taken = new Set<string>();
  for (const { path } of packet.source.files) {
    if (!isSafePath(path)) {
      return failed(checkWords.unsafeName(plainLine(path)));
    }
    if (taken.has(path.toLowerCase())) {
      return failed(checkWords.twins(path));
    }
    taken.add(path.toLowerCase());
  }
  return passed(checkWords.namesOk(taken.size));
}
