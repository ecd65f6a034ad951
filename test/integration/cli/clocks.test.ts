/** The search for clocks of unknown form, over a case, by the built command line. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mbox } from '../../unit/ingest/mail';
import { commandLine } from './chainmail';
import { START, UNHEARD_OF_MAILS } from './unheard-of-mails';

const cli = commandLine();
const dir = join(cli.folder, 'case.chainmail');
beforeAll(() => {
  writeFileSync(join(cli.folder, 'mail.mbox'), mbox(UNHEARD_OF_MAILS));
  expect(cli.run(['identity', 'create', '--name', 'Jordan Examiner']).status).toBe(0);
  expect(cli.run(['case', 'create', dir, '--name', 'Clocks']).status).toBe(0);
  expect(cli.run(['import', dir, join(cli.folder, 'mail.mbox')]).status).toBe(0);
});

afterAll(() => cli.remove());

describe('clocks of unknown form', () => {
  test('are named by field and form, with the bytes in the first messages, and change nothing', () => {
    const before = cli.run(['custody', dir, '--json', '--quiet']).json['head'];
    const { status, json } = cli.run(['clocks', dir, '--json', '--quiet']);

    expect(status).toBe(0);
    expect(json).toMatchObject({ messages: 12, unread: 0 });
    expect(json['clocks']).toEqual([
      expect.objectContaining({ field: 'x-unheard-of', encoding: 'hex-seconds', messages: 12, near: 12, known: 0 }),
    ]);
    const [clock] = json['clocks'] as { examples: { ref: string; time: string; start: number; end: number }[] }[];
    const [first] = clock?.examples ?? [];
    expect(first).toMatchObject({ ref: 'E-001/1', time: '2020-10-20T13:00:00.000Z' });
    expect((UNHEARD_OF_MAILS[0] ?? '').slice(first?.start, first?.end)).toBe((START / 1000).toString(16));
    expect(cli.run(['custody', dir, '--json', '--quiet']).json['head']).toBe(before);
  });

  test('are told in sentences, with the caveat; those that are known when they are asked for', () => {
    const told = cli.run(['clocks', dir, '--quiet']).stdout;
    expect(told).toContain('x-unheard-of, read as hex-seconds');
    expect(told).toContain('near the Date or a hop in 12 of 12 messages');
    expect(told).toContain('has to be found out before it is relied on');
    expect(cli.run(['clocks', dir, '--known', '--quiet']).stdout).toContain('x-unheard-of');
  });

  test('are looked for in what a search fits; where there are none, that is said', () => {
    const ran = cli.run(['clocks', dir, '--query', 'ref:E-001/1', '--quiet']);
    expect([ran.status, ran.stdout]).toEqual([0, expect.stringContaining('No clock of unknown form was found')]);
  });
});
