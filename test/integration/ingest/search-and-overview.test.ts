/** What the catalogue answers about header fields, senders and the pictures of a case, over messages whose facts are known. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Database } from '../../../electron/engine/catalogue/database';
import { readKeptCounts } from '../../../electron/engine/catalogue/kept-counts';
import { rowId } from '../../../electron/engine/catalogue/message-id';
import { timeBuckets } from '../../../shared/pictures/time-buckets';
import { tempFolder } from '../../helpers/temp-folder';
import { allRows, newWorkbench, reopen, type Workbench } from './workbench';

const messages: readonly (readonly string[])[] = [
  [
    'From: Ann Example <Ann@Example.com>',
    'X-Mailer: The Bat! (v3.0) Professional',
    'Message-ID: <one@example.com>',
    'Received: from a.example.net by mx.example.org; Tue, 20 Oct 2020 13:02:11 +0000',
    'Date: Tue, 20 Oct 2020 13:02:00 +0000',
    'Subject: one',
  ],
  [
    'From: ann@example.com',
    'X-Mailer: Outlook Express, not the one of the field below',
    'X-Comment: The Bat is only named here',
    'Date: Wed, 21 Oct 2020 08:00:00 +0000',
    'Subject: =?utf-8?q?two_with_caf=C3=A9?=',
  ],
  ['From: bob@example.net, carol@example.net', 'List-Id: <list.example.org>', 'Subject: three, without a date'],
];

async function benchOf(parts: readonly (readonly (readonly string[])[])[]): Promise<Workbench> {
  const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
  for (const [index, part] of parts.entries()) {
    const folder = join(tempFolder('mail'), `item-${index}`);
    mkdirSync(folder);
    for (const [n, lines] of part.entries()) {
      writeFileSync(join(folder, `${n}.eml`), `${lines.join('\r\n')}\r\n\r\nBody.\r\n`);
    }
    await bench.importPaths([folder]);
  }
  return bench;
}

test('header: asks for a field, for words in it, and never meets a word of another field', async () => {
  const { catalogue } = await benchOf([messages]);
  const found = (query: string) =>
    allRows(catalogue, query)
      .map(({ subject }) => subject.split(/[ ,]/)[0])
      .sort();

  expect(found('header:x-mailer')).toEqual(['one', 'two']);
  expect(found('header:X-Mailer=bat')).toEqual(['one']);
  expect(found('header:x-mailer="the bat"')).toEqual(['one']);
  expect(found('header:x-mailer=prof*')).toEqual(['one']);
  expect(found('header:x-comment=bat')).toEqual(['two']);
  expect(found('header:x-*')).toEqual(['one', 'two']);
  expect(found('header:subject=CAFE')).toEqual(['two']);
  expect(found('-header:x-mailer')).toEqual(['three']);
  expect(found('header:list-id OR header:x-mailer=outlook')).toEqual(['three', 'two']);
  expect(found('header:x-mailer subject:one')).toEqual(['one']);
  expect(found('header:x-nothing')).toEqual([]);
  expect(found('is:undated')).toEqual(['three']);
});

test('rows carry what further columns show, and are ordered by each of them', async () => {
  const { catalogue } = await benchOf([messages]);
  const order = (sort: 'size' | 'messageId' | 'to' | 'attachments' | 'low', descending: boolean) =>
    catalogue.list({ query: '', sort, descending, offset: 0, limit: 9 }).rows;

  expect(allRows(catalogue).map(({ messageId }) => messageId)).toContain('one@example.com');
  const sizes = order('size', true).map(({ bytes }) => bytes);
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  expect(order('messageId', true)[0]?.messageId).toBe('one@example.com');
  const low = order('low', true).map(({ findings }) => findings.low);
  expect(low).toEqual(low.toSorted((a, b) => b - a));
});

test('senders are found by the beginning of address or domain, and go with their evidence item', async () => {
  const bench = await benchOf([messages, messages.slice(0, 1)]);

  expect(bench.catalogue.senders('an', 5)).toEqual([{ name: 'ann@example.com', messages: 3 }]);
  expect(bench.catalogue.senders('EXAMPLE.', 5)).toEqual([
    { name: 'example.com', messages: 3 },
    { name: 'example.net', messages: 2 },
  ]);
  expect(bench.catalogue.senders('x', 5)).toEqual([]);
  expect(bench.catalogue.senders('an', 1)).toHaveLength(1);
  bench.catalogue.dropEvidence('E-002');
  expect(bench.catalogue.senders('an', 5)).toEqual([{ name: 'ann@example.com', messages: 2 }]);
});

test('the pictures count what the list finds for each bar and each cell', async () => {
  const { catalogue } = await benchOf([messages, messages.slice(1), [...messages, ...messages]]);
  const total = (query: string) => catalogue.list({ query, sort: 'ref', descending: false, offset: 0, limit: 1 }).total;

  for (const query of ['', 'evidence:E-001 OR evidence:E-003', 'is:undated']) {
    const { days, byDate, undated, evidence, cells } = catalogue.overview(query);
    expect(undated).toBe(total(`${query} is:undated`));
    expect(evidence.reduce((sum, item) => sum + item.messages, 0)).toBe(total(query));
    expect(byDate).toBe(
      allRows(catalogue, query).filter(({ date, received }) => received === null && date !== null).length,
    );
    for (const bucket of timeBuckets(days).buckets) {
      expect(bucket.messages).toBe(total(`${query} after:${bucket.start} before:${bucket.end}`));
    }
    expect(cells.length).toBeGreaterThan(3);
    for (const cell of cells) {
      expect(cell.messages).toBe(total(`${query} rule:${cell.rule} evidence:${cell.evidence}`));
    }
    const byRule = new Map(cells.map(({ rule }) => [rule, 0]));
    for (const { rule, messages: count } of cells) {
      byRule.set(rule, (byRule.get(rule) ?? 0) + count);
    }
    for (const [rule, count] of byRule) {
      expect(count).toBe(total(`${query} rule:${rule}`));
    }
  }
});

test('the latest come first, undated ones last, page by page the same as at once; and so it is among those that fit', async () => {
  const dated = Array.from({ length: 24 }, (_, n) => [
    'From: ann@example.com',
    `Received: from a.example.net by mx.example.org; Tue, ${1 + ((n * 7) % 20)} Oct 2020 13:02:11 +0000`,
    `Date: Tue, ${1 + ((n * 5) % 20)} Oct 2020 13:02:00 +0000`,
    `Subject: ${n % 3 === 0 ? 'third' : 'other'} ${n}`,
  ]);
  const { catalogue } = await benchOf([dated, messages]);
  const inPages = (query: string, sort: 'received' | 'date', descending: boolean) => {
    const page = (offset: number) => catalogue.list({ query, sort, descending, offset, limit: 5 }).rows;
    return [0, 5, 10, 15, 20, 25].flatMap(page);
  };
  const expected = (query: string, sort: 'received' | 'date', descending: boolean) => {
    const rows = allRows(catalogue, query);
    const timeOf = (row: (typeof rows)[number]) => Date.parse(row[sort] ?? '');
    return rows
      .map((row, place) => ({ ref: row.ref, place, time: timeOf(row) }))
      .sort((one, other) => {
        if (Number.isNaN(one.time) || Number.isNaN(other.time)) {
          return Number(Number.isNaN(one.time)) - Number(Number.isNaN(other.time)) || one.place - other.place;
        }
        return (descending ? other.time - one.time : one.time - other.time) || one.place - other.place;
      })
      .map(({ ref }) => ref);
  };
  for (const query of ['', 'third', 'subject:other', 'from:ann -third', 'has:finding']) {
    for (const sort of ['received', 'date'] as const) {
      for (const descending of [true, false]) {
        expect(
          inPages(query, sort, descending).map(({ ref }) => ref),
          `${query} ${sort} ${descending}`,
        ).toEqual(expected(query, sort, descending));
      }
    }
  }
});

test('counts of findings are kept from one opening to the next, and dropped where findings change', async () => {
  const bench = await benchOf([messages]);
  const before = bench.catalogue.findingCounts();
  expect(before.findings).toBe([...bench.catalogue.findings()].length);

  const { dir, paths } = bench.store;
  const { derived } = paths;
  await bench.close();
  const { catalogue: again } = await reopen(dir);
  expect(keptIn(derived)).toEqual(before);
  expect(again.findingCounts()).toEqual(before);
  again.beginEvidence('E-002');
  expect(keptIn(derived)).toBeUndefined();
  expect(again.findingCounts()).toEqual(before);
});

test('an import and a revision drop kept counts; what is counted next is what stands', async () => {
  const bench = await benchOf([messages.slice(0, 1)]);
  const { dir, paths } = bench.store;
  bench.catalogue.findingCounts();
  await bench.close();

  const again = await reopen(dir);
  expect(keptIn(paths.derived)).toBeDefined();
  const folder = tempFolder('more');
  writeFileSync(join(folder, 'more.eml'), `${(messages[1] ?? []).join('\r\n')}\r\n\r\nBody.\r\n`);
  await again.importPaths([folder]);
  expect(keptIn(paths.derived)).toBeUndefined();
  const grown = again.catalogue.findingCounts();
  expect(grown.findings).toBe([...again.catalogue.findings()].length);
  await again.close();

  const { catalogue, close } = await reopen(dir);
  expect(keptIn(paths.derived)).toEqual(grown);
  const state = catalogue.revision.state();
  expect(state).toBeDefined();
  if (state !== undefined) {
    catalogue.revision.write(state, [{ id: rowId(1, 1), findings: [], isWhole: true }]);
  }
  expect(keptIn(paths.derived)).toBeUndefined();
  expect(catalogue.findingCounts().findings).toBe([...catalogue.findings()].length);
  expect(catalogue.findingCounts().findings).toBeLessThan(grown.findings);
  await close();
});

/** What lies in the file of a catalogue, read beside its owner. */
function keptIn(derived: string): unknown {
  const copy = join(tempFolder('copy'), 'catalogue.sqlite');
  copyFileSync(join(derived, 'catalogue.sqlite'), copy);
  const database = new Database(copy, { readOnly: true });
  try {
    return readKeptCounts(database);
  } finally {
    database.close();
  }
}
