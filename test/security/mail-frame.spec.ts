import { expect, test } from '../e2e/fixtures';
import { addFrame, expectRefused, ready, refusals, showUnsanitised, windowCount } from './support';

/** A message's page, as hostile as can be and not sanitised: the walls behind the sanitiser have to hold by themselves. */

const SCRIPTS = `
  <script>document.title = 'ran'; parent.document.title = 'ran'</script>
  <img src="x" onerror="parent.document.title='ran'"><svg onload="parent.document.title='ran'"></svg>
  <body onload="parent.document.title='ran'"><iframe srcdoc="<script>top.document.title='ran'</script>"></iframe>
  <object data="data:text/html,<script>top.document.title='ran'</script>"></object><embed src="data:text/html,x">
  <details open ontoggle="parent.document.title='ran'">x</details>
  <meta http-equiv="Content-Security-Policy" content="script-src *"><title>ran</title>`;

const BEACONS = `
  <link rel="dns-prefetch" href="https://one.example.org"><link rel="preconnect" href="https://two.example.org">
  <link rel="stylesheet" href="https://example.org/x.css"><link rel="icon" href="https://example.org/icon.png">
  <link rel="prefetch" href="https://example.org/next"><link rel="preload" as="image" href="https://example.org/y.png">
  <img src="https://example.org/x.png"><img srcset="https://192.0.2.1/x.png 2x"><video poster="https://example.org/p.png" src="https://example.org/v.mp4" autoplay></video>
  <style>@import "https://example.org/x.css"; p { background: url(https://example.org/b.png) } @font-face { font-family: f; src: url(https://example.org/f.woff2) } p { font-family: f }</style>
  <input type="image" src="https://example.org/i.png"><table background="https://example.org/t.png"><tr><td>x</td></tr></table>
  <svg><image href="https://example.org/s.png"/><filter id="f"><feImage href="https://example.org/fe.png"/></filter></svg>
  <base href="https://example.org/"><img src="relative.png"><audio src="https://example.org/a.mp3" autoplay></audio>`;

test('runs no script and has an origin that equals no other', async ({ launchChainmail }) => {
  const { app, window } = await launchChainmail();
  await ready(window);
  const title = await window.title();

  await showUnsanitised(app, window, SCRIPTS);
  await window.waitForTimeout(500);

  expect(await window.title()).toBe(title);
  const origins = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.frames.map((frame) => frame.origin),
  );
  expect(origins).toEqual(['null']);
  const reach = await window.evaluate(() => document.querySelectorAll('iframe')[0]?.contentDocument ?? 'out of reach');
  expect(reach).toBe('out of reach');
});

test('asks the network for nothing', async ({ launchChainmail }) => {
  const { app, window, home } = await launchChainmail();
  await ready(window);
  await app.evaluate(({ session }) => {
    const asked: string[] = [];
    Reflect.set(globalThis, 'asked', asked);
    session.defaultSession.webRequest.onSendHeaders(({ url }) => asked.push(url));
    session.defaultSession.webRequest.onCompleted(({ url }) => asked.push(url));
  });

  await showUnsanitised(app, window, BEACONS);
  await window.waitForTimeout(1_000);

  const asked = await app.evaluate(() => Reflect.get(globalThis, 'asked') as readonly string[]);
  expect(asked.filter((url) => !url.startsWith('app://'))).toEqual([]);
  expect((await refusals(home)).filter((refusal) => refusal.startsWith('download'))).toEqual([]);
});

/** One link each, over the whole frame, so that a click cannot miss it. */
const LINKS: readonly (readonly [name: string, html: string])[] = [
  ['a web address', '<a href="https://example.org/">x</a>'],
  ['another message', '<a href="app://mail/E-001/2">x</a>'],
  ['the window’s own page', '<a href="app://chainmail/index.html">x</a>'],
  ['the whole window', '<a href="app://mail/E-001/2" target="_top">x</a>'],
  ['a new window', '<a href="https://example.org/" target="_blank">x</a>'],
  ['a script', '<a href="javascript:parent.document.title=1">x</a>'],
  ['a data page', '<a href="data:text/html,x">x</a>'],
  ['a file', '<a href="file:///etc/passwd">x</a>'],
  ['another program', '<a href="mailto:someone@example.org">x</a>'],
  ['a download', '<a href="app://mail/E-001/2" download="evil.exe">x</a>'],
  ['a form', '<form action="https://example.org/" method="post"><button>x</button></form>'],
  ['a form over a message', '<form action="app://mail/E-001/2"><button>x</button></form>'],
];

for (const [name, html] of LINKS) {
  test(`a click on ${name} leads nowhere`, async ({ launchChainmail }) => {
    const { app, window } = await launchChainmail();
    await ready(window);
    const before = { url: window.url(), title: await window.title() };
    const style = '<style>a, button { position: fixed; inset: 0; font-size: 40px }</style>';
    const frame = await showUnsanitised(app, window, style + html);

    await frame.locator('a, button').click({ noWaitAfter: true });
    await window.waitForTimeout(500);

    expect({ url: window.url(), title: await window.title() }).toEqual(before);
    expect(await windowCount(app)).toBe(1);
    const shown = window
      .frames()
      .slice(1)
      .map((each) => each.url());
    expect(
      shown.every((url) => ['app://mail/E-001/1', 'chrome-error://chromewebdata/'].includes(url)),
      String(shown),
    ).toBe(true);
  });
}

test('cannot take itself or the window elsewhere', async ({ launchChainmail }) => {
  const { app, window } = await launchChainmail();
  await ready(window);
  const before = window.url();

  await showUnsanitised(app, window, '<meta http-equiv="refresh" content="0;url=app://mail/E-001/2">');
  await window.waitForTimeout(1_000);

  expect(window.url()).toBe(before);
  expect(window.frames().map((frame) => frame.url())).not.toContain('app://mail/E-001/2');
});

test('cannot put another message into a frame of its own', async ({ launchChainmail }) => {
  const { app, window, home } = await launchChainmail();
  await ready(window);

  await showUnsanitised(
    app,
    window,
    '<iframe src="app://mail/E-001/2"></iframe><iframe src="app://chainmail/"></iframe>',
  );
  await window.waitForTimeout(500);

  expect(window.frames().map((frame) => frame.url())).not.toContain('app://mail/E-001/2');
  expect(await refusals(home)).not.toContain('download app');
});

test('a message that is not there is a sentence, not an error page', async ({ launchChainmail }) => {
  const { window, home } = await launchChainmail();
  await ready(window);

  await addFrame(window, 'app://mail/E-999/1');

  await expectRefused(home, 'app-request 404');
  await expect(window.frameLocator('iframe').locator('p')).toHaveText(/\S/);
});
