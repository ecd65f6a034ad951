import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NOTHING_HELD, signerViews } from '../../../electron/engine/message/signers-view';
import { verifyScheme } from '../../../electron/engine/signers/verify-scheme';
import { readAnatomy } from '../../../shared/email/anatomy';
import { collectKeys } from '../../../shared/signers/pgp/held-keys';
import { readKeyBlock } from '../../../shared/signers/pgp/key-block';
import { readKeyFile } from '../../../shared/signers/pgp/key-file';
import { signingKey } from '../../../shared/signers/pgp/key-state';
import { SignerBudget } from '../../../shared/signers/signer-budget';
import { bytesOf, render, withField } from '../analysis/honest-mail';
import { armour, SIGNED_PART, signedBody } from '../analysis/signatures/sample-signatures';

/** Packets of version 3 and 4 by an RSA key: what GnuPG of today does not write any more, or never did. */

const pair = generateKeyPairSync('rsa', { modulusLength: 1024 });
const jwk = pair.publicKey.export({ format: 'jwk' });

function number(bytes: Buffer): Buffer {
  const digits = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  const bits = digits.length * 8 - Math.clz32(digits.readUInt8(0)) + 24;
  return Buffer.concat([Buffer.from([bits >> 8, bits & 0xff]), digits]);
}

function packet(tag: number, body: Buffer): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt8(0xc0 | tag, 0);
  head.writeUInt8(0xff, 1);
  head.writeUInt32BE(body.length, 2);
  return Buffer.concat([head, body]);
}

const MADE = 1_577_836_800;
const seconds = (time: number): Buffer =>
  Buffer.from([time >>> 24, (time >> 16) & 0xff, (time >> 8) & 0xff, time & 0xff]);
const keyBody = Buffer.concat([
  Uint8Array.of(4),
  seconds(MADE),
  Uint8Array.of(1),
  number(Buffer.from(jwk.n ?? '', 'base64url')),
  number(Buffer.from(jwk.e ?? '', 'base64url')),
]);
const keyHashed = Buffer.concat([Buffer.from([0x99, keyBody.length >> 8, keyBody.length & 0xff]), keyBody]);
const fingerprint = createHash('sha1').update(keyHashed).digest();
const keyNumber = fingerprint.subarray(12);

/** The packet of a signature whose pieces were hashed so. */
function signature(head: Buffer, hashed: Buffer, isRight: boolean): Buffer {
  const value = sign('sha256', hashed, pair.privateKey);
  if (!isRight) value.writeUInt8(value.readUInt8(60) ^ 1, 60);
  const left = createHash('sha256').update(hashed).digest().subarray(0, 2);
  return packet(2, Buffer.concat([head, left, number(value)]));
}

/** Version 3 (RFC 4880 section 5.2.2). */
function olderSignature(content: Buffer): Buffer {
  const hashed = Buffer.concat([Uint8Array.of(0), seconds(MADE + 60)]);
  const head = Buffer.concat([Uint8Array.of(3, 5), hashed, keyNumber, Uint8Array.of(1, 8)]);
  return signature(head, Buffer.concat([content, hashed]), true);
}

/** Version 4, of the key over one of its names. */
function selfSignature(name: string, isRight: boolean): Buffer {
  const area = Buffer.concat([Uint8Array.of(5, 2), seconds(MADE)]);
  const head = Buffer.concat([Uint8Array.of(4, 0x13, 1, 8, 0, area.length), area]);
  const text = Buffer.from(name);
  const trailer = Buffer.from([4, 0xff, 0, 0, 0, head.length]);
  const over = Buffer.concat([keyHashed, Uint8Array.of(0xb4), seconds(text.length), text, head, trailer]);
  return signature(Buffer.concat([head, Uint8Array.of(0, 10, 9, 16), keyNumber]), over, isRight);
}

const ANNA = 'Anna Example <anna@example.org>';
const withName = (...signatures: readonly Buffer[]) =>
  Buffer.concat([packet(6, keyBody), packet(13, Buffer.from(ANNA)), ...signatures]);

describe('packets by an RSA key', () => {
  it('a signature of version 3 is verified', () => {
    const [type, body] = signedBody('pgp', armour('SIGNATURE', olderSignature(Buffer.from(SIGNED_PART))));
    const mail = bytesOf(render(withField('Content-Type', type), body));
    const keys = collectKeys([[readKeyFile(withName(selfSignature(ANNA, true))), { evidence: 'E-001' }]], 1 << 20);
    const [view] = signerViews(mail, readAnatomy(mail), true, { ...NOTHING_HELD, keys });
    expect(view).toMatchObject({
      signature: 'good',
      content: 'unchanged',
      signedAt: '2020-01-01T00:01:00.000Z',
      key: { fingerprint: fingerprint.toString('hex'), names: [ANNA], problems: [] },
    });
  });

  it('a name counts by a signature of the key itself that holds', () => {
    const stateOf = (bytes: Buffer) => {
      const block = readKeyBlock(bytes);
      return block === undefined
        ? undefined
        : signingKey(block, keyNumber.toString('hex'), MADE * 1000, verifyScheme, new SignerBudget());
    };
    expect(stateOf(withName(selfSignature(ANNA, true)))).toMatchObject({ names: [ANNA], problems: [] });
    expect(stateOf(withName(selfSignature(ANNA, false)))).toMatchObject({ names: [], problems: ['no-name'] });
    expect(stateOf(withName(selfSignature('Carl Example <carl@example.com>', true)))).toMatchObject({ names: [] });
    expect(stateOf(withName())).toMatchObject({ names: [], problems: ['no-name'] });
  });

  it('a key with thousands of signatures of its own that do not hold is not followed through all', () => {
    const wrong = selfSignature(ANNA, false);
    const block = readKeyBlock(withName(...Array.from({ length: 5_000 }, () => wrong)));
    let checks = 0;
    const state =
      block === undefined
        ? undefined
        : signingKey(
            block,
            keyNumber.toString('hex'),
            MADE * 1000,
            (...given) => {
              checks += 1;
              return verifyScheme(...given);
            },
            new SignerBudget(),
          );
    expect(state?.problems).toContain('too-many');
    expect(checks).toBeLessThanOrEqual(300);
  });

  it('a shorter number than 16 digits names no key', () => {
    const block = readKeyBlock(withName(selfSignature(ANNA, true)));
    expect(block && signingKey(block, '', 0, verifyScheme, new SignerBudget())).toBeUndefined();
    expect(
      block && signingKey(block, fingerprint.toString('hex').slice(-8), 0, verifyScheme, new SignerBudget()),
    ).toBeUndefined();
  });
});
