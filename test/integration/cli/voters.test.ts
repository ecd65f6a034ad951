/** Messages compared with made-up voter files by the built command line, and what of the files is left behind: nothing. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CaseRecord } from '../../../electron/engine/case/records';
import { commandLine } from './chainmail';
import { filled, filledOlder, florida, mail, newer, older, people, upper } from './voter-people';

// Each step is a program of its own: slow beside other work, and never a matter of seconds.
vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const cli = commandLine();
const dir = join(cli.folder, 'one.chainmail');
const ok = (words: readonly string[]) => {
  const ran = cli.run([...words, '--json', '--quiet']);
  expect(ran.stderr).toBe('');
  expect(ran.status).toBe(0);
  return ran.json;
};
const place = (name: string) => join(cli.folder, name);

interface ComparedFile {
  readonly file: number;
  readonly sha256: string;
  readonly rows: number;
  readonly layout: string;
  readonly columns: readonly string[];
  readonly outcomes: Readonly<Record<string, number>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly chance: { readonly judged: number; readonly fitted: number };
}
interface Compared {
  readonly entry: number;
  readonly messages: readonly {
    readonly ref: string;
    readonly outcomes: readonly string[];
    readonly grades: readonly (Readonly<Record<string, string>> | null)[];
  }[];
  readonly files: readonly ComparedFile[];
  readonly cover: readonly { readonly file: number; readonly explains: number; readonly equal: readonly number[] }[];
  readonly unexplained: number;
}
const compare = (words: readonly string[]) => ok(['voters', dir, ...words]) as unknown as Compared;

/** Every file below a folder with its bytes. */
function bytesBelow(folder: string): ReadonlyMap<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  return new Map(files.map((name) => [name, readFileSync(join(folder, name))]));
}

const OLD = place('state-2019.csv');
const NEW = place('state-2020.txt');
const FLORIDA = place('other-state.txt');

beforeAll(() => {
  writeFileSync(OLD, older(people.slice(0, 120)));
  writeFileSync(NEW, newer(people.slice(60)));
  writeFileSync(FLORIDA, florida(people.slice(180)));
  mkdirSync(place('mail'));
  const letters = [
    ...[100, 101, 102, 150, 151].map((n) => [n, filled(n)] as const),
    ...[3, 4, 5].map((n) => [n, filledOlder(n)] as const),
    [900, mail(900, 'somebody@example.net', ['Juniper Quillfeather, 99501, a name that no file has'])] as const,
  ];
  for (const [n, letter] of letters) writeFileSync(join(place('mail'), `${String(n).padStart(4, '0')}.eml`), letter);
  ok(['identity', 'create', '--name', 'Jordan Examiner']);
  ok(['case', 'create', dir, '--name', 'One']);
  ok(['import', dir, place('mail')]);
});
afterAll(cli.remove);

describe('a comparison with voter files', () => {
  test('says which file explains which messages, value by value, and by which few files all are explained', () => {
    const { files, cover, unexplained, messages } = compare([OLD, NEW, FLORIDA]);
    expect(messages).toHaveLength(9);
    expect(files.map(({ layout, rows }) => [layout, rows])).toEqual([
      ['named', 120],
      ['named', 140],
      ['florida', 20],
    ]);
    expect(files.map(({ outcomes }) => outcomes)).toEqual([
      { verbatim: 3, normalised: 0, partly: 3, 'not-found': 3 },
      { verbatim: 5, normalised: 0, partly: 0, 'not-found': 4 },
      { verbatim: 0, normalised: 0, partly: 0, 'not-found': 9 },
    ]);
    // In the older file's three rows of people of the newer one: more is told than it holds.
    expect(files[0]?.values['middle-name']).toMatchObject({ exact: 3, normalised: 0, other: 3 });
    expect(files[0]?.values['zip4']).toMatchObject({ exact: 0, other: 3 });
    expect(files[1]?.values['zip4']).toMatchObject({ exact: 5, other: 0 });
    expect(files[1]?.values['email']).toMatchObject({ exact: 5, other: 0 });
    expect(cover).toEqual([
      { file: 2, explains: 5, equal: [] },
      { file: 1, explains: 3, equal: [] },
    ]);
    expect(unexplained).toBe(1);
    const alone = messages.filter(({ outcomes }) => outcomes.every((one) => one === 'not-found'));
    expect(alone.map(({ grades }) => grades)).toEqual([[null, null, null]]);
    // Of a message that the older file's row explains in part: which values agree, and in what it differs.
    const partly = messages.find(({ outcomes }) => outcomes[0] === 'partly')?.grades ?? [];
    expect(partly[0]).toMatchObject({ 'last-name': 'normalised', 'middle-name': 'other', zip: 'exact' });
    expect(partly[1]).toMatchObject({ 'last-name': 'exact', 'middle-name': 'exact', zip4: 'exact' });
  });

  test('measures how rows of other people fit', () => {
    const { files } = compare([OLD, NEW]);
    expect(files[1]?.chance.judged).toBeGreaterThan(20);
    expect(files[1]?.chance.fitted).toBe(0);
    expect(files[1]?.values['zip']?.['byChance']).toBeLessThan(5);
    expect(files[1]?.values['city']?.['byChance']).toBeGreaterThan(5);
  });

  test('compares the messages of a search only, and gives the same again', () => {
    const some = compare([NEW, '--of', 'body:registered']);
    expect(some.messages).toHaveLength(5);
    const { entry: _, ...again } = compare([NEW, '--of', 'body:registered']);
    expect({ ...again, entry: some.entry }).toEqual(some);
  });

  test('tells two files apart that differ in a form, and says where two cannot be told apart', () => {
    writeFileSync(place('capitals.txt'), upper(newer(people.slice(60))));
    writeFileSync(place('again.txt'), newer(people.slice(60).reverse()));
    const { files, cover } = compare([place('capitals.txt'), NEW, place('again.txt'), '--of', 'body:registered']);
    expect(files.map(({ outcomes }) => [outcomes['verbatim'], outcomes['normalised']])).toEqual([
      [0, 5],
      [5, 0],
      [5, 0],
    ]);
    expect(cover).toEqual([{ file: 2, explains: 5, equal: [3, 1] }]);
  });

  test('is one entry with hashes and counts, which verification accepts', () => {
    const { entry } = compare([OLD]);
    const { entries } = ok(['custody', dir]) as {
      readonly entries: readonly {
        readonly seq: number;
        readonly act: string;
        readonly sentence: string;
        readonly subject: Record<string, unknown>;
      }[];
    };
    const kept = entries.find(({ seq }) => seq === entry);
    expect(kept?.act).toBe('voters.compare');
    expect(kept?.sentence).toBe('9 messages were compared with 1 voter file; no value of a file was kept.');
    expect(ok(['verify', dir])['ok']).toBe(true);
  });
});

describe('of a voter file', () => {
  test('no value is in the case, in the profile or in the output, and the file is as it was', () => {
    const before = bytesBelow(dir);
    const file = readFileSync(NEW);
    const ran = cli.run(['voters', dir, OLD, NEW, FLORIDA]);
    expect(ran.status).toBe(0);
    expect(ran.stdout).toContain('not who used it');
    expect(ran.stdout).toMatch(/Messages that no file explains wholly: 1 of 9 \(E-001\/\d\)/);
    expect(readFileSync(NEW).equals(file)).toBe(true);
    const after = bytesBelow(dir);
    const written = [...after].filter(([name, bytes]) => before.get(name)?.equals(bytes) !== true);
    expect(written.map(([name]) => name)).toContain('journal.jsonl');
    const record = written
      .filter(([name]) => name.startsWith('objects'))
      .map(([, bytes]) => JSON.parse(bytes.toString('utf8')) as CaseRecord)
      .find(({ kind }) => kind === 'comparison');
    expect(record).toMatchObject({
      kind: 'comparison',
      messages: 9,
      files: [
        { name: 'state-2019.csv', rows: 120, counts: { verbatim: 3, normalised: 0, partly: 3, notFound: 3 } },
        { name: 'state-2020.txt', sha256: createHash('sha256').update(file).digest('hex'), bytes: file.length },
        { name: 'other-state.txt', rows: 20 },
      ],
    });

    // What this comparison wrote and said holds no value at all, not even one that a message tells.
    const told = Buffer.from(ran.stdout + ran.stderr);
    const fresh = Buffer.concat([told, ...written.map(([, bytes]) => bytes)])
      .toString('latin1')
      .toLowerCase();
    for (const { first, middle, last, street, email, id, born, city } of people) {
      for (const value of [`${first} ${last}`, last, middle, street, email, id, born, city]) {
        expect(fresh.includes(value.toLowerCase()), value).toBe(false);
      }
    }
    // What no message tells is nowhere in the case or the profile.
    const everything = [...after.values(), ...bytesBelow(place('home')).values()]
      .map((bytes) => bytes.toString('latin1').toLowerCase())
      .join('\n');
    for (const { email, id, street } of people.slice(20, 90)) {
      for (const value of [email, id, street.toLowerCase()]) expect(everything.includes(value), value).toBe(false);
    }
    for (const { born } of people) expect(everything.includes(born), born).toBe(false);
  });

  test.each<[name: string, content: string | Buffer, says: string]>([
    ['no-columns.csv', 'ROEDEER,JANE,12 ELM ST\n', 'does not name columns'],
    ['empty.csv', '', 'does not name columns'],
    ['one-column.csv', 'first_name\nJANE\n', 'does not name columns'],
    ['endless.csv', `first_name,last_name,zip,${'x'.repeat(3 << 20)}`, 'does not name columns'],
    ['archive.zip', Buffer.from('PK\u0003\u0004\0\0'), 'not delimited text'],
    ['utf-16.csv', Buffer.from('\ufefffirst_name,last_name,zip\n', 'utf16le'), 'not delimited text'],
  ])('that cannot be read (%s) nothing is recorded and no value is told', (name, content, says) => {
    const journal = readFileSync(join(dir, 'journal.jsonl'));
    writeFileSync(place(name), content);
    const ran = cli.run(['voters', dir, NEW, place(name), '--quiet']);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain(says);
    expect(ran.stderr).not.toMatch(/roedeer|jane/i);
    expect(readFileSync(join(dir, 'journal.jsonl')).equals(journal)).toBe(true);
  });

  test('rows that are broken are counted and cost their neighbours nothing', () => {
    const broken = `${newer(people.slice(60, 100))}"short"\t"row"\n${'x'.repeat(200_000)}\n${newer(people.slice(100)).split('\n').slice(1).join('\n')}`;
    writeFileSync(place('broken.txt'), broken);
    const { files } = compare([place('broken.txt')]);
    expect(files[0]).toMatchObject({ rows: 140, setAside: 2, outcomes: { verbatim: 5 } });
  });

  test('neither a link, nor nothing, nor too little is taken', () => {
    symlinkSync(NEW, place('link.txt'));
    expect(cli.run(['voters', dir, place('link.txt')]).stderr).toContain('symbolic link');
    expect(cli.run(['voters', dir, place('absent.txt')]).stderr).toContain('not there');
    expect(cli.run(['voters', dir]).stderr).toContain('No voter file was named');
    expect(cli.run(['voters', dir, NEW, '--of', 'body:nowhere']).stderr).toContain('No message of the case fits');
  });
});
