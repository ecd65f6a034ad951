/** A journal of 1,000 entries, touched in every way that we could think of: each is told, with the entry. */
import { beforeAll, describe, expect, test } from 'vitest';
import { compareWithTree, type NamedState } from '../../../electron/engine/custody/compare-with-tree';
import { treeOf } from '../../../electron/engine/custody/journal-tree';
import type { Signer } from '../../../electron/engine/identity/signer';
import { canonicalJson } from '../../../shared/packet-format/canonical';
import { formatJournalLine } from '../../../shared/packet-format/parse-journal-line';
import { verifyJournal } from '../../../shared/packet-format/verify-journal';
import { testSigner } from '../../helpers/test-signer';
import { journalBytes, sampleLines, sha256, toolsFor } from '../journal/sample-journal';

const ENTRIES = 1_000;
/** Where the checkpoints of the whole journal stand. */
const SIGNED = [1, 250, 500, 750, ENTRIES];

let signer: Signer;
let lines: string[];
let states: readonly NamedState[];

beforeAll(async () => {
  signer = await testSigner();
  lines = await sampleLines(signer, ENTRIES);
  const tree = treeOf(journalBytes(lines));
  states = SIGNED.map((size) => ({ file: `${size}.checkpoint`, checkpoint: { size, root: tree.root(size) } }));
});

/** What the tree says of changed lines; nothing of them is parsed. */
const byTree = (changed: readonly string[]) => compareWithTree(treeOf(journalBytes(changed)), states).join('\n');

/** What the journal's own check says, as `12 chain`. Signatures that were checked once are remembered. */
async function byJournal(changed: readonly string[]): Promise<readonly string[]> {
  const { findings } = await verifyJournal(journalBytes(changed), rememberingTools());
  return findings.map(({ seq, problem }) => `${seq} ${problem}`);
}

const known = new Map<string, boolean>();

function rememberingTools() {
  const tools = toolsFor(signer);
  return {
    ...tools,
    verifySignature: async (bytes: Uint8Array, signature: string, certificate: string) => {
      const key = `${signature} ${Buffer.from(bytes).toString('latin1')}`;
      const fits = known.get(key) ?? (await tools.verifySignature(bytes, signature, certificate));
      known.set(key, fits);
      return fits;
    },
  };
}

const line = (n: number) => lines[n] ?? '';

interface Tampering {
  readonly what: string;
  readonly change: (n: number) => readonly string[];
  /** What the journal's own check must say among other things; null where it cannot see it. */
  readonly finding: ((n: number) => string) | null;
}

const TAMPERINGS: readonly Tampering[] = [
  {
    what: 'edited',
    change: (n) => lines.with(n, line(n).replace('"zone":"-05:00"', '"zone":"-06:00"')),
    finding: (n) => `${n} signature`,
  },
  { what: 'deleted', change: (n) => lines.toSpliced(n, 1), finding: (n) => `${n} order` },
  { what: 'doubled', change: (n) => lines.toSpliced(n, 0, line(n)), finding: (n) => `${n} order` },
  { what: 'inserted', change: (n) => lines.toSpliced(n, 0, 'not an entry'), finding: (n) => `${n} form` },
  { what: 'swapped', change: (n) => lines.with(n, line(n + 1)).with(n + 1, line(n)), finding: (n) => `${n} order` },
  { what: 'cut off from there', change: (n) => lines.slice(0, n), finding: null },
];

/** The first stretch between two checkpoints that holds entry `n`. */
function stretch(n: number): { readonly from: number; readonly to: number } {
  const to = SIGNED.find((size) => size > n) ?? ENTRIES;
  return { from: SIGNED.filter((size) => size <= n).at(-1) ?? 0, to: to - 1 };
}

describe('a journal of 1,000 entries', () => {
  test('that is whole fits its checkpoints and itself', async () => {
    expect(byTree(lines)).toBe('');
    expect(await byJournal(lines)).toEqual([]);
  });

  test.each(TAMPERINGS)(
    'with any line $what does not fit its checkpoints, and the stretch is named',
    ({ what, change }) => {
      const missed: number[] = [];
      for (let n = 0; n < ENTRIES - 1; n += what === 'edited' ? 5 : 31) {
        const said = byTree(change(n));
        // A line that stands twice leaves the first one where it was.
        const { from, to } = stretch(what === 'doubled' ? n + 1 : n);
        const named = from === to ? `entry ${from} was changed` : `entries ${from} to ${to} was changed`;
        // Where the last checkpoint states more lines than there are, their number tells.
        const isShort = said.includes(
          what === 'deleted' ? 'one is missing' : `entries ${n} to 999 if they were cut off`,
        );
        if (!said.includes(named) && !isShort) {
          missed.push(n);
        }
      }
      expect(missed).toEqual([]);
    },
  );

  test.each(TAMPERINGS.filter(({ finding }) => finding !== null))(
    'with a line $what names the entry',
    async ({ change, finding }) => {
      for (const n of [0, 1, 2, 3, 63, 64, 65, 499, 500, 777, ENTRIES - 2]) {
        expect(await byJournal(change(n))).toContain(finding?.(n));
      }
    },
  );

  test('cut off at its end is whole by itself: only a checkpoint tells, and which entries are missing', async () => {
    const cut = lines.slice(0, 990);

    expect(await byJournal(cut)).toEqual([]);
    expect(byTree(cut)).toBe(
      '1000.checkpoint states 1000 entries, and the journal has 990: 10 are missing, entries 990 to 999 if they were cut off at the end',
    );
    expect(byTree(lines.slice(0, 999))).toContain('one is missing, entry 999 if');
  });

  test('written anew by the holder of its key is whole by itself: only an older checkpoint tells, and from where', async () => {
    const anew = await sampleLines(signer, ENTRIES, (entry) =>
      entry.seq === 600 ? { ...entry, subject: { result: 'not intact' } } : entry,
    );
    // ECDSA takes a random number: to differ in one entry only, what is before it has to be kept.
    const kept = [...lines.slice(0, 600), ...(await continued(600))];

    expect((await verifyJournal(journalBytes(anew), toolsFor(signer))).ok).toBe(true);
    expect(byTree(anew)).toContain('entry 0 was changed after that checkpoint of 1 entry was signed');
    expect((await verifyJournal(journalBytes(kept), toolsFor(signer))).ok).toBe(true);
    expect(byTree(kept).split('\n')).toEqual([
      'the journal is not the one that 750.checkpoint states: something in entries 500 to 749 was changed after that checkpoint of 750 entries was signed',
      'the journal is not the one that 1000.checkpoint states: something in entries 500 to 999 was changed after that checkpoint of 1000 entries was signed',
    ]);
  });
});

/** Lines from `from` on, signed again so that they continue the ones before. */
async function continued(from: number): Promise<readonly string[]> {
  const out: string[] = [];
  let before = line(from - 1);
  for (let n = from; n < ENTRIES; n += 1) {
    const { entry } = JSON.parse(line(n)) as { entry: object };
    const prev = sha256(before);
    const text = canonicalJson({ ...entry, ...(n === from ? { subject: { result: 'not intact' } } : {}), prev });
    const signature = Buffer.from(await signer.sign(Buffer.from(text))).toString('base64');
    before = formatJournalLine(text, signature);
    out.push(before);
  }
  return out;
}
