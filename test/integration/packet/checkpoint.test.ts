/** The checkpoint and the proofs of a packet: also a forger who holds the signer's key and makes all lists fit is found. */
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { treeOf } from '../../../electron/engine/custody/journal-tree';
import type { Signer } from '../../../electron/engine/identity/signer';
import { verifyPacket } from '../../../electron/engine/packet/verify-packet';
import { toBase64 } from '../../../shared/packet-format/pem';
import { type Checkpoint, formatCheckpoint } from '../../../shared/packet-format/tree/checkpoint';
import { formatProof, parseProof } from '../../../shared/packet-format/tree/tlog-proof';
import { makeFit } from './make-fit';
import { buildIn, labCheckpoint, makeContent, makeJournal, makeLabSigner, textOf, withFolder } from './packet-lab';

const JOURNAL = 'data/custody/journal.jsonl';
const CHECKPOINT = 'data/custody/checkpoint.txt';
const DESCRIPTION = 'data/packet.json';
const proofOf = (entry: number) => `data/custody/proofs/entry-${String(entry).padStart(6, '0')}.tlog-proof`;

let signer: Signer;
let other: Signer;

beforeAll(async () => {
  signer = await makeLabSigner();
  other = await makeLabSigner('Robin Second');
});

/** A packet that may be changed; then everything but what was changed is made to fit, and signed with the signer's key. */
async function afterChanging(change: (packet: string) => Promise<void>) {
  return await withFolder(async (folder) => {
    const { path } = await buildIn(folder, signer, await makeContent(signer));
    await change(path);
    await makeFit(path, signer);
    const { ok, checks } = await verifyPacket(path, { trusted: [signer.fingerprint] });
    return { ok, failed: checks.filter((check) => !check.ok && check.name !== 'Result'), checks };
  });
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')));
}

interface Described {
  checkpoint?: { size: number; root: string };
  proofs?: { path: string; entry: number }[];
  journal: { entries: number; head: string };
}

async function describeAnew(packet: string, change: (description: Described) => void): Promise<void> {
  await edit(join(packet, DESCRIPTION), (text) => {
    const description = JSON.parse(text) as Described;
    change(description);
    return `${JSON.stringify(description, null, 2)}\n`;
  });
}

async function putCheckpoint(packet: string, checkpoint: Checkpoint): Promise<void> {
  await writeFile(join(packet, CHECKPOINT), formatCheckpoint(checkpoint));
  await describeAnew(packet, (description) => {
    description.checkpoint = Object.assign(description.checkpoint ?? {}, {
      size: checkpoint.size,
      root: toBase64(checkpoint.root),
    });
  });
}

async function putProofs(packet: string, checkpoint: Checkpoint): Promise<void> {
  const tree = treeOf(await readFile(join(packet, JOURNAL)));
  for (const index of [1, 2]) {
    const hashes = tree.inclusionProof(index);
    await writeFile(join(packet, proofOf(index)), formatProof({ index, hashes, checkpoint }));
  }
}

describe("a packet's checkpoint", () => {
  test('states the tree over its journal and is signed by its signer; each proof leads to it', async () => {
    const { ok, checks } = await afterChanging(async () => undefined);

    expect(ok).toBe(true);
    expect(checks.find(({ name }) => name === 'Checkpoint')?.detail).toBe(
      'The checkpoint states this journal of 4 entries and is signed by the packet\u2019s signer.',
    );
    expect(checks.find(({ name }) => name === 'Proofs')?.detail).toBe(
      '2 proofs of single journal entries lead to the checkpoint.',
    );
  });

  test('may carry a second examiner\u2019s signature, whose certificate is in the packet', async () => {
    await withFolder(async (folder) => {
      const content = await makeContent(signer);
      const checkpoint = await labCheckpoint(content.journalBytes, signer, other);
      const certificates = [...content.certificates, other.certificatePem];
      const { path } = await buildIn(folder, signer, { ...content, checkpoint, certificates });

      const { ok, checks } = await verifyPacket(path);

      expect(ok).toBe(true);
      expect(checks.find(({ name }) => name === 'Checkpoint')?.detail).toContain('and 1 other examiner');
    });
  });

  test('proof files can be read and checked one by one', async () => {
    await withFolder(async (folder) => {
      const { path } = await buildIn(folder, signer, await makeContent(signer));
      const reading = parseProof(await readFile(join(path, proofOf(2))));

      expect(reading).toMatchObject({ ok: true, value: { index: 2, checkpoint: { size: 4 } } });
      expect((await textOf(path, proofOf(2))).endsWith(await textOf(path, CHECKPOINT))).toBe(true);
    });
  });
});

interface Forgery {
  readonly what: string;
  readonly change: (packet: string) => Promise<void>;
  readonly check: string;
  readonly names: string;
}

const FORGERIES: readonly Forgery[] = [
  {
    what: 'a checkpoint of another journal in its place',
    change: async (p) => {
      const { bytes } = await makeJournal(signer);
      await writeFile(join(p, CHECKPOINT), formatCheckpoint(await labCheckpoint(bytes, signer)));
    },
    check: 'Checkpoint',
    names: 'is not the one that data/packet.json names',
  },
  {
    what: 'a checkpoint of another journal in its place, described as such',
    change: async (p) => putCheckpoint(p, await labCheckpoint((await makeJournal(signer)).bytes, signer)),
    check: 'Checkpoint',
    names: 'a journal of 4 entries that is not data/custody/journal.jsonl',
  },
  {
    what: 'a checkpoint of a longer journal',
    change: async (p) => putCheckpoint(p, await labCheckpoint((await makeJournal(signer, 7)).bytes, signer)),
    check: 'Checkpoint',
    names: 'a journal of 8 entries that is not data/custody/journal.jsonl, which holds 4',
  },
  {
    what: 'a journal written anew by the holder of the key, under the old checkpoint',
    change: async (p) => {
      const { bytes, head } = await makeJournal(signer);
      await writeFile(join(p, JOURNAL), bytes);
      await describeAnew(p, (description) => {
        description.journal = { ...description.journal, head };
      });
    },
    check: 'Checkpoint',
    names: 'a journal of 4 entries that is not data/custody/journal.jsonl',
  },
  {
    what: 'a checkpoint that only another key signed',
    change: async (p) => {
      const checkpoint = await labCheckpoint(await readFile(join(p, JOURNAL)), other);
      await putCheckpoint(p, checkpoint);
      await putProofs(p, checkpoint);
      await writeFile(join(p, 'data/keys/examiner-x.crt'), other.certificatePem);
    },
    check: 'Checkpoint',
    names: 'signature',
  },
  {
    what: 'a further signature by a key that is not in the packet',
    change: async (p) => putCheckpoint(p, await labCheckpoint(await readFile(join(p, JOURNAL)), signer, other)),
    check: 'Checkpoint',
    names: 'not in the packet',
  },
  {
    what: 'no checkpoint',
    change: (p) => rm(join(p, CHECKPOINT)),
    check: 'Checkpoint',
    names: 'checkpoint.txt is missing',
  },
  {
    what: 'something else for a checkpoint',
    change: (p) => writeFile(join(p, CHECKPOINT), 'x\n'),
    check: 'Checkpoint',
    names: 'is not a signed note',
  },
  {
    what: 'a checkpoint that the description does not know',
    change: (p) =>
      describeAnew(p, (description) => {
        delete description.checkpoint;
      }),
    check: 'Checkpoint',
    names: 'names no checkpoint',
  },
  { what: 'a proof taken away', change: (p) => rm(join(p, proofOf(1))), check: 'Proofs', names: proofOf(1) },
  {
    what: 'a proof taken away and out of the description',
    change: async (p) => {
      await rm(join(p, proofOf(1)));
      await describeAnew(p, (description) => {
        description.proofs = description.proofs?.filter(({ entry }) => entry !== 1) ?? [];
      });
    },
    check: 'Proofs',
    names: 'The proof of journal entry 1 is missing',
  },
  {
    what: 'two proofs exchanged',
    change: async (p) => {
      await rename(join(p, proofOf(1)), join(p, 'x'));
      await rename(join(p, proofOf(2)), join(p, proofOf(1)));
      await rename(join(p, 'x'), join(p, proofOf(2)));
    },
    check: 'Proofs',
    names: `${proofOf(1)} does not show entry 1`,
  },
  {
    what: 'a proof that leads to another checkpoint',
    change: async (p) => putProofs(p, await labCheckpoint(await readFile(join(p, JOURNAL)), signer)),
    check: 'Proofs',
    names: 'does not show entry 1',
  },
  {
    what: 'a proof with a hash changed',
    change: (p) =>
      edit(join(p, proofOf(1)), (text) => text.replace(/^[A-Za-z0-9+/]{43}=$/m, toBase64(new Uint8Array(32)))),
    check: 'Proofs',
    names: 'does not show entry 1',
  },
  {
    what: 'a proof that nobody described',
    change: (p) => cp(join(p, proofOf(1)), join(p, proofOf(3))),
    check: 'Proofs',
    names: `${proofOf(3)} is no proof`,
  },
];

describe('a forger who holds the key', () => {
  test.each(FORGERIES)('with $what is found by "$check"', async ({ change, check, names }) => {
    const { ok, failed } = await afterChanging(change);

    expect(ok).toBe(false);
    expect(failed.find(({ name }) => name === check)?.detail).toContain(names);
  });
});

describe('two packets of one case', () => {
  test('fit where the later journal continues the earlier one, and not where it was written anew in between', async () => {
    await withFolder(async (folder) => {
      const content = await makeContent(signer);
      const { path } = await buildIn(folder, signer, content);
      const lines = content.journalBytes.toString().trimEnd().split('\n');
      const beginning = Buffer.from(`${lines.slice(0, 3).join('\n')}\n`);
      const earlier = Buffer.from(formatCheckpoint(await labCheckpoint(beginning, signer)));
      const rewritten = Buffer.from(
        formatCheckpoint(await labCheckpoint((await makeJournal(signer, 2)).bytes, signer)),
      );

      const fits = await verifyPacket(path, { against: [{ file: 'earlier.txt', bytes: earlier }] });
      const differs = await verifyPacket(path, {
        against: [
          { file: 'earlier.txt', bytes: earlier },
          { file: 'rewritten.txt', bytes: rewritten },
        ],
      });

      expect([fits.ok, fits.checks.find(({ name }) => name === 'Given checkpoints')?.detail]).toEqual([
        true,
        'The journal continues the given checkpoint.',
      ]);
      expect([differs.ok, differs.state]).toEqual([false, 'not-intact']);
      expect(differs.firstFailure).toContain('the journal is not the one that rewritten.txt states');
    });
  });
});

test('a packet that was made before packets carried a checkpoint still verifies, and it is said', async () => {
  const { ok, failed, checks } = await afterChanging(async (p) => {
    await rm(join(p, CHECKPOINT));
    await rm(join(p, 'data/custody/proofs'), { recursive: true });
    await describeAnew(p, (description) => {
      delete description.checkpoint;
      delete description.proofs;
    });
  });

  expect(failed).toEqual([]);
  expect(ok).toBe(true);
  expect(checks.find(({ name }) => name === 'Checkpoint')?.detail).toContain('before packets carried a checkpoint');
});
