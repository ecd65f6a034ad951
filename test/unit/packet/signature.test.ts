import { createHash, verify, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCertificate } from '../../../electron/engine/identity/certificate';
import { makeKeyPair } from '../../../electron/engine/identity/key-pair';
import { makeSigner } from '../../../electron/engine/identity/make-signer';
import type { Signer } from '../../../electron/engine/identity/signer';
import { PacketInspection } from '../../../shared/packet-format/checks/packet-inspection';
import { checkSignature } from '../../../shared/packet-format/checks/signature';
import { readCms } from '../../../shared/packet-format/cms-signature';
import { SIGNATURE, SIGNER_CERTIFICATE, TAG_MANIFEST } from '../../../shared/packet-format/packet-layout';

const LIST = Buffer.from('a list of lists\n');
let signer: Signer;
let signature: Uint8Array;

beforeAll(async () => {
  const { privateKey, publicKey } = await makeKeyPair();
  const serial = Buffer.alloc(16, 7);
  const certificatePem = makeCertificate({
    name: 'J. Doe',
    organisation: 'Lab',
    publicKey,
    privateKey,
    serial,
    from: new Date(0),
  });
  signer = makeSigner({ name: 'J. Doe', organisation: 'Lab', certificatePem, privateKey });
  signature = await signer.signDetached(LIST, new Date(Date.UTC(2026, 10, 23)));
});

function check(files: Readonly<Record<string, Uint8Array>>) {
  const source = {
    files: Object.entries(files).map(([path, bytes]) => ({ path, bytes: bytes.length })),
    problems: [],
    read: async (path: string) => files[path] ?? Buffer.alloc(0),
    hash: async () => '',
  };
  return checkSignature(
    new PacketInspection(source, {
      sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
      verifySignature: (bytes, text, pem) => {
        try {
          return verify('sha256', bytes, new X509Certificate(pem).publicKey, Buffer.from(text, 'base64'));
        } catch {
          return false;
        }
      },
      keyFingerprint: () => signer.fingerprint,
    }),
  );
}

const whole = () => ({
  [TAG_MANIFEST]: LIST,
  [SIGNATURE]: signature,
  [SIGNER_CERTIFICATE]: Buffer.from(signer.certificatePem),
});

describe('the signature of a packet', () => {
  test('fits', async () => {
    expect(await check(whole())).toMatchObject({ ok: true });
  });

  test('counts in each of its bits', async () => {
    for (let index = 0; index < signature.length; index += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const spoilt = Uint8Array.from(signature);
        spoilt[index] = (spoilt[index] ?? 0) ^ (1 << bit);
        const { ok } = await check({ ...whole(), [SIGNATURE]: spoilt });
        if (ok) {
          expect.fail(`bit ${bit} of byte ${index} does not count`);
        }
      }
    }
  }, 60_000);

  test('does not fit a changed list, another certificate, or nothing', async () => {
    expect(await check({ ...whole(), [TAG_MANIFEST]: Buffer.from('another list\n') })).toMatchObject({ ok: false });
    expect(
      await check({
        ...whole(),
        [SIGNER_CERTIFICATE]: Buffer.from('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
      }),
    ).toMatchObject({ ok: false });
    expect(await check({ [TAG_MANIFEST]: LIST })).toMatchObject({ ok: false });
    expect(await check({ ...whole(), [SIGNATURE]: Buffer.alloc(0) })).toMatchObject({ ok: false });
  });

  test('cut at any length is not read as one', () => {
    for (let length = 0; length < signature.length; length += 1) {
      expect(readCms(signature.subarray(0, length))).toBeUndefined();
    }
  });
});
