import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../../electron/engine/catalogue/database';
import { ruleSetVersion } from '../../../shared/analysis/registry';
import { commandLine } from './chainmail';

/** A case that was analysed with other rules, and its indicators, on the command line. */

const cli = commandLine();
const dir = join(cli.folder, 'rules.chainmail');
const MAIL =
  'From: Anna <anna@example.org>\nFrom: Ben <ben@example.net>\nTo: cleo@example.com\nSubject: a\nDate: Thu, 20 May 2021 14:15:55 +0000\nMessage-ID: <1@a.example.org>\n\nSee https://www.example.com/a\n';

beforeAll(() => {
  cli.run(['identity', 'create', '--name', 'E. Xaminer', '--json']);
  expect(cli.run(['case', 'create', dir, '--name', 'Rules', '--json']).status).toBe(0);
  const file = join(cli.folder, 'a.eml');
  writeFileSync(file, MAIL);
  expect(cli.run(['import', dir, file, '--json', '--quiet']).status).toBe(0);
});

afterAll(() => cli.remove());

describe('compare-rules', () => {
  test('says that nothing is kept beside for a case of the current rules', () => {
    expect(cli.run(['compare-rules', dir, '--json', '--quiet']).json).toEqual({
      recorded: ruleSetVersion,
      current: ruleSetVersion,
      rules: [],
      added: [],
      gone: [],
      isCut: false,
    });
  });

  test('shows what other rules found, after the findings were made anew', () => {
    const database = new Database(join(dir, 'derived/catalogue.sqlite'), { readOnly: false });
    const key = String(database.get(`SELECT value FROM meta WHERE key = 'key'`)?.['value']);
    database.run(`UPDATE meta SET value = ? WHERE key = 'key'`, [key.replace(ruleSetVersion, '12-0badcafe')]);
    database.run(`DELETE FROM findings WHERE rule = 'structure.duplicate-field'`);
    database.run(`UPDATE findings SET rule = 'old.rule', rule_version = 7 WHERE rule = 'received.missing'`);
    database.close();

    const { json, status } = cli.run(['compare-rules', dir, '--json', '--quiet']);
    const rules = json['rules'] as { rule: string }[];

    expect([status, json['recorded'], json['current']]).toEqual([0, '12-0badcafe', ruleSetVersion]);
    expect(json['gone']).toEqual([{ ref: 'E-001/1', rule: 'old.rule', severity: 'info' }]);
    expect(json['added']).toEqual([
      { ref: 'E-001/1', rule: 'received.missing', severity: 'info' },
      { ref: 'E-001/1', rule: 'structure.duplicate-field', severity: 'high' },
    ]);
    expect(rules.find(({ rule }) => rule === 'old.rule')).toEqual({
      rule: 'old.rule',
      recordedVersion: 7,
      currentVersion: null,
      added: 0,
      gone: 1,
    });
    // It stays to be read, also by a second look.
    expect(cli.run(['compare-rules', dir, '--json', '--quiet']).json['recorded']).toBe('12-0badcafe');
    expect(cli.run(['case', 'info', dir, '--json', '--quiet']).json['ruleSet']).toEqual({
      recorded: '12-0badcafe',
      current: ruleSetVersion,
      added: 2,
      gone: 1,
    });
    expect(cli.run(['verify', dir, '--json', '--quiet']).status).toBe(0);
    expect(cli.run(['verify', dir.replace(/\.chainmail$/, ''), '--json', '--quiet']).json).toMatchObject({
      kind: 'case',
      ok: true,
    });
  });
});

describe('indicators', () => {
  test('are listed over the case, defanged, with counts and references', () => {
    const { json, status } = cli.run(['indicators', dir, '--json', '--quiet']);
    const list = json['indicators'] as {
      kind: string;
      value: string;
      defanged: string;
      messages: number;
      refs: string[];
    }[];

    expect([status, json['messages'], json['isCut']]).toEqual([0, 1, false]);
    expect(list.find(({ value }) => value === 'https://www.example.com/a')).toMatchObject({
      kind: 'url',
      defanged: 'hxxps://www[.]example[.]com/a',
      messages: 1,
      refs: ['E-001/1'],
    });
    expect(cli.run(['indicators', dir, '--query', 'subject:nothing', '--json', '--quiet']).json['indicators']).toEqual(
      [],
    );
  });
});
