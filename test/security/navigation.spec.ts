import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../e2e/fixtures';
import { addFrame, expectRefused, frameAddresses, ready, refusals, windowCount } from './support';

/** The window stays where it is and opens nothing, however a page tries. */

async function stays(window: Page, act: () => Promise<unknown>): Promise<void> {
  const before = window.url().split('#')[0];
  await act().catch(() => undefined);
  await window.waitForTimeout(300);
  expect(window.url().split('#')[0]).toBe(before);
}

test('the page cannot be sent elsewhere', async ({ launchChainmail }) => {
  const { window, home } = await launchChainmail();
  await ready(window);
  const addresses = [
    'https://example.org/',
    'http://192.0.2.1/',
    'file:///etc/passwd',
    'data:text/html,x',
    'app://mail/E-001/1',
    'app://evil/',
    'mailto:someone@example.org',
    'ms-settings:',
  ];

  for (const address of addresses) {
    await stays(window, () => window.evaluate((to) => globalThis.location.assign(to), address));
    await stays(window, () => window.evaluate((to) => globalThis.location.replace(to), address));
    await stays(window, () =>
      window.evaluate((to) => {
        const link = Object.assign(document.createElement('a'), { href: to });
        document.body.append(link);
        link.click();
      }, address),
    );
  }
  await stays(window, () => window.evaluate(() => globalThis.location.reload()));

  await expectRefused(home, 'navigation https');
  await expectRefused(home, 'navigation app');
});

test('forms and refreshing headers lead nowhere', async ({ launchChainmail }) => {
  const { window } = await launchChainmail();
  await ready(window);

  await stays(window, () =>
    window.evaluate(() => {
      const form = Object.assign(document.createElement('form'), { action: 'https://example.org/', method: 'post' });
      document.body.append(form);
      form.submit();
    }),
  );
  await stays(window, () =>
    window.evaluate(() => {
      const meta = Object.assign(document.createElement('meta'), {
        httpEquiv: 'refresh',
        content: '0;url=https://example.org/',
      });
      document.head.append(meta);
    }),
  );
});

test('a frame can show a message and nothing else', async ({ launchChainmail }) => {
  const { window } = await launchChainmail();
  await ready(window);

  for (const address of [
    'https://example.org/',
    'app://chainmail/index.html',
    'app://mail.evil/E-001/1',
    'file:///etc/passwd',
    'data:text/html,x',
    'blob:app://chainmail/x',
    'javascript:document.title="ran"',
  ]) {
    await addFrame(window, address);
  }
  await window.waitForTimeout(500);

  // What a frame shows, not what it was asked for: Chromium's error page where the request was refused.
  const shown = window
    .frames()
    .slice(1)
    .map((frame) => frame.url());
  expect(shown.filter((address) => !/^(chrome-error:.*|about:blank|)$/.test(address))).toEqual([]);
  expect(await window.title()).not.toBe('ran');
});

test('no second window opens', async ({ launchChainmail }) => {
  const { app, window, home } = await launchChainmail();
  await ready(window);
  const addresses = [
    'https://example.org/',
    'about:blank',
    'app://chainmail/index.html',
    'app://mail/E-001/1',
    'file:///etc/passwd',
    '',
  ];

  for (const address of addresses) {
    const opened = await window.evaluate((to) => globalThis.open(to, '_blank', 'noopener=no') !== null, address);
    expect(opened, address).toBe(false);
  }
  await window.evaluate(() => {
    const link = Object.assign(document.createElement('a'), {
      href: 'https://example.org/',
      target: '_blank',
      id: 'out',
    });
    Object.assign(link.style, { position: 'fixed', inset: '0', zIndex: '9999' });
    document.body.append(link);
  });
  for (const modifiers of [[], ['Control'], ['Shift'], ['Alt']] as const) {
    await window.locator('#out').click({ modifiers: [...modifiers] });
  }
  await window.locator('#out').click({ button: 'middle' });
  await window.waitForTimeout(300);

  expect(await windowCount(app)).toBe(1);
  expect((await refusals(home)).filter((refusal) => refusal.startsWith('window ')).length).toBeGreaterThanOrEqual(8);
});

test('a redirect is not followed', async ({ launchChainmail }) => {
  const { app, window, home } = await launchChainmail();
  await ready(window);
  await app.evaluate(({ session }) => {
    const { protocol } = session.defaultSession;
    protocol.unhandle('app');
    protocol.handle('app', (request) =>
      request.url.endsWith('/1') ? Response.redirect('app://mail/E-001/2', 302) : new Response('redirected'),
    );
  });

  await addFrame(window, 'app://mail/E-001/1');

  await expectRefused(home, 'redirect app');
  expect(await frameAddresses(app)).not.toContain('app://mail/E-001/2');
});

test('nothing is downloaded', async ({ launchChainmail }) => {
  const { app, window, home } = await launchChainmail();
  await ready(window);

  await window.evaluate(() => {
    const blob = URL.createObjectURL(new Blob(['x']));
    for (const href of [
      blob,
      'data:application/octet-stream,x',
      'app://chainmail/index.html',
      'https://example.org/x',
    ]) {
      Object.assign(document.createElement('a'), { href, download: 'evil.exe' }).click();
    }
  });
  await app.evaluate(({ session }) => session.defaultSession.downloadURL('app://chainmail/index.html'));

  await expectRefused(home, 'download app');
  await window.waitForTimeout(300);
  const written = await readdir(home, { recursive: true });
  expect(written.filter((name) => name.includes('evil'))).toEqual([]);
  expect(written.filter((name) => /\.(exe|crdownload)$/.test(name))).toEqual([]);
});

test('a webview stays an empty element, and one that was allowed by mistake is not attached', async ({
  launchChainmail,
}) => {
  const { app, window, home } = await launchChainmail();
  await ready(window);
  await window.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.org/');
    document.body.append(view);
  });
  await window.waitForTimeout(300);
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);

  await app.evaluate(async ({ BrowserWindow }) => {
    const careless = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
    await careless.loadURL('about:blank');
    await careless.webContents.executeJavaScript(
      `document.body.append(Object.assign(document.createElement('webview'), { src: 'about:blank' })); 0`,
    );
  });

  await expectRefused(home, 'webview webview');
});

test('neither a dropped file nor a dropped link is opened', async ({ launchChainmail }) => {
  const { window, home } = await launchChainmail();
  await ready(window);
  const file = join(home, 'dropped.html');
  await writeFile(file, '<title>dropped</title>');
  const link = { mimeType: 'text/uri-list', data: 'https://example.org/' };
  const protocol = await window.context().newCDPSession(window);

  for (const data of [
    { items: [], files: [file], dragOperationsMask: 1 },
    { items: [link], files: [], dragOperationsMask: 1 },
  ]) {
    await stays(window, async () => {
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await protocol.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data });
      }
    });
  }

  expect(await window.title()).not.toBe('dropped');
  // Drops that are simulated take the page's way only; the desktop's own way is closed by `navigateOnDragDrop: false`.
  expect((await refusals(home)).filter((refusal) => refusal.startsWith('navigation'))).toEqual([]);
});
