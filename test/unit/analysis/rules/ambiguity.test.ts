import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../../shared/analysis/analyse';
import { filesBelow, readBytes, sharedCorpora } from '../../email/corpora';
import { found, HONEST, multipart, render, sentence, withField } from '../honest-mail';

const base = render(
  withField('Content-Type', 'multipart/mixed; boundary=b1'),
  '--b1\r\n\r\nGood morning\r\n--b1--\r\n',
);

describe('structure that programs read in different ways', () => {
  it('nothing of it is found in an ordinary message', () => {
    const rules = analyse(new Uint8Array(Buffer.from(multipart('b1'), 'latin1'))).findings.map(({ rule }) => rule);
    expect(rules.filter((rule) => /ambiguous|hidden|enclosed|header-split|beyond/.test(rule))).toEqual([]);
  });

  it('two types: both fields are shown', () => {
    const message = render([...withField('Content-Type', 'text/plain'), ['Content-Type', 'text/html']]);
    expect(found('structure.ambiguous-content-type', message)).toEqual([
      ['high', 'Content-Type: text/plain\r\n', 'Content-Type: text/html\r\n'],
    ]);
  });

  it.each([
    ['"base64"', 'high'],
    ['x-unknown', 'medium'],
  ])('the transfer encoding %s', (encoding, severity) => {
    const message = render(withField('Content-Transfer-Encoding', encoding), 'R29vZA==\r\n');
    expect(found('structure.ambiguous-encoding', message)).toEqual([[severity, encoding]]);
  });

  it.each(['8-bit', '7bit', 'base64', 'BASE64'])('the transfer encoding %s has one meaning', (encoding) => {
    const message = render(withField('Content-Transfer-Encoding', encoding), 'R29vZA==\r\n');
    expect(found('structure.ambiguous-encoding', message)).toEqual([]);
  });

  it('base64 that goes on after its end: from the padding to what follows', () => {
    const message = render(withField('Content-Transfer-Encoding', 'base64'), 'R29vZA==\r\nR29vZA==\r\n');
    expect(found('structure.ambiguous-encoding', message)).toEqual([['high', '==\r\nR']]);
  });

  it('a line that only resembles the separating line', () => {
    expect(found('structure.ambiguous-boundary', base.replace('Good morning', '--b1x'))).toEqual([['high', '--b1x']]);
  });

  it('text outside of the parts weighs little, a part there much', () => {
    expect(found('structure.hidden-content', `${base}list footer\r\n`)).toEqual([['low', 'list footer\r\n']]);
    const part = 'Content-Type: text/html\r\n\r\nx\r\n';
    expect(found('structure.hidden-content', `${base}${part}`)).toEqual([['high', part]]);
  });

  it('a file written into the text', () => {
    expect(found('structure.enclosed-content', render(HONEST, 'begin 644 a.exe\r\n#86)C\r\n`\r\nend\r\n'))).toEqual([
      ['medium', 'begin 644 a.exe'],
    ]);
  });

  it('a line of blanks in the header', () => {
    expect(found('structure.header-split', `X-A: b\r\n \r\n${base}`)).toContainEqual(['high', ' \r\n']);
  });

  it('two charsets', () => {
    const message = render(withField('Content-Type', 'text/plain; charset=utf-8; charset=utf-7'));
    expect(found('structure.ambiguous-charset', message)).toEqual([['medium', 'utf-7']]);
  });
});

describe('senders that depend on the program', () => {
  it('names every reading', () => {
    const message = withField('From', '"boss@bank.example"@example.org');
    expect(found('identity.ambiguous-from', message)).toEqual([['high', 'boss@bank.example']]);
    expect(sentence('identity.ambiguous-from', message)).toBe(
      'By the standard the sender is "boss@bank.example"@example.org. Programs that do not know quotation marks show boss@bank.example.',
    );
  });

  it.each(["tiarnan.o'corrain@example.org", '"Example, Anna" <anna@example.org>', 'Anna (home) <anna@example.org>'])(
    '%s has one reading',
    (from) => {
      expect(found('identity.ambiguous-from', withField('From', from))).toEqual([]);
    },
  );

  it('a field behind a bare carriage return is a sender for some programs', () => {
    const message = withField('Subject', 'Minutes\rFrom: boss@bank.example');
    expect(found('identity.ambiguous-from', message)).toEqual([['high', 'boss@bank.example']]);
  });

  it('Sender of another organisation', () => {
    expect(found('identity.sender-differs', withField('Sender', 'desk@example.net'))).toEqual([
      ['info', 'desk@example.net'],
    ]);
  });
});

/** H3: on honest mail these flags stay silent. The messages of the lists, where they are at hand. */
const lists = `${sharedCorpora}/ham/lists`;

describe.skipIf(!existsSync(lists))('honest mail', () => {
  const flags =
    /^(?:structure\.(?:ambiguous|hidden-content|enclosed-content|header-split|beyond-limits)|identity\.ambiguous-from)/;

  it('more than 1,000 messages: no flag above low', { timeout: 120_000 }, () => {
    const files = filesBelow(lists).filter((file) => file.endsWith('.eml'));
    const flagged = files.flatMap((file) =>
      analyse(readBytes(file))
        .findings.filter(({ rule, severity }) => flags.test(rule) && severity !== 'low' && severity !== 'info')
        .map(({ rule }) => `${rule} ${file}`),
    );

    expect(files.length).toBeGreaterThan(1000);
    expect(flagged).toEqual([]);
  });
});
