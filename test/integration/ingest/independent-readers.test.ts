/**
 * Mailboxes beside Python's `mailbox` and Maildirs beside `mu`: the same messages, byte for byte where both give bytes.
 * Outlook's files beside `readpst` stand in `outlook-files.test.ts`. Each is left out, and says so, where it is not installed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { objectPath } from '../../../electron/engine/vault/object-path';
import { tempFolder } from '../../helpers/temp-folder';
import { fromLine, mail, mbox, quoteMboxo, quoteMboxrd, withLength } from '../../unit/ingest/mail';
import { allRows, newWorkbench, type Workbench } from './workbench';

const corpora = resolve(import.meta.dirname, '../../../../shared/corpora');
const isHere = existsSync(corpora);
const isInstalled = (program: string) => spawnSync(program, ['--version']).error === undefined;
const hasPython = isInstalled('python3');
const hasMu = isInstalled('mu');
for (const [program, has] of [
  ['python3', hasPython],
  ['mu (Debian: maildir-utils)', hasMu],
  ['../shared/corpora', isHere],
] as const) {
  if (!has) {
    console.log(`Skipped what needs ${program}: it is not on this computer.`);
  }
}

/** Prints, for each mailbox, the SHA-256 of each message without its last line ends, which the two readers count differently. */
const SCRIPT = `
import hashlib, json, mailbox, sys
for path in sys.argv[2:]:
    box = getattr(mailbox, sys.argv[1])(path, create=False)
    print(json.dumps([hashlib.sha256(box.get_bytes(key).rstrip(b"\\r\\n")).hexdigest() for key in box.keys()]))
`;

function byPython(paths: readonly string[], kind = 'mbox'): readonly (readonly string[])[] {
  const said = execFileSync('python3', ['-c', SCRIPT, kind, ...paths], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

async function byUs(bench: Workbench, path: string): Promise<readonly string[]> {
  const { evidence } = await bench.importPaths([path]);
  const whole = readFileSync(path);
  return allRows(bench.catalogue, `evidence:${evidence[0]?.number}`)
    .filter(({ parent }) => parent === null)
    .map(({ ref }) => {
      const range = bench.catalogue.range(ref);
      const bytes = whole.subarray(range?.offset, (range?.offset ?? 0) + (range?.length ?? 0)).toString('latin1');
      return createHash('sha256')
        .update(bytes.replace(/[\r\n]+$/, ''), 'latin1')
        .digest('hex');
    });
}

describe.skipIf(!hasPython)('mailboxes beside Python', () => {
  const quoted = [
    mail({ subject: '1', body: 'one\n\nFrom here on\n>From there' }),
    mail({ subject: '2' }),
    mail({ subject: '3' }),
  ];

  test.each([
    ['mboxo', mbox(quoted.map(quoteMboxo))],
    ['mboxrd', mbox(quoted.map(quoteMboxrd))],
    ['mboxcl', mbox(quoted.map((one) => withLength(quoteMboxrd(one))))],
    ['without a last newline', mbox(quoted.map(quoteMboxo)).trimEnd()],
    ['cut off', mbox(quoted.map(quoteMboxo)).slice(0, -60)],
    ['one message', mbox([mail()])],
  ])('%s: the same messages', async (name, content) => {
    const path = join(tempFolder('mbox'), `${name.replaceAll(' ', '-')}.mbox`);
    writeFileSync(path, content);
    const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
    expect([await byUs(bench, path)]).toEqual(byPython([path]));
  });

  test('MMDF as Python writes it, and as Python reads it: the same messages', async () => {
    const folder = tempFolder('mmdf');
    const [written, made] = [join(folder, 'written'), join(folder, 'made')];
    const script =
      'import mailbox, sys\nbox = mailbox.MMDF(sys.argv[1])\nfor one in sys.argv[2:]: box.add(one)\nbox.flush()';
    execFileSync('python3', ['-c', script, written, ...quoted]);
    const mark = '\u0001'.repeat(4);
    writeFileSync(made, quoted.map((one) => `${mark}\n${fromLine}\n${one}${mark}\n`).join(''));
    const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
    expect([await byUs(bench, written), await byUs(bench, made)]).toEqual(byPython([written, made], 'MMDF'));
  });

  test('Babyl as Python writes it: the same messages', async () => {
    const written = join(tempFolder('babyl'), 'RMAIL');
    const script =
      'import mailbox, sys\nbox = mailbox.Babyl(sys.argv[1])\nfor one in sys.argv[2:]: box.add(one)\nbox.flush()';
    execFileSync('python3', ['-c', script, written, ...quoted]);
    const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
    const { evidence } = await bench.importPaths([written]);
    const rows = allRows(bench.catalogue);
    expect(evidence[0]).toMatchObject({ format: 'mbox', messages: 3, setAside: [] });
    expect(rows.map(({ origin }) => origin)).toEqual(['rebuilt', 'rebuilt', 'rebuilt']);
    const ours = rows.map(({ ref }) => {
      const object = bench.catalogue.range(ref)?.object ?? '';
      const text = readFileSync(objectPath(bench.store.paths.objects, object), 'latin1');
      return createHash('sha256')
        .update(text.replace(/[\r\n]+$/, ''), 'latin1')
        .digest('hex');
    });
    expect([ours]).toEqual(byPython([written], 'Babyl'));
  });

  /** Where they differ with reason: what each of them takes for the beginning of a message. */
  const KNOWN: ReadonlyMap<string, string> = new Map([
    ['mboxcl2', 'Content-Length is honoured; Python takes a line of text for a separator'],
    ['mboxcl2.mbox', 'Content-Length is honoured; Python takes a line of text for a separator'],
    ['mboxcl2.lies', 'Content-Length is honoured where a separator stands behind it'],
    ['unmunged.mbox.txt', 'a sentence that begins with From is text'],
    ['damaged.mbox', 'separators that are damaged'],
  ]);

  test.skipIf(!isHere)('every mailbox of the corpora: the same messages, or a known difference', async () => {
    const [, ...lines] = readFileSync(join(corpora, 'truth/mbox_counts.tsv'), 'utf8').trimEnd().split('\n');
    const paths = lines
      .map((line) => line.split('\t'))
      .filter(([path = '', count]) => Number(count) > 1 && existsSync(join(corpora, path)))
      .map(([path = '']) => join(corpora, path));
    const theirs = byPython(paths);
    const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
    const differ: string[] = [];
    let same = 0;
    for (const [index, path] of paths.entries()) {
      const ours = await byUs(bench, path);
      if (JSON.stringify(ours) === JSON.stringify(theirs[index])) {
        same += ours.length;
      } else if (!KNOWN.has(basename(path))) {
        differ.push(`${path}: ${ours.length} messages, Python ${theirs[index]?.length}`);
      }
    }
    console.log(`${paths.length} mailboxes, ${same} messages with the same bytes in Python's mailbox`);
    expect(differ).toEqual([]);
    expect(same).toBeGreaterThan(400);
  });
});

describe.skipIf(!hasMu || !isHere)('Maildirs beside mu', () => {
  test.each(['testdir', 'testdir2', 'cjk'])('%s: every message that mu indexes is listed', async (name) => {
    const folder = join(corpora, 'formats/maildir-mh/mu', name);
    const home = tempFolder('mu');
    execFileSync('mu', ['init', `--muhome=${home}`, `--maildir=${folder}`], { stdio: 'ignore' });
    execFileSync('mu', ['index', `--muhome=${home}`, '--quiet'], { stdio: 'ignore' });
    const found = execFileSync('mu', ['find', `--muhome=${home}`, '--fields=l', ''], { encoding: 'utf8' });
    const theirs = found
      .trim()
      .split('\n')
      .map((path) => path.slice(folder.length + 1))
      .toSorted();
    const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
    await bench.importPaths([folder]);
    const ours = new Set(allRows(bench.catalogue).map(({ source }) => source));
    expect(theirs.length).toBeGreaterThan(0);
    expect(theirs.filter((path) => !ours.has(path))).toEqual([]);
  });
});
