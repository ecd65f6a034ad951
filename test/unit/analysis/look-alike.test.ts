import { describe, expect, test } from 'vitest';
import { findLookAlike, findProtectedName } from '../../../shared/analysis/look-alike';
import { cleanProtection } from '../../../shared/analysis/protected-list';
import { editDistance } from '../../../shared/text/edit-distance';
import { skeletonOf } from '../../../shared/text/skeleton';
import fc from '../../helpers/properties';

describe('skeletons', () => {
  test.each([
    ['раураl', 'paypal'],
    ['ρaypal', 'paypal'],
    ['Ꭺpple', 'apple'],
    ['exаmple', 'example'],
    ['g00gle', 'google'],
    ['rnicrosoft', 'microsoft'],
    ['vvells', 'wells'],
    ['éxample', 'example'],
    ['ｅxample', 'example'],
  ])('%s looks like %s', (shown, original) => {
    expect(skeletonOf(shown)).toBe(skeletonOf(original));
  });

  test('of any text can be made, and made again gives the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const once = skeletonOf(text);
        expect(typeof once).toBe('string');
        expect(skeletonOf(text)).toBe(once);
      }),
    );
  });
});

describe('slips', () => {
  test.each([
    ['county', 'county', 0],
    ['county', 'counti', 1],
    ['county', 'cuonty', 1],
    ['county', 'conty', 1],
    ['county', 'countyy', 1],
    ['county', 'cuontyy', 2],
    ['county', 'state', 3],
    ['', 'abc', 3],
  ])('%s and %s are %i apart', (a, b, distance) => {
    expect(editDistance(a, b, 2)).toBe(distance);
    expect(editDistance(b, a, 2)).toBe(distance);
  });
});

const domains = ['examplecounty.gov', 'bank.example', 'elections.example.us'];

describe('domains that look like protected ones', () => {
  test.each([
    ['examplecounty.com', 'has the same name under another ending'],
    ['examp1ecounty.gov', 'consists of characters that look the same'],
    ['example-county.gov', 'differs in a hyphen only'],
    ['examplecountys.gov', 'differs in a plural s'],
    ['examplecounty-vote.com', 'has an extra word before or after the name'],
    ['voteexamplecounty.com', 'has an extra word before or after the name'],
    ['exmaplecounty.org', 'differs in one character'],
    ['examplecouty.org', 'differs in one character'],
    ['exampelcuonty.org', 'differs in two characters'],
    ['examplecounty.gov.attacker.test', 'holds the whole name, and belongs to somebody else'],
    ['examplecounty.attacker.test', 'holds the name as a part, and belongs to somebody else'],
    ['xn--exmplecounty-y9j.gov', 'consists of characters that look the same'],
  ])('%s %s', (domain, how) => {
    expect(findLookAlike(domain, domains)).toMatchObject({ how });
  });

  test.each([
    'examplecounty.gov',
    'mail.examplecounty.gov',
    'othercounty.gov',
    'tank.example',
    'other.org',
    '',
    'localhost',
    'xn--',
  ])('%s does not', (domain) => {
    expect(findLookAlike(domain, domains)).toBeUndefined();
  });

  test('any text is compared without a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 300 }), (a, b) => {
        findLookAlike(a, [b, ...domains]);
        findProtectedName(a, [b, 'Jane Q. Clerk']);
      }),
    );
  });
});

describe('names', () => {
  const names = ['Jane Q. Clerk', 'Example County Elections'];

  test.each([
    ['Clerk, Jane Q', true],
    ['JANE Q CLERK', true],
    ['Dr. Jane Q. Clerk', true],
    ['Jane Q. Clark', true],
    ['Jаne Q. Clеrk', true],
    ['Office of Jane Q. Clerk', false],
    ['Example County Elections Board', false],
  ])('%s', (shown, isWhole) => {
    expect(findProtectedName(shown, names)).toMatchObject({ isWhole });
  });

  test.each(['Jane', 'Clerk', 'John Q. Public', ''])('%s is another', (shown) => {
    expect(findProtectedName(shown, names)).toBeUndefined();
  });
});

describe('the list', () => {
  test('is kept trimmed, each entry once, domains and addresses in small letters', () => {
    expect(
      cleanProtection({
        names: [' Jane  Clerk ', 'jane clerk', ''],
        domains: ['@Example.COM.', 'example.com'],
        addresses: ['Jane@Example.com'],
      }),
    ).toEqual({ ok: true, list: { names: ['Jane Clerk'], domains: ['example.com'], addresses: ['jane@example.com'] } });
  });

  test.each([
    [{ names: ['Al'], domains: [], addresses: [] }],
    [{ names: [], domains: ['localhost'], addresses: [] }],
    [{ names: [], domains: ['jane@example.com'], addresses: [] }],
    [{ names: [], domains: [], addresses: ['example.com'] }],
    [{ names: Array.from({ length: 501 }, (_, n) => `Name ${n}`), domains: [], addresses: [] }],
  ])('refuses %j', (list) => {
    expect(cleanProtection(list)).toMatchObject({ ok: false });
  });
});
