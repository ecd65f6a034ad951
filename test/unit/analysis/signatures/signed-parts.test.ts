import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { armouredBlocks } from '../../../../shared/analysis/signatures/pgp-armour';
import { signedParts } from '../../../../shared/analysis/signatures/signed-parts';
import { signedPartTimes } from '../../../../shared/analysis/times/signed-part';
import { readAnatomy } from '../../../../shared/email/anatomy';
import fc from '../../../helpers/properties';
import { hasSharedCorpora, readBytes, sharedCorpora } from '../../email/corpora';
import { bytesOf, HONEST, render, withField } from '../honest-mail';
import {
  armour,
  PGP_KEY,
  pgpBody,
  pgpKey,
  pgpPacket,
  signedBody,
  smimeBody,
  smimeSignature,
} from './sample-signatures';

const partsIn = (bytes: Uint8Array) => signedParts({ bytes, anatomy: readAnatomy(bytes) });
const timesIn = (bytes: Uint8Array) => signedPartTimes(bytes, readAnatomy(bytes));
const mail = ([type, body]: readonly [string, string]) => bytesOf(render(withField('Content-Type', type), body));
const iso = (timeMs: number): string => new Date(timeMs).toISOString();
const under = (bytes: Uint8Array, { start, end }: { start: number; end: number }): string =>
  Buffer.from(bytes.subarray(start, end)).toString('latin1');

describe('a message signed with S/MIME', () => {
  const bytes = mail(smimeBody());

  it('tells whose certificate it is, and that the part is the signed one', () => {
    const [signature] = partsIn(bytes).signatures;
    expect(signature).toMatchObject({
      form: 'smime',
      isOwn: true,
      hash: 'SHA-256',
      content: 'unchanged',
      signer: 'Anna Example',
      addresses: ['anna@example.org'],
      certificate: { issuerName: 'Example Issuing CA' },
    });
    expect(signature?.covers && under(bytes, signature.covers)).toContain('Good morning');
  });

  it('gives the time of signing and the certificate’s days, each at its own bytes', () => {
    const times = timesIn(bytes);
    expect(times.map(({ kind, bound, timeMs }) => `${kind} ${bound} ${iso(timeMs)}`)).toEqual([
      'smime.signed equality 2021-05-20T14:15:54.000Z',
      'certificate.begins lower 2021-01-01T00:00:00.000Z',
      'certificate.expires upper 2022-01-01T00:00:00.000Z',
    ]);
    const written = times.map(({ span }) => {
      // Whole groups of four letters around the place: what they decode to holds the digits.
      const letters = under(bytes, { start: span.start - 6, end: span.end + 6 }).replace(/\s/g, '');
      return [0, 1, 2, 3].map((skip) => Buffer.from(letters.slice(skip), 'base64').toString('latin1')).join(' ');
    });
    expect(written[0]).toContain('210520141554Z');
    expect(written[1]).toContain('210101000000Z');
  });
});

describe('a message signed with OpenPGP', () => {
  test.each([3, 4, 6] as const)('of version %i tells its time and key', (version) => {
    const bytes = mail(pgpBody({ version }));
    expect(partsIn(bytes).signatures).toMatchObject([{ form: 'pgp', content: 'unchanged', signer: PGP_KEY }]);
    expect(timesIn(bytes).map(({ kind, timeMs }) => `${kind} ${iso(timeMs)}`)).toEqual([
      'pgp.signed 2021-05-20T14:15:54.000Z',
    ]);
  });

  it('as a file’s own signature bounds the message and does not date it', () => {
    const [type, body] = pgpBody();
    const bytes = mail([type.replace('multipart/signed', 'multipart/mixed'), body]);
    expect(timesIn(bytes)).toMatchObject([{ kind: 'pgp.signed', bound: 'lower', whose: 'content' }]);
  });

  it('bounds a message by the keys that came with it', () => {
    const key = armour('PUBLIC KEY BLOCK', pgpKey('2020-02-03T04:05:06Z'));
    const bytes = mail(['application/pgp-keys', key]);
    expect(timesIn(bytes).map(({ kind, bound, timeMs }) => `${kind} ${bound} ${iso(timeMs)}`)).toEqual([
      'pgp-key.created lower 2020-02-03T04:05:06.000Z',
    ]);
  });

  it('reads armour whose check sum fits, and says where it does not', () => {
    const text = '-----BEGIN PGP SIGNATURE-----\nVersion: x\n\niF0=\n=nyhV\n-----END PGP SIGNATURE-----\n';
    expect(armouredBlocks(text).map(({ bytes: [...read], hasRightSum }) => ({ read, hasRightSum }))).toEqual([
      { read: [0x88, 0x5d], hasRightSum: false },
    ]);
  });
});

it('does not take a signature in an enclosed message for the message’s own', () => {
  const [type, body] = smimeBody();
  const inner = render(withField('Content-Type', type), body);
  const bytes = bytesOf(render(withField('Content-Type', 'message/rfc822'), inner));
  expect(partsIn(bytes).signatures).toMatchObject([{ isOwn: false, content: 'unchanged' }]);
  expect(timesIn(bytes).map(({ kind, bound }) => `${kind} ${bound}`)).toEqual([
    'smime.signed lower',
    'certificate.begins lower',
  ]);
});

function damaged(whole: Buffer, at: number, put: Uint8Array): Buffer {
  const changed = Buffer.from(whole);
  const start = at % changed.length;
  changed.set(put.subarray(0, changed.length - start), start);
  return changed;
}

describe('hostile signatures', () => {
  const smime = smimeSignature(Buffer.from('x'), { isOpaque: true });
  const pgp = pgpPacket(Buffer.from('x'));

  it('never throw, and keep every place inside of the message', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.constantFrom(smime, pgp),
        fc.nat(),
        fc.uint8Array({ minLength: 1, maxLength: 4 }),
        fc.nat(),
        (isSmime, whole, at, put, cut) => {
          const signature = damaged(whole, at, put).subarray(0, cut % (whole.length + 1));
          const bytes = mail(
            isSmime
              ? signedBody('smime', signature.toString('base64'))
              : signedBody('pgp', armour('SIGNATURE', signature)),
          );
          const spans = [...partsIn(bytes).signatures, ...timesIn(bytes)].map(({ span }) => span);
          expect(spans.filter(({ start, end }) => start < 0 || end <= start || end > bytes.length)).toEqual([]);
        },
      ),
    );
  });

  it('in elements inside of elements, and blocks that never end, are read to a bound', () => {
    const deep = Buffer.from('3080'.repeat(60_000), 'hex').toString('base64');
    expect(partsIn(mail(signedBody('smime', deep))).signatures).toEqual([]);
    const open = '-----BEGIN PGP SIGNED MESSAGE-----\r\n-----BEGIN PGP SIGNATURE-----\r\n'.repeat(5_000);
    expect(partsIn(bytesOf(render(HONEST, open))).signatures).toEqual([]);
  });
});

it('computes digests over so many bytes of a message, and says of the rest that it was not determined', () => {
  const signature = armour('SIGNATURE', pgpPacket(Buffer.from('something else')));
  const part = `Content-Type: text/plain\r\n\r\n${`${'x'.repeat(78)}\r\n`.repeat(75_000)}`;
  const wrap = (inner: string, depth: number): string => {
    const lines = [`--d${depth}`, inner, `--d${depth}`, 'Content-Type: application/pgp-signature', '', signature];
    return [`Content-Type: multipart/signed; boundary=d${depth}`, '', ...lines, `--d${depth}--`, ''].join('\r\n');
  };
  const nested = [1, 2, 3, 4, 5].reduce(wrap, part);
  const bytes = bytesOf(`From: anna@example.org\r\n${nested}`);
  expect(partsIn(bytes).signatures.map(({ content }) => content)).toEqual([
    'changed',
    'changed',
    'changed',
    'changed',
    'not-determined',
  ]);
});

const CORPUS = join(sharedCorpora, 'formats/smime-pgp');

/** Real messages whose makers say that the signature is good; and one that they made bad. */
const REAL: readonly (readonly [file: string, state: string, signer: string])[] = [
  ['kde-messagelib/mimetreeparser/openpgp-inline-signed-broken.mbox', 'changed', '8d9860c58f246de6'],
  ['kde-messagelib/mimetreeparser/openpgp-inline-signed.mbox', 'unchanged', '8d9860c58f246de6'],
  ['kde-messagelib/mimetreeparser/openpgp-signed-mailinglist.mbox', 'unchanged', 'd6b72eb1a7f1db43'],
  ['kde-messagelib/mimetreeparser/openpgp-signed-two-attachments.mbox', 'unchanged', '8d9860c58f246de6'],
  ['kde-messagelib/mimetreeparser/smime-opaque-sign.mbox', 'unchanged', ''],
  ['mimekit/openpgp/[Announce]_GnuPG_2.1.20_released.eml', 'unchanged', 'e4b868c8f90c8964b5af9dbc4f0540d577f95f95'],
  ['mimekit/smime/thunderbird-signed.txt', 'unchanged', 'fejj@gnome.org'],
  ['rt/gnupg/emails/1-signed-MIME-plain.txt', 'unchanged', 'd328035d84881f1b'],
  ['rt/gnupg/emails/4-signed-inline-plain.txt', 'unchanged', 'd328035d84881f1b'],
  ['rt/gnupg/emails/6-signed-inline-with-binary.txt', 'unchanged', 'd328035d84881f1b'],
  ['rt/smime/mails/1-signed.eml', 'unchanged', 'sender'],
  ['rt/smime/mails/3-signed-binary.eml', 'unchanged', 'sender'],
];

describe.skipIf(!hasSharedCorpora)('signatures of real programs', () => {
  test.each(REAL)('%s', (file, state, signer) => {
    const { signatures } = partsIn(readBytes(join(CORPUS, file)));
    expect(signatures.map((one) => [one.content, one.signer])).toContainEqual([state, signer]);
  });
});
