import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readAuthentication } from '../../../electron/engine/message/authentication';
import { htmlWords } from '../../../electron/engine/message/html-words';
import { analyse } from '../../../shared/analysis/analyse';
import { canonicalBody } from '../../../shared/authentication/canonical';
import { defang } from '../../../shared/text/defang';
import { mail } from './mail';

const read = (text: string, isWhole = true) => {
  const bytes = Buffer.from(text, 'latin1');
  return readAuthentication(bytes, analyse(bytes), isWhole);
};
const canonical = (body: string, form: 'simple' | 'relaxed') =>
  Buffer.from(canonicalBody(Buffer.from(body, 'latin1'), form, false)).toString('latin1');
const hash = (body: string) => createHash('sha256').update(body, 'latin1').digest('base64');
const signed = (bh: string, more = '') =>
  `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=Example.com; s=sel; h=from;${more}\n bh=${bh.slice(0, 9)}\n  ${bh.slice(9)}; b=xx`;

describe('body hash', () => {
  test('RFC 6376 section 3.4.5', () => {
    expect(canonical(' C \r\nD \t E\r\n\r\n\r\n', 'relaxed')).toBe(' C\r\nD E\r\n');
    expect(canonical(' C \r\nD \t E\r\n\r\n\r\n', 'simple')).toBe(' C \r\nD \t E\r\n');
    expect(canonical('', 'simple')).toBe('\r\n');
    expect(canonical('\r\n\r\n', 'relaxed')).toBe('');
  });

  test('a body with LF line ends matches by its network form', () => {
    const { dkim } = read(mail({ headers: [signed(hash('Hello.\r\n'))] }));
    expect(dkim[0]).toMatchObject({
      domain: 'example.com',
      selector: 'sel',
      bodyHash: 'match',
      signature: 'not-determined',
    });
  });

  test('a footer after it: mismatch with its innocent cause; within l= it still matches', () => {
    const bh = hash('Hello.\r\n');
    const [whole, part] = read(mail({ body: 'Hello.\n-- list', headers: [signed(bh), signed(bh, ' l=8;')] })).dkim;
    expect(whole).toMatchObject({ bodyHash: 'mismatch', reason: expect.stringContaining('Mailing lists') });
    expect(part).toMatchObject({ bodyHash: 'match', reason: expect.stringContaining('8 bytes') });
  });

  test('what cannot be known is not determined', () => {
    const quoted = read(mail({ body: '>From me', headers: [signed(hash('From me\r\n'))] })).dkim[0];
    expect(quoted).toMatchObject({
      bodyHash: 'match',
      reason: expect.stringContaining('that a mailbox file put before some lines'),
    });
    expect(read(mail({ headers: [signed(hash('x'))] }), false).dkim[0]?.bodyHash).toBe('not-determined');
    expect(read(mail({ headers: ['DKIM-Signature: rubbish;;='] })).dkim[0]?.bodyHash).toBe('not-determined');
  });
});

test('results: each method with its bytes; comments and quotes hide nothing and fake nothing', () => {
  const field =
    'Authentication-Results: mx.example.org 1;\n spf=pass (spf=fail; x) smtp.mailfrom=a@b; dkim/1 = fail reason="dkim=pass; y"';
  const text = `${field}\n${mail({ headers: ['Authentication-Results: evil.example; dmarc=pass'] })}`;
  const { results } = read(text);
  expect(results.map(({ authserv, method, result, trusted }) => [authserv, method, result, trusted])).toEqual([
    ['mx.example.org', 'spf', 'pass', true],
    ['mx.example.org', 'dkim', 'fail', true],
    ['evil.example', 'dmarc', 'pass', false],
  ]);
  expect(text.slice(results[0]?.start, results[0]?.end)).toBe('spf=pass (spf=fail; x) smtp.mailfrom=a@b');
});

test('addresses are written so that nothing makes a link of them', () => {
  expect(defang('https://a.example/x?y=1.2')).toBe('hxxps://a[.]example/x?y=1.2');
  expect(defang('//a.example')).toBe('//a[.]example');
});

test('words of HTML: no script, no style, entities read, bounded', () => {
  expect(htmlWords('<style>p{}</style><p>A&amp;B &#x41;<!-- no --><script>x</script>c', 100).trim()).toBe('A&B A c');
  expect(htmlWords('<'.repeat(1_000_000), 100)).toBe('<'.repeat(100));
});
