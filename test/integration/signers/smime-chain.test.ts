/** Chains of S/MIME signers beside OpenSSL: who signed, by whose certificate, to which root. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { NOTHING_HELD, signerViews } from '../../../electron/engine/message/signers-view';
import { readAnatomy } from '../../../shared/email/anatomy';
import { readCertificateFile } from '../../../shared/signers/certificate-file';
import { CertificateCollector } from '../../../shared/signers/held-certificates';
import { hasProgram } from '../../helpers/has-program';
import { MAIL, type Made, OpensslAuthority } from './openssl-authority';

const hasOpenssl = hasProgram('openssl');

/** The first signature of a message, with these files held as E-001, E-002, … */
function judged(mail: Uint8Array, files: readonly string[]) {
  const collector = new CertificateCollector({ certificates: 1_000, bytes: 1 << 24 }, (bytes) =>
    createHash('sha256').update(bytes).digest('hex'),
  );
  for (const [index, file] of files.entries()) {
    collector.add(readCertificateFile(readFileSync(file)), { evidence: `E-00${index + 1}` });
  }
  const [view] = signerViews(mail, readAnatomy(mail), true, { ...NOTHING_HELD, certificates: collector.collected() });
  return view;
}

function isAccepted(view: ReturnType<typeof judged>): boolean {
  return view?.content === 'unchanged' && view.signature === 'good' && view.chain?.result === 'leads';
}

describe.skipIf(!hasOpenssl)('chains of signers beside OpenSSL', () => {
  let lab: OpensslAuthority;
  let root: Made;
  let issuing: Made;
  let signer: Made;

  beforeAll(() => {
    lab = new OpensslAuthority();
    root = lab.issue(undefined, { name: 'Example Root' });
    issuing = lab.issue(root, { name: 'Example Issuing' });
    signer = lab.issue(issuing, { name: 'Anna Example', extensions: MAIL });
  });

  const both = (mail: Uint8Array, roots: readonly Made[], further: readonly string[] = []) => {
    const files = roots.map(({ certificate }) => certificate);
    const view = judged(mail, files);
    return { view, ours: isAccepted(view), openssl: lab.accepts(mail, files, further) };
  };

  test('a chain that leads to a root that was taken in', () => {
    const { view, ours, openssl } = both(lab.sign(signer, [issuing]), [root]);
    expect([ours, openssl]).toEqual([true, true]);
    expect(view).toMatchObject({ isFrom: true, chain: { clock: 'signature' } });
    expect(view?.chain?.certificates.map(({ name, evidence }) => [name, evidence])).toEqual([
      ['Anna Example', null],
      ['Example Issuing', null],
      ['Example Root', 'E-001'],
    ]);
    expect(view?.chain?.reason).toContain('“Example Root” that was taken in as evidence E-001');
  });

  test.each([
    ['RSA', 'rsa:2048', []],
    ['RSA with PSS', 'rsa:2048', ['-keyopt', 'rsa_padding_mode:pss']],
    ['P-384 with SHA-384', 'P-384', ['-md', 'sha384']],
    ['without attributes', 'P-256', ['-noattr']],
    ['RSA without attributes', 'rsa:2048', ['-noattr']],
    ['around the part', 'P-256', ['-nodetach']],
    ['around the part, without attributes', 'P-256', ['-nodetach', '-noattr']],
    ['named by the number of the key', 'P-256', ['-keyid']],
    ['with an ESS attribute', 'P-256', ['-cades']],
  ] as const)('%s', (_, kind, further) => {
    const one = lab.issue(issuing, { kind, extensions: MAIL });
    const { ours, openssl } = both(lab.sign(one, [issuing], further), [root]);
    expect([ours, openssl]).toEqual([true, true]);
  });

  test('an authority with RSA', () => {
    const other = lab.issue(undefined, { kind: 'rsa:2048' });
    const one = lab.issue(other, { extensions: MAIL });
    const { ours, openssl } = both(lab.sign(one, []), [other]);
    expect([ours, openssl]).toEqual([true, true]);
  });

  test.each([
    ['expired', { until: '20210101000000Z' }, 'expired'],
    ['not valid yet', { from: '20980101000000Z' }, 'not-yet-valid'],
    ['for servers', { extensions: [...MAIL.slice(0, 2), 'extendedKeyUsage=serverAuth'] }, 'not-for-mail'],
    ['for encryption', { extensions: ['keyUsage=critical,keyEncipherment', ...MAIL.slice(2)] }, 'not-for-signing'],
  ] as const)('a certificate that is %s', (_, choices, kind) => {
    const one = lab.issue(issuing, { extensions: MAIL, ...choices });
    const { view, ours, openssl } = both(lab.sign(one, [issuing]), [root]);
    expect([ours, openssl]).toEqual([false, false]);
    expect([kind, view?.signature, view?.chain?.result]).toEqual([kind, 'good', 'fails']);
  });

  test.each([
    ['expired', { until: '20210101000000Z' }],
    ['no authority', { extensions: ['basicConstraints=CA:false', 'subjectKeyIdentifier=hash'] }],
    ['not for issuing', { extensions: ['basicConstraints=critical,CA:true', 'keyUsage=critical,digitalSignature'] }],
    ['for servers', { extensions: ['basicConstraints=critical,CA:true', 'extendedKeyUsage=serverAuth'] }],
  ] as const)('an issuer that is %s', (_, choices) => {
    const between = lab.issue(root, choices);
    const one = lab.issue(between, { extensions: MAIL });
    const { view, ours, openssl } = both(lab.sign(one, [between]), [root]);
    expect([ours, openssl, view?.chain?.result]).toEqual([false, false, 'fails']);
  });

  test('more authorities below one than it allows', () => {
    const short = lab.issue(root, { extensions: ['basicConstraints=critical,CA:true,pathlen:0'] });
    const below = lab.issue(short);
    const one = lab.issue(below, { extensions: MAIL });
    const { view, ours, openssl } = both(lab.sign(one, [short, below]), [root]);
    expect([ours, openssl, view?.chain?.result]).toEqual([false, false, 'fails']);
  });

  test('another root of the same name, and a root that came with the message alone', () => {
    const other = lab.issue(undefined, { name: 'Example Root' });
    const named = both(lab.sign(signer, [issuing]), [other]);
    expect([named.ours, named.openssl, named.view?.chain?.result]).toEqual([false, false, 'no-path']);
    expect(named.view?.chain?.reason).toContain('none of the certificates of that name has the key that signed it');
    const brought = both(lab.sign(signer, [issuing, root]), [other]);
    expect([brought.ours, brought.openssl, brought.view?.chain?.result]).toEqual([false, false, 'no-path']);
  });

  test('an issuer that is nowhere, then held', () => {
    const mail = lab.sign(signer, []);
    const without = both(mail, [root]);
    expect([without.ours, without.openssl, without.view?.chain?.result]).toEqual([false, false, 'no-path']);
    const held = both(mail, [root, issuing]);
    expect([held.ours, held.openssl]).toEqual([true, true]);
  });

  test('a signer’s certificate that did not come with the message', () => {
    const mail = lab.sign(signer, [], ['-nocerts']);
    expect(judged(mail, [root.certificate])).toMatchObject({
      signature: 'not-determined',
      chain: { result: 'not-determined' },
    });
    const held = judged(mail, [root.certificate, issuing.certificate, signer.certificate]);
    const further = ['-certfile', signer.certificate];
    expect([isAccepted(held), lab.accepts(mail, [root.certificate, issuing.certificate], further)]).toEqual([
      true,
      true,
    ]);
    expect(held).toMatchObject({ signer: 'Anna Example', addresses: ['anna@example.org'], isFrom: true });
  });

  test('nothing held: not determined, and the signature is checked all the same', () => {
    const view = judged(lab.sign(signer, [issuing]), []);
    expect(view).toMatchObject({ signature: 'good', chain: { result: 'not-determined', certificates: [] } });
    expect(view?.chain?.reason).toContain('no certificates were taken in');
  });

  test('a part that was changed', () => {
    for (const further of [[], ['-noattr']]) {
      const mail = Buffer.from(
        lab.sign(signer, [issuing], further).toString('latin1').replace('morning', 'evening'),
        'latin1',
      );
      const { ours, openssl } = both(mail, [root]);
      expect([ours, openssl]).toEqual([false, false]);
    }
  });

  test('an address that is not the sender’s', () => {
    const one = lab.issue(issuing, { extensions: [...MAIL.slice(0, 3), 'subjectAltName=email:carl@example.com'] });
    expect(both(lab.sign(one, [issuing]), [root]).view).toMatchObject({ isFrom: false, chain: { result: 'leads' } });
  });

  test('a root of version 1', () => {
    const key = lab.key('P-256');
    const [request, certificate] = [lab.at('old.csr'), lab.at('old.crt')];
    lab.run('req', '-new', '-config', 'ca.cnf', '-key', key, '-subj', '/CN=Old Root', '-out', request);
    lab.run('x509', '-req', '-in', request, '-signkey', key, '-days', '3000', '-out', certificate);
    const one = lab.issue({ certificate, key }, { extensions: MAIL });
    const { ours, openssl } = both(lab.sign(one, []), [{ certificate, key }]);
    expect([ours, openssl]).toEqual([true, true]);
  });

  test('revoked, by a list that was taken in', () => {
    const lost = lab.issue(issuing, { extensions: MAIL });
    lab.revoke(issuing, lost);
    const lists = [lab.revocationList(issuing), lab.revocationList(root, 1)];
    const files = [root.certificate, ...lists];
    const checked = ['-crl_check', '-crl_check_all'];
    const good = judged(lab.sign(signer, [issuing]), files);
    expect([isAccepted(good), lab.accepts(lab.sign(signer, [issuing]), files, checked)]).toEqual([true, true]);
    expect(good?.chain?.reason).toContain('is not among those revoked');
    const mail = lab.sign(lost, [issuing]);
    const bad = judged(mail, files);
    expect([isAccepted(bad), lab.accepts(mail, files, checked)]).toEqual([false, false]);
    expect(bad?.chain).toMatchObject({ result: 'fails', reason: expect.stringContaining('E-002') });
  });

  test('revoked after the time that validity is judged at: told, and no failure', () => {
    const lost = lab.issue(issuing, { extensions: MAIL });
    lab.revoke(issuing, lost);
    const view = judged(lab.sign(lost, [issuing], ['-noattr']), [root.certificate, lab.revocationList(issuing)]);
    expect(view?.chain).toMatchObject({ result: 'leads', clock: 'date', judgedAt: '2021-05-20T14:15:55.000Z' });
    expect(view?.chain?.reason).toContain('has been revoked since');
  });

  test('a list that another key signed says nothing', () => {
    const lost = lab.issue(issuing, { extensions: MAIL });
    lab.revoke(issuing, lost);
    const list = lab.revocationList(lab.issue(root, { name: 'Example Issuing' }));
    const view = judged(lab.sign(lost, [issuing]), [root.certificate, list]);
    expect(view?.chain).toMatchObject({
      result: 'leads',
      reason: expect.stringContaining('was not determined: no list of their issuers'),
    });
  });

  test.each([
    ['permitted;email:example.org', 'leads'],
    ['permitted;email:anna@example.org', 'leads'],
    ['permitted;email:.example.org', 'fails'],
    ['permitted;email:example.com', 'fails'],
    ['permitted;email:example.com,permitted;email:example.org', 'leads'],
    ['excluded;email:example.org', 'fails'],
    ['excluded;email:example.com', 'leads'],
    ['permitted;DNS:example.com', 'leads'],
    ['permitted;dirName:anna', 'leads'],
  ] as const)('an authority that may issue for %s', (rule, result) => {
    const rules = [
      'basicConstraints=critical,CA:true',
      `nameConstraints=critical,${rule}`,
      '[anna]',
      'CN=Anna Example',
    ];
    const between = lab.issue(root, { extensions: rules });
    const one = lab.issue(between, { name: 'Anna Example', extensions: MAIL });
    const { view, openssl } = both(lab.sign(one, [between]), [root]);
    expect([openssl, view?.chain?.result]).toEqual([result === 'leads', result]);
  });

  test('names that may be the same and are encoded otherwise leave the question open', () => {
    const rules = [
      'basicConstraints=critical,CA:true',
      'nameConstraints=permitted;dirName:anna',
      '[anna]',
      'CN=anna EXAMPLE',
    ];
    const between = lab.issue(root, { extensions: rules });
    const one = lab.issue(between, { name: 'Anna Example', extensions: MAIL });
    const { view, openssl } = both(lab.sign(one, [between]), [root]);
    expect([openssl, view?.chain?.result]).toEqual([true, 'not-determined']);
  });
});
