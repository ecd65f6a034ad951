/** The two manifests of the bag: everything listed is there and unchanged, everything there is listed. */
import { checkWords } from '../../wording/packet-checks';
import { LATER_TAG_FILES, MANIFEST, TAG_FILES, TAG_MANIFEST } from '../packet-layout';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

export async function checkTagManifest(packet: PacketInspection): Promise<Outcome> {
  const belongs = (path: string) => TAG_FILES.includes(path) || LATER_TAG_FILES.includes(path);
  return await checkList(packet, TAG_MANIFEST, belongs, TAG_FILES);
}

export async function checkManifest(packet: PacketInspection): Promise<Outcome> {
  return await checkList(packet, MANIFEST, (path) => path.startsWith('data/'), []);
}

async function checkList(
  packet: PacketInspection,
  list: typeof MANIFEST | typeof TAG_MANIFEST,
  belongs: (path: string) => boolean,
  required: readonly string[],
): Promise<Outcome> {
  const reading = await packet.list(list);
  if (reading === undefined) {
    return failed(checkWords.unreadable(list));
  }
  if (!reading.ok) {
    return failed(checkWords.listMalformed(list, reading.line));
  }
  const stray = [...reading.entries.keys()].find((path) => !belongs(path));
  const lacking = required.find((path) => !reading.entries.has(path));
  if (stray !== undefined || lacking !== undefined) {
    return failed(stray === undefined ? checkWords.listLacks(lacking ?? '', list) : checkWords.listStray(stray, list));
  }
  const problem = await firstChanged(packet, list, reading.entries);
  return problem === undefined ? passed(checkWords.listOk(list, reading.entries.size)) : failed(problem);
}

/** So many files are hashed side by side, where the packet's source does not say it, up to so many bytes. */
const TOGETHER = { files: 64, bytes: 32 * 1024 * 1024 };

async function firstChanged(
  packet: PacketInspection,
  list: string,
  entries: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  for (const batch of batchesOf(packet, [...entries])) {
    const hashes = await Promise.all(batch.map(([path]) => packet.hash(path)));
    for (const [index, [path, expected]] of batch.entries()) {
      if (!packet.has(path)) {
        return checkWords.listMissing(path, list);
      }
      if (hashes[index] !== expected) {
        return hashes[index] === undefined ? checkWords.unreadable(path) : checkWords.listChanged(path);
      }
    }
  }
  return undefined;
}

function* batchesOf(
  packet: PacketInspection,
  entries: readonly (readonly [path: string, sha256: string])[],
): Generator<readonly (readonly [path: string, sha256: string])[]> {
  const files = packet.source.atOnce ?? TOGETHER.files;
  let batch: (readonly [path: string, sha256: string])[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = packet.sizes.get(entry[0]) ?? 0;
    if (batch.length > 0 && (batch.length === files || bytes + size > TOGETHER.bytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += size;
  }
  yield batch;
}

/** Other tools do not look for files that no manifest lists (bagit-python, sha256sum): this check does. */
export async function checkUnlisted(packet: PacketInspection): Promise<Outcome> {
  const listed = new Set<string>(packet.layout.unlisted);
  for (const list of [MANIFEST, TAG_MANIFEST] as const) {
    const reading = await packet.list(list);
    for (const path of reading?.ok === true ? reading.entries.keys() : []) {
      listed.add(path);
    }
  }
  const stray = packet.source.files.find((file) => !listed.has(file.path));
  return stray === undefined ? passed(checkWords.unlistedOk) : failed(checkWords.unlisted(stray.path));
}
