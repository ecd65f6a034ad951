import { expect, test } from 'vitest';
import { dividedWords, htmlWords } from '../../../electron/engine/message/html-words';
import { bodyWords } from '../../../electron/engine/message/search-text';
import { nameKey } from '../../../shared/analysis/look-alike';
import { normalWords } from '../../../shared/analysis/voter-files/normal-forms';
import { readAnatomy } from '../../../shared/email/anatomy';
import { HTML_ENTITIES } from '../../../shared/email/html-entities';
import { wordsOf } from '../../../shared/search/header-words';
import { searchableText } from '../../../shared/search/searchable-text';
import fc from '../../helpers/properties';

function indexed(lines: readonly string[]): string {
  const bytes = Buffer.from(['From: a@example.com', ...lines].join('\r\n'), 'utf8');
  return bodyWords(bytes, readAnatomy(bytes), [], 1000).indexed;
}

const html = (body: string) => indexed(['Content-Type: text/html; charset=utf-8', '', body]);

test('letters of HTML by name and by number', () => {
  expect(
    html('M&uuml;ller &Uuml;ber voc&ecirc; &alpha;&Omega; 5&frac12; &copy 2020 &unknown; &#146;s&#x20AC;').trim(),
  ).toBe('M\u00fcller \u00dcber voc\u00ea \u03b1\u03a9 51\u20442 \u00a9 2020 &unknown; \u2019s\u20ac');
  expect(HTML_ENTITIES.size).toBe(253);
  expect([...HTML_ENTITIES.values()].every((sign) => sign.length === 1)).toBe(true);
});

test('a sign that begins no tag is text', () => {
  expect(html('if a < b and c > d <3 words <b>x</b> 1<2').trim()).toBe('if a < b and c > d <3 words x 1<2');
});

test('words that tags within a line or comments divide are found as they are shown', () => {
  expect(dividedWords('<p><b>W</b>ord</p> Vi<!-- x -->ag<span style="a">ra</span> now', 100)).toEqual([
    'Word',
    'Viagra',
  ]);
  expect(dividedWords('<td>one</td><td>two</td><p>three</p>four<br>five <b>six</b> seven', 100)).toEqual([]);
  // Side by side each is still found by itself.
  expect(html('<a href="x">Home</a><a href="y">Shop</a>')).toBe('Home Shop\nHomeShop');
});

test('signs that nobody sees do not divide words, and one sign has one form', () => {
  expect(html('Ver&shy;trag zero\u200bwidth')).toContain('Vertrag zerowidth');
  expect(searchableText('\uff56\uff49\uff41 o\ufb03ce re\u0301sume\u0301')).toBe('via office r\u00e9sum\u00e9');
  expect(searchableText('\u1112\u1161\u11ab')).toBe('\ud55c');
});

test('vowel points and letters that the index does not fold', () => {
  expect(searchableText('\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd')).toBe('\u05e9\u05dc\u05d5\u05dd');
  expect(searchableText('\u0643\u0650\u062a\u0640\u0627\u0628')).toBe('\u0643\u062a\u0627\u0628');
  expect(searchableText('Stra\u00dfe \u0141\u00f3d\u017a \u0131s K\u00f8b')).toBe('Strasse L\u00f3d\u017a is Kob');
});

test('text that is made to grow, or to be sorted without end, is bounded', () => {
  expect(searchableText('\ufdfa'.repeat(1000), 2000)).toHaveLength(2000);
  // Marks of two kinds in turn: put into their order one by one, a million of them would take hours.
  const marked = `a${'\u0301\u0316'.repeat(500_000)}`;
  expect(searchableText(marked).length).toBeLessThan(40);
  expect(wordsOf(marked)).toEqual(['a']);
  expect(nameKey(marked)).toEqual(['a']);
  expect(normalWords(marked)).toBe('A');
});

test('lines of flowed text are joined in the middle of a word where it says so', () => {
  const type = 'Content-Type: text/plain; charset=utf-8; format=flowed';
  expect(indexed([`${type}; delsp=yes`, '', 'a wo ', 'rd and ', ' more'])).toContain('a word and more');
  expect(indexed([type, '', 'a wo ', 'rd'])).toContain('wo \r\nrd');
  const quoted = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', ''];
  expect(indexed([...quoted, 'Grund=C3=', '=BCbung wo=', 'rd'])).toContain('Grund\u00fcbung word');
});

test('reports are searched', () => {
  const report = [
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Final-Recipient: rfc822; nobody@example.org',
    '--b--',
  ];
  const type = 'Content-Type: multipart/report; report-type=delivery-status; boundary=b';
  expect(indexed([type, '', ...report])).toContain('nobody@example.org');
});

test('any HTML: bounded, and no exception', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '<b>',
    '</b>',
    '<!--',
    '-->',
    '&',
    '&uuml',
    ';',
    'word',
    '\u00ad',
    ' ',
    '<td>',
    '<style>',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      expect(htmlWords(text, 50).length).toBeLessThanOrEqual(50);
      expect(dividedWords(text, 50).join(' ').length).toBeLessThanOrEqual(50 + 66);
    }),
  );
  expect(dividedWords('a<b>'.repeat(500_000), 200)).toEqual([]);
  expect(dividedWords('<b'.repeat(500_000), 100)).toEqual([]);
});
