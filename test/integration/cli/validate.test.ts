import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { zipOf } from '../../helpers/archives';
import { commandLine } from './chainmail';

/** `chainmail validate` over a few labelled files, as a person would run it. */

const cli = commandLine();
afterAll(() => cli.remove());

const mail = (subject: string, more = ''): string =>
  `Received: from a.example.org (a.example.org [192.0.2.1]) by b.example.org with ESMTP; Thu, 20 May 2021 14:16:01 +0000\nFrom: Anna <anna@example.org>\nTo: ben@example.net\nSubject: ${subject}\nDate: Thu, 20 May 2021 14:15:55 +0000\nMessage-ID: <1@a.example.org>\n${more}\nGood morning\n`;
const broken = mail('a', 'From: Ben <ben@example.net>\n');

interface Rule {
  readonly id: string;
  readonly malicious: { readonly n: number; readonly fired: number };
  readonly benign: { readonly n: number; readonly fired: number };
  readonly likelihoodRatio: number | null;
  readonly interval95: readonly [number, number] | null;
  readonly bySource: readonly { readonly source: string; readonly benign: { readonly n: number } }[];
  readonly byEra: readonly { readonly era: string }[];
}

function folderWith(name: string, files: Readonly<Record<string, string | Buffer>>): string {
  const folder = join(cli.folder, name);
  mkdirSync(folder);
  for (const [file, content] of Object.entries(files)) {
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

describe('validate', () => {
  test('counts by label over files, mailboxes and archives, and names what it could not read', () => {
    const zip = zipOf([
      { name: 'x/one.eml', content: Buffer.from(mail('1')) },
      { name: 'x/two.eml', content: Buffer.from(mail('2')) },
    ]);
    const folder = folderWith('labelled', {
      'bad.eml': broken,
      'good.eml': mail('good'),
      'box.mbox': `From a@example.org Thu May 20 14:16:01 2021\n${mail('3')}\nFrom a@example.org Thu May 20 14:16:02 2021\n${mail('4')}\n`,
      'mails.zip': zip,
      'picture.png': Buffer.from('89504e470d0a1a0a0000', 'hex'),
      'list.tsv':
        '# a remark\nlabel\tpath\tsource\nmalicious\tbad.eml\ts1\nbenign\tgood.eml\ts1\nbenign\tbox.mbox\ts2\nbenign\tmails.zip\ts2\nunknown\tgood.eml\ts1\nbenign\tpicture.png\ts1\nbenign\tmissing.eml\ts1\n',
    });

    const { status, json, stderr } = cli.run(['validate', join(folder, 'list.tsv'), '--json', '--quiet']);
    const rules = json['rules'] as readonly Rule[];
    const duplicate = rules.find(({ id }) => id === 'structure.duplicate-field');

    expect([status, stderr]).toEqual([3, '']);
    expect(json['messages']).toEqual({ malicious: 1, benign: 5 });
    expect(json['unlabelledFiles']).toBe(1);
    expect(json['setAside']).toEqual([
      { where: 'picture.png', reason: 'a PNG image: not an email' },
      { where: 'missing.eml', reason: 'no longer there when it was to be read' },
    ]);
    expect(duplicate).toMatchObject({ malicious: { n: 1, fired: 1 }, benign: { n: 5, fired: 0 } });
    expect(duplicate?.likelihoodRatio).toBeGreaterThan(1);
    expect(duplicate?.interval95).toHaveLength(2);
    expect(duplicate?.bySource.map(({ source, benign }) => [source, benign.n])).toEqual([
      ['s1', 1],
      ['s2', 4],
    ]);
    expect(duplicate?.byEra.map(({ era }) => era)).toEqual(['2020-2024']);
    expect(json['decoders']).toBeInstanceOf(Array);
  });

  test('says in one sentence what a list lacks, and that there is none', () => {
    const folder = folderWith('lists', { 'a.tsv': 'file\tkind\nx\ty\n', 'empty.tsv': '' });
    for (const name of ['a.tsv', 'empty.tsv', 'none.tsv']) {
      const { status, stdout, stderr } = cli.run(['validate', join(folder, name), '--json']);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^chainmail: .*Nothing was done\..*\n$/);
    }
  });

  test('sets aside a file whose bytes are not those of the list', () => {
    const folder = folderWith('hashes', {
      'good.eml': mail('good'),
      'list.tsv': `path\tsha256\tlabel\r\ngood.eml\t${'0'.repeat(64)}\tbenign\r\n`,
    });
    const { status, json } = cli.run(['validate', join(folder, 'list.tsv'), '--json', '--quiet']);
    expect([status, (json['setAside'] as { where: string }[]).map(({ where }) => where)]).toEqual([3, ['good.eml']]);
  });
});
