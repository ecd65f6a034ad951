/** OpenPGP signatures by keys that are held or came with the message, beside GnuPG. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOTHING_HELD, signerViews } from '../../../electron/engine/message/signers-view';
import { readAnatomy } from '../../../shared/email/anatomy';
import { collectKeys } from '../../../shared/signers/pgp/held-keys';
import { looksLikeKeys, readKeyFile } from '../../../shared/signers/pgp/key-file';
import { hasProgram } from '../../helpers/has-program';
import { bytesOf, HONEST, render, withField } from '../../unit/analysis/honest-mail';
import { SIGNED_PART, signedBody } from '../../unit/analysis/signatures/sample-signatures';
import { GpgLab } from './gpg-lab';

const ANNA = 'Anna Example <anna@example.org>';

function judged(mail: Uint8Array, files: readonly Uint8Array[] = []) {
  const held = files.map((bytes, index) => [readKeyFile(bytes), { evidence: `E-00${index + 1}` }] as const);
  const [view] = signerViews(mail, readAnatomy(mail), true, { ...NOTHING_HELD, keys: collectKeys(held, 1 << 24) });
  return view;
}

const signed = (signature: string, part = SIGNED_PART) => {
  const [type, body] = signedBody('pgp', signature.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'), part);
  return bytesOf(render(withField('Content-Type', type), body));
};

/** With a part behind it, in a `multipart/mixed`. */
function withAttachedKey(mail: Uint8Array, key: string): Uint8Array {
  const text = Buffer.from(mail).toString('latin1');
  const [head = '', body = ''] = [text.slice(0, text.indexOf('\r\n\r\n')), text.slice(text.indexOf('\r\n\r\n') + 4)];
  const type = /Content-Type: (multipart\/signed[^\r]*)/.exec(head)?.[1] ?? '';
  const outer = head.replace(type, 'multipart/mixed; boundary=outer');
  const parts = `--outer\r\nContent-Type: ${type}\r\n\r\n${body}\r\n--outer\r\nContent-Type: application/pgp-keys\r\n\r\n${key}\r\n--outer--\r\n`;
  return bytesOf(`${outer}\r\n\r\n${parts}`);
}

describe.skipIf(!hasProgram('gpg'))('OpenPGP beside GnuPG', () => {
  let lab: GpgLab;
  let key: string;

  beforeAll(() => {
    lab = new GpgLab();
    key = lab.key(ANNA, 'ed25519', { at: '20210101T000000!' });
  });

  afterAll(() => lab?.close());

  test.each([
    ['rsa2048', 'SHA256'],
    ['rsa3072', 'SHA512'],
    ['rsa2048', 'SHA1'],
    ['dsa2048', 'SHA256'],
    ['dsa1024', 'SHA1'],
    ['ed25519', 'SHA512'],
    ['nistp256', 'SHA256'],
    ['nistp384', 'SHA384'],
    ['nistp521', 'SHA512'],
    ['brainpoolP256r1', 'SHA256'],
    ['secp256k1', 'SHA256'],
  ])('a key of kind %s with %s', (kind, digest) => {
    const one = lab.key(`${kind} ${digest} <anna@example.org>`, kind);
    const signature = lab.detached(one, SIGNED_PART, { digest });
    expect(lab.verdict(signature, SIGNED_PART)).toContain('GOODSIG');
    expect(judged(signed(signature), [lab.exported(one)])).toMatchObject({
      content: 'unchanged',
      signature: 'good',
      isFrom: true,
      key: { fingerprint: one, primary: one, problems: [], source: 'evidence', evidence: 'E-001' },
    });
  });

  test('armoured and bare, alone and among other keys', () => {
    const mail = signed(lab.detached(key, SIGNED_PART));
    const other = lab.key('Carl Example <carl@example.com>', 'nistp256');
    const ring = Buffer.concat([lab.exported(other), lab.exported(key)]);
    const text = Buffer.concat([lab.exported(other, '--armor'), Buffer.from('\n\n'), lab.exported(key, '--armor')]);
    for (const file of [lab.exported(key), lab.exported(key, '--armor'), ring, text]) {
      expect(looksLikeKeys(file)).toBe(true);
      expect(judged(mail, [file])).toMatchObject({ signature: 'good', key: { fingerprint: key, names: [ANNA] } });
    }
    expect(judged(mail, [lab.exported(other)])).toMatchObject({ signature: 'not-determined', key: null });
  });

  test('a part that was changed, and a signature of another text', () => {
    const signature = lab.detached(key, SIGNED_PART);
    const changed = SIGNED_PART.replace('morning', 'evening');
    expect(lab.verdict(signature, changed)).toContain('BADSIG');
    expect(judged(signed(signature, changed), [lab.exported(key)])).toMatchObject({
      content: 'changed',
      signature: 'bad',
    });
  });

  test('a text that is signed in itself', () => {
    const text = lab.clearSigned(key, 'Good morning  \n- a line with a dash\nFrom here on\n');
    expect(lab.verdict(text)).toContain('GOODSIG');
    const mail = bytesOf(render(HONEST, text.replaceAll('\n', '\r\n')));
    expect(judged(mail, [lab.exported(key)])).toMatchObject({ content: 'unchanged', signature: 'good' });
    const changed = bytesOf(render(HONEST, text.replace('morning', 'evening').replaceAll('\n', '\r\n')));
    expect(judged(changed, [lab.exported(key)])).toMatchObject({ content: 'changed', signature: 'bad' });
  });

  test('a key that came with the message says nothing of who made it', () => {
    const mail = signed(lab.detached(key, SIGNED_PART));
    const armoured = lab.exported(key, '--armor').toString('latin1').replaceAll('\n', '\r\n');
    const attached = judged(withAttachedKey(mail, armoured));
    expect(attached).toMatchObject({ signature: 'good', key: { source: 'attached', evidence: null } });
    expect(attached?.key?.reason).toContain('says nothing of who made it');
    const data = lab
      .exported(key)
      .toString('base64')
      .replace(/(.{70})/g, '$1\r\n ');
    const field = `Autocrypt: addr=anna@example.org; keydata=\r\n ${data}\r\n`;
    const inField = judged(bytesOf(field + Buffer.from(mail).toString('latin1')));
    expect(inField).toMatchObject({ signature: 'good', key: { source: 'autocrypt', evidence: null } });
    expect(judged(withAttachedKey(mail, armoured), [lab.exported(key)])).toMatchObject({
      key: { source: 'evidence', evidence: 'E-001' },
    });
  });

  test('a subkey that signs, bound by both keys', () => {
    const primary = lab.key('Subkey <anna@example.org>', 'rsa2048', { usage: 'cert' });
    const sub = lab.subkey(primary, 'ed25519');
    const signature = lab.detached(sub, SIGNED_PART);
    expect(lab.verdict(signature, SIGNED_PART)).toContain('GOODSIG');
    expect(judged(signed(signature), [lab.exported(primary)])).toMatchObject({
      signature: 'good',
      key: { fingerprint: sub, primary, problems: [] },
    });
  });

  test('a subkey put under another key is not bound to it', () => {
    const [one, other] = [lab.key('One <anna@example.org>', 'ed25519'), lab.key('Other <carl@example.com>', 'ed25519')];
    const sub = lab.subkey(other, 'ed25519');
    const foreign = lab.exported(other);
    const [, ...rest] = packets(foreign);
    const subkeyAndBinding = rest.slice(-2);
    const mixed = Buffer.concat([lab.exported(one), ...subkeyAndBinding]);
    const view = judged(signed(lab.detached(sub, SIGNED_PART)), [mixed]);
    expect(view).toMatchObject({
      signature: 'good',
      key: { fingerprint: sub, primary: one, names: [], problems: ['not-bound'] },
      isFrom: null,
    });
  });

  test('expired at the time of signing, and since', () => {
    const old = lab.key('Old <anna@example.org>', 'ed25519', { at: '20200101T000000!', expires: '1y' });
    const before = lab.detached(old, SIGNED_PART, { at: '20200601T000000!' });
    expect(lab.verdict(before, SIGNED_PART)).toContain('EXPKEYSIG');
    expect(judged(signed(before), [lab.exported(old)])).toMatchObject({ signature: 'good', key: { problems: [] } });
    // GnuPG signs with no key that has expired: its time is made shorter afterwards.
    const late = lab.key('Late <anna@example.org>', 'ed25519', { at: '20200101T000000!' });
    const after = lab.detached(late, SIGNED_PART, { at: '20210601T000000!' });
    lab.run(['--faked-system-time', '20200301T000000!', '--quick-set-expire', late, '1y']);
    const view = judged(signed(after), [lab.exported(late)]);
    expect(view).toMatchObject({ signature: 'good', key: { problems: ['expired'] } });
  });

  test('revoked', () => {
    const lost = lab.key('Lost <anna@example.org>', 'ed25519');
    const signature = lab.detached(lost, SIGNED_PART);
    lab.revoke(lost);
    expect(lab.verdict(signature, SIGNED_PART)).toContain('REVKEYSIG');
    expect(judged(signed(signature), [lab.exported(lost)])).toMatchObject({
      signature: 'good',
      key: { problems: ['revoked'] },
    });
  });

  test('a name that somebody else put to the key is not among its names', () => {
    const one = lab.key('True <anna@example.org>', 'ed25519');
    const parts = packets(lab.exported(one));
    const name = Buffer.from('False Name <carl@example.com>');
    const added = Buffer.concat([Uint8Array.of(0xc0 | 13, name.length), name]);
    const file = Buffer.concat([...parts, added]);
    expect(judged(signed(lab.detached(one, SIGNED_PART)), [file])?.key?.names).toEqual(['True <anna@example.org>']);
  });
});

/** Packets with their heads, all of the new or the old form with one or two bytes of length. */
function packets(bytes: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes.readUInt8(at);
    const size = 1 << (first & 3);
    const end = at + 1 + size + bytes.readUIntBE(at + 1, size);
    found.push(bytes.subarray(at, end));
    at = end;
  }
  return found;
}
