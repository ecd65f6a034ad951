/** Hashing again for a verification: ranges of any length at any place, and what message lists name, read once. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCase } from '../../../electron/engine/case/case-store';
import { collectReferences } from '../../../electron/engine/case/references';
import { takeSnapshot } from '../../../electron/engine/case/verify/case-snapshot';
import { listFolder } from '../../../electron/engine/case/verify/folder-listing';
import { checkRanges } from '../../../electron/engine/case/verify/range-checks';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import { runHashTask, runRangeTask } from '../../../electron/engine/vault/hash-sync';
import { openHashThreads } from '../../../electron/engine/vault/hash-threads';
import { seededRandom } from '../../helpers/random';
import { tempFolder } from '../../helpers/temp-folder';
import { testSigner } from '../../helpers/test-signer';
import { importSample } from '../../tools/sample-acts';

const scratch = tempFolder('hashing');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('hashes', () => {
  const next = seededRandom(7);
  const below = (bound: number) => Math.floor(next() * bound);
  const content = Buffer.from(Uint8Array.from({ length: 3_000_000 }, () => below(256)));

  test('of files of any size are those of their bytes', () => {
    const sizes = [0, 1, 262_143, 262_144, 262_145, 524_287, 524_288, 524_289, content.length];
    const paths = sizes.map((size) => {
      const path = join(scratch, `${size}.bin`);
      writeFileSync(path, content.subarray(0, size));
      return path;
    });
    const counter = new SharedArrayBuffer(8);
    const found = runHashTask({ paths, counter });
    expect(found).toEqual(sizes.map((size) => ({ ok: true, sha256: sha256(content.subarray(0, size)), bytes: size })));
    expect(Number(new BigInt64Array(counter)[0])).toBe(sizes.reduce((sum, size) => sum + size, 0));
  });

  test('of ranges: one that is wrong is named, wherever it lies and however long it is', () => {
    const path = join(scratch, 'ranges.bin');
    writeFileSync(path, content);
    const claims = Array.from({ length: 300 }, (_, index) => {
      const length = below(index % 10 === 0 ? 1_500_000 : 20_000);
      const offset = below(content.length - length);
      const bytes = content.subarray(offset, offset + length);
      return {
        offset,
        length,
        sha256: index % 7 === 0 ? sha256(Buffer.concat([bytes, bytes, content])) : sha256(bytes),
      };
    });
    const wrong = claims.flatMap((_, index) => (index % 7 === 0 ? [index] : []));
    expect(runRangeTask({ path, claims })).toEqual(wrong);
    const inOrder = claims.filter((_, index) => index % 7 !== 0).sort((a, b) => a.offset - b.offset);
    expect(runRangeTask({ path, claims: inOrder })).toEqual([]);
  });
});

test('what a case names is the same whether its message lists were read before or not', async () => {
  const store = await createCase(join(scratch, 'case'), { name: 'Lists', number: '9' }, await testSigner(), env);
  await importSample(store, await testSigner(), { files: 6, seed: 3 });
  await store.close();
  const snapshot = await takeSnapshot(store.paths);
  const { objects } = await listFolder(store.paths);
  const lists = await checkRanges(snapshot, objects, openHashThreads(undefined, undefined));
  const known = new Map([...lists].map(([list, outcome]) => [list, outcome.objects]));
  const unreadable = () => expect.unreachable();
  async function* lines() {
    yield* snapshot.lines;
  }
  const read = await collectReferences(lines(), snapshot.vault, unreadable);
  expect([...known.values()].some(({ size }) => size > 3)).toBe(true);
  expect([...(await collectReferences(lines(), snapshot.vault, unreadable, known))]).toEqual([...read]);
});
