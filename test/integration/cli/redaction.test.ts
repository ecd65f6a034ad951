import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { leaksIn } from '../../helpers/independent-scan';
import { commandLine } from './chainmail';

/** Redaction by the built command line: list, places, packet, and what blocks it. */

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const cli = commandLine();
const dir = join(cli.folder, 'one.chainmail');
const ADDRESS = 'jane.voter@county.example';
const VALUES = [ADDRESS, 'Jane Voter', '555 010 0199'];

const ok = (words: readonly string[]) => {
  const ran = cli.run([...words, '--json', '--quiet']);
  expect(ran.stderr).toBe('');
  expect(ran.status).toBe(0);
  return ran.json;
};
const hash = createHash('md5').update(ADDRESS).digest('hex');
const mail = (number: number) =>
  [
    `Return-Path: <bounce-jane.voter=county.example@bulk.example>`,
    `Delivered-To: ${ADDRESS}`,
    `Received: from out.bulk.example by mx.county.example with ESMTP id 5A${number} for <${ADDRESS}>; Tue, 20 Oct 2020 13:02:19 +0000`,
    'From: Office <office@bulk.example>',
    `To: "Jane Voter" <${ADDRESS}>`,
    `Subject: =?utf-8?B?${Buffer.from(`For Jane Voter, number ${number}`).toString('base64')}?=`,
    `Message-ID: <${hash}.${number}@bulk.example>`,
    'Date: Tue, 20 Oct 2020 13:02:11 +0000',
    'Content-Type: text/html; charset=utf-8',
    '',
    `<p>Call (555) 010-0199</p><a href="https://bulk.example/?u=${Buffer.from(ADDRESS).toString('base64url')}">go</a>`,
    '',
  ].join('\r\n');

beforeAll(() => {
  const folder = join(cli.folder, 'Jane Voter');
  mkdirSync(folder);
  for (const number of [1, 2]) writeFileSync(join(folder, `jane.voter-${number}.eml`), mail(number));
  ok(['identity', 'create', '--name', 'Jordan Examiner']);
  ok(['case', 'create', dir, '--name', 'Letters to Jane Voter', '--number', '2020-1']);
  ok(['import', dir, folder, '--received-from', 'Jane Voter']);
  ok(['exhibit', 'add', dir, 'E-001/1', 'E-001/2']);
  ok(['annotate', dir, 'E-001/1', '--note', 'Jane Voter called.']);
});
afterAll(() => cli.remove());

test('with nobody on the list no redacted packet is built', () => {
  const ran = cli.run(['export', dir, '--redact', 'persons', '--out', join(cli.folder, 'none'), '--quiet']);
  expect(ran.status).toBe(2);
  expect(ran.stderr).toContain('Nobody is on the list');
  expect(existsSync(join(cli.folder, 'none'))).toBe(false);
});

test('a person is listed, added to and taken off; the journal holds no value', () => {
  ok(['redact', 'add', dir, '--name', 'Jane Voter', '--address', ADDRESS, '--reason', 'voter']);
  const added = ok(['redact', 'add', dir, 'PERSON-01', '--word', '+1 555 010 0199', '--word', 'once']);
  expect(added['persons']).toMatchObject([{ token: '[PERSON-01]', name: 'Jane Voter', reason: 'voter' }]);
  ok(['redact', 'remove', dir, 'PERSON-01', '--word', 'once']);
  expect(ok(['redact', 'list', dir])['persons']).toMatchObject([{ words: ['+1 555 010 0199'], addresses: [ADDRESS] }]);
  expect(ok(['redact', 'add', dir, 'PERSON-01', '--reason', 'voter'])['entry']).toBeNull();
  expect(cli.run(['redact', 'remove', dir, 'PERSON-09']).status).toBe(2);
  expect(cli.run(['redact', 'add', dir, '--address', 'nowhere']).status).toBe(2);
  expect(leaksIn(readFileSync(join(dir, 'journal.jsonl')), VALUES)).toEqual([]);
  expect(ok(['verify', dir])['ok']).toBe(true);
});

test('places are told with their encodings and without a value', () => {
  const found = ok(['redact', 'places', dir, 'E-001/1']);
  const places = found['places'] as readonly { place: string; form: string; encodings: readonly string[] }[];
  expect(places.map(({ place }) => place)).toEqual(
    expect.arrayContaining(['Return-Path', 'Delivered-To', 'Received', 'To', 'Subject', 'Message-ID']),
  );
  expect(places).toContainEqual(
    expect.objectContaining({ place: 'Subject', form: 'name', encodings: ['encoded-word'] }),
  );
  expect(places).toContainEqual(expect.objectContaining({ place: 'Message-ID', form: 'hash' }));
  expect(places).toContainEqual(expect.objectContaining({ place: 'part 1 (text/html)', encodings: ['base64'] }));
  expect(leaksIn(Buffer.from(JSON.stringify(found)), VALUES)).toEqual([]);
});

test('a redacted packet verifies and names nobody: case, evidence, notes and messages alike', () => {
  const out = join(cli.folder, 'packet');
  ok(['export', dir, '--redact', 'persons', '--out', out]);
  expect(ok(['verify', out])['ok']).toBe(true);
  for (const name of readdirSync(out, { recursive: true }) as string[]) {
    const path = join(out, name);
    if (statSync(path).isFile() && name !== 'verify.html') {
      expect(leaksIn(readFileSync(path), VALUES), name).toEqual([]);
    }
  }
  const tokens = ['A', 'B'].map((label) => readFileSync(join(out, `data/exhibits/${label}.redacted.eml`), 'utf8'));
  for (const text of tokens) {
    expect(text).toContain('To: "[PERSON-01]" <[PERSON-01]>');
  }
  const entries = ok(['custody', dir])['entries'] as readonly { act: string; subject: Record<string, unknown> }[];
  const list = entries.findLastIndex(({ act }) => act === 'redaction.change');
  expect(entries.at(-1)).toMatchObject({ act: 'packet.export', subject: { redaction: list } });
});

test('a label that names a person stands in the journal: the export is blocked, and says where', () => {
  ok(['exhibit', 'remove', dir, 'E-001/2']);
  ok(['exhibit', 'add', dir, 'E-001/2', '--label', 'Jane-Voter']);
  const out = join(cli.folder, 'blocked');
  const ran = cli.run(['export', dir, '--redact', 'persons', '--out', out, '--quiet']);
  expect(ran.status).toBe(2);
  expect(ran.stderr).toContain('[PERSON-01] in data/custody/journal.jsonl (plain text)');
  expect(leaksIn(Buffer.from(ran.stderr), VALUES)).toEqual([]);
  expect(existsSync(out)).toBe(false);
});
