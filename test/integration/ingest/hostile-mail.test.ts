import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';
import { parse as parseCss } from 'postcss';
import { beforeAll, describe, expect, test } from 'vitest';
import { openMessagePool } from '../../../electron/engine/message/message-pool';
import { openMessage } from '../../../electron/engine/message/open-message';
import { mailPage, sanitiseMailHtml } from '../../../electron/engine/message/sanitise-html';
import { tempFolder } from '../../helpers/temp-folder';
import { mail } from '../../unit/ingest/mail';
import { sha256 } from '../../unit/ingest/split';
import { allRows, buildEntry, newWorkbench, type Workbench } from './workbench';

const at = (n: number) => `https://tracker.example/${n}`;

/** Each of these makes some mail program ask the network, run something, or leave the page. */
const WAYS: readonly string[] = [
  `<img src="${at(1)}">`,
  `<img srcset="${at(2)} 1x, ${at(2)}b 2x">`,
  `<image src="${at(3)}">`,
  `<picture><source srcset="${at(4)}"><img></picture>`,
  `<input type="image" src="${at(5)}">`,
  `<table background="${at(6)}"><tr><td background="${at(6)}b">x</td></tr></table>`,
  `<body background="${at(7)}">`,
  `<div style="background:url(${at(8)})">x</div>`,
  `<div style="background-image:\\75rl('${at(9)}')">x</div>`,
  `<div style="list-style:url(${at(10)});cursor:url(${at(10)}),auto;content:url(${at(10)})">x</div>`,
  `<style>@import url("${at(11)}"); body{background:url(${at(11)})} @font-face{font-family:x;src:url(${at(11)})}</style>`,
  `<link rel="stylesheet" href="${at(12)}">`,
  `<link rel="dns-prefetch" href="//${at(13)}">`,
  `<link rel="preload" as="image" href="${at(14)}">`,
  `<meta http-equiv="refresh" content="0;url=${at(15)}">`,
  `<base href="${at(16)}">`,
  `<script src="${at(17)}"></script><script>fetch("${at(17)}")</script>`,
  `<iframe src="${at(18)}"></iframe><frame src="${at(18)}">`,
  `<iframe srcdoc="<img src='${at(19)}'>"></iframe>`,
  `<object data="${at(20)}"></object>`,
  `<embed src="${at(21)}">`,
  `<applet code="${at(22)}" archive="${at(22)}"></applet>`,
  `<video src="${at(23)}" poster="${at(23)}"></video><audio src="${at(23)}" autoplay></audio><track src="${at(23)}">`,
  `<svg><image href="${at(24)}"/><use xlink:href="${at(24)}"/><style>@import "${at(24)}"</style></svg>`,
  `<svg><filter><feImage href="${at(25)}"/></filter><script>1</script></svg>`,
  `<math><mtext><img src="${at(26)}"></mtext></math>`,
  `<form action="${at(27)}"><button formaction="${at(27)}">go</button><input></form>`,
  `<a href="${at(28)}" ping="${at(28)}">click</a><area href="${at(28)}">`,
  `<a href="javascript:alert(1)">js</a><a href=" java\nscript:alert(1)">js</a>`,
  `<img src="x" onerror="location='${at(30)}'"><p onclick="x()">p</p>`,
  `<img src="data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=">`,
  `<bgsound src="${at(32)}"><layer src="${at(32)}"></layer><img lowsrc="${at(32)}" dynsrc="${at(32)}">`,
  `<noscript><img src="${at(33)}"></noscript><template><img src="${at(33)}"></template>`,
  `<p style="position:fixed;top:0;left:0;z-index:9">over everything</p><p style="width:expression(alert(1));-moz-binding:url(${at(34)})">x</p>`,
  `<xmp><img src="${at(35)}"></xmp><plaintext><img src="${at(35)}">`,
  `<!--[if mso]><v:fill src="${at(36)}"/><![endif]--><v:image src="${at(36)}"/>`,
  `<img src="cid:nobody@example"><td/background="${at(37)}"><img/src="${at(37)}">`,
  `<<img src="${at(38)}"><img src='${at(38)}' alt='"><img src="${at(38)}">'>`,
];

const ALLOWED_ATTRIBUTES = new Set(
  'align alt bgcolor border cellpadding cellspacing charset color colspan dir face height lang nowrap rowspan size src start style title type valign value width'.split(
    ' ',
  ),
);
const NEVER = new Set(
  'script style link meta base form input button iframe frame object embed applet svg math image video audio source picture track area template noscript bgsound layer body html'.split(
    ' ',
  ),
);

/** Walks the parsed body of a page and reports whatever could load or lead away. */
function loadingConstructs(html: string): readonly string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (NEVER.has(name)) {
        found.push(`<${name}>`);
      }
      for (const [key, value] of Object.entries(attributes)) {
        if (!ALLOWED_ATTRIBUTES.has(key)) {
          found.push(`${name} ${key}`);
        }
        if (key === 'src' && !/^data:image\/(?:png|gif|jpe?g);base64,[A-Za-z0-9+/=]+$/.test(value)) {
          found.push(`${name} src=${value}`);
        }
        if (key === 'style') {
          parseCss(`a{${value}}`).walkDecls(({ prop, value: said }) => {
            if (/url|expression|import|image|\\|position|content|cursor|binding/i.test(`${prop}:${said}`)) {
              found.push(`${name} style ${prop}:${said}`);
            }
          });
        }
      }
    },
    onprocessinginstruction: (name) => found.push(name),
    oncomment: () => found.push('comment'),
  });
  parser.end(html);
  return found;
}

const noPicture = () => undefined;

describe('sanitised pages', () => {
  test.each(WAYS.map((html, n) => [n + 1, html] as const))('way %i loads nothing', (_, html) => {
    expect(loadingConstructs(sanitiseMailHtml(`<p>before</p>${html}<p>after</p>`, noPicture).html)).toEqual([]);
  });

  test('all ways together, also cut at every tenth character', () => {
    const all = WAYS.join('\n');
    for (let end = all.length; end > 0; end -= 10) {
      expect(loadingConstructs(sanitiseMailHtml(all.slice(0, end), noPicture).html)).toEqual([]);
    }
  });

  test('the frame around it holds one style element and a charset, nothing else', () => {
    const page = mailPage(sanitiseMailHtml(WAYS.join(''), noPicture).html);
    expect(page.match(/<meta/g)).toHaveLength(1);
    expect(page).toMatch(/^<!doctype html><html><head><meta charset="utf-8">/);
    expect(page.slice(page.indexOf('<style>'), page.indexOf('</style>'))).not.toMatch(/url|import|expression/);
  });

  test('what was left out is named', () => {
    const { html, links, remoteImages } = sanitiseMailHtml(
      `<a href="https://evil.example/login" title="bank.example">https://bank.example</a><img src="https://tracker.example/p.gif" alt="logo">`,
      noPicture,
    );
    expect(links).toEqual([{ shown: 'https://bank.example', target: 'https://evil.example/login' }]);
    expect(remoteImages).toEqual(['https://tracker.example/p.gif']);
    expect(html).toContain('[picture "logo" not shown: hxxps://tracker[.]example/p.gif]');
    expect(html).toContain('title="https://evil.example/login"');
  });

  test('an address cannot break out of the words that name it', () => {
    const { html } = sanitiseMailHtml(`<img src='x"><script>alert(1)</script>' alt='"><img src=y>'>`, noPicture);
    expect(loadingConstructs(html)).toEqual([]);
    expect(html).not.toContain('<script');
  });

  test('pictures inside the message are shown, and only of three plain kinds', () => {
    const content = Buffer.from('89504e470d0a1a0a', 'hex');
    const shown = sanitiseMailHtml('<img src="cid:a%40b" width="5">', (id) => (id === 'a@b' ? { content } : undefined));
    expect(shown.html).toContain(`src="data:image/png;base64,${content.toString('base64')}"`);
    // Declared as a picture or not: the first bytes decide.
    const drawn = sanitiseMailHtml('<img src="cid:a">', () => ({ content: Buffer.from('<svg/>') }));
    expect(drawn.html).not.toContain('data:');
    const named = `data:image/png;base64,${Buffer.from('<svg onload="x()"/>').toString('base64')}`;
    expect(sanitiseMailHtml(`<img src="${named}">`, noPicture).html).not.toContain('data:');
    const written = `data:image/jpeg;base64,${content.toString('base64')}`;
    expect(sanitiseMailHtml(`<img src="${written}">`, noPicture).html).toContain('src="data:image/png;base64,');
  });

  test('a link whose words show another host says beside them where it leads', () => {
    const page = (html: string) => sanitiseMailHtml(html, noPicture).html;
    expect(page('<a href="https://evil.example/a&quot;>b">https://<b>bank</b>.example/</a> end')).toMatch(
      /<\/a> <span style="[^"<>]+">\[leads to hxxps:\/\/evil\[\.\]example\/a&#34;&#62;b\]<\/span> end$/,
    );
    expect(
      page('<a href="https://bank.example/x">www.bank.example</a><a href="https://x.example">here</a>'),
    ).not.toContain('leads to');
    const nested = page('<a href="https://one.example"><a href="https://two.example">three.example</a></a>');
    expect(nested).toContain('leads to hxxps://two[.]example');
    expect(loadingConstructs(nested)).toEqual([]);
  });
});

describe('messages made to break their reader', () => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
  });

  async function openOne(content: string | Buffer) {
    const path = join(tempFolder('one'), 'x.eml');
    writeFileSync(path, content);
    const { evidence } = await bench.importPaths([path]);
    const ref = `${evidence[0]?.number}/1`;
    return {
      row: bench.catalogue.row(ref),
      ...(await openMessage({ ...bench, places: { resourcesDir: 'resources' } }, ref)),
    };
  }

  test('an honest one, whole', async () => {
    const attachment = Buffer.from('the attachment').toString('base64');
    const html = '<p>Hello <a href="https://example.net/x">there</a></p>';
    const { row, view, text, page, links } = await openOne(
      mail({
        headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
        body: `--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/plain\n\nHello there\n--c\nContent-Type: text/html\n\n${html}\n--c--\n--b\nContent-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment; filename=a.pdf\nContent-Transfer-Encoding: base64\n\n${attachment}\n--b--`,
      }),
    );
    expect(row).toMatchObject({ attachments: 1, from: 'Ann Example <ann@example.com>' });
    expect(view.attachments).toEqual([
      {
        name: 'a.pdf',
        type: 'application/pdf',
        bytes: 14,
        sha256: sha256('the attachment'),
        kind: null,
        warning: null,
      },
    ]);
    expect(view).toMatchObject({ subject: 'A test', date: '2020-03-02T10:00:00.000Z', bodyProblem: null });
    expect(view.route[0]).toMatchObject({ ip: '192.0.2.7', by: 'mx.example.org', time: '2020-03-02T10:00:05.000Z' });
    expect(text.trim()).toBe('Hello there');
    expect(page).toContain('Hello');
    expect(links).toEqual([{ shown: 'there', target: 'https://example.net/x' }]);
  });

  test('34 MB: the beginning is read and it is said', async () => {
    const { view, row } = await openOne(Buffer.from(mail({ body: 'x '.repeat(17 << 20) })));
    expect(view.bodyProblem).toContain('first 25 MB');
    expect(row?.subject).toBe('A test');
  }, 60_000);

  test('20,000 parts: listed up to a limit', async () => {
    const parts = Array.from(
      { length: 20_000 },
      (_, n) => `--b\nContent-Disposition: attachment; filename=${n}\n\n${n}`,
    ).join('\n');
    const { view, row } = await openOne(
      mail({ headers: ['Content-Type: multipart/mixed; boundary=b'], body: `${parts}\n--b--` }),
    );
    expect(view.attachments.length).toBeLessThanOrEqual(1_000);
    expect(view.bodyProblem).not.toBeNull();
    expect(row?.attachments).toBeGreaterThan(900);
  }, 60_000);

  test.each([
    ['3 MB of <', '<'.repeat(3 << 20)],
    ['open tags without end', '<div>'.repeat(500_000)],
    ['unclosed comments', '<!--'.repeat(500_000)],
    ['style without end', '<style>'.repeat(300_000)],
    ['one tag of 3 MB', `<a ${'b=c '.repeat(700_000)}`],
  ])(
    '%s: within the limits, the message still there',
    async (_, body) => {
      const { row, view } = await openOne(mail({ headers: ['Content-Type: text/html'], body }));
      expect(row).toMatchObject({ subject: 'A test' });
      expect(view.subject).toBe('A test');
    },
    60_000,
  );
});

test('a task that hangs or eats memory is ended; its header facts come all the same, its neighbours are whole', async () => {
  const folder = tempFolder('bad');
  const places = ['quick', 'hang', 'greedy', 'last'].map((subject) => {
    const path = join(folder, subject);
    writeFileSync(path, mail({ subject }));
    return { path, offset: 0, length: mail({ subject }).length };
  });
  const bad = openMessagePool(await buildEntry('bad-worker', 'test/integration/ingest/bad-worker.ts'), {
    threads: 2,
    taskMs: 4_000,
  });
  const rows = await bad.analyse(places);
  await bad.close();
  expect(rows.map(({ subject }) => subject)).toEqual(['quick', 'hang', 'greedy', 'last']);
  expect(rows.map(({ from }) => from)).toEqual(Array(4).fill('Ann Example <ann@example.com>'));
  expect(rows.map(({ problem }) => problem)).toEqual([
    null,
    'The body was set aside: reading it took longer than 4 s. Its bytes are in the vault.',
    expect.stringMatching(/longer than 4 s|more than 512 MB/),
    null,
  ]);
}, 60_000);

test('a message whose structure cannot be read in time is opened all the same: by its header', async () => {
  const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
  const path = join(tempFolder('one'), 'slow.eml');
  writeFileSync(path, mail({ subject: 'slow', body: 'From: nobody@example.net' }));
  await bench.importPaths([path]);
  const bad = openMessagePool(await buildEntry('bad-worker', 'test/integration/ingest/bad-worker.ts'), {
    threads: 1,
    taskMs: 2_000,
  });
  const { view, text } = await openMessage({ ...bench, pool: bad, places: { resourcesDir: 'resources' } }, 'E-001/1');
  await bad.close();
  expect(view).toMatchObject({ subject: 'slow', from: 'Ann Example <ann@example.com>' });
  expect(view.bodyProblem).toContain('set aside: reading it took longer');
  expect(text).toBe('');
}, 60_000);

test('rows of a hostile header cannot break the list', async () => {
  const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
  const path = join(tempFolder('one'), 'x.eml');
  writeFileSync(
    path,
    `From: "a\0b" <x@example.com>\nSubject: =?utf-8?Q?line=0D=0Aend=00=ED=A0=80?= '); DROP TABLE messages; --\nDate: Mon, 32 Foo 99999 99:99:99\n\nx`,
  );
  await bench.importPaths([path]);
  expect(allRows(bench.catalogue)).toMatchObject([{ date: null, received: null }]);
});
