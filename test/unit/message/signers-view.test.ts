import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { NOTHING_HELD, signerViews } from '../../../electron/engine/message/signers-view';
import { readAnatomy } from '../../../shared/email/anatomy';
import { readCertificateFile } from '../../../shared/signers/certificate-file';
import { CertificateCollector } from '../../../shared/signers/held-certificates';
import { bytesOf, HONEST, render, withField } from '../analysis/honest-mail';
import {
  authorityCertificate,
  base64Lines,
  pgpBody,
  SIGNED_PART,
  signedBody,
  smimeBody,
  smimeSignature,
} from '../analysis/signatures/sample-signatures';
import { hasSharedCorpora, readBytes, sharedCorpora } from '../email/corpora';

const viewsOf = (bytes: Uint8Array, isWhole = true) => signerViews(bytes, readAnatomy(bytes), isWhole);
const mail = ([type, body]: readonly [string, string]) => bytesOf(render(withField('Content-Type', type), body));

describe('what is shown of a signature by the author', () => {
  it('names the certificate, its issuer and what was checked', () => {
    const [view] = viewsOf(mail(smimeBody()));
    expect(view).toMatchObject({
      form: 'smime',
      signer: 'Anna Example',
      addresses: ['anna@example.org'],
      issuer: 'Example Issuing CA',
      signedAt: '2021-05-20T14:15:54.000Z',
      content: 'unchanged',
      signature: 'good',
    });
    expect(view?.chain).toMatchObject({ result: 'not-determined', clock: 'signature', certificates: [] });
    expect(view?.chain?.reason).toContain('no certificates were taken in as evidence');
  });

  it('tells a signature that does not fit its key from a part that was changed', () => {
    const signature = smimeSignature(Buffer.from(SIGNED_PART, 'latin1'));
    // The last byte is one of the signature's second number.
    signature.writeUInt8(signature.readUInt8(signature.length - 1) ^ 1, signature.length - 1);
    expect(viewsOf(mail(signedBody('smime', base64Lines(signature))))).toMatchObject([
      { content: 'unchanged', signature: 'bad' },
    ]);
    const [type, body] = smimeBody({ digest: 'sha512' });
    expect(viewsOf(mail([type, body.replace('morning', 'evening')]))).toMatchObject([
      { content: 'changed', signature: 'good' },
    ]);
  });

  it('does not say that an OpenPGP signature is good', () => {
    const [view] = viewsOf(mail(pgpBody({ user: 'Anna Example <anna@example.org>' })));
    expect(view).toMatchObject({ form: 'pgp', addresses: ['anna@example.org'], signature: 'not-determined' });
    expect(view?.reason).toContain('the signer’s key neither came with the message');
  });

  test.each([
    ['Anna Example <anna@example.org>', true, 'It is for the address in the From field.'],
    ['Ben Example <ben@example.net>', false, 'It is not for the address in the From field.'],
    ['Anna <anna@example.org>, Ben <ben@example.net>', false, 'It is not for the address in the From field.'],
  ])('compares the certificate with the From field alone: %s', (from, isFrom, sentence) => {
    const [type, body] = smimeBody();
    const fields = withField('From', from, [...HONEST, ['Sender', 'anna@example.org']]);
    const [view] = viewsOf(bytesOf(render(withField('Content-Type', type, fields), body)));
    expect(view?.isFrom).toBe(isFrom);
    expect(view?.reason).toContain(sentence);
  });

  it('compares nothing where no sender is told', () => {
    const [type, body] = smimeBody();
    const [view] = viewsOf(bytesOf(render(withField('Content-Type', type, withField('From', 'undisclosed')), body)));
    expect(view?.isFrom).toBeNull();
  });

  it('checks by the key of the certificate that the chain begins with, and not by another of the same number', () => {
    const collector = new CertificateCollector({ certificates: 10, bytes: 1 << 16 }, (der) => String(der.length));
    collector.add(readCertificateFile(authorityCertificate()), { evidence: 'E-001' });
    const held = { ...NOTHING_HELD, certificates: collector.collected() };
    const judged = (choices: Parameters<typeof smimeBody>[0]) => {
      const bytes = mail(smimeBody(choices));
      return signerViews(bytes, readAnatomy(bytes), true, held);
    };
    expect(judged({ rsa: 'own', hasDouble: true })).toMatchObject([{ signature: 'good', chain: { result: 'leads' } }]);
    expect(judged({ rsa: 'other', hasDouble: true })).toMatchObject([{ signature: 'bad', chain: { result: 'leads' } }]);
  });

  it('says nothing of a message that was not read to its end, or has none', () => {
    expect(viewsOf(mail(smimeBody()), false)).toEqual([]);
    expect(viewsOf(bytesOf(render(HONEST)))).toEqual([]);
  });
});

describe.skipIf(!hasSharedCorpora)('S/MIME of real programs', () => {
  test.each([
    ['mimekit/smime/thunderbird-signed.txt', 'good'],
    ['rt/smime/mails/1-signed.eml', 'good'],
    ['rt/smime/mails/2-signed-attachment.eml', 'good'],
    ['kde-messagelib/mimetreeparser/smime-opaque-sign.mbox', 'not-determined'],
    // Anonymised by its collectors: what was signed was changed, the signature over its digest holds.
    ['kde-messagelib/mimetreeparser/smime-signed-apple.mbox', 'good'],
  ])('%s: %s', (file, signature) => {
    const views = viewsOf(readBytes(join(sharedCorpora, 'formats/smime-pgp', file)));
    expect(views.map((view) => view.signature)).toEqual([signature]);
  });

  it('leads one of 2013 to the root that is kept beside it', () => {
    const folder = join(sharedCorpora, 'formats/smime-pgp/mimekit/smime');
    const bytes = readBytes(join(folder, 'thunderbird-signed.txt'));
    const collector = new CertificateCollector({ certificates: 10, bytes: 1 << 16 }, (der) => String(der.length));
    const file = readCertificateFile(readBytes(join(folder, 'StartComCertificationAuthority.crt')));
    collector.add(file, { evidence: 'E-009' });
    const held = { ...NOTHING_HELD, certificates: collector.collected() };
    const [view] = signerViews(bytes, readAnatomy(bytes), true, held);
    expect(view?.chain).toMatchObject({ result: 'leads', judgedAt: '2013-11-02T20:28:04.000Z' });
    expect(view?.chain?.certificates.map(({ evidence }) => evidence)).toEqual([null, null, 'E-009']);
  });
});

describe.skipIf(!hasSharedCorpora)('OpenPGP of real programs, by keys that came along', () => {
  test.each([
    ['ham/lists/linux-hyperv.vger.kernel.org/2021/5871ca2ac3ea.eml', 'attached'],
    ['ham/lists/linux-hyperv.vger.kernel.org/2023/06905b4f6a76.eml', 'attached'],
  ])('%s', (file, source) => {
    const views = viewsOf(readBytes(join(sharedCorpora, file)));
    expect(views).toMatchObject([{ content: 'unchanged', signature: 'good', key: { source, problems: [] } }]);
  });
});
