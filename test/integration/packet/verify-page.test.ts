/** The page that checks a packet, opened from disk in the browsers that this machine has. */
import { spawnSync } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyPacket } from '../../../electron/engine/packet/verify-packet';
import { makeVerifyPage } from '../../../resources/tooling/make-verify-page.mjs';
import { Firefox } from '../../helpers/marionette';
import { tempFolder } from '../../helpers/temp-folder';
import { timestampAuthority } from '../../helpers/timestamp-authority';
import { buildIn, makeContent, makeLabSigner, withFolder } from './packet-lab';
import { stampedTwice } from './stamped-packet';

const PAGE = resolve(import.meta.dirname, '../../../resources/verify-page/verify.html');
const pageUrl = pathToFileURL(PAGE).href;

function program(...names: readonly string[]): string | undefined {
  return names
    .map((name) =>
      spawnSync('sh', ['-c', `command -v ${name}`])
        .stdout.toString()
        .trim(),
    )
    .find((path) => path !== '');
}
const chromiumPath = program('chromium', 'chromium-browser', 'google-chrome');
const firefoxPath = program('firefox-esr', 'firefox');

test('is what its sources make', async () => {
  expect(await readFile(PAGE, 'utf8')).toBe(await makeVerifyPage());
});

test('has a policy that lets nothing in or out, and no address in it', async () => {
  const page = await readFile(PAGE, 'utf8');

  expect(page).toMatch(
    /content="default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'"/,
  );
  expect(page).not.toMatch(/\b(?:fetch|XMLHttpRequest|WebSocket|sendBeacon|importScripts)\b|\beval\(|new Function/);
  expect(page.match(/https?:\/\/[\w.-]+/g) ?? []).toEqual([]);
});

/** What a person sees when the check has ended. */
interface Seen {
  readonly state: string;
  readonly failed: readonly string[];
  readonly fingerprint: string;
}

const SEEN = `({
  state: document.querySelector('#state')?.className.replace('state ', '') ?? document.querySelector('.problem')?.textContent ?? '',
  failed: [...document.querySelectorAll('#checks .fails th')].map((cell) => cell.textContent),
  fingerprint: document.querySelector('#fingerprint')?.textContent ?? '',
})`;

/** Tamperings, each with the check that names it, here and in the engine. */
const TAMPERINGS: readonly (readonly [what: string, check: string, spoil: (packet: string) => Promise<void>])[] = [
  [
    'a byte of an exhibit',
    'List of files',
    (p) => change(join(p, 'data/exhibits/A.eml'), (text) => text.replace('e', 'f')),
  ],
  ['a file added at the top', 'Nothing unlisted', (p) => writeFile(join(p, 'evil.html'), 'x')],
  ['a file missing', 'List of files', (p) => rm(join(p, 'data/exhibits.csv'))],
  [
    'a line of a list',
    'List of lists',
    (p) => change(join(p, 'manifest-sha256.txt'), (text) => text.replace('A.eml', 'Z.eml')),
  ],
  [
    'the list that is signed',
    'Signature',
    (p) => change(join(p, 'tagmanifest-sha256.txt'), (text) => text.replace(/^./, 'x')),
  ],
  [
    'a journal entry',
    'Journal',
    (p) => change(join(p, 'data/custody/journal.jsonl'), (text) => text.replace('key.enrol', 'key.enrox')),
  ],
  ['the report', 'Report', (p) => change(join(p, 'data/report/briefing.pdf'), (text) => `${text}\n%more`)],
];

async function change(path: string, edit: (text: string) => string): Promise<void> {
  const before = (await readFile(path)).toString('latin1');
  const after = edit(before);
  expect(after).not.toBe(before);
  await writeFile(path, Buffer.from(after, 'latin1'));
}

describe.skipIf(chromiumPath === undefined)('in Chromium, from disk', () => {
  let browser: Browser;
  const requests: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chromiumPath ?? '',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  });
  afterAll(async () => {
    await browser.close();
  });

  async function look(give: (page: Page) => Promise<void>): Promise<Seen> {
    const page = await browser.newPage();
    page.on('request', (request) => requests.push(request.url()));
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => problems.push(message.text()));
    await page.goto(pageUrl);
    await give(page);
    await page.waitForSelector('#state, .problem');
    const seen: Seen = await page.evaluate(SEEN);
    await page.close();
    expect(problems).toEqual([]);
    return seen;
  }

  const giveFolder = (path: string) => look((page) => page.setInputFiles('#folder', path));
  const giveZip = (path: string) => look((page) => page.setInputFiles('#zip', path));

  test('a packet is intact as a folder and as a zip; its signer is not known until the fingerprint is given', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const content = await makeContent(signer);
      const { path } = await buildIn(folder, signer, content);
      const zip = await buildIn(folder, signer, content, true);

      for (const seen of [await giveFolder(path), await giveZip(zip.path)]) {
        expect([seen.state, seen.failed]).toEqual(['unknown-signer', []]);
        expect(seen.fingerprint.replaceAll(/\s/g, '')).toBe(signer.fingerprint);
      }
      const told = await look(async (page) => {
        await page.fill('#told', signer.fingerprint.toUpperCase().replace(/(.{4})/g, '$1 '));
        await page.setInputFiles('#zip', zip.path);
      });
      expect(told.state).toBe('trusted');
    });
  });

  test.each(TAMPERINGS)('%s is named by the check "%s", as the engine names it', async (_, check, spoil) => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { path } = await buildIn(folder, signer, await makeContent(signer));
      await spoil(path);

      const seen = await giveFolder(path);
      const engine = await verifyPacket(path);

      expect(seen.state).toBe('not-intact');
      expect(seen.failed).toContain(check);
      expect(seen.failed).toEqual(engine.checks.filter(({ ok }) => !ok).map(({ name }) => name));
    });
  });

  test.each(['P-256', 'RSA'] as const)(
    'time stamps by a key of %s hold, and one that was changed does not',
    async (key) => {
      await withFolder(async (folder) => {
        const signer = await makeLabSigner();
        const authority = timestampAuthority(tempFolder('authority'), { key, hash: 'sha1', digest: 'sha512' });
        const { path } = await buildIn(folder, signer, await stampedTwice(signer, authority));
        const whole = await giveFolder(path);
        const file = join(path, 'data/custody/timestamps/entry-000004.tsr');
        await writeFile(file, (await readFile(file)).subarray(0, -9));

        expect([whole.state, whole.failed]).toEqual(['unknown-signer', []]);
        expect((await giveFolder(path)).failed).toContain('Time stamps');
      });
    },
  );

  test('what is no packet, no archive and no fingerprint is told in a sentence', async () => {
    await withFolder(async (folder) => {
      const text = join(folder, 'letter.zip');
      await writeFile(text, 'Dear Sir');
      await cp(text, join(folder, 'some', 'letter.txt'), { recursive: true });

      expect((await giveZip(text)).state).toContain('not a zip archive');
      expect((await giveFolder(join(folder, 'some'))).state).toContain('This is not a packet');
      const told = await look(async (page) => {
        await page.fill('#told', 'abc');
        await page.setInputFiles('#zip', text);
      });
      expect(told.state).toContain('not a fingerprint');
    });
  });

  test('it asked nobody for anything', () => {
    expect(new Set(requests)).toEqual(new Set([pageUrl]));
  });
});

describe.skipIf(firefoxPath === undefined)('in Firefox, from disk', () => {
  let firefox: Firefox;
  beforeAll(async () => {
    firefox = await Firefox.start(firefoxPath ?? '');
  }, 90_000);
  afterAll(async () => {
    await firefox.close();
  });

  async function giveZip(path: string): Promise<Seen> {
    await firefox.open(pageUrl);
    await firefox.type('#zip', path);
    for (;;) {
      const seen = (await firefox.ask(SEEN)) as Seen;
      if (seen.state !== '') {
        return seen;
      }
      await wait(100);
    }
  }

  test('a packet is intact, and one that was touched is not', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { path } = await buildIn(folder, signer, await makeContent(signer), true);
      const good = await giveZip(path);
      expect([good.state, good.failed]).toEqual(['unknown-signer', []]);
      expect(good.fingerprint.replaceAll(/\s/g, '')).toBe(signer.fingerprint);

      const bytes = await readFile(path);
      const at = bytes.indexOf('data/exhibits/A.eml') + 60;
      const spoiled = join(folder, 'spoiled.zip');
      await writeFile(spoiled, bytes.fill((bytes[at] ?? 0) ^ 1, at, at + 1));
      const bad = await giveZip(spoiled);
      expect(bad.state).toBe('not-intact');
      expect(bad.failed.length).toBeGreaterThan(0);
    });
  });
});
