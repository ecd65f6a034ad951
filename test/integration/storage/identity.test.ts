import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env as processEnv } from 'node:process';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import { createIdentity } from '../../../electron/engine/identity/create-identity';
import { boundText, loadIdentityFile, serialiseIdentity } from '../../../electron/engine/identity/identity-file';
import { defaultIdentityFile, profileFolder } from '../../../electron/engine/identity/profile-folder';
import { readIdentity } from '../../../electron/engine/identity/read-identity';
import { openKey } from '../../../electron/engine/identity/sealed-key';
import { unlockIdentity } from '../../../electron/engine/identity/unlock-identity';
import { verifyLineSignature } from '../../../electron/engine/identity/verify-line-signature';
import { FailureError } from '../../../shared/contract/failure';
import { tempFolder } from '../../helpers/temp-folder';

const PASSPHRASE = 'Gr\u00fc\u00dfe aus K\u00f6ln'; // composed
const home = tempFolder('identity');
const file = join(home, 'identity.json');

beforeAll(async () => {
  await createIdentity({ name: 'Dana', organisation: 'Lab', passphrase: PASSPHRASE }, file, env);
});

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'accepted';
  } catch (error) {
    return error instanceof FailureError ? error.code : `not a failure: ${String(error)}`;
  }
}

describe('an identity', () => {
  test('opens with its passphrase, in whichever form its letters are composed', async () => {
    const bytes = Buffer.from('a line');
    for (const passphrase of [PASSPHRASE.normalize('NFC'), PASSPHRASE.normalize('NFD')]) {
      const signer = await unlockIdentity(file, passphrase);
      const signature = Buffer.from(await signer.sign(bytes)).toString('base64');
      expect(verifyLineSignature(bytes, signature, signer.certificatePem)).toBe(true);
      expect(verifyLineSignature(Buffer.from('a lime'), signature, signer.certificatePem)).toBe(false);
    }
    expect(PASSPHRASE.normalize('NFD')).not.toBe(PASSPHRASE);
  });

  test('refuses another passphrase', async () => {
    expect(await codeOf(unlockIdentity(file, 'gr\u00fc\u00dfe aus K\u00f6ln'))).toBe('wrong-passphrase');
    expect(await codeOf(unlockIdentity(file, ''))).toBe('wrong-passphrase');
  });

  test('is readable without the passphrase, and only by its owner', async () => {
    expect(await readIdentity(file)).toMatchObject({ name: 'Dana', organisation: 'Lab', file });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(home)).toEqual(['identity-root.json', 'identity.json']);
    expect(statSync(join(home, 'identity-root.json')).mode & 0o777).toBe(0o600);
  });

  test('is not written over', async () => {
    const again = createIdentity({ name: 'Eve', organisation: '', passphrase: 'x' }, file, env);
    expect(await codeOf(again)).toBe('target-exists');
  });

  test('needs a name and a passphrase', async () => {
    const nameless = createIdentity({ name: ' ', organisation: '', passphrase: 'x' }, join(home, 'n'), env);
    const open = createIdentity({ name: 'A', organisation: '', passphrase: '' }, join(home, 'o'), env);
    expect([await codeOf(nameless), await codeOf(open)]).toEqual(['bad-request', 'bad-request']);
  });

  test('lies in the profile folder unless told', () => {
    const before = processEnv['CHAINMAIL_HOME'];
    processEnv['CHAINMAIL_HOME'] = '/somewhere/else';
    expect([profileFolder(), defaultIdentityFile()]).toEqual(['/somewhere/else', '/somewhere/else/identity.json']);
    if (before === undefined) {
      delete processEnv['CHAINMAIL_HOME'];
    } else {
      processEnv['CHAINMAIL_HOME'] = before;
    }
  });

  test('keeps its private key nowhere in plain', async () => {
    const { key, check, ...part } = await loadIdentityFile(file);
    const secret = await openKey(key, PASSPHRASE, boundText(part));
    if (secret === null) {
      throw new Error('the key did not open');
    }
    const raw = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' });
    const scalar = Buffer.from(String(raw.d), 'base64url');
    const needles = [scalar, Buffer.from(scalar.toString('hex')), Buffer.from(scalar.toString('base64').slice(0, 40))];
    for (const name of readdirSync(home)) {
      const bytes = readFileSync(join(home, name));
      expect(needles.map((needle) => bytes.includes(needle))).toEqual([false, false, false]);
    }
  });
});

describe('a damaged identity file', () => {
  test('with any byte changed is refused, or nothing that matters was changed', async () => {
    const whole = readFileSync(file);
    const original = await readIdentity(file);
    const target = join(tempFolder('flips'), 'identity.json');
    let harmless = 0;
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 7));
      writeFileSync(target, changed);
      const code = await codeOf(readIdentity(target));
      if (code === 'accepted') {
        harmless += 1;
        expect({ ...(await readIdentity(target)), file }).toEqual(original);
      } else {
        expect(code).toBe('unreadable-input');
      }
    }
    console.log(`identity flips: ${whole.length}, ${harmless} harmless (white space), the rest refused`);
    // White space between JSON's words, where a tab or a line end stands for another.
    expect(harmless).toBeLessThan(whole.length / 20);
  });

  test('is not saved by a check sum made anew: the seal binds name and parameters', async () => {
    const { check, ...content } = await loadIdentityFile(file);
    const target = join(tempFolder('forged'), 'identity.json');
    writeFileSync(target, serialiseIdentity({ ...content, name: 'Mallory' }));
    expect(await codeOf(unlockIdentity(target, PASSPHRASE))).toBe('wrong-passphrase');
  });

  test('cut short, empty, of a later version or missing is refused in a sentence', async () => {
    const folder = tempFolder('broken');
    const text = readFileSync(file, 'utf8');
    const cases: readonly (readonly [string, string])[] = [
      ['half', text.slice(0, text.length / 2)],
      ['empty', ''],
      ['null', 'null'],
      ['list', '[]'],
      ['newer', text.replace('"version": 2', '"version": 3')],
      ['greedy', text.replace('"memoryKiB": 65536', '"memoryKiB": 8388608')],
    ];
    for (const [name, content] of cases) {
      writeFileSync(join(folder, name), content);
      expect([name, await codeOf(unlockIdentity(join(folder, name), PASSPHRASE))]).toEqual([name, 'unreadable-input']);
    }
    expect(await codeOf(unlockIdentity(join(folder, 'none'), PASSPHRASE))).toBe('no-identity');
  });

  test('may be reached by a link, as in a profile kept elsewhere', async () => {
    const folder = tempFolder('link');
    copyFileSync(file, join(folder, 'real.json'));
    symlinkSync('real.json', join(folder, 'identity.json'));
    expect(await codeOf(readIdentity(join(folder, 'identity.json')))).toBe('accepted');
  });
});

describe('a signature by another kind of key', () => {
  test('is not accepted for a line', () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(verifyLineSignature(Buffer.from('x'), 'AAAA', pem)).toBe(false);
  });
});
