/** `verify.html` in Chromium on a packet of many files: `node verify-page-child.mjs FOLDER FILES CHROMIUM`; prints one JSON object. */
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv, getuid, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { zipFolder } from '../../electron/engine/packet/zip-folder';
import { makeFit } from '../integration/packet/make-fit';
import { buildIn, filesBelow, makeContent, makeLabSigner, RESOURCES } from '../integration/packet/packet-lab';

const [, , folder = '', files = '', executablePath = ''] = argv;
const BYTES_EACH = 5_000;
const ROUNDS = 3;

/** A packet of the usual layout with as many further messages, lists and signature made to fit. */
async function makePacket(): Promise<{ readonly packet: string; readonly zip: string; readonly files: number }> {
  const signer = await makeLabSigner();
  const { path: packet } = await buildIn(folder, signer, await makeContent(signer));
  const further = join(packet, 'data/further');
  await mkdir(further);
  const there = await filesBelow(packet);
  for (let n = there.length; n < Number(files); n += 1) {
    const text = `Subject: ${n}\r\n\r\n`;
    await writeFile(join(further, `${String(n).padStart(6, '0')}.eml`), text.padEnd(BYTES_EACH, `${n} `));
  }
  await makeFit(packet, signer);
  const paths = await filesBelow(packet);
  const zip = join(folder, 'packet.zip');
  const createdAt = '2026-11-23T19:07:59Z';
  await zipFolder(
    { folder: packet, paths, root: 'packet', createdAt, signal: undefined, onBytes: () => undefined },
    zip,
  );
  return { packet, zip, files: paths.length };
}

/** Seconds from the choice of the file or folder until the state is shown; the best of a few. */
async function check(page: Page, field: string, path: string) {
  const seconds: number[] = [];
  let state = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.goto(pathToFileURL(join(RESOURCES, 'verify-page/verify.html')).href);
    const waiting = page.evaluate(async (name) => {
      const input = document.querySelector(name);
      await new Promise((resolve) => input?.addEventListener('change', resolve, { once: true, capture: true }));
      const start = performance.now();
      while (document.querySelector('#state, .problem') === null) {
        await new Promise(requestAnimationFrame);
      }
      return { seconds: (performance.now() - start) / 1000, state: document.querySelector('#state')?.className ?? '' };
    }, field);
    await page.setInputFiles(field, path);
    const seen = await waiting;
    seconds.push(seen.seconds);
    state = seen.state;
  }
  return { seconds: Math.min(...seconds), state };
}

const made = await makePacket();
const browser = await chromium.launch({ executablePath, args: getuid?.() === 0 ? ['--no-sandbox'] : [] });
const page = await browser.newPage();
page.setDefaultTimeout(300_000);
const inFolder = await check(page, '#folder', made.packet);
const inZip = await check(page, '#zip', made.zip);
const version = browser.version();
await browser.close();
const before = performance.now();
const { status } = spawnSync('sha256sum', ['--quiet', '-c', 'manifest-sha256.txt'], { cwd: made.packet });
const sums = (performance.now() - before) / 1000;
const bytes = (await readFile(join(RESOURCES, 'verify-page/verify.html'))).length;
stdout.write(`${JSON.stringify({ files: made.files, version, inFolder, inZip, sums, intact: status === 0, bytes })}\n`);
