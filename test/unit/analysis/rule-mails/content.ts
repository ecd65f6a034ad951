import { type Field, render, withField } from '../honest-mail';
import type { RuleMails } from './rule-mails';

const page = (html: string): string => render(withField('Content-Type', 'text/html; charset=utf-8'), `${html}\r\n`);
const link = (target: string, text = 'minutes'): string => page(`<p>Read <a href="${target}">${text}</a></p>`);
const mixed = (part: string, text = 'Good morning'): string =>
  render(
    withField('Content-Type', 'multipart/mixed; boundary=b1'),
    `--b1\r\n\r\n${text}\r\n--b1\r\n${part}\r\n--b1--\r\n`,
  );
const file = (name: string, content: string, type = 'application/octet-stream'): string =>
  mixed(
    `Content-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content, 'latin1').toString('base64')}`,
  );
const field = (name: string, body: string): string => render([...withField(name, body)] satisfies readonly Field[]);
const words = (prefix: string): string => Array.from({ length: 40 }, (_, index) => `${prefix}word${index}`).join(' ');
const both = (plain: string, html: string): string =>
  render(
    withField('Content-Type', 'multipart/alternative; boundary=b1'),
    `--b1\r\n\r\n${plain}\r\n--b1\r\nContent-Type: text/html\r\n\r\n<p>${html}</p>\r\n--b1--\r\n`,
  );
const lockedZip = `PK\x03\x04\x14\0\x01\0${'\0'.repeat(30)}`;

export const mails: RuleMails = {
  'content.link-text-differs': {
    positive: [
      link('https://bank.example.net/login', 'www.shop.example.com'),
      link('https://192.0.2.1/login', 'https://shop.example.com/'),
    ],
    nearMiss: [
      link('https://login.example.com/', 'www.example.com'),
      link('https://bank.example.net/', 'the shop'),
      link(
        'https://emea01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.com%2Fa&amp;data=05',
        'https://www.example.com/a',
      ),
      link('https://url.za.m.mimecastprotect.com/s/AbC?domain=www.example.com', 'https://www.example.com/a'),
      link('mailto:anna@example.net', 'www.example.com'),
    ],
  },
  'content.odd-link-target': {
    positive: [
      link('https://www.bank.example.net@192.0.2.1/'),
      link('http://0xC0000201/'),
      link('http://3221225985/'),
      link('javascript:alert(1)'),
      link('https://xn--80ak6aa92e.example.com/'),
      link('https:\\\\www.example.net/'),
      link('https://www.exam\tple.net/'),
    ],
    nearMiss: [
      link('https://www.example.net/'),
      link('https://www.example.net/a@b'),
      link('https://1.example.net:443/'),
    ],
  },
  'content.active-element': {
    positive: [page('<form action="https://example.net/"><input type=password></form>'), page('<script>1</script>')],
    nearMiss: [
      page('<p>form script iframe</p>'),
      page('<!-- <form> -->'),
      page('<meta http-equiv=refresh content="5">'),
      page('<p oneworld="" onlineshop=1>an attribute that is no event</p>'),
    ],
  },
  'content.remote-content': {
    positive: [page('<img src="https://example.net/a.png" width=1 height=1>')],
    nearMiss: [page('<img src="cid:a@example.net">'), page('<a href="https://example.net/">a</a>')],
  },
  'content.recipient-in-address': {
    positive: [
      link('https://example.net/?to=ben%40example.net'),
      link(`https://example.net/${Buffer.from('ben@example.net').toString('base64')}`),
    ],
    nearMiss: [link('mailto:ben@example.net'), link('https://example.net/?to=anna%40example.org')],
  },
  'content.read-receipt': {
    positive: [field('Disposition-Notification-To', 'anna@example.org')],
    nearMiss: [field('Disposition-Notification-Options', 'a=required,b')],
  },
  'content.hidden-text': {
    positive: [
      page(`<div style="display:none">${words('a')}</div>`),
      page('<body bgcolor="#ffffff"><font color="#fefefe">unseen words here</font>'),
      page('<p style="font-size:1px">unseen words here</p>'),
      page('<div style="position:absolute; left:-9999px">unseen words</div>'),
    ],
    nearMiss: [
      page('<div style="display:block">seen words</div>'),
      page('<body bgcolor="#000000"><font color="#ffffff">white on black</font>'),
      page('<td bgcolor="navy"><span style="color:#fff">white on blue</span></td>'),
      page('<div style="display:none">&nbsp;&zwnj;</div>'),
    ],
  },
  'content.divided-words': {
    positive: [
      page('in<!-- a -->vo<!-- b -->ice pay<!-- c -->ment'),
      page('pay&#8203;ment in&#8203;voice to&#8203;day'),
    ],
    nearMiss: [
      page('one <!-- a --> two <!-- b --> three <!-- c --> four'),
      page('Pay&shy;ment In&shy;voice To&shy;day'),
      page('pay&#8203;ment'),
    ],
  },
  'content.texts-differ': {
    positive: [both(words('a'), words('b'))],
    nearMiss: [both(words('a'), words('a')), both('Please use another program.', words('b'))],
  },
  'content.file-type-differs': {
    positive: [file('invoice.pdf', `MZ${'\0'.repeat(80)}`), file('picture.png', '<html><body>x</body></html>')],
    nearMiss: [
      file('invoice.pdf', '%PDF-1.4 x'),
      file('photo.jpg', '\x89PNG\r\n\x1a\n'),
      file('report.docx', 'PK\x03\x04x'),
    ],
  },
  'content.file-name-tricks': {
    positive: [
      file('invoice.pdf.exe', 'x'),
      file('invoice.pdf                    .scr', 'x'),
      mixed(
        `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="=?utf-8?B?${Buffer.from('inv\u202efdp.exe').toString('base64')}?="\r\n\r\nx`,
      ),
    ],
    nearMiss: [file('invoice.2021.pdf', 'x'), file('archive.tar.gz', 'x'), file('notes.txt.pdf', 'x')],
  },
  'content.file-type-declared': {
    positive: [file('tune.exe', 'x', 'audio/x-wav'), file('invoice.lnk', 'x', 'application/pdf')],
    nearMiss: [file('tune.exe', 'x', 'application/octet-stream'), file('build.cmd', 'x', 'text/plain')],
  },
  'content.active-file': {
    positive: [
      file('setup.exe', 'x'),
      file('table.xlsx', 'PK\x03\x04 xl/vbaProject.bin'),
      file('page.html', '<html><form><input type="password"></form>'),
    ],
    nearMiss: [file('table.xlsx', 'PK\x03\x04 xl/workbook.xml'), file('notes.txt', 'setup.exe')],
  },
  'content.encrypted-archive': {
    positive: [file('documents.zip', lockedZip)],
    nearMiss: [file('documents.zip', lockedZip.replace('\x01', '\0'))],
  },
  'content.language-fields': {
    positive: [field('Accept-Language', 'ru-RU, en-US')],
    nearMiss: [field('Accept-Language', 'en-US'), field('Content-Language', 'en')],
  },
  'content.regional-charset': {
    positive: [field('Content-Type', 'text/plain; charset=windows-1251'), field('Subject', '=?koi8-r?B?8NLJ18XU?=')],
    nearMiss: [field('Content-Type', 'text/plain; charset=iso-8859-1'), field('Subject', '=?utf-8?B?8J+Yig==?=')],
  },
};
