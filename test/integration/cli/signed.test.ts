/** A signed message on the command line: by whom, what was checked, and what the mailbox keeps of it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HONEST, render, withField } from '../../unit/analysis/honest-mail';
import { pgpBody, smimeBody } from '../../unit/analysis/signatures/sample-signatures';
import { type CommandLine, commandLine } from './chainmail';

let cli: CommandLine;
let dir: string;

beforeAll(() => {
  cli = commandLine();
  dir = join(cli.folder, 'signed.chainmail');
  const mailbox = join(cli.folder, 'mail', 'cur');
  mkdirSync(mailbox, { recursive: true });
  const bodies = [smimeBody(), pgpBody({ user: 'Anna Example <anna@example.org>' })];
  for (const [index, [type, body]] of bodies.entries()) {
    const mail = render(withField('Content-Type', type, HONEST), body);
    writeFileSync(join(mailbox, `162115000${index}.1_0.host:2,S`), mail);
  }
  expect(cli.run(['identity', 'create', '--name', 'Jordan Examiner']).status).toBe(0);
  expect(cli.run(['case', 'create', dir, '--name', 'Signatures']).status).toBe(0);
  expect(cli.run(['import', dir, join(cli.folder, 'mail')]).status).toBe(0);
});

afterAll(() => cli.remove());

test.each([
  ['E-001/1', '  signed       S/MIME Anna Example anna@example.org: part unchanged, signature good'],
  ['E-001/2', '  signed       OpenPGP 0123456789abcdef anna@example.org: part unchanged, signature not-determined'],
])('%s says by whom it was signed', (ref, line) => {
  expect(cli.run(['message', dir, ref]).stdout.split('\n')).toContain(line);
});

test('the times of the mailbox are among the times, without bytes', () => {
  const times = cli.run(['message', dir, 'E-001/1', '--json']).json['times'];
  expect(times).toContainEqual(
    expect.objectContaining({
      whose: 'mailbox',
      kind: 'maildir.delivered',
      time: '2021-05-16T07:26:40.000Z',
      start: 0,
      end: 0,
    }),
  );
});
