import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { completeCatalogue, rebuildCatalogue } from '../../../electron/engine/catalogue/complete-catalogue';
import { listMessages } from '../../../electron/engine/session/list-messages';
import { listRelationKinds } from '../../../electron/engine/session/list-relation-kinds';
import { listRelations, relationsOfMessage } from '../../../electron/engine/session/list-relations';
import { SEVERITIES } from '../../../shared/analysis/rule';
import type { RelationView } from '../../../shared/contract/relations';
import { tempFolder } from '../../helpers/temp-folder';
import { type LetterOptions, letter, withParts } from '../../unit/analysis/across/case-of';
import { mbox } from '../../unit/ingest/mail';
import { allRows, newWorkbench, reopen, type Workbench } from './workbench';

/** Relations between the messages of a case on a real disk: from evidence that came in any order, made anew, and gone with its item. */

const LATER = 'Fri, 23 Oct 2020 09:30:00 +0000';
const TEXT = 'The budget for the coming year has been agreed upon, and the board will vote on it in the next week.';

/** By evidence item: a mailbox, a folder of single messages, a message that encloses another one. */
function writeMails(folder: string): readonly string[] {
  const write = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const two: LetterOptions = { id: 'two@mail.example', from: 'cat@example.org', date: LATER, body: TEXT };
  const box = [
    letter(),
    withParts('==frozen==', { id: 'p1@mail.example', contentId: 'logo@x' }),
    letter({ ...two, fields: ['In-Reply-To: <gone@mail.example>'] }),
    ...Array.from({ length: 40 }, (_, n) =>
      letter({ id: `n${n}@mail.example`, body: `${TEXT} ${n}`, subject: `n ${n}` }),
    ),
  ];
  mkdirSync(join(folder, 'single'));
  write('single/a.eml', withParts('==frozen==', { ...two, id: 'p2@mail.example', body: `${TEXT} ${TEXT}` }).text);
  write('single/b.eml', letter({ date: LATER }).text);
  write(
    'single/c.eml',
    letter({ ...two, id: 'three@mail.example', from: 'dan@example.org', date: 'Sat, 24 Oct 2020 09:30:00 +0000' }).text,
  );
  const outer = letter({
    id: 'outer@mail.example',
    from: 'eve@example.org',
    date: 'Sun, 25 Oct 2020 09:30:00 +0000',
    fields: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="outer"'],
    body: ['--outer', 'Content-Type: message/rfc822', '', letter({ ...two, subject: 'Budget' }).text, '--outer--'].join(
      '\r\n',
    ),
  });
  return [
    write('box.mbox', mbox(box.map(({ text }) => text.replaceAll('\r\n', '\n')))),
    join(folder, 'single'),
    write('outer.eml', outer.text),
  ];
}

/** Of each relation what it is, and which messages by their bytes: references and the relation's id depend on the order of the evidence. */
async function told(bench: Workbench) {
  const { relations, total, reading } = await listRelations(bench, { limit: 1_000, offset: 0 });
  expect(reading).toBe(0);
  expect(relations.length).toBe(total);
  const hashes = new Map(allRows(bench.catalogue).map(({ ref, sha256 }) => [ref, sha256]));
  return relations
    .map(({ messages, id: _ofThisCase, ...relation }) => ({
      ...relation,
      messages: messages
        .map(({ ref, ...message }) => ({ ...message, sha256: hashes.get(ref) }))
        .sort((a, b) => String(a.sha256).localeCompare(String(b.sha256))),
    }))
    .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

const kindsOf = (relations: readonly Pick<RelationView, 'kind'>[]) =>
  [...new Set(relations.map(({ kind }) => kind))].sort();

test('the same relations whatever the order of the evidence, and after the catalogue was deleted or made anew', async () => {
  const folder = tempFolder('mails');
  const paths = writeMails(folder);
  const dir = join(tempFolder('case'), 'x.chainmail');
  const bench = await newWorkbench(dir);
  for (const path of paths) {
    await bench.importPaths([path]);
  }
  const before = await told(bench);
  expect(kindsOf(before)).toEqual([
    'across.copies-differ',
    'across.missing-parent',
    'across.original-differs',
    'across.same-second',
    'across.same-text',
    'across.shared-boundary',
  ]);
  for (const { messages } of before.filter(({ kind }) => kind !== 'across.same-second')) {
    expect(messages.filter(({ traits }) => traits.length === 0)).toEqual([]);
  }
  await bench.close();

  rmSync(join(dir, 'derived'), { recursive: true });
  const again = await reopen(dir);
  await completeCatalogue(again.store, again.catalogue, again.pool);
  expect(await told(again)).toEqual(before);
  await rebuildCatalogue(again.store, again.catalogue, again.pool);
  expect(await told(again)).toEqual(before);
  await again.close();

  const reader = await reopen(dir, undefined, 'read');
  expect(await told(reader)).toEqual(before);
  await reader.close();

  const other = await newWorkbench(join(tempFolder('case'), 'y.chainmail'));
  for (const path of paths.toReversed()) {
    await other.importPaths([path]);
  }
  expect(await told(other)).toEqual(before);
});

test('what is shared is shown at its bytes, and goes with the evidence item that is taken back', async () => {
  const folder = tempFolder('mails');
  const [box = '', single = ''] = writeMails(folder);
  const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
  await bench.importPaths([box]);
  expect(kindsOf(await told(bench))).not.toContain('across.shared-boundary');
  await bench.importPaths([single]);
  const asked = { kind: 'across.shared-boundary', limit: 10, offset: 0 };
  const { relations } = await listRelations(bench, asked);
  expect(relations).toMatchObject([
    { severity: 'medium', count: 2, messages: [{ ref: 'E-001/2' }, { ref: 'E-002/1' }] },
  ]);
  for (const { ref, traits } of relations[0]?.messages ?? []) {
    const [trait] = traits;
    const range = bench.catalogue.range(ref);
    const bytes = await bench.store.vault.read(range?.object ?? '');
    const start = (range?.offset ?? 0) + (trait?.start ?? 0);
    expect(
      Buffer.from(bytes)
        .subarray(start, start + 10)
        .toString(),
    ).toBe('==frozen==');
    expect(trait).toMatchObject({ name: 'Separator', text: '==frozen==' });
  }
  bench.catalogue.dropEvidence('E-002');
  expect((await listRelations(bench, asked)).relations).toEqual([]);
});

test('a search finds the messages of a kind, of one relation, and those of none, until messages are taken back', async () => {
  const folder = tempFolder('mails');
  const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
  await bench.importPaths(writeMails(folder));
  const refsOf = async (query: string) => {
    const page = { sort: 'ref', descending: false, offset: 0, limit: 500 } as const;
    return (await listMessages(bench, { query, ...page })).messages.map(({ ref }) => ref);
  };
  const { relations } = await listRelations(bench, { limit: 1_000, offset: 0 });
  expect(new Set(relations.map(({ id }) => id)).size).toBe(relations.length);
  for (const { id, messages, count } of relations) {
    const found = await refsOf(`relation:${id}`);
    expect(found).toHaveLength(count);
    expect(found).toEqual(expect.arrayContaining(messages.map(({ ref }) => ref)));
  }
  const { kinds } = await listRelationKinds(bench);
  expect(await refsOf('relation:shared-boundary')).toEqual(['E-001/2', 'E-002/1']);
  expect(await refsOf('relation:across.shared-b*')).toEqual(['E-001/2', 'E-002/1']);
  expect(await refsOf('relation:across.shared-boundary evidence:E-002')).toEqual(['E-002/1']);
  const related = await refsOf('relation:missing-parent OR relation:*boundary');
  const unrelated = await refsOf('-relation:missing-parent -relation:*boundary');
  expect([...related, ...unrelated].sort()).toEqual((await refsOf('')).sort());
  expect(related.length * unrelated.length).toBeGreaterThan(0);
  expect(await refsOf('relation:*')).toEqual(await refsOf(kinds.map(({ kind }) => `relation:${kind}`).join(' OR ')));
  expect(await refsOf('relation:across.nothing')).toEqual([]);
  expect(await refsOf('relation:across.shared-boundary/0')).toEqual([]);

  for (const { kind, total, kept, messages } of kinds) {
    expect([kind, kept, messages]).toEqual([kind, total, (await refsOf(`relation:${kind}`)).length]);
    expect(relations.filter((relation) => relation.kind === kind)).toHaveLength(total);
  }
  expect(kinds.map(({ severity }) => SEVERITIES.indexOf(severity))).toEqual(
    kinds.map(({ severity }) => SEVERITIES.indexOf(severity)).sort(),
  );
  bench.catalogue.dropEvidence('E-002');
  expect(await refsOf('relation:shared-boundary')).toEqual([]);
});

test('a case is paged through, the strongest first', async () => {
  const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
  const box = Array.from({ length: 60 }, (_, n) => {
    const from = n % 3 === 0 ? 'cat@example.org' : 'ann@example.com';
    const date = `Tue, 20 Oct 2020 13:${String(n).padStart(2, '0')}:00 +0000`;
    return letter({ id: `n${n}@mail.example`, from, date, body: `${TEXT} ${Math.floor(n / 2)}` }).text;
  });
  const file = join(tempFolder('mails'), 'box.mbox');
  writeFileSync(file, mbox(box.map((text) => text.replaceAll('\r\n', '\n'))));
  await bench.importPaths([file]);
  const all = await listRelations(bench, { limit: 100, offset: 0 });
  expect(all.total).toBe(30);
  expect(all.relations.map(({ severity }) => severity)).toEqual([
    ...Array.from({ length: 20 }, () => 'medium'),
    ...Array.from({ length: 10 }, () => 'info'),
  ]);
  const pages = await Promise.all([0, 7, 14, 21, 28].map((offset) => listRelations(bench, { limit: 7, offset })));
  expect(pages.flatMap(({ relations }) => relations)).toEqual(all.relations);
  await expect(listRelations(bench, { kind: 'across.nothing', limit: 1, offset: 0 })).rejects.toThrow(
    'no kind of relation',
  );
});

test('a message that is unlike its sender’s others, and one that a list numbered otherwise, are told of beside what they are compared with', async () => {
  const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
  const day = (n: number) => `${n} Oct 2020 13:00:00`;
  const own = Array.from({ length: 14 }, (_, n) => {
    const isOdd = n === 5;
    const zone = isOdd ? '+0330' : '+0000';
    const fields = [`X-Mailer: ${isOdd ? 'Other' : 'Plain'} Writer 1.${n}`];
    const id = isOdd ? 'made@elsewhere.example' : `${n}.${n}@mail.example`;
    return letter({ id, date: `${day(n + 1)} ${zone}`, body: `${TEXT} ${n}`, fields });
  });
  const list = Array.from({ length: 9 }, (_, n) => {
    const date = `${day(n === 7 ? 1 : n + 2)} +0000`;
    const fields = [`Return-Path: <talk-return-${n + 300}-bob=example.net@lists.example>`];
    return letter({ id: `l${n}@mail.example`, from: `p${n}@example.org`, date, body: `${TEXT} l${n}`, fields });
  });
  const file = join(tempFolder('mails'), 'box.mbox');
  writeFileSync(file, mbox([...own, ...list].map(({ text }) => text.replaceAll('\r\n', '\n'))));
  await bench.importPaths([file]);
  const { relations } = await listRelations(bench, { limit: 100, offset: 0 });
  expect(relations.map(({ kind, severity }) => `${kind} ${severity}`)).toEqual([
    'across.unlike-sender medium',
    'across.counter-order medium',
  ]);
  const [unlike, counted] = relations;
  expect(unlike?.summary).toBe(
    'A message is unlike all 13 other messages of its sender that came directly in: Program, Zone of the Date and Form of the Message-ID.',
  );
  expect(unlike?.messages.map(({ ref, isForComparison }) => `${ref} ${isForComparison}`)).toEqual([
    'E-001/6 false',
    'E-001/4 true',
    'E-001/5 true',
    'E-001/7 true',
  ]);
  expect(unlike?.messages[0]?.traits.map(({ name, text }) => `${name}: ${text}`)).toEqual([
    'Program: Other Writer 1.5',
    'Zone of the Date: +0330',
    'Form of the Message-ID: made@elsewhere.example',
  ]);
  expect(unlike?.messages[1]?.traits[0]).toMatchObject({ name: 'Program', text: 'Plain Writer 1.3', inHeader: true });
  expect(counted?.summary).toBe(
    'A message that a list numbered after one of 8 October 2020, 13:00:00 UTC is dated, and was received, 7 days before it.',
  );
  expect(
    counted?.messages.map(({ ref, isForComparison, traits }) => [ref, isForComparison, traits.at(-1)?.text]),
  ).toEqual([
    ['E-001/22', false, 'talk-return-307-bob=example.net@lists.example'],
    ['E-001/21', true, 'talk-return-306-bob=example.net@lists.example'],
  ]);
  const { catalogue, pool, store } = bench;
  const messageAt = (ref: string) => {
    const range = catalogue.range(ref);
    expect(range).toBeDefined();
    return range as NonNullable<typeof range>;
  };
  expect(
    (await relationsOfMessage({ catalogue, pool, store, messageAt }, 'E-001/6')).relations.map(({ kind }) => kind),
  ).toEqual(['across.unlike-sender']);
});
