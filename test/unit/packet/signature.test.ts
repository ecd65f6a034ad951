import { beforeAll, describe, expect, test } from 'vitest';
import type { Signer } from '../../../electron/engine/identity/signer';
import { PACKET_TOOLS } from '../../../electron/engine/packet/packet-tools';
import { PacketInspection } from '../../../shared/packet-format/checks/packet-inspection';
import { checkSignature } from '../../../shared/packet-format/checks/signature';
import { readCms } from '../../../shared/packet-format/cms-signature';
import {
  EXAMINER_CERTIFICATE,
  ROOT_CERTIFICATE,
  SIGNATURE,
  TAG_MANIFEST,
} from '../../../shared/packet-format/packet-layout';
import { testSigner } from '../../helpers/test-signer';

const LIST = Buffer.from('a list of lists\n');
let signer: Signer;
let signature: Uint8Array;

beforeAll(async () => {
  signer = await testSigner('J. Doe', 'Lab');
  signature = await signer.signDetached(LIST, new Date(Date.UTC(2026, 10, 23)));
});

function check(files: Readonly<Record<string, Uint8Array>>) {
  const source = {
    files: Object.entries(files).map(([path, bytes]) => ({ path, bytes: bytes.length })),
    problems: [],
    read: async (path: string) => files[path] ?? Buffer.alloc(0),
    hash: async () => '',
  };
  return checkSignature(new PacketInspection(source, PACKET_TOOLS, { now: 0, trusted: new Set(), revocations: [] }));
}

const whole = () => ({
  [TAG_MANIFEST]: LIST,
  [SIGNATURE]: signature,
  [EXAMINER_CERTIFICATE]: Buffer.from(signer.certificatePem),
  [ROOT_CERTIFICATE]: Buffer.from(signer.issuersPem[0] ?? ''),
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
        [EXAMINER_CERTIFICATE]: Buffer.from('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
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
