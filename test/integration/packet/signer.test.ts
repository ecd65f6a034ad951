/** Who signed a packet and whether that counts: chain, times, revocation, the second signature, packets of the first version. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemEnvironment } from '../../../electron/engine/environment';
import { certificatesIn, chainForKey } from '../../../electron/engine/identity/certificate-bundle';
import { makeRequest } from '../../../electron/engine/identity/certificate-request';
import { writeNew } from '../../../electron/engine/identity/create-identity';
import { ROOT_FORMAT } from '../../../electron/engine/identity/identity-file';
import { type KeyWithCertificate, makeRoot } from '../../../electron/engine/identity/issue-chain';
import { fingerprintOf, keyFingerprint, makeKeyPair } from '../../../electron/engine/identity/key-pair';
import { makeSigner } from '../../../electron/engine/identity/make-signer';
import { revocationListsIn, revokeCertificate } from '../../../electron/engine/identity/revoke-certificate';
import { sshFingerprint } from '../../../electron/engine/identity/sign-for-ssh';
import type { Signer } from '../../../electron/engine/identity/signer';
import { type VerifyOptions, verifyPacket } from '../../../electron/engine/packet/verify-packet';
import type { RevocationList } from '../../../shared/packet-format/revocation-list';
import { parseSshSignature } from '../../../shared/packet-format/sshsig';
import type { RevocationReason } from '../../../shared/wording/revocation';
import { selfSignedSigner, signerUnder } from '../../helpers/test-signer';
import { agencyBundle, hasOpenssl, hasSshKeygen, workbench } from '../identity/lab';
import { buildIn, makeContent, textOf } from './packet-lab';

const OLD_PACKET = resolve('test/fixtures/version-1/packet.zip');
const OLD_IDENTITY = resolve('test/fixtures/version-1/identity.json');
const OWNER = { name: 'J. Doe', organisation: 'Example State Police' };
/** The day on which the laboratory's clock stands when it signs. */
const SIGNED = '2026-11-23';
const bench = workbench('signer');
let root: KeyWithCertificate;
let signer: Signer;
let packet: string;

const day = (text: string) => new Date(`${text}T00:00:00Z`);

beforeAll(async () => {
  root = await makeRoot(OWNER, day('2026-01-01'), randomBytes);
  signer = await signerUnder(root, OWNER, day('2026-01-01'));
  packet = (await buildIn(bench.folder, signer, await makeContent(signer))).path;
});

async function certificateCheck(path: string, options: VerifyOptions = {}) {
  const { ok, state, checks } = await verifyPacket(path, options);
  return { ok, state, ...checks.find(({ name }) => name === 'Certificate') };
}

/** A packet by somebody whose certificate begins on a day. */
async function packetBy(name: string, from: string): Promise<string> {
  await mkdir(bench.path(name));
  const laterRoot = await makeRoot(OWNER, day('2000-01-01'), randomBytes);
  const examiner = await signerUnder(laterRoot, OWNER, day(from));
  return (await buildIn(bench.path(name), examiner, await makeContent(examiner))).path;
}

describe("the signer's certificate", () => {
  test('is valid when it signed, and named with its issuer', async () => {
    expect(await certificateCheck(packet)).toMatchObject({
      ok: true,
      detail: 'The certificate was valid when it signed. It was issued by "Root of Example State Police".',
    });
  });

  test.each(['2037-01-01', '2099-01-01'])('that expired before %s leaves the packet valid when signed', async (now) => {
    const found = await certificateCheck(packet, { now: day(now).getTime() });
    expect(found).toMatchObject({ ok: true, state: 'unknown-signer' });
    expect(found.detail).toMatch(/^Valid when signed\. The certificate of "J\. Doe" expired since, on 2036-01-01/);
  });

  test('that had expired when it signed does not count, though every byte is intact', async () => {
    const found = await certificateCheck(await packetBy('expired', '2010-01-01'));
    expect([found.ok, found.state]).toEqual([false, 'refused-signer']);
    expect(found.detail).toBe(
      `The certificate of "J. Doe" had expired on 2020-01-01 when the packet was signed, on ${SIGNED}.`,
    );
  });

  test('that was not valid yet does not count', async () => {
    const found = await certificateCheck(await packetBy('early', '2026-12-01'));
    expect([found.ok, found.state]).toEqual([false, 'refused-signer']);
    expect(found.detail).toContain(`valid from 2026-12-01; the packet was signed before that, on ${SIGNED}`);
  });

  test('without a root is vouched for by its fingerprint alone, and says so', async () => {
    const alone = await selfSignedSigner();
    await mkdir(bench.path('alone'));
    const { path } = await buildIn(bench.path('alone'), alone, await makeContent(alone));
    expect(await textOf(path, 'data/keys/root.crt')).toBe(await textOf(path, 'data/keys/examiner.crt'));
    const found = await certificateCheck(path);
    expect([found.ok, found.detail]).toEqual([true, expect.stringContaining('nobody vouches for it')]);
  });

  test('is trusted where its root is', async () => {
    const trusted = [keyFingerprint(root.certificatePem) ?? ''];
    expect(await verifyPacket(packet, { trusted })).toMatchObject({ ok: true, state: 'trusted' });
    expect(await verifyPacket(packet, { trusted: ['0'.repeat(64)] })).toMatchObject({ state: 'unknown-signer' });
  });
});

describe.skipIf(!hasOpenssl)("an agency's own authority above the examiner", () => {
  test('is carried whole in the packet; openssl and our own check find the way to its root', async () => {
    const { privateKey, publicKey } = await makeKeyPair();
    bench.write('agency.csr', makeRequest(OWNER, publicKey, privateKey));
    const ders = certificatesIn(agencyBundle(bench, 'agency.csr'));
    const chain = await chainForKey(ders, fingerprintOf(publicKey), systemEnvironment.now());
    const examiner = makeSigner({ ...OWNER, ...chain, privateKey });
    await mkdir(bench.path('agency'));
    const now = `${new Date(systemEnvironment.now()).toISOString().slice(0, 19)}Z`;
    const content = { ...(await makeContent(examiner)), createdAt: now };
    const { path } = await buildIn(bench.path('agency'), examiner, content);

    expect(await certificateCheck(path)).toMatchObject({
      ok: true,
      detail: 'The certificate was valid when it signed. It was issued by "Agency Issuing".',
    });
    expect((await verifyPacket(path)).firstFailure).toBeNull();
    expect(await textOf(path, 'data/keys/intermediate-1.crt')).toBe(chain.issuersPem[0]);
    const command = /^ {4}openssl cms [\s\S]*?\/dev\/null$/m.exec(await textOf(path, 'README.txt'))?.[0] ?? '';
    const ran = spawnSync('bash', ['-c', command], { cwd: path, encoding: 'utf8' });
    expect(ran.stderr).toContain('CMS Verification successful');

    await rm(join(path, 'data/keys/intermediate-1.crt'));
    const found = await certificateCheck(path);
    expect([found.ok, found.detail]).toEqual([
      false,
      'The issuer of the certificate of "J. Doe" is unknown: its own certificate is not in the packet.',
    ]);
  });
});

describe('a revoked certificate', () => {
  async function revokedOn(when: string, reason: RevocationReason): Promise<readonly RevocationList[]> {
    const rootFile = bench.path(`root-${when}.json`);
    const listFile = bench.path(`root-${when}.crl`);
    const env = { ...systemEnvironment, now: () => day(when).getTime() };
    await writeNew(rootFile, ROOT_FORMAT, root, [], 'root', env);
    const order = { certificateText: signer.certificatePem, reason, rootFile, passphrase: 'root', listFile };
    await revokeCertificate(order, env);
    return revocationListsIn(bench.read(`root-${when}.crl`));
  }

  test('that signed before leaves the packet valid when signed', async () => {
    const revocations = await revokedOn('2026-12-24', 'compromised');
    const found = await certificateCheck(packet, { revocations });
    expect([found.ok, found.state]).toEqual([true, 'unknown-signer']);
    expect(found.detail).toMatch(
      /^Valid when signed, on 2026-11-23 .* revoked since, on 2026-12-24: the key fell into other hands/,
    );
  });

  test('that signed afterwards does not count', async () => {
    const revocations = await revokedOn('2026-06-01', 'lost');
    const found = await certificateCheck(packet, { revocations });
    expect([found.ok, found.state]).toEqual([false, 'refused-signer']);
    expect(found.detail).toBe(
      'The certificate of "J. Doe" was revoked on 2026-06-01: the key or its passphrase was lost. The packet was signed after that, on 2026-11-23.',
    );
  });

  test('is not one by the word of another root of the same name', async () => {
    const [list] = await revokedOn('2026-06-02', 'lost');
    const stranger = await makeRoot(OWNER, day('2026-01-01'), randomBytes);
    const other = await signerUnder(stranger, OWNER, day('2026-01-01'));
    await mkdir(bench.path('stranger'));
    const { path } = await buildIn(bench.path('stranger'), other, await makeContent(other));
    expect(await certificateCheck(path, { revocations: list === undefined ? [] : [list] })).toMatchObject({ ok: true });
  });
});

describe('the second signature', () => {
  function verifies(folder: string, input: string, ...more: readonly string[]) {
    const words = ['-f', 'data/keys/allowed_signers', '-I', 'examiner', '-n', 'evidence-packet'];
    const file = ['-s', 'tagmanifest-sha256.txt.sshsig', ...more];
    return spawnSync('ssh-keygen', ['-Y', 'verify', ...words, ...file], { cwd: folder, input, encoding: 'utf8' });
  }

  test.skipIf(!hasSshKeygen)('is verified by ssh-keygen, and refused over a changed list', () => {
    const list = readFileSync(join(packet, 'tagmanifest-sha256.txt'), 'utf8');
    const good = verifies(packet, list);
    expect([good.status, good.stdout]).toEqual([
      0,
      expect.stringMatching(/^Good "evidence-packet" signature for examiner/),
    ]);
    expect(
      verifies(
        packet,
        list.replace(/^./, (c) => (c === '0' ? '1' : '0')),
      ).status,
    ).not.toBe(0);
    expect(verifies(packet, list, '-n', 'file').status).not.toBe(0);
    expect(good.stdout).toContain(sshFingerprint(signer.certificatePem));
  });

  test.skipIf(!hasSshKeygen)('is read back where ssh-keygen wrote it, but only for our namespace', async () => {
    spawnSync('ssh-keygen', ['-q', '-t', 'ecdsa', '-b', '256', '-N', '', '-f', bench.path('key')]);
    bench.write('list', 'a list\n');
    for (const [namespace, isRead] of [
      ['evidence-packet', true],
      ['file', false],
    ] as const) {
      const signed = spawnSync(
        'ssh-keygen',
        ['-Y', 'sign', '-f', bench.path('key'), '-n', namespace, bench.path('list')],
        {
          input: 'y\n',
        },
      );
      expect(signed.status).toBe(0);
      expect(parseSshSignature(bench.read('list.sig')) !== undefined).toBe(isRead);
      spawnSync('rm', [bench.path('list.sig')]);
    }
  });
});

describe('a packet of the first version', () => {
  test('verifies as before, by its own layout, also long after its certificate ran out', async () => {
    const { fingerprint } = JSON.parse(readFileSync(OLD_IDENTITY, 'utf8')) as { fingerprint: string };
    for (const now of [day('2026-11-26'), day('2060-01-01')]) {
      const found = await verifyPacket(OLD_PACKET, { trusted: [fingerprint], now: now.getTime() });
      expect(found.checks.filter(({ ok }) => !ok)).toEqual([]);
      expect(found).toMatchObject({ ok: true, state: 'trusted', signer: { name: 'Dana Example', fingerprint } });
      expect(found.checks.map(({ name }) => name)).not.toContain('Second signature');
    }
  });

  test.skipIf(!hasOpenssl)('is verified by the commands in its own README', () => {
    const script = `unzip -q '${OLD_PACKET}' -d old && cd old/* && openssl cms -verify -inform DER -binary -in tagmanifest-sha256.txt.p7s -content tagmanifest-sha256.txt -CAfile data/keys/signer.crt -purpose any -no_check_time -out /dev/null`;
    const ran = spawnSync('bash', ['-c', script], { cwd: bench.folder, encoding: 'utf8' });
    expect(ran.stderr).toContain('CMS Verification successful');
  });
});
