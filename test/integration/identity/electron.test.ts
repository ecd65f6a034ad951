/**
 * Keys and signatures inside of Electron: its cryptography is BoringSSL, Node's is OpenSSL. What one makes the other must
 * open and verify, with the same verdict.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { execPath } from 'node:process';
import { beforeAll, describe, expect, test } from 'vitest';
import { presentRuntime } from '../../../resources/tooling/electron-runtime.mjs';
import { buildChild } from '../../tools/build-child';
import { hasOpenssl, workbench } from './lab';

const electron = presentRuntime()?.path;
const bench = workbench('electron');
let child: string;

const PROGRAMS = { node: execPath, electron: electron ?? '' } as const;
type Program = keyof typeof PROGRAMS;

beforeAll(async () => {
  child = await buildChild('test/tools/crypto-child.ts', bench.folder);
});

function run(program: Program, ...words: readonly string[]): string {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const ran = spawnSync(PROGRAMS[program], [child, ...words], { env, encoding: 'utf8' });
  expect([program, ...words, ran.status, ran.stderr]).toEqual([program, ...words, 0, '']);
  return ran.stdout;
}

function putPkcs12(folder: string): string {
  if (!hasOpenssl) {
    return 'none';
  }
  const key = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=Eve'];
  bench.openssl(...key, '-keyout', 'p12.key', '-out', 'p12.crt');
  const file = ['-inkey', 'p12.key', '-in', 'p12.crt', '-passout', 'pass:file', '-out', `${folder}/file.p12`];
  bench.openssl('pkcs12', '-export', ...file);
  return 'ec, 1';
}

describe.skipIf(electron === undefined)('what is made', () => {
  test.each(['node', 'electron'] as const)('by %s opens and verifies in both', (maker) => {
    const folder = bench.path(maker);
    mkdirSync(folder);
    run(maker, 'make', folder);
    const pkcs12 = putPkcs12(folder);
    const verdict = {
      cms: true,
      certificates: 2,
      library: true,
      changed: false,
      ssh: true,
      sshChanged: false,
      chain: 'holds',
      withoutRoot: 'unknown-issuer',
      revoked: 5,
      issued: true,
      pkcs12,
    };
    for (const reader of ['node', 'electron'] as const) {
      expect([reader, JSON.parse(run(reader, 'check', folder))]).toEqual([reader, verdict]);
    }
  });
});
