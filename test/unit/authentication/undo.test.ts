import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { AuthenticationFacts } from '../../../shared/authentication/facts';
import { readAnatomy } from '../../../shared/email/anatomy';
import { bodyReason } from '../../../shared/wording/authentication';
import { bytesOf } from '../analysis/honest-mail';

/** Bodies that were signed and then changed as gateways and lists change them; the hash is of the signed one. */

const hashOf = (canonical: string): string => createHash('sha256').update(canonical, 'latin1').digest('base64');

interface Signed {
  readonly body: string;
  readonly changed: string;
  /** Type and encoding of the changed message. */
  readonly type: string;
  readonly encoding?: string;
  readonly length?: number;
}

function factsOf({ body, changed, type, encoding, length }: Signed) {
  const signed = body.replace(/(?:\r\n)*$/, '\r\n');
  const tags = length === undefined ? '' : ` l=${length};`;
  const text =
    `DKIM-Signature: v=1; a=rsa-sha256; c=simple/simple; d=example.org; s=sel;${tags} h=from; bh=${hashOf(signed.slice(0, length))}; b=AAAA\r\n` +
    `From: Anna <anna@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n` +
    `${encoding === undefined ? '' : `Content-Transfer-Encoding: ${encoding}\r\n`}\r\n${changed}`;
  const bytes = bytesOf(text);
  const facts = new AuthenticationFacts({ bytes, anatomy: readAnatomy(bytes), route: [] });
  const [signature] = facts.dkim;
  if (signature === undefined) throw new Error('no signature was read');
  return { text, answer: facts.bodyHash(signature), undone: facts.undone(signature) };
}

function undo(signed: Signed) {
  const { text, answer, undone } = factsOf(signed);
  return {
    result: answer.result,
    steps: undone?.steps,
    added: undone?.added.map(({ start, end }) => text.slice(start, end)),
  };
}

const alternative = (plain: string, html: string): string =>
  `--b\r\nContent-Type: text/plain\r\n\r\n${plain}\r\n--b\r\nContent-Type: text/html\r\n\r\n${html}\r\n--b--\r\n`;
const ALTERNATIVE = 'multipart/alternative; boundary=b';
const BANNER = '<div style="background:#ff0"><b>CAUTION</b>: from outside</div>';
const base64 = (text: string): string =>
  `${Buffer.from(text, 'latin1')
    .toString('base64')
    .replace(/(.{76})/g, '$1\r\n')}\r\n`;

describe('what a gateway put into a formatted text', () => {
  const html = '<html>\r\n<body class="x">\r\n<p>Good morning</p>\r\n</body>\r\n</html>\r\n';

  test.each([
    ['on a line of its own', '<body class="x">\r\n', `${BANNER}\r\n`],
    ['right behind the tag', '<body class="x">', BANNER],
    ['of two elements', '<body class="x">', `${BANNER}<br>`],
  ])('is found as a banner %s', (_, place, banner) => {
    const changed = html.replace(place, place + banner);
    expect(undo({ body: html, changed, type: 'text/html' })).toMatchObject({
      result: 'mismatch',
      steps: ['html-at-start'],
    });
  });

  it('is found at its bytes', () => {
    const changed = html.replace('<body class="x">', `<body class="x">${BANNER}`);
    expect(undo({ body: html, changed, type: 'text/html' }).added).toEqual([BANNER]);
  });

  it('is found where it stands before a page without a body tag', () => {
    expect(undo({ body: '<p>Hi</p>', changed: `${BANNER}<p>Hi</p>`, type: 'text/html' }).added).toEqual([BANNER]);
  });

  test.each(['<hr><p>Sent through a list</p>', '<hr><p>Sent through a list</p>\r\n'])(
    'is found as a footer %j',
    (footer) => {
      const changed = html.replace('</body>', `${footer}</body>`);
      expect(undo({ body: html, changed, type: 'text/html' })).toEqual({
        result: 'mismatch',
        steps: ['html-at-end'],
        added: [footer],
      });
    },
  );

  it('is found in the plain and the formatted text together', () => {
    const body = alternative('Good morning', '<html><body><p>Good morning</p></body></html>');
    const withBanner = alternative(
      'CAUTION\r\n\r\nGood morning',
      `<html><body>${BANNER}<p>Good morning</p></body></html>`,
    );
    const withFooter = alternative(
      'Good morning\r\n-- \r\nlist',
      '<html><body><p>Good morning</p><hr>list</body></html>',
    );
    expect(undo({ body, changed: withBanner, type: ALTERNATIVE })).toEqual({
      result: 'mismatch',
      steps: ['lines-at-start', 'html-at-start'],
      added: ['CAUTION\r\n\r\n', BANNER],
    });
    expect(undo({ body, changed: withFooter, type: ALTERNATIVE }).steps).toEqual([
      'lines-at-end-of-part',
      'html-at-end',
    ]);
  });

  it('does not explain a text of which a word was changed besides', () => {
    const changed = html.replace('<body class="x">', `<body class="x">${BANNER}`).replace('morning', 'evening');
    expect(undo({ body: html, changed, type: 'text/html' }).steps).toBeUndefined();
  });
});

it('finds a banner inside of base64', () => {
  const text = 'Good morning, these are the minutes of Thursday, in a text that needs two lines.\r\nAnna\r\n';
  const signed = {
    body: base64(text),
    changed: base64(`[EXTERNAL]\r\n\r\n${text}`),
    type: 'text/plain',
    encoding: 'base64',
  };
  expect(undo(signed)).toEqual({ result: 'mismatch', steps: ['base64', 'lines-at-start'], added: [] });
});

describe('a signature over the beginning of a body', () => {
  const body = 'Good morning\r\nAnna\r\n';

  it('is explained where a banner stands above what it covers', () => {
    const changed = `[EXTERNAL]\r\n${body}and a footer that it does not cover\r\n`;
    expect(undo({ body, changed, type: 'text/plain', length: 20 })).toEqual({
      result: 'mismatch',
      steps: ['lines-at-start'],
      added: ['[EXTERNAL]\r\n'],
    });
  });

  it('says that the end is missing where the body is shorter than what it covers', () => {
    const { answer } = factsOf({ body, changed: 'Good morning\r\n', type: 'text/plain', length: 20 });
    expect(answer).toMatchObject({ result: 'mismatch', why: 'shorter' });
    expect(bodyReason(answer, 20)).toContain('covers 20 bytes of the body, and the body of this copy has fewer');
  });
});
