import { describe, expect, test } from 'vitest';
import { canonicalJson, isCanonicalText } from '../../../shared/packet-format/canonical';
import fc from '../../helpers/properties';

describe('canonical JSON', () => {
  test('sorts keys by UTF-16 code unit and writes numbers as RFC 8785 says', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
    const numbers = [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0];
    expect(canonicalJson({ numbers })).toBe('{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0]}');
    expect(canonicalJson('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  });

  test.each([
    ['undefined', undefined],
    ['a member that is undefined', { a: [1, { b: undefined }] }],
    ['a function', { a: () => 1 }],
    ['NaN', [Number.NaN]],
    ['Infinity', { a: Number.POSITIVE_INFINITY }],
    ['a big integer', 1n],
    ['a symbol', Symbol('a')],
    ['a Map', new Map([['a', 1]])],
    ['a Date', new Date(0)],
    ['a buffer', Uint8Array.of(1)],
    ['half a character', 'a\ud800'],
    ['half a character in a key', { '\udc00': 1 }],
    ['a sparse array', new Array(3)],
    ['an object with a toJSON of its own', { toJSON: () => 'x' }],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  test('refuses a value that holds itself, and one that is nested too deeply', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(() => canonicalJson(loop)).toThrow(TypeError);
    expect(() => canonicalJson(JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`))).toThrow('nested too deeply');
  });

  test('of any JSON value reads back as the same value, and is the same again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });

  test('does not depend on the order in which members were added', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      }),
      { numRuns: 500 },
    );
  });
});

describe('whether a text is canonical', () => {
  const slowly = (text: string): boolean | 'refused' => {
    try {
      return canonicalJson(JSON.parse(text)) === text;
    } catch {
      return 'refused';
    }
  };
  const quickly = (text: string): boolean | 'refused' => {
    try {
      return isCanonicalText(text, JSON.parse(text));
    } catch {
      return 'refused';
    }
  };

  test.each([
    '{"a":1,"b":[true,null,"\u00fc"]}',
    '{"b":1,"a":2}',
    '{"10":1,"9":2}',
    '{"9":2,"10":1}',
    '{"a":1,"a":1}',
    '{"a": 1}',
    '{"__proto__":1}',
    '{"toJSON":1}',
    '"\\ud800"',
    '"\\\\ud800"',
    '"\\ud83d\\ude00"',
    '"\\u0041"',
    '"\\u001f"',
    '"\\u001F"',
    '"\\n"',
    '"\\/"',
    '-0',
    '1e400',
    '1e21',
    '1E21',
    '100e-2',
    '0.10',
    '"\u2028"',
    `${'['.repeat(64)}${']'.repeat(64)}`,
    `${'['.repeat(66)}${']'.repeat(66)}`,
  ])('of %s is told as by writing it anew', (text) => {
    expect(quickly(text)).toBe(slowly(text));
  });

  test('of any JSON is told as by writing it anew', () => {
    const value = fc.jsonValue();
    const written = fc.oneof(
      value.map((one) => canonicalJson(one)),
      value.map((one) => JSON.stringify(one)),
      value.map((one) => JSON.stringify(one, null, 1)),
      fc
        .dictionary(fc.constantFrom('10', '9', 'a', 'b', 'toJSON', '\u00e9', 'Z'), value)
        .map((one) => JSON.stringify(one)),
      fc.string({ unit: 'binary' }).map((one) => JSON.stringify(one)),
    );
    fc.assert(
      fc.property(written, (text) => {
        expect(quickly(text)).toBe(slowly(text));
      }),
      { numRuns: 3_000 },
    );
  });
});
