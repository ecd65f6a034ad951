import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerAppRequest } from '../../../electron/main/app-responses';
import { listRendererFiles, type RendererFiles } from '../../../electron/main/renderer-files';
import type { Reply } from '../../../shared/contract/failure';
import { removeFolder } from '../../helpers/remove-folder';
import { TRAVERSAL_URLS } from './traversal-urls';

let folder = '';
let files: RendererFiles = new Map();
const asked: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainmail-responses-'));
  const renderer = join(folder, 'renderer');
  await mkdir(join(renderer, 'assets'), { recursive: true });
  await writeFile(join(folder, 'package.json'), 'outside');
  await writeFile(join(renderer, 'index.html'), 'the window');
  await writeFile(join(renderer, 'assets', 'index.js'), 'script');
  await writeFile(join(renderer, 'assets', 'index.js.map'), 'map');
  await symlink(join(folder, 'package.json'), join(renderer, 'link-outside.txt'));
  await symlink(folder, join(renderer, 'link-folder'));
  files = await listRendererFiles(renderer);
});

afterAll(() => removeFolder(folder));

async function mailPage(ref: string): Promise<Reply<unknown>> {
  asked.push(ref);
  return ref === 'E-001/42'
    ? { ok: true, value: { html: '<p>mail</p>' } }
    : { ok: false, failure: { code: 'not-found', sentence: 'There is no <message> here.' } };
}

function answer(url: string, method = 'GET'): Promise<Response> {
  return answerAppRequest({ url, method }, files, mailPage);
}

describe('the window', () => {
  test.each([
    ['app://chainmail/', 'the window', 'text/html; charset=utf-8'],
    ['app://chainmail/index.html', 'the window', 'text/html; charset=utf-8'],
    ['app://chainmail/index.html#E-001/42', 'the window', 'text/html; charset=utf-8'],
    ['app://chainmail/assets/index.js', 'script', 'text/javascript; charset=utf-8'],
  ])('serves %s', async (url, body, contentType) => {
    const response = await answer(url);

    expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([
      200,
      body,
      contentType,
    ]);
  });

  test('keeps source maps and symbolic links out of the list', () => {
    expect([...files.keys()].sort()).toEqual(['/assets/index.js', '/index.html']);
  });

  test.each(['POST', 'HEAD', 'PUT', 'OPTIONS'])('answers %s with 405', async (method) => {
    expect((await answer('app://chainmail/index.html', method)).status).toBe(405);
  });
});

describe('addresses that lead elsewhere', () => {
  test('are at least two hundred', () => {
    expect(TRAVERSAL_URLS.length).toBeGreaterThanOrEqual(200);
  });

  test.each(TRAVERSAL_URLS)('refuses %j', async (url) => {
    asked.length = 0;

    const response = await answer(url);

    expect([response.status, await response.text(), asked]).toEqual([404, '', []]);
  });
});

describe('the page of a message', () => {
  test('is what the engine gives, in a sandbox of its own', async () => {
    const response = await answer('app://mail/E-001/42');

    expect([response.status, await response.text()]).toEqual([200, '<p>mail</p>']);
    expect(response.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'; /);
  });

  test('says in a sentence why there is none, and the sentence cannot become markup', async () => {
    const response = await answer('app://mail/E-001/43');

    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<p>There is no &#60;message&#62; here.</p>');
  });

  test('is refused when the engine gives something else', async () => {
    const request = { url: 'app://mail/E-001/42', method: 'GET' };
    const response = await answerAppRequest(request, files, async () => ({ ok: true, value: { html: 7 } }));

    expect(response.status).toBe(404);
  });
});

test.each(['app://chainmail/index.html', 'app://chainmail/none', 'app://mail/E-001/42', 'app://mail/E-001/43'])(
  'every answer carries the security headers: %s',
  async (url) => {
    const { headers } = await answer(url);

    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  },
);
