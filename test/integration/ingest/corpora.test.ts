import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFileLines } from '../../../electron/engine/ingest/listing';
import { readAuthentication } from '../../../electron/engine/message/authentication';
import { analyse } from '../../../shared/analysis/analyse';
import { tempFolder } from '../../helpers/temp-folder';
import { allRows, newWorkbench } from './workbench';

const corpora = resolve(import.meta.dirname, '../../../../shared/corpora');
const isHere = existsSync(corpora);
if (!isHere) {
  console.log('Skipped: the shared corpora are not on this computer (../shared/corpora).');
}

function table(name: string): readonly (readonly string[])[] {
  const [, ...lines] = readFileSync(join(corpora, 'truth', name), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => line.split('\t'));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  }
  return groups;
}

/** Files that hold no mail and answer questions about it. */
const WITHOUT_MAIL: ReadonlySet<string> = new Set(['dns-answers', 'certificates', 'openpgp-keys']);

describe.skipIf(!isHere)('real mail', () => {
  test('generated containers: every message and hash as expected', async () => {
    const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
    const expected = groupBy(
      table('containers.tsv').filter(([container = '']) => /\.(?:mbox|emlx)$/.test(container)),
      ([container = '']) => container,
    );
    for (const [container, rows] of expected) {
      const { evidence } = await bench.importPaths([join(corpora, 'formats/containers-generated', container)]);
      const found = allRows(bench.catalogue, `evidence:${evidence[0]?.number}`).filter(({ parent }) => parent === null);
      expect([container, found.map(({ contentSha256 }) => contentSha256)]).toEqual([
        container,
        rows.map((row) => row[4]),
      ]);
    }
  });

  test('formats: everything is read or set aside with a reason, and kept', async () => {
    const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
    const { evidence } = await bench.importPaths([join(corpora, 'formats')]);
    const [item] = evidence;
    const view = bench.store.view.evidence[0];
    if (item === undefined || view === undefined) {
      throw new Error('nothing was received');
    }
    expect(item.setAside.every(({ reason }) => reason.length > 5)).toBe(true);
    let files = 0;
    const lines = [];
    for await (const line of readFileLines(bench.store.vault, view)) {
      files += 1;
      lines.push(line);
      const isUsed = line.messages > 0 || WITHOUT_MAIL.has(line.format);
      expect([line.path, line.reason]).toEqual([line.path, isUsed ? null : expect.any(String)]);
      if (line.container === undefined) {
        const source = readFileSync(join(corpora, 'formats', line.path));
        expect(line.sha256).toBe(createHash('sha256').update(source).digest('hex'));
        expect(await bench.store.vault.sizeOf(line.sha256 ?? '')).toBe(source.length);
      }
    }
    // Containers that mail programs write: each is read, or said not to be one.
    const unread = lines.filter(({ path, reason }) => /\.(?:msg|pst|ost|tnef)$/.test(path) && reason !== null);
    expect(unread.map(({ path, reason }) => [basename(path), reason])).toEqual([]);
    const rows = allRows(bench.catalogue);
    const counted = table('mbox_counts.tsv').filter(([path = '']) => path.startsWith('formats/'));
    const own = rows.filter(({ parent }) => parent === null);
    const found = groupBy(own, ({ source }) => `formats/${source}`);
    const differ = counted.filter(
      ([path = '', count]) => count !== '0' && String(found.get(path)?.length ?? 0) !== count,
    );
    // Known to differ with reason: Content-Length is honoured, prose is not a separator, a tolerant reader finds twelve.
    expect(differ.map(([path = '']) => basename(path)).sort()).toEqual(
      ['damaged.mbox', 'mboxcl2', 'mboxcl2.lies', 'mboxcl2.mbox', 'unmunged.mbox.txt'].sort(),
    );
    const origins = groupBy(rows, ({ origin }) => origin);
    console.log([...origins].map(([origin, all]) => `${all.length} ${origin}`).join(', '));
    const reasons = groupBy(item.setAside, ({ reason }) => reason);
    console.log(
      `${files} files, ${item.messages} messages; ${[...reasons].map(([reason, all]) => `${all.length} ${reason}`).join('; ')}`,
    );
  });

  test('body hashes of signatures agree with an independent computation', () => {
    const rows = table('dkim_bh.tsv').filter(([path = '']) => path.endsWith('.eml'));
    const byPath = groupBy(rows, ([path = '']) => path);
    const differ = [...byPath].flatMap(([path, signatures]) => {
      const ours = bodyHashes(readFileSync(join(corpora, path)));
      return signatures.flatMap(([, type, index, , , , , , , result = '']) => {
        const our = ours[Number(index) - 1];
        const isSame = our === result.toLowerCase() || our === 'not-determined';
        return isSame ? [] : [`${path} ${type} ${index}: ${our}, expected ${result}`];
      });
    });
    console.log(`${rows.length} signatures compared, ${differ.length} differ`);
    expect(differ).toEqual([]);
  });
});

/** Results of all signatures, DKIM and ARC together, in the order of their fields. */
function bodyHashes(bytes: Buffer): readonly string[] {
  const analysis = analyse(bytes);
  const { dkim, arc } = readAuthentication(bytes, analysis, true);
  const waiting = { 'dkim-signature': [...dkim], 'arc-message-signature': [...arc] };
  return analysis.anatomy.fields.flatMap(({ key }) =>
    key === 'dkim-signature' || key === 'arc-message-signature' ? (waiting[key].shift()?.bodyHash ?? []) : [],
  );
}
