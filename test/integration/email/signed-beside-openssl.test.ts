/** Verdicts on S/MIME beside those of another program: what was signed, and whether the signature fits its key. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { signerViews } from '../../../electron/engine/message/signers-view';
import { readAnatomy } from '../../../shared/email/anatomy';
import { hasProgram } from '../../helpers/has-program';
import { tempFolder } from '../../helpers/temp-folder';
import { bytesOf, render, withField } from '../../unit/analysis/honest-mail';
import {
  base64Lines,
  SIGNED_PART,
  signedBody,
  smimeBody,
  smimeSignature,
} from '../../unit/analysis/signatures/sample-signatures';
import { hasSharedCorpora, readBytes, sharedCorpora } from '../../unit/email/corpora';

const hasOpenssl = hasProgram('openssl');

/** Whether OpenSSL verifies the message, without asking whose certificate it is. */
function opensslAccepts(bytes: Uint8Array): boolean {
  const file = join(tempFolder('smime'), 'mail.eml');
  writeFileSync(file, bytes);
  const asked = ['cms', '-verify', '-noverify', '-in', file, '-inform', 'SMIME', '-out', '/dev/null'];
  return spawnSync('openssl', asked).status === 0;
}

function isAccepted(bytes: Uint8Array): boolean {
  const views = signerViews(bytes, readAnatomy(bytes), true);
  return views.length > 0 && views.every(({ content, signature }) => content === 'unchanged' && signature === 'good');
}

const mail = ([type, body]: readonly [string, string]) => bytesOf(render(withField('Content-Type', type), body));

const changed = ([type, body]: readonly [string, string]) => [type, body.replace('morning', 'evening')] as const;

function damagedSignature(): readonly [string, string] {
  const signature = smimeSignature(Buffer.from(SIGNED_PART, 'latin1'));
  const last = signature.length - 1;
  signature.writeUInt8(signature.readUInt8(last) ^ 1, last);
  return signedBody('smime', base64Lines(signature));
}

const CASES: readonly (readonly [name: string, bytes: Uint8Array, accepted: boolean])[] = [
  ['signed', mail(smimeBody()), true],
  ['signed with SHA-512', mail(smimeBody({ digest: 'sha512' })), true],
  ['without a time of signing', mail(smimeBody({ signedAt: null })), true],
  ['changed', mail(changed(smimeBody())), false],
  ['a damaged signature', mail(damagedSignature()), false],
];

describe.skipIf(!hasOpenssl)('S/MIME beside OpenSSL', () => {
  test.each(CASES)('%s', (_, bytes, accepted) => {
    expect([opensslAccepts(bytes), isAccepted(bytes)]).toEqual([accepted, accepted]);
  });
});

describe.skipIf(!hasOpenssl || !hasSharedCorpora)('real messages beside OpenSSL', () => {
  test.each([
    'mimekit/smime/thunderbird-signed.txt',
    'rt/smime/mails/1-signed.eml',
    'rt/smime/mails/2-signed-attachment.eml',
    'rt/smime/mails/3-signed-binary.eml',
    'kde-messagelib/mimetreeparser/smime-signed-apple.mbox',
  ])('%s', (file) => {
    const bytes = readBytes(join(sharedCorpora, 'formats/smime-pgp', file));
    // OpenSSL takes no line of a mailbox file before the header.
    const start = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === 'From ' ? bytes.indexOf(10) + 1 : 0;
    expect(isAccepted(bytes)).toBe(opensslAccepts(bytes.subarray(start)));
  });
});
