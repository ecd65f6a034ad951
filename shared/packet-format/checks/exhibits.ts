import { plainLine } from '../../text/visible-text';
import { checkWords } from '../../wording/packet-checks';
import type { PacketDescription } from '../packet-description';
import type { ProvableEntry } from '../proven-entries';
import { entriesOf, journalLines } from './journal-lines';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

/** Every exhibit is the described one, there is none that is not described, and redacted copies name the chosen originals. */
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
  const unchosen = await findUnchosen(packet, description.exhibits);
  if (unchosen !== undefined) {
    return failed(checkWords.exhibitUnchosen(plainLine(unchosen)));
  }
  return stray === undefined
    ? passed(checkWords.exhibitsOk(described.size))
    : failed(checkWords.exhibitStray(stray.path));
}

/** A redacted copy whose original is not the message that the journal's entry chose as this exhibit; undefined when all fit. */
async function findUnchosen(
  packet: PacketInspection,
  exhibits: PacketDescription['exhibits'],
): Promise<string | undefined> {
  if (exhibits.every(({ derivedFrom }) => derivedFrom === undefined)) {
    return undefined;
  }
  const entries = entriesOf((await journalLines(packet)) ?? []);
  return exhibits.find(({ label, ref, derivedFrom }) => {
    const entry = entries.find(({ seq }) => seq === derivedFrom?.entry);
    return derivedFrom !== undefined && !(entry !== undefined && isChoice(entry, label, ref, derivedFrom.sha256));
  })?.path;
}

function isChoice({ act, subject }: ProvableEntry, label: string, ref: string, message: string): boolean {
  const chosen = subject['exhibits'];
  const wanted = JSON.stringify([label, ref, message]);
  return (
    act === 'exhibit.add' &&
    Array.isArray(chosen) &&
    chosen.some((one: unknown) => JSON.stringify(fieldsOf(one, ['label', 'ref', 'message'])) === wanted)
  );
}

function fieldsOf(value: unknown, keys: readonly string[]): readonly unknown[] {
  const object: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {};
  return keys.map((key) => object[key]);
}
