/** A packet that is taken into a case: recognised, verified over the vault's bytes, its exhibits the messages. */
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Evidence } from '../../../shared/contract/model';
import { type CommandLine, commandLine } from './chainmail';

const SAMPLE = resolve('resources/sample/mail');

let cli: CommandLine;
let key: string;
const at = (name: string) => join(cli.folder, name);

beforeAll(() => {
  cli = commandLine();
  key = String(cli.run(['identity', 'create', '--name', 'Jordan Examiner', '--json']).json['fingerprint']);
  const first = at('first.chainmail');
  cli.run(['case', 'create', first, '--name', 'County', '--number', 'C-1']);
  cli.run(['import', first, join(SAMPLE, 'reported-to-county.mbox'), '--quiet']);
  cli.run(['exhibit', 'add', first, 'E-001/1', 'E-001/2']);
  expect(cli.run(['export', first, '--out', at('packet')]).status).toBe(0);
  expect(cli.run(['export', first, '--out', at('packet.zip'), '--zip']).status).toBe(0);
  cli.run(['case', 'create', at('second.chainmail'), '--name', 'Bureau', '--number', 'B-1']);
});

afterAll(() => cli.remove());

function take(path: string): { readonly status: number | null; readonly item: Evidence; readonly text: string } {
  const ran = cli.run(['import', at('second.chainmail'), path, '--json', '--quiet']);
  const [item] = ran.json['evidence'] as Evidence[];
  return { status: ran.status, item: item as Evidence, text: ran.stdout };
}

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

describe.each(['packet', 'packet.zip'])('%s', (name) => {
  test('is taken in with nothing set aside, its exhibits as messages, and what its checks said', () => {
    const { status, item } = take(at(name));

    expect(status).toBe(0);
    expect([item.messages, item.setAside]).toEqual([2, []]);
    expect(item.packet).toEqual({
      packetId: expect.stringMatching(/^PKT-C-1-000\d$/),
      case: { name: 'County', number: 'C-1' },
      manifestSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      signer: { name: 'Jordan Examiner', fingerprint: key },
      intact: true,
      firstFailure: null,
    });
  });
});

test('the exhibits have the hashes that they have in the packet', () => {
  const listed = cli.run(['messages', at('second.chainmail'), '--json', '--quiet']).json['messages'] as {
    sha256: string;
  }[];
  const exhibits = readdirSync(at('packet/data/exhibits')).map((file) => sha256(at(`packet/data/exhibits/${file}`)));

  expect(new Set(listed.map((message) => message.sha256))).toEqual(new Set(exhibits));
});

test('one that was touched is taken in as it is, and its failure is recorded and told', () => {
  cpSync(at('packet'), at('touched'), { recursive: true });
  const exhibit = at('touched/data/exhibits/A.eml');
  writeFileSync(exhibit, readFileSync(exhibit, 'utf8').replace(/e/, 'a'));

  const ran = cli.run(['import', at('second.chainmail'), at('touched'), '--quiet']);

  expect(ran.status).toBe(0);
  expect(ran.stdout).toContain('is NOT intact: The file data/exhibits/A.eml was changed');
});

test('a folder that only looks like one is not called a packet that is whole', () => {
  cpSync(at('packet/data'), at('hollow/data'), { recursive: true });
  writeFileSync(at('hollow/bagit.txt'), 'BagIt-Version: 1.0\n');

  expect(take(at('hollow')).item.packet).toMatchObject({ intact: false });
});

test('an archive of other things is none', () => {
  cpSync(at('packet/data/exhibits'), at('plain'), { recursive: true });

  expect(take(at('plain')).item.packet).toBeUndefined();
});

test('the case that took packets in is verified, and rebuilt, with what they said', () => {
  const view = at('second.chainmail/case.json');
  const before = readFileSync(view, 'utf8');
  writeFileSync(view, '{}');
  cli.run(['annotate', at('second.chainmail'), 'E-001/1', '--note', 'x']);

  expect(cli.run(['verify', at('second.chainmail'), '--quiet']).status).toBe(0);
  expect(JSON.parse(readFileSync(view, 'utf8'))['evidence']).toEqual(JSON.parse(before)['evidence']);
});
