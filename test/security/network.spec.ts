import { expect, test } from '../e2e/fixtures';
import { ready, refusals } from './support';

/** The page's own policy, the request filter and the resolver: each is tried without help from the one before it. */

/** Resolves to the names of what got through; `open` means that something answered. */
const ATTEMPTS = `(async () => {
  const image = (src) => new Promise((yes, no) => Object.assign(new Image(), { onload: yes, onerror: no, src }));
  const socket = (url) => new Promise((yes, no) => Object.assign(new WebSocket(url), { onopen: yes, onerror: no }));
  const events = (url) => new Promise((yes, no) => Object.assign(new EventSource(url), { onopen: yes, onerror: no }));
  const peer = async () => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: 'stun:192.0.2.1:3478' }, { urls: 'stun:stun.example.org' }] });
    const candidates = [];
    connection.onicecandidate = (event) => event.candidate?.candidate && candidates.push(event.candidate.candidate);
    connection.createDataChannel('x');
    await connection.setLocalDescription(await connection.createOffer());
    await new Promise((done) => setTimeout(done, 1500));
    if (candidates.length === 0) throw new Error('nothing found');
  };
  const prefetch = (rel) => new Promise((yes, no) =>
    document.head.append(Object.assign(document.createElement('link'), { rel, href: 'https://prefetch.example.org/', onload: yes, onerror: no })));
  const transport = async () => { const made = new WebTransport('https://example.org/'); await made.ready; };
  const attempts = {
    'fetch of a name': () => fetch('https://example.org/'),
    'fetch of an address': () => fetch('http://192.0.2.1/'),
    'fetch of this machine': () => fetch('http://127.0.0.1:9/'),
    'fetch without rights': () => fetch('https://example.org/', { mode: 'no-cors' }),
    'fetch of a file': () => fetch('file:///etc/passwd'),
    'fetch of the window': () => fetch('app://chainmail/index.html'),
    'request': () => new Promise((yes, no) => { const r = new XMLHttpRequest(); r.onload = yes; r.onerror = no; r.open('GET', 'https://example.org/'); r.send(); }),
    'socket': () => socket('wss://example.org/'), 'plain socket': () => socket('ws://127.0.0.1:9/'),
    'events': () => events('https://example.org/'), 'transport': transport,
    'image': () => image('https://example.org/x.png'), 'image by address': () => image('http://192.0.2.1/x.png'),
    'image of a file': () => image('file:///usr/share/pixmaps/debian-logo.png'),
    'peer': peer, 'prefetch': () => prefetch('prefetch'), 'preload': () => prefetch('modulepreload'),
  };
  document.head.append(Object.assign(document.createElement('link'), { rel: 'dns-prefetch', href: 'https://dns.example.org/' }));
  navigator.sendBeacon('https://example.org/', 'x');
  const late = () => new Promise((_, no) => setTimeout(no, 4000));
  const outcomes = await Promise.all(Object.entries(attempts).map(async ([name, attempt]) => {
    try { await Promise.race([attempt(), late()]); return name; } catch { return ''; }
  }));
  return outcomes.filter((name) => name !== '');
})()`;

test('nothing that the page tries gets out', async ({ launchChainmail }) => {
  const { app, window } = await launchChainmail();
  await ready(window);

  const open = await app.evaluate(
    ({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code, true),
    ATTEMPTS,
  );

  expect(open).toEqual([]);
});

test('a page without a policy gets no further, and each attempt is counted as blocked', async ({ launchChainmail }) => {
  const { app, window, home } = await launchChainmail();
  await ready(window);

  const open = await app.evaluate(async ({ BrowserWindow }, code) => {
    const bare = new BrowserWindow({ show: false });
    await bare.loadURL('about:blank');
    const outcome: unknown = await bare.webContents.executeJavaScript(code, true);
    bare.destroy();
    return outcome;
  }, ATTEMPTS);

  expect(open).toEqual([]);
  const counted = (await refusals(home)).filter((refusal) => refusal.startsWith('request '));
  expect(new Set(counted)).toEqual(new Set(['request https', 'request http', 'request wss', 'request ws']));
  expect(counted.length).toBeGreaterThanOrEqual(10);
});

test('the desktop process cannot load or fetch anything from elsewhere', async ({ launchChainmail }) => {
  const { app, window } = await launchChainmail();
  await ready(window);

  const outcomes = await app.evaluate(async ({ BrowserWindow, net }) => {
    const page = new BrowserWindow({ show: false });
    const addresses = [
      'https://example.org/',
      'http://192.0.2.1/',
      'http://127.0.0.1:9/',
      'file:///etc/passwd',
      'ftp://example.org/',
    ];
    const results: string[] = [];
    for (const address of addresses) {
      // The desktop process may read files, of course; a window of it may not show them.
      const fetched = address.startsWith('file:') ? [] : [net.fetch(address)];
      const attempts: readonly Promise<unknown>[] = [page.loadURL(address), ...fetched];
      const outcomes = await Promise.allSettled(attempts);
      results.push(...outcomes.map(({ status }) => status));
    }
    page.destroy();
    return results;
  });

  expect(new Set(outcomes)).toEqual(new Set(['rejected']));
});

test('no name can be resolved, the filter aside', async ({ launchChainmail }) => {
  const { app, window } = await launchChainmail();
  await ready(window);

  const outcomes = await app.evaluate(async ({ session }) => {
    const names = ['example.org', 'localhost.example', 'redirector.gvt1.com', '192.0.2.1'];
    return await Promise.all(
      names.map((name) =>
        session.defaultSession.resolveHost(name).then(
          (found) => JSON.stringify(found),
          () => 'not found',
        ),
      ),
    );
  });

  expect(new Set(outcomes)).toEqual(new Set(['not found']));
});

test('no proxy is asked, whatever the system says', async ({ launchChainmail }) => {
  const { app, window } = await launchChainmail({
    env: { http_proxy: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9', all_proxy: 'socks5://127.0.0.1:9' },
  });
  await ready(window);

  expect(await app.evaluate(({ session }) => session.defaultSession.resolveProxy('https://example.org/'))).toBe(
    'DIRECT',
  );
});
