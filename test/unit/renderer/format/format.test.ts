import { describe, expect, test } from 'vitest';
import { defang } from '../../../../renderer/src/format/defang';
import { grouped, inFours, percent, readableBytes, shortHash } from '../../../../renderer/src/format/numbers';
import { hasTerm, term, termsOf, toggledAlone, toggledWithin } from '../../../../renderer/src/format/query';
import {
  asWritten,
  clockWritten,
  duration,
  inUtc,
  inZone,
  utcMinutes,
  zoneOf,
  zoneText,
} from '../../../../renderer/src/format/time';
import { visibleRuns, visibleString } from '../../../../renderer/src/format/visible-text';
import { showsOtherHost } from '../../../../shared/text/shown-host';
import fc from '../../../helpers/properties';

describe('times', () => {
  const instant = '2020-10-20T13:02:11.204Z';

  test.each([
    ['UTC', 0, '2020-10-20 13:02:11 +00:00'],
    ['New York in summer', -240, '2020-10-20 09:02:11 -04:00'],
    ['Nepal', 345, '2020-10-20 18:47:11 +05:45'],
    ['across midnight', 840, '2020-10-21 03:02:11 +14:00'],
  ])('an instant in the zone of %s', (_, offset, text) => {
    expect(inZone(instant, offset)).toBe(text);
  });

  test('names the same instant in every zone', () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }),
        fc.integer({ min: -840, max: 840 }),
        (date, offset) => {
          const written = inZone(date.toISOString(), offset).replace(' ', 'T').replace(' ', '');

          expect(Date.parse(written)).toBe(Math.floor(date.getTime() / 1000) * 1000);
        },
      ),
    );
  });

  test('keeps the zone that was written, and shows what cannot be read as it is', () => {
    expect(asWritten('2026-11-23T13:44:10+02:00')).toBe('2026-11-23 13:44:10 +02:00');
    expect(clockWritten('2026-11-23T13:44:10Z')).toBe('13:44:10 +00:00');
    expect(utcMinutes('2020-10-20T09:02:11-04:00')).toBe('2020-10-20 13:02');
    expect(inUtc('no time')).toBe('no time');
    expect(zoneOf('2020-10-20')).toBe(0);
    expect(zoneText(-210)).toBe('-03:30');
  });

  test.each([
    [0, '0 s'],
    [0.25, '250 ms'],
    [11, '11 s'],
    [-1052, '-17 min 32 s'],
    [3600, '1 h'],
    [90_061, '1 d 1 h'],
    [59.7, '1 min'],
  ])('%d seconds in words', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});

describe('numbers', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [18204, '18,204'],
    [1234567, '1,234,567'],
  ])('%d is grouped', (value, text) => {
    expect(grouped(value)).toBe(text);
  });

  test('sizes, shares and hashes', () => {
    expect([0, 1023, 1024, 48_211, 182_000_000].map(readableBytes)).toEqual([
      '0 B',
      '1023 B',
      '1.0 KiB',
      '47 KiB',
      '174 MiB',
    ]);
    expect(percent(0.629)).toBe('62 %');
    expect(inFours('abcdef0123')).toBe('abcd ef01 23');
    expect(shortHash('58607750cfaee26f')).toBe('58607750…');
  });
});

describe('defang', () => {
  test.each([
    ['https://example.com/a.html?b=c', 'hxxps://example[.]com/a.html?b=c'],
    ['HTTP://192.0.2.7:8080', 'hxxp://192[.]0[.]2[.]7:8080'],
    ['ftp://example.net/x', 'fxp://example[.]net/x'],
    ['mailto:jane@example.com', 'mailto[:]jane@example[.]com'],
    ['javascript:alert(1)', 'javascript[:]alert(1)'],
    ['www.example.com', 'www[.]example[.]com'],
    ['custom://example.com', 'custom[:]//example[.]com'],
  ])('%s', (address, safe) => {
    expect(defang(address)).toBe(safe);
  });

  test('no web address leaves as one', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
        expect(defang(url)).not.toMatch(/^\s*https?:/i);
        expect(defang(url).split(/[/?#]/)[2]).not.toMatch(/[^[]\./);
      }),
    );
  });

  test('tells a link that shows another host than it leads to', () => {
    expect(showsOtherHost('https://example.com/login', 'http://login.example.net/a')).toBe(true);
    expect(showsOtherHost('www.example.com', 'https://example.com/x')).toBe(false);
    expect(showsOtherHost('click here', 'https://example.com')).toBe(false);
  });
});

describe('building a search', () => {
  test('quotes what would end a word', () => {
    expect(term('rule', 'received.time-order')).toBe('rule:received.time-order');
    expect(term('tag', 'hacked "site"')).toBe('tag:"hacked site"');
  });

  test('a press replaces and takes back, with Ctrl it joins and leaves', () => {
    const tag = term('tag', 'two words');

    expect(toggledAlone('anything', tag)).toBe(tag);
    expect(toggledAlone(tag, tag)).toBe('');
    expect(toggledWithin('from:doe', tag)).toBe('from:doe tag:"two words"');
    expect(toggledWithin('from:doe tag:"two words" x', tag)).toBe('from:doe x');
    expect(termsOf('a "b c" -d:"e f"')).toEqual(['a', '"b c"', '-d:"e f"']);
  });

  test('a term that joined is there, one that left is not', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((text) => /\S/.test(text) && !text.includes('"')),
        (value) => {
          const wanted = term('tag', value);
          const joined = toggledWithin('from:doe', wanted);

          expect(hasTerm(joined, wanted)).toBe(true);
          expect(toggledWithin(joined, wanted)).toBe('from:doe');
        },
      ),
    );
  });
});

describe('text of a message', () => {
  test('nothing is lost but what cannot be seen, and that is named', () => {
    expect(visibleString('invoice\u202efdp.exe')).toBe('invoice⟨RLO U+202E⟩fdp.exe');
    expect(visibleString('Ваш голос — 😀')).toBe('Ваш голос — 😀');
    expect(visibleRuns('plain')).toEqual([{ text: 'plain', named: false, at: 0 }]);
    expect(visibleString('\ud800')).toBe('⟨U+D800⟩');
  });

  test('no control or bidirectional character passes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleString(text)).not.toMatch(
          /[\p{Cc}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0001}-\u{e007f}]/u,
        );
      }),
    );
  });
});
