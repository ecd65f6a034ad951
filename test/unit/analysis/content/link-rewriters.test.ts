import { describe, expect, it, test } from 'vitest';
import { unwrapLink } from '../../../../shared/analysis/content/link-rewriters';
import { readNumericHost } from '../../../../shared/analysis/content/numeric-host';
import { readWebAddress } from '../../../../shared/analysis/content/web-address';
import fc from '../../../helpers/properties';

describe('links that services wrapped', () => {
  test.each([
    [
      'Safe Links',
      'https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.com%2Fa%3Fb%3Dc&data=05%7C01&reserved=0',
      'https://www.example.com/a?b=c',
    ],
    [
      'URL Defense 1',
      'https://urldefense.proofpoint.com/v1/url?u=http://www.example.com/a%20b&k=x',
      'http://www.example.com/a b',
    ],
    [
      'URL Defense 2',
      'https://urldefense.proofpoint.com/v2/url?u=https-3A__www.example.com_a-3Fb-3Dc-2Dd&d=DwMF&c=x',
      'https://www.example.com/a?b=c-d',
    ],
    [
      'URL Defense 3',
      'https://urldefense.com/v3/__https://www.example.com/a__;!!Abc!def$',
      'https://www.example.com/a',
    ],
    [
      'URL Defense 3, letters taken out',
      'https://urldefense.com/v3/__https:/example.com/a*b**Cc__;Iz8_Pz8!!A!b$',
      'https://example.com/a#b????c',
    ],
    ['Mimecast', 'https://protect-us.mimecast.com/s/AbC?domain=www.example.com', 'http://www.example.com'],
    ['Mimecast', 'https://url.za.m.mimecastprotect.com/s/AbC?domain=www.example.com', 'http://www.example.com'],
    [
      'Barracuda',
      'https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fwww.example.com%2fa&c=E,1',
      'https://www.example.com/a',
    ],
    ['Cisco', 'https://secure-web.cisco.com/1abcDEF/https%3A%2F%2Fwww.example.com%2Fa', 'https://www.example.com/a'],
    [
      'Sophos',
      `https://eu-west-1.protection.sophos.com?d=example.com&u=${Buffer.from('https://www.example.com/a').toString('base64')}&i=x`,
      'https://www.example.com/a',
    ],
    ['Google', 'https://www.google.com/url?q=https://www.example.com/&sa=D', 'https://www.example.com/'],
    [
      'Amazon SES',
      'https://abc.r.us-east-1.awstrack.me/L0/https:%2F%2Fwww.example.com%2Fa/1/0100',
      'https://www.example.com/a',
    ],
    [
      'Mandrill',
      `https://mandrillapp.com/track/click/1/x?p=${Buffer.from(JSON.stringify({ s: 'a', p: JSON.stringify({ u: 1, url: 'https://www.example.com/a' }) })).toString('base64')}`,
      'https://www.example.com/a',
    ],
    [
      'two layers',
      `https://nam02.safelinks.protection.outlook.com/?url=${encodeURIComponent('https://urldefense.com/v3/__https://www.example.com/a__;!!Abc!def$')}`,
      'https://www.example.com/a',
    ],
    [
      'none',
      'https://www.example.com/?url=https%3A%2F%2Fother.example.net',
      'https://www.example.com/?url=https%3A%2F%2Fother.example.net',
    ],
  ])('%s', (_, written, target) => {
    expect(unwrapLink(written).target).toBe(target);
  });

  test.each([
    'https://u1.ct.sendgrid.net/ls/click?upn=abc',
    'https://x.us1.list-manage.com/track/click?u=1',
    'https://bit.ly/abc',
  ])('%s keeps its target to itself', (written) => {
    expect(unwrapLink(written)).toMatchObject({ target: written, isOpaque: true });
  });

  it('never throws, whatever the text', () => {
    void fc.assert(
      fc.property(
        fc.constantFrom(
          '',
          'https://urldefense.com/v3/__',
          'https://x.safelinks.protection.outlook.com/?url=',
          'http://',
        ),
        fc.string({ unit: 'binary', maxLength: 200 }),
        (start, rest) => {
          expect(unwrapLink(`${start}${rest}`).by.length).toBeLessThanOrEqual(7);
        },
      ),
    );
  });
});

describe('hosts of numbers', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1', false],
    ['3221225985', '192.0.2.1', true],
    ['0xC0000201', '192.0.2.1', true],
    ['0300.0.02.1', '192.0.2.1', true],
    ['192.0.513', '192.0.2.1', true],
  ])('%s', (host, address, isOdd) => {
    expect(readNumericHost(host)).toEqual({ address, isOdd });
  });

  test.each(['example.org', '1.2.3.4.5', '256.1.1.1', '192.0.2.1.example.org', '4294967296', '08.1.1.1', ''])(
    '%s is a name or nothing',
    (host) => {
      expect(readNumericHost(host)).toBeUndefined();
    },
  );
});

describe('the parts of an address', () => {
  test.each([
    [
      'https://user:pw@www.Example.com:8443/a?b=c#d',
      { scheme: 'https', userInfo: 'user:pw', host: 'www.example.com', port: '8443', path: '/a', query: 'b=c' },
    ],
    ['http:\\\\www.example.com\\a', { scheme: 'http', host: 'www.example.com', path: '/a' }],
    ['ht\ntps://exa\tmple.com/', { scheme: 'https', host: 'example.com' }],
    ['//example.com/a', { scheme: '', host: 'example.com', path: '/a' }],
    ['https://exam%70le.com/', { host: 'example.com' }],
    ['http:example.com/', { host: 'example.com' }],
    ['mailto:a@example.com', { scheme: 'mailto', host: '', path: 'a@example.com' }],
    ['/a/b', { scheme: '', host: '', path: '/a/b' }],
    ['https://a?@b/', { host: 'a', query: '@b/' }],
  ])('%s', (written, parts) => {
    expect(readWebAddress(written)).toMatchObject(parts);
  });
});
