/** Lists of revoked certificates: written by a root, read by openssl, continued, and never written over something else. */
import { copyFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import { type CreatedIdentity, createIdentity } from '../../../electron/engine/identity/create-identity';
import { requestCertificate } from '../../../electron/engine/identity/install-certificate';
import {
  revocationListsIn,
  revocationListsOf,
  revokeCertificate,
} from '../../../electron/engine/identity/revoke-certificate';
import { signRequest } from '../../../electron/engine/identity/sign-request';
import { readBeside } from '../../../electron/engine/packet/given-beside';
import { pemBlocks } from '../../../shared/packet-format/pem';
import { readRevocationList } from '../../../shared/packet-format/revocation-list';
import { identityTold, revocationSentences } from '../../../shared/wording/identity';
import fc from '../../helpers/properties';
import { failureOf, hasOpenssl, workbench } from './lab';

const PASSPHRASE = 'root';
const bench = workbench('revocation');
const listFile = bench.path('lab.crl');
let made: CreatedIdentity;
let other: CreatedIdentity;
let second: string;

beforeAll(async () => {
  const identity = (name: string) => ({ name, organisation: 'Lab', passphrase: PASSPHRASE });
  made = await createIdentity(identity('Dana'), bench.path('dana.json'), env);
  other = await createIdentity(identity('Eve'), bench.path('eve.json'), env);
  const request = await requestCertificate(other.file, PASSPHRASE);
  second = (await signRequest(request, made.root.file, PASSPHRASE, env)).bundlePem;
  bench.write('root.crt', made.root.certificatePem);
  bench.write('dana.crt', made.certificatePem);
  bench.write('second.crt', second);
});

function revoke(certificateText: string, reason: 'lost' | 'compromised' | 'unspecified', rootFile = made.root.file) {
  return revokeCertificate({ certificateText, reason, rootFile, passphrase: PASSPHRASE, listFile }, env);
}

describe('a list of revoked certificates', () => {
  test('grows by one certificate at a time, and counts its numbers up', async () => {
    expect(await revoke(made.certificatePem, 'lost')).toMatchObject({ name: 'Dana', revoked: 1 });
    expect(await revoke(second, 'unspecified')).toMatchObject({ name: 'Eve', revoked: 2 });
    const [list] = revocationListsIn(bench.read('lab.crl'));
    expect(list?.number).toBe(2);
    expect(list?.revoked.map(({ reason }) => reason)).toEqual([5, 0]);
    expect((await failureOf(revoke(second, 'lost'))).sentence).toBe(revocationSentences.already);
  });

  test.skipIf(!hasOpenssl)('is one that openssl reads and goes by', () => {
    const text = bench.openssl('crl', '-in', 'lab.crl', '-CAfile', 'root.crt', '-noout', '-text');
    expect(text).toMatch(/Cessation Of Operation/);
    expect(text).toMatch(/X509v3 CRL Number:\s+2/);
    const verify = ['verify', '-crl_check', '-CRLfile', 'lab.crl', '-CAfile', 'root.crt'];
    expect(() => bench.openssl(...verify, 'dana.crt')).toThrow('certificate revoked');
    expect(() => bench.openssl(...verify, 'second.crt')).toThrow('certificate revoked');
  });

  test('is read from a file of either form, beside a packet too, where other files are refused by name', async () => {
    const [der = new Uint8Array()] = pemBlocks(bench.read('lab.crl'), 'X509 CRL') ?? [];
    bench.write('lab.der', der);
    bench.write('cut.der', der.subarray(0, -1));
    const both = await readBeside([bench.path('lab.crl'), bench.path('lab.der')]);
    const [fromPem, fromDer] = both.revocations;

    expect(both.against).toEqual([]);
    expect(fromDer).toEqual(fromPem);
    expect(fromPem?.number).toBe(2);
    expect(revocationListsOf(Buffer.alloc(0))).toEqual([]);
    for (const name of ['cut.der', 'dana.crt']) {
      const refused = await failureOf(readBeside([bench.path(name)]));
      expect([refused.code, refused.sentence]).toEqual(['unreadable-input', identityTold.notBeside(bench.path(name))]);
    }
  });

  test("takes no certificate of another root, and is not continued by another root's key", async () => {
    expect((await failureOf(revoke(other.certificatePem, 'lost'))).sentence).toBe(revocationSentences.notOwn);
    const foreign = await failureOf(revoke(other.certificatePem, 'lost', other.root.file));
    expect(foreign.sentence).toBe(revocationSentences.notList(listFile));
    expect(revocationListsIn(bench.read('lab.crl'))).toHaveLength(1);
  });

  test('is not written over a file that is something else', async () => {
    const mine = bench.write('mine.txt', 'mine');
    const order = { certificateText: made.certificatePem, reason: 'lost', rootFile: made.root.file } as const;
    const refused = await failureOf(revokeCertificate({ ...order, passphrase: PASSPHRASE, listFile: mine }, env));
    expect(refused.sentence).toBe(revocationSentences.notList(mine));
    expect(bench.read('mine.txt')).toBe('mine');
  });

  test('of any bytes, cut or changed is taken calmly', () => {
    copyFileSync(listFile, bench.path('copy.crl'));
    const [der = new Uint8Array()] = pemBlocks(bench.read('copy.crl'), 'X509 CRL') ?? [];
    for (let at = 0; at < der.length; at += 1) {
      expect(readRevocationList(der.subarray(0, at))).toBeUndefined();
      const changed = Uint8Array.from(der);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      readRevocationList(changed);
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readRevocationList(bytes)));
  });
});
