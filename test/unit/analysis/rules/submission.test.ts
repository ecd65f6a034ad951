import { describe, expect, test } from 'vitest';
import { type Field, found, HONEST, withField, withRoute } from '../honest-mail';

const DATE = 'Thu, 20 May 2021 12:00:00 +0000';

describe('submission.web-script', () => {
  test.each<readonly [string, readonly Field[], unknown]>([
    [
      'X-PHP-Script',
      withField('X-PHP-Script', 'www.example.org/form.php for 192.0.2.7'),
      [['info', 'www.example.org/form.php for 192.0.2.7']],
    ],
    ['X-PHP-Originating-Script', withField('X-PHP-Originating-Script', '33:form.php'), [['info', '33:form.php']]],
    ['an empty field', withField('X-PHP-Script', ''), []],
    ['no such field', HONEST, []],
  ])('%s', (_, fields, expected) => {
    expect(found('submission.web-script', fields)).toEqual(expected);
  });
});

describe('submission.local-user', () => {
  test.each([
    ['Postfix', `by b.example.org (Postfix, from userid 33)\r\n\tid 5A1B2C3D4E; ${DATE}`, [['info', '33']]],
    ['qmail', `(qmail 1234 invoked by uid 48); ${DATE}`, [['info', '48']]],
    ['Exim', `from www-data by b.example.org with local (Exim 4.94)\r\n\tid abc; ${DATE}`, [['info', 'www-data']]],
    ['a network step', `from a.example.org by b.example.org with ESMTP (Exim 4.94); ${DATE}`, []],
    ['qmail from the network', `(qmail 1234 invoked from network); ${DATE}`, []],
  ])('%s', (_, body, expected) => {
    expect(found('submission.local-user', withRoute(body))).toEqual(expected);
  });
});

describe('submission.client-address', () => {
  test.each([
    ['[192.0.2.7]', [['info', '192.0.2.7']]],
    ['2001:db8::1:2:3', [['info', '2001:db8::1:2:3']]],
    ['unknown', []],
  ])('%s', (value, expected) => {
    expect(found('submission.client-address', withField('X-Originating-IP', value))).toEqual(expected);
  });
});

describe('submission.account', () => {
  test.each([
    ['server.example.org: anna@example.org', [['info', 'server.example.org: anna@example.org']]],
    ['', []],
  ])('%j', (value, expected) => {
    expect(found('submission.account', withField('X-Authenticated-Sender', value))).toEqual(expected);
  });
});
