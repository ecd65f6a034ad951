import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, root, test } from '../e2e/fixtures';
import { TRAVERSAL_URLS } from '../unit/main/traversal-urls';
import { ready } from './support';

/** app:// gives out the window's own files and messages, each with the security headers; and no code runs but the files'. */

test('no address leads out of the window’s folder', async ({ launchChainmail }) => {
  const { app, window } = await launchChainmail();
  await ready(window);

  const leaks = await app.evaluate(async ({ net }, urls) => {
    const page = await (await net.fetch('app://chainmail/index.html')).text();
    const outcomes = await Promise.all(
      urls.map(async (url) => {
        const answer = await net.fetch(url).catch(() => undefined);
        const body = (await answer?.text()) ?? '';
        // Chromium itself takes `/./` for `/`, which is the window's page; anything else that is not refused is a leak.
        return answer?.status === 404 || answer === undefined || body === page ? '' : url;
      }),
    );
    return outcomes.filter((url) => url !== '');
  }, TRAVERSAL_URLS);

  expect(TRAVERSAL_URLS.length).toBeGreaterThanOrEqual(200);
  expect(leaks).toEqual([]);
});

test('every answer has the security headers', async ({ launchChainmail }) => {
  const { app, window } = await launchChainmail();
  await ready(window);
  const folder = join(root, 'build/app/renderer');
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => `app://chainmail${join(entry.parentPath, entry.name).slice(folder.length)}`);

  const answers = await app.evaluate(
    ({ net }, urls) =>
      Promise.all(
        urls.map(async (url) => {
          const { status, headers } = await net.fetch(url);
          return { url, status, headers: Object.fromEntries(headers) };
        }),
      ),
    [...files, 'app://chainmail/', 'app://chainmail/none.js', 'app://mail/E-001/1', 'app://elsewhere/'],
  );

  for (const { url, headers } of answers) {
    const policy = headers['content-security-policy'] ?? '';
    expect(policy, url).toContain("default-src 'none'");
    expect(policy, url).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*/);
    expect(headers, url).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  }
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(files.length);
});

test('only GET is answered', async ({ launchChainmail }) => {
  const { app, window } = await launchChainmail();
  await ready(window);

  const statuses = await app.evaluate(({ net }) =>
    Promise.all(
      ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'].map(
        async (method) => (await net.fetch('app://chainmail/index.html', { method })).status,
      ),
    ),
  );

  expect(new Set(statuses)).toEqual(new Set([405]));
});

/** Ways to run text as code; each would set `globalThis.ran`. */
const SCRIPTS: readonly string[] = [
  `const s = document.createElement('script'); s.textContent = 'globalThis.ran = 1'; document.head.append(s);`,
  `const s = document.createElement('script'); s.append('globalThis.ran = 1'); document.head.append(s);`,
  `const s = document.createElement('script'); s.src = 'data:text/javascript,globalThis.ran=1'; document.head.append(s);`,
  `document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="globalThis.ran=1">');`,
  `document.body.lastElementChild.innerHTML = '<svg onload="globalThis.ran=1"></svg>';`,
  `document.createRange().createContextualFragment('<img src="x" onerror="globalThis.ran=1">');`,
  `document.write('<p onclick="globalThis.ran=1">');`,
  `document.body.setAttribute('onclick', 'globalThis.ran=1'); document.body.click();`,
  `location.href = 'javascript:void(globalThis.ran=1)';`,
  `(0, eval)('globalThis.ran=1');`,
  `new Function('globalThis.ran=1')();`,
  `setTimeout('globalThis.ran=1', 0);`,
  `new Worker('data:text/javascript,0'); globalThis.ran = 1;`,
  `trustedTypes.createPolicy('mine', { createHTML: (text) => text }); globalThis.ran = 1;`,
  `Promise.resolve().then(() => navigator.serviceWorker.register('app://chainmail/index.html')).then(() => { globalThis.ran = 1; }, () => 0);`,
];

test('no script runs but the window’s own files', async ({ launchChainmail }) => {
  const { app, window } = await launchChainmail();
  await ready(window);

  const outcomes = await app.evaluate(async ({ BrowserWindow }, attempts) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const results: string[] = [];
    for (const code of attempts) {
      await contents?.executeJavaScript(`try { ${code} } catch {} 0`);
      await new Promise((done) => setTimeout(done, 100));
      results.push(
        `${code}: ${await contents?.executeJavaScript('(() => { const { ran } = globalThis; delete globalThis.ran; return ran; })()')}`,
      );
    }
    return results;
  }, SCRIPTS);

  expect(outcomes.filter((outcome) => !outcome.endsWith(': undefined'))).toEqual([]);
});
