/** DNS evidence on the command line: questions on paper, answers taken in, the same results when the case is opened again. */
import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLine, commandLine } from './chainmail';

let cli: CommandLine;
let dir: string;

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

/** Signed over From alone, relaxed. */
function message(): string {
  const from = 'from:Anna <anna@example.org>';
  const bh = createHash('sha256').update('Good morning\r\n').digest('base64');
  const tags = `v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=sel; h=from; bh=${bh}; b=`;
  const value = sign('sha256', Buffer.from(`${from}\r\ndkim-signature:${tags}`), privateKey).toString('base64');
  return (
    `Return-Path: <anna@example.org>\r\nReceived: from mail.example.org (mail.example.org [192.0.2.10])\r\n\tby mx.example.net (Postfix) with ESMTPS id 4FmBc10nF4z307P; Thu, 20 May 2021 14:16:01 +0000\r\n` +
    `DKIM-Signature: ${tags}${value}\r\nFrom: Anna <anna@example.org>\r\nDate: Thu, 20 May 2021 16:15:55 +0200\r\nSubject: Minutes\r\n\r\nGood morning\r\n`
  );
}

/** Stands for the program dig on the other computer: answers from a table, in dig's own form. */
const DIG = `#!/bin/sh
if [ "$1" = -v ]; then echo 'DiG 9.18.0'; exit 0; fi
name=''; type=''; short=''
while [ $# -gt 0 ]; do
  case "$1" in -q) name="$2"; shift ;; -t) type="$2"; shift ;; +short) short=1 ;; esac
  shift
done
data=''
case "$type $name" in
  'TXT sel._domainkey.example.org') data='"v=DKIM1; p=KEY"' ;;
  'TXT example.org') data='"v=spf1 include:_spf.example.org -all"' ;;
  'TXT _spf.example.org') data='"v=spf1 ip4:192.0.2.0/24 ~all"' ;;
  'TXT _dmarc.example.org') data='"v=DMARC1; p=reject"' ;;
esac
if [ -n "$short" ]; then echo "$data"; exit 0; fi
status=NOERROR
if [ -z "$data" ]; then status=NXDOMAIN; fi
printf ';; Got answer:\\n;; ->>HEADER<<- opcode: QUERY, status: %s, id: 1\\n;; flags: qr rd ra ad; QUERY: 1\\n\\n;; QUESTION SECTION:\\n;%s.\\t\\tIN\\t%s\\n\\n' "$status" "$name" "$type"
if [ -n "$data" ]; then printf ';; ANSWER SECTION:\\n%s.\\t300\\tIN\\t%s\\t%s\\n' "$name" "$type" "$data"; fi
printf '\\n;; SERVER: 192.0.2.53#53(192.0.2.53)\\n;; WHEN: Fri Nov 20 10:00:00 UTC 2026\\n'
`;

beforeAll(() => {
  cli = commandLine();
  dir = join(cli.folder, 'dns.chainmail');
  writeFileSync(join(cli.folder, 'signed.eml'), message());
  expect(cli.run(['identity', 'create', '--name', 'Jordan Examiner']).status).toBe(0);
  expect(cli.run(['case', 'create', dir, '--name', 'Signatures']).status).toBe(0);
  expect(cli.run(['import', dir, join(cli.folder, 'signed.eml')]).status).toBe(0);
});

afterAll(() => cli.remove());

const authentication = (): Record<string, unknown> =>
  cli.run(['message', dir, 'E-001/1', '--json']).json['authentication'] as Record<string, unknown>;

test('without DNS evidence nothing but the body is determined', () => {
  expect(authentication()).toMatchObject({
    dkim: [{ bodyHash: 'match', signature: 'not-determined' }],
    spf: { result: 'not-determined' },
    dmarc: { result: 'not-determined' },
    dnsEvidence: null,
  });
});

test('the questions of the case as a script, once', () => {
  const script = join(cli.folder, 'questions.sh');
  const ran = cli.run(['dns', 'questions', dir, '--out', script, '--json']);
  expect(ran.status).toBe(0);
  expect(ran.json).toMatchObject({ missing: 3, file: script });
  expect(spawnSync('sh', ['-n', script]).status).toBe(0);
  expect(cli.run(['dns', 'questions', dir, '--out', script]).status).toBe(2);
});

test('the script asks with dig, follows include, and its output is taken in as evidence', () => {
  const bin = join(cli.folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'dig'), DIG.replace('KEY', key));
  chmodSync(join(bin, 'dig'), 0o755);
  const asked = spawnSync('sh', [join(cli.folder, 'questions.sh')], {
    env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` },
    encoding: 'utf8',
  });
  expect(asked.stderr).toBe('');
  expect(asked.stdout).toContain(';_spf.example.org.\t\tIN\tTXT');
  const file = join(cli.folder, 'answers.txt');
  writeFileSync(file, asked.stdout);

  const ran = cli.run(['dns', 'add', dir, file, '--source', 'asked on the laboratory network', '--json']);
  expect(ran.status).toBe(0);
  expect(ran.json).toMatchObject({
    evidence: [{ number: 'E-002', format: 'dns-answers', messages: 0, setAside: [] }],
    answers: 4,
    dates: ['2026-11-20'],
  });
  const { sha256 } = (ran.json['evidence'] as { sha256: string }[])[0] ?? { sha256: '' };
  expect(readFileSync(join(dir, 'objects', sha256.slice(0, 2), sha256.slice(2)), 'utf8')).toBe(asked.stdout);
  const custody = cli.run(['custody', dir, '--json']).json['entries'] as { act: string }[];
  expect(custody.map(({ act }) => act).at(-1)).toBe('evidence.receive');
});

test('results name evidence and date, and are the same from the journal alone', () => {
  const expected = {
    dkim: [{ bodyHash: 'match', signature: 'pass' }],
    spf: { result: 'pass', reason: expect.stringContaining('E-002, asked 2026-11-20 10:00:00 UTC') },
    dmarc: { result: 'pass' },
    dnsEvidence: 'E-002, asked 2026-11-20 10:00:00 UTC',
  };
  expect(cli.run(['verify', dir, '--json']).json).toMatchObject({ ok: true });
  const before = authentication();
  expect(before).toMatchObject(expected);
  rmSync(join(dir, 'case.json'));
  rmSync(join(dir, 'derived'), { recursive: true });
  expect(authentication()).toEqual(before);
  expect(cli.run(['dns', 'questions', dir, '--json']).json).toMatchObject({ missing: 0 });
});

test('a file without answers is refused before anything is received', () => {
  const file = join(cli.folder, 'notes.txt');
  writeFileSync(file, 'nothing of the kind\n');
  const ran = cli.run(['dns', 'add', dir, file, '--source', 'x']);
  expect(ran.status).toBe(2);
  expect(ran.stderr).toContain('no DNS answers');
  expect(cli.run(['dns', 'add', dir, join(cli.folder, 'gone.txt'), '--source', 'x']).status).toBe(2);
  expect(existsSync(file)).toBe(true);
});
