/** An identity's life: made, asked for and given a certificate, passphrase changed, revoked; openssl looks at each step. */
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import { changePassphrase } from '../../../electron/engine/identity/change-passphrase';
import {
  type CreatedIdentity,
  type CreatedKey,
  createIdentity,
  createRoot,
  createWaitingIdentity,
} from '../../../electron/engine/identity/create-identity';
import { loadIdentityFile, serialiseIdentity } from '../../../electron/engine/identity/identity-file';
import { installCertificate, requestCertificate } from '../../../electron/engine/identity/install-certificate';
import { readIdentity } from '../../../electron/engine/identity/read-identity';
import { signRequest } from '../../../electron/engine/identity/sign-request';
import { unlockIdentity } from '../../../electron/engine/identity/unlock-identity';
import { verifyLineSignature } from '../../../electron/engine/identity/verify-line-signature';
import { chainSentences, identitySentences } from '../../../shared/wording/identity';
import { agencyBundle, failureOf, hasOpenssl, workbench } from './lab';

const PASSPHRASE = 'correct horse battery staple';
const OLD = resolve('test/fixtures/version-1/identity.json');
const bench = workbench('lifecycle');
let made: CreatedIdentity;
let root: CreatedKey;
let waiting: CreatedKey;

beforeAll(async () => {
  made = await createIdentity(
    { name: 'Dana', organisation: 'Lab', passphrase: PASSPHRASE },
    bench.path('id.json'),
    env,
  );
  root = await createRoot({ name: 'Chief', organisation: 'Agency', passphrase: 'root' }, bench.path('lab.json'), env);
  const file = bench.path('waiting.json');
  waiting = await createWaitingIdentity(
    { name: 'Eve', organisation: 'Field Office', passphrase: PASSPHRASE },
    file,
    env,
  );
});

describe('an identity made in one go', () => {
  test('lies in two sealed files, the root beside it', () => {
    expect([made.file, made.root.file]).toEqual([bench.path('id.json'), bench.path('id-root.json')]);
    expect(statSync(made.root.file).mode & 0o777).toBe(0o600);
    expect(made.root.fingerprint).not.toBe(made.fingerprint);
  });

  test('signs without its root at hand', async () => {
    copyFileSync(made.file, bench.path('alone.json'));
    const signer = await unlockIdentity(bench.path('alone.json'), PASSPHRASE);
    expect(signer.issuersPem).toEqual([made.root.certificatePem]);
  });

  test('is not mixed up with its root', async () => {
    expect(await failureOf(unlockIdentity(made.root.file, PASSPHRASE))).toEqual({
      code: 'unreadable-input',
      sentence: identitySentences.isRoot(made.root.file),
    });
    const request = await requestCertificate(made.file, PASSPHRASE);
    expect(await failureOf(signRequest(request, made.file, PASSPHRASE, env))).toEqual({
      code: 'unreadable-input',
      sentence: identitySentences.isExaminer(made.file),
    });
  });

  test('leaves nothing where its root is in the way', async () => {
    bench.write('taken-root.json', 'mine');
    const again = createIdentity({ name: 'D', organisation: '', passphrase: 'x' }, bench.path('taken.json'), env);
    expect(await failureOf(again)).toMatchObject({ code: 'target-exists' });
    expect(() => statSync(bench.path('taken.json'))).toThrow('ENOENT');
    expect(bench.read('taken-root.json')).toBe('mine');
  });

  test.skipIf(!hasOpenssl)('has a chain that openssl accepts, for signing mail too', () => {
    bench.write('root.crt', made.root.certificatePem);
    bench.write('leaf.crt', made.certificatePem);
    const words = ['verify', '-x509_strict', '-CAfile', 'root.crt'];
    expect(bench.openssl(...words, 'leaf.crt')).toContain('leaf.crt: OK');
    expect(bench.openssl(...words, '-purpose', 'smimesign', 'leaf.crt')).toContain('leaf.crt: OK');
  });
});

describe('a certificate from a laboratory', () => {
  test('is asked for, issued and installed; name and key stay', async () => {
    const request = await requestCertificate(waiting.file, PASSPHRASE);
    const issued = await signRequest(request, root.file, 'root', env);
    expect(issued).toMatchObject({ name: 'Eve', organisation: 'Field Office', fingerprint: waiting.fingerprint });
    const chain = await installCertificate(waiting.file, issued.bundlePem, PASSPHRASE, env);
    expect(chain).toMatchObject({ issuer: 'Root of Agency', issuersPem: [root.certificatePem] });
    const signer = await unlockIdentity(waiting.file, PASSPHRASE);
    expect([signer.name, signer.fingerprint]).toEqual(['Eve', waiting.fingerprint]);
    expect(signer.certificatePem).toBe(chain.certificatePem);
    expect(signer.issuersPem).toEqual([root.certificatePem]);
  });

  test('for another key, without its issuer or by an impostor is refused, and the file stays as it was', async () => {
    const before = readFileSync(waiting.file);
    const own = await requestCertificate(waiting.file, PASSPHRASE);
    const other = await requestCertificate(made.file, PASSPHRASE);
    const impostor = await createRoot(
      { name: 'Chief', organisation: 'Agency', passphrase: 'x' },
      bench.path('impostor.json'),
      env,
    );
    const forOther = (await signRequest(other, root.file, 'root', env)).bundlePem;
    const forOwn = (await signRequest(own, root.file, 'root', env)).bundlePem;
    const leafAlone = forOwn.slice(0, forOwn.lastIndexOf('-----BEGIN'));
    const refusal = async (text: string) =>
      (await failureOf(installCertificate(waiting.file, text, PASSPHRASE, env))).sentence;
    expect(await refusal(forOther)).toBe(chainSentences.keyMismatch);
    expect(await refusal(leafAlone)).toBe(chainSentences.unknownIssuer('Eve'));
    expect(await refusal(leafAlone + impostor.certificatePem)).toBe(chainSentences.broken('Eve', 'Root of Agency'));
    expect(await refusal('no certificates')).toBe(chainSentences.notCertificates);
    const later = { ...env, now: () => Date.UTC(2060, 0, 1) };
    const late = await failureOf(installCertificate(waiting.file, forOwn, PASSPHRASE, later));
    expect(late.sentence).toMatch(/^The certificate of "Eve" expired on 20\d\d-/);
    const sooner = { ...env, now: () => Date.UTC(2020, 0, 1) };
    const early = await failureOf(installCertificate(waiting.file, forOwn, PASSPHRASE, sooner));
    expect(early.sentence).toMatch(/not valid before 20\d\d-/);
    expect(await failureOf(installCertificate(waiting.file, forOwn, 'wrong', env))).toMatchObject({
      code: 'wrong-passphrase',
    });
    expect(readFileSync(waiting.file)).toEqual(before);
  });

  test.skipIf(!hasOpenssl)(
    "may come from an agency's own authority, over several levels and kinds of keys",
    async () => {
      bench.write('request.csr', await requestCertificate(waiting.file, PASSPHRASE));
      expect(bench.openssl('req', '-in', 'request.csr', '-noout', '-verify', '-subject')).toContain('Eve');
      const bundle = agencyBundle(bench, 'request.csr');
      const chain = await installCertificate(waiting.file, bundle, PASSPHRASE, env);
      expect([chain.issuer, chain.issuersPem.length]).toEqual(['Agency Issuing', 2]);

      const signer = await unlockIdentity(waiting.file, PASSPHRASE);
      bench.write('content', 'what is signed\r\n');
      bench.write('content.p7s', await signer.signDetached(Buffer.from('what is signed\r\n'), new Date()));
      const verify = ['cms', '-verify', '-binary', '-cades', '-inform', 'DER', '-in', 'content.p7s'];
      bench.openssl(...verify, '-content', 'content', '-CAfile', 'agency.crt', '-out', 'out');
      expect(bench.read('out')).toBe('what is signed\r\n');
    },
  );
});

describe.skipIf(!hasOpenssl)('a certificate that binds its reader to more', () => {
  test('than is known here is refused', async () => {
    bench.write('strict.csr', await requestCertificate(waiting.file, PASSPHRASE));
    const root = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      '/CN=Strict',
    ];
    const rule = ['-addext', 'nameConstraints=critical,permitted;email:example.com'];
    bench.openssl(...root, ...rule, '-keyout', 'strict.key', '-out', 'strict.crt');
    const by = ['-CA', 'strict.crt', '-CAkey', 'strict.key', '-CAcreateserial', '-days', '30', '-out', 'bound.crt'];
    bench.write('bound.ext', 'keyUsage=critical,digitalSignature\n');
    bench.openssl('x509', '-req', '-in', 'strict.csr', '-extfile', 'bound.ext', ...by);
    const bundle = bench.read('bound.crt') + bench.read('strict.crt');
    const refused = await failureOf(installCertificate(waiting.file, bundle, PASSPHRASE, env));
    expect(refused.sentence).toBe(chainSentences.unknownRule('Strict'));
  });
});

describe('a passphrase', () => {
  test('is changed for identity and root; the old one opens neither any more', async () => {
    const file = bench.path('changed.json');
    for (const source of [made.file, made.root.file]) {
      copyFileSync(source, file);
      const { fingerprint } = await readIdentity(source);
      expect(await changePassphrase(file, { before: PASSPHRASE, after: 'another' }, env)).toEqual({ fingerprint });
      const words = { before: PASSPHRASE, after: 'third' };
      expect(await failureOf(changePassphrase(file, words, env))).toMatchObject({ code: 'wrong-passphrase' });
      expect(await readIdentity(file)).toEqual({ ...(await readIdentity(source)), file });
    }
  });

  test('is not changed to none or to itself, in whichever form its letters are composed', async () => {
    for (const after of ['', PASSPHRASE, PASSPHRASE.normalize('NFD')]) {
      const refused = await failureOf(changePassphrase(made.file, { before: PASSPHRASE, after }, env));
      expect(refused).toEqual({ code: 'bad-request', sentence: identitySentences.samePassphrase });
    }
  });

  test('that is wrong, or typed in a compatibility form, gives a sentence of its own', async () => {
    const wide = PASSPHRASE.replace('c', '\uff43');
    expect((await failureOf(unlockIdentity(made.file, 'wrong'))).sentence).toBe(identitySentences.wrongPassphrase);
    expect((await failureOf(unlockIdentity(made.file, wide))).sentence).toBe(identitySentences.wrongPassphraseForm);
  });
});

describe("the sealed key's head", () => {
  test('with each of its fields changed and the check sum made anew does not open', async () => {
    const { check, ...content } = await loadIdentityFile(made.file);
    const { key } = content;
    const other = (base64: string) => `${base64.startsWith('A') ? 'B' : 'A'}${base64.slice(1)}`;
    const forged = [
      { ...content, key: { ...key, kdf: { ...key.kdf, memoryKiB: key.kdf.memoryKiB / 2 } } },
      { ...content, key: { ...key, kdf: { ...key.kdf, iterations: key.kdf.iterations - 1 } } },
      { ...content, key: { ...key, kdf: { ...key.kdf, parallelism: key.kdf.parallelism - 1 } } },
      { ...content, key: { ...key, kdf: { ...key.kdf, salt: other(key.kdf.salt) } } },
      { ...content, key: { ...key, nonce: other(key.nonce) } },
      { ...content, key: { ...key, sealed: other(key.sealed) } },
      { ...content, name: 'Mallory' },
      { ...content, issuers: [root.certificatePem] },
      { ...content, issuers: [] },
      { ...content, createdAt: '2020-01-01T00:00:00.000Z' },
    ];
    for (const [index, each] of forged.entries()) {
      writeFileSync(bench.path('forged.json'), serialiseIdentity(each));
      const refused = await failureOf(unlockIdentity(bench.path('forged.json'), PASSPHRASE));
      expect([index, refused.code]).toEqual([index, 'wrong-passphrase']);
    }
  });

  test('with any byte changed is refused with its cause, for a root as for an examiner', async () => {
    const whole = readFileSync(made.root.file);
    const target = bench.path('flipped.json');
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 7));
      writeFileSync(target, changed);
      const { code, sentence } = await failureOf(readIdentity(target));
      if (code === 'accepted') {
        // White space between JSON's words, where a tab or a line end stands for another.
        expect({ ...(await readIdentity(target)), file: '' }).toEqual({
          ...(await readIdentity(made.root.file)),
          file: '',
        });
      } else {
        expect([code, sentence.replace(target, '')]).toEqual([
          'unreadable-input',
          expect.stringMatching(/damaged: |later version/),
        ]);
      }
    }
  });
});

describe('an identity of the first version', () => {
  test('opens and signs', async () => {
    const signer = await unlockIdentity(OLD, PASSPHRASE);
    expect([signer.name, signer.issuersPem]).toEqual(['Dana Example', []]);
    const bytes = Buffer.from('a line');
    const signature = Buffer.from(await signer.sign(bytes)).toString('base64');
    expect(verifyLineSignature(bytes, signature, signer.certificatePem)).toBe(true);
  });

  test('changes its passphrase and gets a certificate below a root', async () => {
    const file = join(bench.folder, 'old.json');
    copyFileSync(OLD, file);
    await changePassphrase(file, { before: PASSPHRASE, after: 'another' }, env);
    const issued = await signRequest(await requestCertificate(file, 'another'), root.file, 'root', env);
    await installCertificate(file, issued.bundlePem, 'another', env);
    const signer = await unlockIdentity(file, 'another');
    expect([signer.name, signer.fingerprint]).toEqual(['Dana Example', (await readIdentity(OLD)).fingerprint]);
    expect(signer.issuersPem).toEqual([root.certificatePem]);
  });
});
