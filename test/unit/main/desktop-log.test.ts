import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DesktopLog, schemeOf } from '../../../electron/main/desktop-log';
import { removeFolder } from '../../helpers/remove-folder';

let file = '';

beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'chainmail-log-')), 'desktop.log');
});

afterEach(() => removeFolder(join(file, '..')));

async function lines(): Promise<readonly { level: string; kind: string; detail: string }[]> {
  const text = await readFile(file, 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('writes one line for one event, whatever the event holds, for its owner only', async () => {
  const log = new DesktopLog(file);
  log.refusal('navigation', 'https');
  log.incident('engine', 'two\nlines \u001b[31m');

  expect(await lines()).toEqual([
    { time: expect.any(String), level: 'refused', kind: 'navigation', detail: 'https' },
    { time: expect.any(String), level: 'incident', kind: 'engine', detail: 'two\nlines \u001b[31m' },
  ]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('cannot be made to fill the disk', async () => {
  const log = new DesktopLog(file);
  for (let index = 0; index < 3_000; index += 1) {
    log.refusal('request', 'x'.repeat(10_000));
  }

  const written = await lines();

  expect(written.length).toBe(2_000);
  expect(written[0]?.detail.length).toBe(2_000);
});

test('starts over once it has grown large', async () => {
  await writeFile(file, 'x'.repeat(1_000_001));

  new DesktopLog(file).refusal('window', 'https');

  expect(await lines()).toHaveLength(1);
});

test.each([
  ['https://user:secret@example.org/?q=1', 'https'],
  ['DATA:text/html,x', 'data'],
  ['app://mail/E-001/1', 'app'],
  ['', 'none'],
  ['no address', 'none'],
])('keeps only the scheme of %j', (url, scheme) => {
  expect(schemeOf(url)).toBe(scheme);
});
