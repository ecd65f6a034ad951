import { HONEST, render, withField, without } from '../honest-mail';
import { armour, base64Lines, pgpBody, pgpPacket, smimeBody, smimeSignature } from '../signatures/sample-signatures';
import type { RuleMails } from './rule-mails';

/** An honest message of 20 May 2021, 14:15:55 UTC, with this type and body. */
const mail = ([type, body]: readonly [string, string], fields = HONEST): string =>
  render(withField('Content-Type', type, fields), body);

const changed = ([type, body]: readonly [string, string]) => [type, body.replace('morning', 'evening')] as const;
const sentBy = (address: string) => withField('From', `Anna Example <${address}>`);
const later = withField('Date', 'Wed, 26 May 2021 16:15:55 +0200');

const clearText = (text: string, signed = text): string =>
  `-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\n${text}\r\n${armour('SIGNATURE', pgpPacket(Buffer.from(signed, 'latin1')))}`;

const signedByTwo = `-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\nGood morning\r\n${armour(
  'SIGNATURE',
  Buffer.concat(
    ['Ben Example <ben@example.net>', 'Anna Example <anna@example.org>'].map((user) =>
      pgpPacket(Buffer.from('Good morning', 'latin1'), { user }),
    ),
  ),
)}`;

const opaque = (choices: Parameters<typeof smimeSignature>[1]) =>
  render(
    [
      ...withField('Content-Type', 'application/pkcs7-mime; smime-type=signed-data'),
      ['Content-Transfer-Encoding', 'base64'],
    ],
    base64Lines(
      smimeSignature(Buffer.from('Content-Type: text/plain\r\n\r\nGood morning\r\n'), { isOpaque: true, ...choices }),
    ),
  );

export const mails: RuleMails = {
  'signature.content-changed': {
    positive: [
      mail(changed(smimeBody())),
      mail(changed(smimeBody({ digest: 'sha512' }))),
      mail(changed(pgpBody())),
      mail(changed(pgpBody({ version: 3 }))),
      render(HONEST, clearText('Good evening', 'Good morning')),
    ],
    nearMiss: [
      mail(smimeBody()),
      // As it lies in files of other systems.
      mail(smimeBody()).replaceAll('\r\n', '\n'),
      mail(pgpBody({ hash: 'sha512' })),
      mail(pgpBody({ version: 6 })).replaceAll('\r\n', '\n'),
      mail(pgpBody({ version: 3, hash: 'sha1' })),
      opaque({ isBer: true }),
      render(HONEST, clearText('- -----\r\nGood morning \t', '-----\r\nGood morning')),
      render(HONEST, clearText('Good\t \r\nmorning', 'Good\t\r\nmorning')),
      // A signature that was damaged itself says nothing about the part.
      mail(changed(pgpBody())).replace('\r\n-----END PGP', '\r\n=AAAA\r\n-----END PGP'),
      // What a list moved elsewhere is not said to be changed.
      mail(changed(smimeBody())).replace('multipart/signed', 'multipart/mixed'),
    ],
  },
  'signature.other-key': {
    positive: [
      mail(smimeBody({ rsa: 'other' })),
      mail(smimeBody({ rsa: 'other', digest: 'sha512', signedAt: null })),
      opaque({ rsa: 'other' }),
    ],
    nearMiss: [
      mail(smimeBody({ rsa: 'own' })),
      mail(smimeBody({ rsa: 'own', digest: 'sha512' })).replaceAll('\r\n', '\n'),
      opaque({ rsa: 'own', isBer: true }),
      // Where the part was changed too, that says enough.
      mail(changed(smimeBody({ rsa: 'other' }))),
      // Keys of curves are checked where signatures are shown.
      mail(smimeBody()),
      // What a list moved elsewhere is not this message's signature.
      mail(smimeBody({ rsa: 'other' })).replace('multipart/signed', 'multipart/mixed'),
    ],
  },
  'signature.time-disagrees': {
    positive: [
      mail(smimeBody(), later),
      mail(pgpBody(), later),
      render(later, clearText('Good morning')),
      opaque({ signedAt: '2021-05-20T16:15:54Z' }),
    ],
    nearMiss: [
      mail(smimeBody()),
      mail(pgpBody({ signedAt: '2021-05-20T15:10:00Z' })),
      mail(smimeBody({ signedAt: null }), later),
      // A signed message that is quoted further down was signed before this one was written.
      render(later, `See below.\r\n\r\n${clearText('Good morning')}`),
      mail(smimeBody(), without('Date')),
    ],
  },
  'signature.certificate-not-valid': {
    positive: [
      mail(smimeBody({ notBefore: '2021-06-01T00:00:00Z' })),
      mail(smimeBody({ notAfter: '2021-05-19T00:00:00Z', version: 1 })),
      mail(smimeBody({ notBefore: '2021-06-01T00:00:00Z', signedAt: null })),
    ],
    nearMiss: [mail(smimeBody()), mail(smimeBody({ notBefore: '2021-05-20T14:40:00Z' })), mail(pgpBody())],
  },
  'signature.other-address': {
    positive: [
      mail(smimeBody({ address: 'ben@example.net' })),
      mail(smimeBody({ address: 'info@example.org', version: 1 })),
      mail(pgpBody({ user: 'Ben Example <ben@example.net>' })),
    ],
    nearMiss: [
      mail(smimeBody()),
      mail(smimeBody(), sentBy('Anna@Example.org')),
      mail(smimeBody(), [...sentBy('list@example.net'), ['Sender', 'anna@example.org']]),
      mail(pgpBody({ user: 'Anna Example <anna@example.org>' })),
      mail(pgpBody({ user: 'Anna Example' })),
      // Two people signed one text, the sender among them.
      render(HONEST, signedByTwo),
    ],
  },
  'signature.signer': {
    positive: [mail(smimeBody()), mail(pgpBody()), render(HONEST, clearText('Good morning')), opaque({})],
    nearMiss: [
      render(HONEST, `> ${clearText('Good morning').replaceAll('\r\n', '\r\n> ')}`),
      mail(['application/pkcs7-mime; smime-type=enveloped-data', 'MIAGCSqGSIb3DQEHA6CAMIACAQA=']),
      render(HONEST, '-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\nGood morning\r\n'),
    ],
  },
};
