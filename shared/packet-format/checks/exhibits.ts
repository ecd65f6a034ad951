import { plainLine } from '../../text/visible-text';
import { checkWords } from '../../wording/packet-checks';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

/** Every exhibit is the described one, and there is none that is not described. */
export async function checkExhibits(packet: PacketInspection): Promise<Outcome> {
  const description = await packet.description();
  if (description === undefined) {
    return failed(checkWords.descriptionForm);
  }
  for (const { path, sha256, bytes } of description.exhibits) {
    if (!packet.has(path)) {
      return failed(checkWords.exhibitMissing(plainLine(path)));
    }
    if (packet.sizes.get(path) !== bytes || (await packet.hash(path)) !== sha256) {
      return failed(checkWords.exhibitChanged(plainLine(path)));
    }
  }
  const described = new Set(description.exhibits.map((exhibit) => exhibit.path));
  const stray = packet.source.files.find(({ path }) => path.startsWith('data/exhibits/') && !described.has(path));
  return stray === undefined
    ? passed(checkWords.exhibitsOk(described.size))
    : failed(checkWords.exhibitStray(stray.path));
}
