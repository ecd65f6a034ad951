import { HONEST, render, withField, without } from '../honest-mail';
import type { RuleMails } from './rule-mails';

const one = (name: string, body: string): string => render(withField(name, body));
const word = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
const multi = (text: string): string =>
  render(withField('Content-Type', 'multipart/mixed; boundary=b1'), `--b1\r\n\r\n${text}\r\n--b1--\r\n`);

export const mails: RuleMails = {
  'structure.duplicate-field': {
    positive: [render([...HONEST, ['From', 'ben@example.net']])],
    nearMiss: [render([...HONEST, ['Comments', 'a'], ['Comments', 'b']])],
  },
  'structure.raw-8bit-header': {
    positive: [one('Subject', 'Gr\xfc\xdfe')],
    nearMiss: [one('Subject', '=?utf-8?Q?Gr=C3=BCn?='), render(HONEST, 'Gr\xfc\xdfe\r\n')],
  },
  'structure.header-injection': {
    positive: [one('Subject', word('hello\r\nBcc: ben@example.net'))],
    nearMiss: [one('Subject', '=?utf-8?Q?a=3D0A?='), one('Subject', '=?utf-16?B?AGEAYg==?=')],
  },
  'structure.control-characters': {
    positive: [one('Subject', 'a\x07b')],
    nearMiss: [one('Subject', 'a\r\n\tb\tc')],
  },
  'structure.mixed-line-ends': {
    positive: [render(HONEST).replace('Thursday\r\n', 'Thursday\n')],
    nearMiss: [render(HONEST).replaceAll('\r\n', '\n')],
  },
  'message-id.syntax': {
    positive: [one('Message-ID', '<1.example.org>'), one('Message-ID', '<1@a@example.org>')],
    nearMiss: [
      one('Message-ID', '<"1@a"@example.org>'),
      one('Message-ID', '\r\n <1@example.org> (added by mail.example.org)'),
    ],
  },
  'message-id.missing': {
    positive: [render(without('Message-ID'))],
    nearMiss: [render([...without('Message-ID'), ['Message-id', '<1@example.org>']])],
  },
  'structure.ambiguous-content-type': {
    positive: [render([...withField('Content-Type', 'text/plain'), ['Content-Type', 'text/html']])],
    nearMiss: [one('Content-Type', 'TEXT/Plain; CHARSET="us-ascii"')],
  },
  'structure.ambiguous-encoding': {
    positive: [render(withField('Content-Transfer-Encoding', '"base64"'), 'R29vZA==\r\n')],
    nearMiss: [render(withField('Content-Transfer-Encoding', 'BASE64'), 'R29vZA==\r\n')],
  },
  'structure.ambiguous-boundary': {
    positive: [multi('--b1x'), nested('outer', 'outerAA')],
    nearMiss: [multi('b1'), multi('- --b1'), nested('outer', 'inner')],
  },
  'structure.hidden-content': {
    positive: [`${multi('x')}Content-Type: text/html\r\n\r\nx\r\n`],
    nearMiss: [`${multi('x')}\r\n`],
  },
  'structure.enclosed-content': {
    positive: [render(HONEST, 'begin 644 a.exe\r\n#86)C\r\n`\r\nend\r\n')],
    nearMiss: [render(HONEST, 'begin with the minutes\r\n')],
  },
  'structure.header-split': {
    positive: [`X-A: b\r\n \r\n${render(HONEST)}`],
    nearMiss: [`X-A: b\r\n c\r\n${render(HONEST)}`],
  },
  'structure.ambiguous-charset': {
    positive: [one('Content-Type', 'text/plain; charset=utf-8; charset=utf-7')],
    nearMiss: [one('Content-Type', 'text/plain; charset=koi8-r')],
  },
  'structure.beyond-limits': {
    positive: [one('Content-Type', `text/plain${'; a=b'.repeat(1100)}`)],
    nearMiss: [one('Content-Type', `text/plain${'; a=b'.repeat(90)}`)],
  },
};

/** A multipart in a multipart, with the separators given. */
function nested(outer: string, inner: string): string {
  const part = `--${inner}\r\nContent-Type: text/plain\r\n\r\nGood morning\r\n--${inner}--\r\n`;
  const body = `--${outer}\r\nContent-Type: multipart/alternative; boundary="${inner}"\r\n\r\n${part}--${outer}--\r\n`;
  return render(withField('Content-Type', `multipart/mixed; boundary="${outer}"`), body);
}
