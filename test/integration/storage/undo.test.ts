/** Undo and redo on the real disk: each kind of act put back as it stood, by new entries that a verification follows. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as acts from '../../../electron/engine/case/acts';
import { type CaseStore, createCase, openCase } from '../../../electron/engine/case/case-store';
import { handOver } from '../../../electron/engine/case/custody-acts';
import { annotateMany, assessMany, changeTag } from '../../../electron/engine/case/many-acts';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import type { Signer } from '../../../electron/engine/identity/signer';
import { takeBackLast, undoEntry, wholeHistory } from '../../../electron/engine/session/undo-act';
import { tempFolder } from '../../helpers/temp-folder';
import { testSigner } from '../../helpers/test-signer';

let signer: Signer;
let other: Signer;
let store: CaseStore;

beforeAll(async () => {
  [signer, other] = [await testSigner('J. Doe'), await testSigner('R. Second')];
  store = await createCase(join(tempFolder(), 'one'), { name: 'One', number: '7' }, signer, env);
});

const message = 'a'.repeat(64);
const on = (...refs: string[]) => refs.map((ref) => ({ ref, message }));
const decided = { rule: 'date.future', ruleVersion: 1, reason: 'because' };
const nobody = { names: [], domains: [], addresses: [] };
const person = (number: number) => ({ number, name: `Voter ${number}`, addresses: [], words: [], reason: 'voter' });
const undo = () => takeBackLast(store, signer, 'undo', store.history);
const redo = () => takeBackLast(store, signer, 'redo', store.history);
/** What the case says, without where its journal stands; a list that is empty says what no list says. */
const content = () => {
  const { head, keys, redaction, ...rest } = store.view;
  const { tags = [], searches = [], briefing = {}, examination = { protected: nobody, boundaries: [] } } = rest;
  return { ...rest, tags, searches, briefing, examination, persons: redaction?.persons ?? [] };
};

/** Kinds of acts, most of them twice: what is put back is a former state, not only nothing. */
const ACTS: readonly (readonly [name: string, act: () => Promise<unknown>])[] = [
  [
    'an assessment',
    () => acts.assessFinding(store, signer, { ref: 'E-001/1', message, ...decided, decision: 'confirmed' }),
  ],
  [
    'another one',
    () => acts.assessFinding(store, signer, { ref: 'E-001/1', message, ...decided, decision: 'innocent' }),
  ],
  ['one of many', () => assessMany(store, signer, on('E-001/1', 'E-001/2'), { ...decided, decision: 'undecided' })],
  [
    'a note',
    () =>
      acts.annotateMessage(store, signer, {
        ref: 'E-001/1',
        message,
        note: 'n',
        tags: ['Lead'],
        span: { start: 0, end: 4 },
      }),
  ],
  [
    'a note on many',
    () => annotateMany(store, signer, on('E-001/1', 'E-001/3'), { note: 'm', tags: ['lead', 'call'] }),
  ],
  ['a tag', () => changeTag(store, signer, 'tag.add', { tag: 'later', targets: on('E-001/1', 'E-001/2') })],
  ['the tag on more', () => changeTag(store, signer, 'tag.add', { tag: 'later', targets: on('E-001/2', 'E-001/4') })],
  [
    'a tag off, also from notes',
    () => changeTag(store, signer, 'tag.remove', { tag: 'LEAD', targets: on('E-001/1', 'E-001/3') }),
  ],
  ['exhibits', () => acts.addExhibits(store, signer, on('E-001/1', 'E-001/2'))],
  ['an exhibit out', () => acts.removeExhibits(store, signer, ['E-001/1'])],
  ['a boundary', () => acts.moveBoundary(store, signer, { ref: 'E-001/1', message, trustedHops: 1, reason: 'r' })],
  [
    'another boundary',
    () => acts.moveBoundary(store, signer, { ref: 'E-001/1', message, trustedHops: 2, reason: 's' }),
  ],
  [
    'the boundary back',
    () => acts.moveBoundary(store, signer, { ref: 'E-001/1', message, trustedHops: null, reason: '' }),
  ],
  ['the list to protect', () => acts.changeProtection(store, signer, { ...nobody, domains: ['example.net'] })],
  ['persons not named', () => acts.changeRedaction(store, signer, { persons: [person(1)], next: 2 })],
  ['more persons', () => acts.changeRedaction(store, signer, { persons: [person(1), person(2)], next: 3 })],
  ['a saved search', () => acts.saveSearch(store, signer, { id: 's1', name: 'One', query: 'from:a' })],
  ['the search under another name', () => acts.saveSearch(store, signer, { id: 's1', name: 'Two', query: 'from:a' })],
  ['the search removed', () => acts.removeSearch(store, signer, 's1')],
  [
    'a section',
    () => acts.writeBriefing(store, signer, { section: 'request', content: { text: 'one', deadlines: [] } }),
  ],
  [
    'the section again',
    () => acts.writeBriefing(store, signer, { section: 'request', content: { text: 'two', deadlines: [] } }),
  ],
];

test.each(ACTS)('%s is undone and done again, twice', async (_, act) => {
  const before = content();
  await act();
  const after = content();
  const first = store.view.head.seq;
  expect(after).not.toEqual(before);

  expect(await undo()).toMatchObject({ entry: first + 1, first });
  expect(content()).toEqual(before);
  await expect(undoEntry(store, signer, first)).rejects.toThrow(/undone already/);
  expect(await redo()).toMatchObject({ entry: first + 2, first });
  expect(content()).toEqual(after);
  await undoEntry(store, signer, first);
  expect(content()).toEqual(before);
  await redo();
  expect(content()).toEqual(after);
});

test('the whole opening is undone act by act, and done again', async () => {
  const after = content();
  for (const _ of ACTS) {
    await undo();
  }
  expect(content()).toMatchObject({
    assessments: [],
    annotations: [],
    exhibits: [],
    tags: [],
    briefing: {},
    persons: [],
  });
  await expect(undo()).rejects.toThrow(/nothing to undo/);
  for (const _ of ACTS) {
    await redo();
  }
  await expect(redo()).rejects.toThrow(/nothing to do again/);
  expect(content()).toEqual(after);
});

test('a new act leaves nothing to be done again; a number of a person is given once', async () => {
  await acts.changeRedaction(store, signer, { persons: [person(7)], next: 8 });
  await undo();
  expect(store.view.redaction).toMatchObject({ persons: [person(1), person(2)], next: 8, entry: store.view.head.seq });
  await acts.addExhibits(store, signer, on('E-001/9'));
  await expect(redo()).rejects.toThrow(/nothing to do again/);
});

test('what a later act changed is not undone over its head, nor is a label given twice', async () => {
  const { entry } = await acts.assessFinding(store, signer, {
    ref: 'E-001/5',
    message,
    ...decided,
    decision: 'confirmed',
  });
  await acts.assessFinding(store, signer, { ref: 'E-001/5', message, ...decided, decision: 'innocent' });
  await expect(undoEntry(store, signer, entry)).rejects.toThrow(/changed by a later act/);

  await acts.removeExhibits(store, signer, ['E-001/9']);
  const removed = store.view.head.seq;
  await acts.addExhibits(store, signer, on('E-001/8'));
  await expect(undoEntry(store, signer, removed)).rejects.toThrow(/was given to another message/);
  expect(store.view.head.seq).toBe(removed + 1);
});

describe('another key', () => {
  test('undoes its own acts and nobody else’s', async () => {
    const mine = store.view.head.seq;
    await expect(undoEntry(store, other, mine)).rejects.toThrow(/made with another key/);
    await expect(takeBackLast(store, other, 'undo', store.history)).rejects.toThrow(/nothing to undo/);
    const { entry } = await acts.annotateMessage(store, other, {
      ref: 'E-001/1',
      message,
      note: 'o',
      tags: [],
      span: null,
    });
    expect(await takeBackLast(store, other, 'undo', await wholeHistory(store))).toMatchObject({ first: entry });
  });

  test('as a reviewer undoes no assessment, and leaves no record behind', async () => {
    const { entry } = await acts.assessFinding(store, other, {
      ref: 'E-001/6',
      message,
      ...decided,
      decision: 'confirmed',
    });
    const role = { key: other.fingerprint, role: 'reviewer' as const, name: 'R. Second', reason: '' };
    const record = await store.writeRecord(signer, 'role', role);
    await store.act(signer, 'role.assign', { key: role.key, role: role.role, record });
    await expect(undoEntry(store, other, entry)).rejects.toThrow(/role of a reviewer/);
    await changeTag(store, other, 'tag.add', { tag: 'seen', targets: on('E-001/6') });
    await takeBackLast(store, other, 'undo', store.history);
  });
});

test('an act that reaches outside is said to be in between, until something was undone', async () => {
  await handOver(store, signer, { to: 'Counsel', reason: 'review' });
  const between = { entry: store.view.head.seq, act: 'custody.hand-over' };
  expect(store.history.inBetween(signer.fingerprint)).toMatchObject(between);
  await expect(undoEntry(store, signer, between.entry)).rejects.toThrow(/outside the program/);
  await undo();
  expect(store.history.inBetween(signer.fingerprint)).toBeNull();
});

test('an opening knows its own acts only; the journal knows all', async () => {
  const { dir } = store;
  await store.close();
  store = await openCase(dir, { mode: 'write' }, env);
  expect(store.notes).toEqual([]);
  await expect(undo()).rejects.toThrow(/nothing to undo/);
  expect((await wholeHistory(store)).lastDone(signer.fingerprint)).not.toBeNull();
  await store.close();
});

test('the case verifies, and comes back from its journal byte by byte', async () => {
  const { checks, ok } = await verifyCase(store.dir);
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  expect(ok).toBe(true);
  expect(checks.find(({ name }) => name === 'Undo')?.detail).toMatch(/^\d\d\d? entries that undo put back/);

  const file = join(store.dir, 'case.json');
  const before = readFileSync(file, 'utf8');
  rmSync(file);
  const again = await openCase(store.dir, { mode: 'write' }, env);
  await again.close();
  expect(readFileSync(file, 'utf8')).toBe(before);
});

/** Entries that no honest program writes, by the same key: the verification finds each. */
test.each<readonly [what: string, forge: (entry: number, one: CaseStore) => Promise<void>, finds: RegExp]>([
  [
    'something that never stood',
    async (entry, one) => {
      const was = {
        ref: 'E-001/1',
        rule: 'date.future',
        decision: 'innocent' as const,
        reason: 'forged',
        by: 'J. Doe',
        at: '2026-01-01T00:00:00.000Z',
        entry: 2,
      };
      const record = await one.writeRecord(signer, 'undo', {
        entry,
        pieces: [{ what: 'assessment', key: 'E-001/1 date.future', was }],
      });
      await one.act(signer, 'act.undo', { entry, first: entry, of: 'finding.assess', record });
    },
    /does not put back what stood before/,
  ],
  [
    'another piece as well',
    async (entry, one) => {
      const pieces = [
        { what: 'assessment' as const, key: 'E-001/1 date.future', was: null },
        { what: 'exhibit' as const, key: 'E-001/1', was: null },
      ];
      const record = await one.writeRecord(signer, 'undo', { entry, pieces });
      await one.act(signer, 'act.undo', { entry, first: entry, of: 'finding.assess', record });
    },
    /does not put back what stood before/,
  ],
  [
    'an act that was changed since',
    async (entry, one) => {
      await acts.assessFinding(one, signer, { ref: 'E-001/1', message, ...decided, decision: 'innocent' });
      const record = await one.writeRecord(signer, 'undo', {
        entry,
        pieces: [{ what: 'assessment', key: 'E-001/1 date.future', was: null }],
      });
      await one.act(signer, 'act.undo', { entry, first: entry, of: 'finding.assess', record });
    },
    /had been changed in between/,
  ],
  [
    'what another key did',
    async (entry, one) => {
      const record = await one.writeRecord(other, 'undo', {
        entry,
        pieces: [{ what: 'assessment', key: 'E-001/1 date.future', was: null }],
      });
      await one.act(other, 'act.undo', { entry, first: entry, of: 'finding.assess', record });
    },
    /was made with another key/,
  ],
])('an entry that puts back %s is found', async (_, forge, finds) => {
  const one = await createCase(join(tempFolder(), 'forged'), { name: 'F', number: '' }, signer, env);
  const { entry } = await acts.assessFinding(one, signer, {
    ref: 'E-001/1',
    message,
    ...decided,
    decision: 'confirmed',
  });
  await forge(entry, one);
  await one.close();
  const { ok, firstFailure } = await verifyCase(one.dir);
  expect([ok, firstFailure]).toEqual([false, expect.stringMatching(finds)]);
});
