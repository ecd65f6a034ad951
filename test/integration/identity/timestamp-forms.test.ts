/** Tokens of authorities that are not all alike, made by openssl; and statements that an authority must not make. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TIMESTAMP_TOOLS } from '../../../electron/engine/custody/timestamp-tools';
import { DER } from '../../../shared/packet-format/der';
import { pemBlocks } from '../../../shared/packet-format/pem';
import { derElement, derInteger } from '../../../shared/packet-format/timestamp/der-writer';
import { judgeToken } from '../../../shared/packet-format/timestamp/judge-token';
import { formatRequest } from '../../../shared/packet-format/timestamp/request';
import { tempFolder } from '../../helpers/temp-folder';
import { type Authority, type AuthorityOptions, timestampAuthority } from '../../helpers/timestamp-authority';

const CONTENT = Buffer.from('chainmail/case_0\n1\nroot\n');
const IMPRINT = createHash('sha256').update(CONTENT).digest();
const NONCE = Uint8Array.of(1, 2, 3);
const REQUEST = formatRequest({ imprint: IMPRINT, nonce: NONCE });

const judge = (token: Uint8Array, { rootFile }: Authority) =>
  judgeToken(
    token,
    { content: CONTENT, nonce: NONCE, certificates: pemBlocks(readFileSync(rootFile, 'utf8'), 'CERTIFICATE') ?? [] },
    TIMESTAMP_TOOLS,
  );

describe('a token holds', () => {
  test.each<AuthorityOptions>([
    { key: 'P-256', digest: 'sha256', hash: 'sha256' },
    { key: 'P-384', digest: 'sha512', hash: 'sha1' },
    { key: 'RSA', digest: 'sha256', hash: 'sha256' },
    { key: 'RSA', digest: 'sha512', hash: 'sha1' },
  ])('by %o', async (options) => {
    const authority = timestampAuthority(tempFolder('form'), options);

    expect(await judge(authority.reply(REQUEST, { bare: true }), authority)).toMatchObject({
      ok: true,
      root: { name: 'Example Time Root' },
    });
  });
});

/** A TSTInfo over the content, as openssl signs it when it is told to (RFC 3161 section 2.4.2). */
function statement(time: string): Uint8Array {
  // The imprint stands in the request behind its version.
  const imprint = REQUEST.subarray(5, 5 + 2 + (REQUEST[6] ?? 0));
  return derElement(
    DER.sequence,
    derInteger(Uint8Array.of(1)),
    derElement(DER.oid, Uint8Array.of(0x2a, 3)),
    imprint,
    derInteger(Uint8Array.of(5)),
    derElement(DER.generalizedTime, Buffer.from(time)),
    derInteger(NONCE),
  );
}

describe('a token does not hold', () => {
  test('where the certificate is not one for time stamps', async () => {
    const authority = timestampAuthority(tempFolder('mail'), { uses: 'mail' });
    const now = `${new Date().toISOString().slice(0, 19).replaceAll(/[-T:]/g, '')}Z`;

    expect(await judge(authority.sign(statement(now)), authority)).toMatchObject({ failure: 'purpose' });
  });

  test('where the certificate was not valid at the stated time', async () => {
    const authority = timestampAuthority(tempFolder('days'), { days: 30 });
    const at = async (time: string) => await judge(authority.sign(statement(time)), authority);

    expect(await at('20450101000000Z')).toMatchObject({ failure: 'expired', name: 'Example Time 1' });
    expect(await at('20200101000000Z')).toMatchObject({ failure: 'not-yet-valid' });
  });

  test('where the issuer may not issue', async () => {
    const authority = timestampAuthority(tempFolder('leaf'), { rootUses: 'stamp' });

    expect(await judge(authority.reply(REQUEST, { bare: true }), authority)).toMatchObject({ failure: 'chain' });
  });
});
