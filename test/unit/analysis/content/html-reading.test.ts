import { describe, expect, it, test } from 'vitest';
import { readHtml } from '../../../../shared/analysis/content/html-reading';
import { readAnatomy } from '../../../../shared/email/anatomy';
import { readDecodedBody } from '../../../../shared/email/decoded-body';
import fc from '../../../helpers/properties';
import { bytesOf, render, withField } from '../honest-mail';

describe('markup', () => {
  it('gives links with what they show and where both stand', () => {
    const html = '<a class=x href="https://e&#120;ample.com/?a=1&amp;b=2">Read <b>the</b> minutes</a>';
    const [link] = readHtml(html).links;
    expect(link).toMatchObject({ target: 'https://example.com/?a=1&b=2', shown: 'Read the minutes' });
    expect(html.slice(link?.targetSpan.start, link?.targetSpan.end)).toBe('https://e&#120;ample.com/?a=1&amp;b=2');
    expect(html.slice(link?.shownSpan.start, link?.shownSpan.end)).toBe('Read <b>the</b> minutes');
  });

  test.each([
    ['<p>one<br>two</p><p>three', 'one two three'],
    ['<title>no</title><style>p{}</style><script>x</script>yes', 'yes'],
    ['a < b and 5<6', 'a < b and 5<6'],
    ['<td>a</td><td>b</td>', 'a b'],
    ['a<!-- b -->c', 'ac'],
    ['<b title="a > b">x</b>', 'x'],
    ['unfinished <a href="', 'unfinished'],
  ])('%s reads as %s', (html, text) => {
    expect(readHtml(html).text).toBe(text);
  });

  test.each([
    ['display', '<div style="DISPLAY : none !important"><p>words</p></div>'],
    ['visibility', '<span style="visibility:hidden">words</span>'],
    ['opacity', '<span style="opacity:0">words</span>'],
    ['font-size', '<font style="font-size:0px"><b>words</b></font>'],
    ['colour', '<td bgcolor=#000000><font color=black>words</font></td>'],
    ['off-screen', '<p style="text-indent:-9999px">words</p>'],
    ['no-room', '<div style="max-height:0;overflow:hidden">words</div>'],
    ['outlook-only', '<div style="mso-hide:all">words</div>'],
    ['attribute', '<div hidden>words</div>'],
  ])('hidden by %s', (by, html) => {
    expect(readHtml(html).hidden.map((one) => [one.by, one.text])).toEqual([[by, 'words']]);
    expect(readHtml(`${html}<p>seen</p>`).text).toBe('seen');
  });

  it('is linear on what was made to be slow', () => {
    const hostile = ['<'.repeat(300_000), '<a href='.repeat(50_000), '<!--'.repeat(90_000), '<style>'.repeat(40_000)];
    const nested = ['<div style="color:red">'.repeat(20_000), '</div>'.repeat(60_000), `<a ${'x = '.repeat(90_000)}`];
    for (const html of [...hostile, ...nested, '&#'.repeat(150_000), `<a ${' '.repeat(300_000)}`]) {
      expect(readHtml(html).links.length).toBeLessThanOrEqual(2000);
    }
  });

  it('never throws, and places lie inside', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      '"',
      "'",
      '=',
      'a',
      'href',
      'style',
      'display:none',
      ' ',
      '<!--',
      '-->',
      '&#65;',
      'form',
      '\0',
      '\xff',
    );
    void fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
        const html = pieces.join('');
        const { links, loads, actives, hidden, splits } = readHtml(html);
        const spans = [
          ...links.flatMap(({ targetSpan, shownSpan }) => [targetSpan, shownSpan]),
          ...[...loads, ...actives, ...hidden].map(({ span }) => span),
          ...splits,
        ];
        expect(spans.filter(({ start, end }) => start < 0 || end < start || end > html.length)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the way back from a decoded body to the message', () => {
  const html = `<p>Gr\xc3\xbc\xc3\x9fe</p>${'x'.repeat(100)}<a href="https://www.example.com/needle">a</a>\r\n`;
  const quoted = html.replace(/[=\x80-\xff]/g, (sign) => `=${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const folded = quoted.replace(/(.{60})/g, '$1=\r\n');
  test.each([
    ['8bit', html],
    ['quoted-printable', quoted],
    [
      'base64',
      Buffer.from(html, 'latin1')
        .toString('base64')
        .replace(/(.{76})/g, '$1\r\n'),
    ],
    ['quoted-printable', folded],
  ])('%s', (encoding, body) => {
    const message = render(withField('Content-Transfer-Encoding', encoding), body);
    const bytes = bytesOf(message);
    const decoded = readDecodedBody(bytes, readAnatomy(bytes).structure, 1 << 20);
    const at = decoded.content.indexOf('needle');
    const { start, end } = decoded.place(at, at + 6);
    const written = message.slice(start, end);
    const read =
      encoding === 'base64' ? Buffer.from(written, 'base64').toString('latin1') : written.replaceAll('=\r\n', '');
    expect(read).toContain('edl');
    expect(end - start).toBeLessThan(140);
    expect(decoded.content.slice(at, at + 6)).toBe('needle');
  });

  it('stays inside the message for any range', () => {
    void fc.assert(
      fc.property(
        fc.constantFrom('8bit', 'quoted-printable', 'base64', 'x-uuencode'),
        fc.string({ unit: 'binary', maxLength: 120 }),
        fc.nat(150),
        fc.nat(150),
        (encoding, body, from, length) => {
          const bytes = bytesOf(render(withField('Content-Transfer-Encoding', encoding), body));
          const { start, end } = readDecodedBody(bytes, readAnatomy(bytes).structure, 1000).place(from, from + length);
          expect(start >= 0 && end > start && end <= bytes.length).toBe(true);
        },
      ),
    );
  });
});
