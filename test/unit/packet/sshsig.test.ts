import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { pointOf, signForSsh } from '../../../electron/engine/identity/sign-for-ssh';
import type { Signer } from '../../../electron/engine/identity/signer';
import { PACKET_TOOLS } from '../../../electron/engine/packet/packet-tools';
import { toBase64 } from '../../../shared/packet-format/pem';
import {
  allowedSigners,
  formatSshSignature,
  parseSshSignature,
  sshSignedBytes,
} from '../../../shared/packet-format/sshsig';
import fc from '../../helpers/properties';
import { testSigner } from '../../helpers/test-signer';

const LIST = Buffer.from('a list of lists\n');
let signer: Signer;
let text: string;

beforeAll(async () => {
  signer = await testSigner();
  text = await signForSsh(signer, LIST);
});

/** DER of an ECDSA signature with these two numbers. */
function ecdsa(r: Uint8Array, s: Uint8Array): Uint8Array {
  const integer = (bytes: Uint8Array) => {
    const trimmed = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
    const content = (trimmed[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), trimmed]) : Buffer.from(trimmed);
    return Buffer.concat([Buffer.of(2, content.length), content]);
  };
  const body = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

const number = fc.uint8Array({ minLength: 1, maxLength: 32 }).filter((bytes) => bytes.some((byte) => byte !== 0));
const point = fc.uint8Array({ minLength: 65, maxLength: 65 });

describe('an SSH signature', () => {
  test('is read back and verifies over the hash of the content', async () => {
    const read = parseSshSignature(text);
    expect(Buffer.from(read?.point ?? [])).toEqual(Buffer.from(pointOf(signer.certificatePem)));
    const bytes = sshSignedBytes(createHash('sha512').update(LIST).digest());
    const signature = toBase64(read?.signature ?? new Uint8Array());
    expect(await PACKET_TOOLS.verifySignature(bytes, signature, signer.certificatePem)).toBe(true);
    const other = sshSignedBytes(createHash('sha512').update('another list\n').digest());
    expect(await PACKET_TOOLS.verifySignature(other, signature, signer.certificatePem)).toBe(false);
  });

  test('of any key and any two numbers is written and read without loss', () => {
    fc.assert(
      fc.property(point, number, number, (key, r, s) => {
        const given = { point: key, signature: ecdsa(r, s) };
        const read = parseSshSignature(formatSshSignature(given));
        expect(read).toBeDefined();
        expect(Buffer.from(read?.point ?? [])).toEqual(Buffer.from(key));
        expect(Buffer.from(read?.signature ?? [])).toEqual(given.signature);
      }),
    );
  });

  test('counts in each of its characters: no other text is read as the same signature', async () => {
    const bytes = sshSignedBytes(createHash('sha512').update(LIST).digest());
    for (let at = 0; at < text.length; at += 1) {
      for (const bit of [1, 4, 32]) {
        const changed = Buffer.from(text, 'latin1');
        changed[at] = (changed[at] ?? 0) ^ bit;
        const read = parseSshSignature(changed.toString('latin1'));
        const isOwnKey = read !== undefined && Buffer.from(read.point).equals(pointOf(signer.certificatePem));
        const fits =
          isOwnKey && (await PACKET_TOOLS.verifySignature(bytes, toBase64(read.signature), signer.certificatePem));
        if (fits) {
          expect.fail(`bit ${bit} of character ${at} does not count`);
        }
      }
    }
  });

  test('cut at any length, or with more behind it, is not read', () => {
    for (let length = 0; length < text.length; length += 1) {
      expect(parseSshSignature(text.slice(0, length))).toBeUndefined();
    }
    for (const more of ['\n', ' ', 'x', text]) {
      expect(parseSshSignature(text + more)).toBeUndefined();
      expect(parseSshSignature(more + text)).toBeUndefined();
    }
  });

  test('any text and any bytes in the frame are taken calmly', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => void parseSshSignature(any)));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const lines = toBase64(bytes).match(/.{1,70}/g) ?? [];
        const framed = `-----BEGIN SSH SIGNATURE-----\n${lines.join('\n')}\n-----END SSH SIGNATURE-----\n`;
        expect(parseSshSignature(framed)).toBeUndefined();
      }),
    );
  });

  test('names its namespace in the list of allowed signers, and one key', () => {
    expect(allowedSigners(pointOf(signer.certificatePem))).toMatch(
      /^examiner namespaces="evidence-packet" ecdsa-sha2-nistp256 [A-Za-z0-9+/]+=*\n$/,
    );
  });
});
