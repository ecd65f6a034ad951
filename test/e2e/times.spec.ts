/** The hidden times of a message in the window: what the clocks say together, and a hashed time that is searched and found. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessageView } from '../../shared/contract/model';
import { commandLine } from '../integration/cli/chainmail';
import { compound, jpeg, packedPdf } from '../unit/analysis/files/sample-files';
import { expect, shareChainmail, test } from './fixtures';
import { look } from './looks';
import { makeIdentity, openMessage, openSample, search, showTab, takeIn } from './steps';

const cli = commandLine();
const CRAFTED = 'E-005/1';
/** The fourth second after the Date, so that the search has to go on for a while. */
const SECOND = Date.UTC(2020, 9, 20, 13, 2, 15) / 1000;
const PREIMAGE = `${SECOND}${SECOND.toString(16)}8723c`;
const HASH = createHash('md5').update(PREIMAGE).digest('hex');

const MAIL = [
  'Return-Path: <www-data@web.example.org>',
  'Received: from web.example.org (web.example.org [192.0.2.10]) by mx.example.net (Postfix) with ESMTPS id 5A1B2C3D4E;',
  ' Tue, 20 Oct 2020 13:02:17 +0000',
  'DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=a; t=1603198936; x=1603803736; h=from; bh=; b=',
  'From: Notice <notice@example.org>',
  'To: Ben Example <ben@example.net>',
  'Subject: A notice from a script',
  'Date: Tue, 20 Oct 2020 15:02:11 +0200',
  `Message-ID: <${HASH}@web.example.org>`,
  'In-Reply-To: <20201019090000.GB6045@desk.example.net>',
  'X-Mailer: PHPMailer 5.2.4',
  'MIME-Version: 1.0',
  `Content-Type: multipart/alternative; boundary="b1_${HASH}"`,
  '',
  `--b1_${HASH}`,
  'Content-Type: text/plain',
  '',
  'Good morning',
  `--b1_${HASH}--`,
  '',
].join('\r\n');

/** Photographs and documents, each of which holds several times. */
const FILES = Array.from({ length: 3 }, () => [jpeg(), packedPdf(), compound()]).flat();
const WITH_FILES = [
  ...['From: Notice <notice@example.org>', 'To: Ben Example <ben@example.net>', 'Subject: Many files'],
  ...['Date: Tue, 20 Oct 2020 15:02:11 +0200', 'Message-ID: <files@web.example.org>', 'MIME-Version: 1.0'],
  ...['Content-Type: multipart/mixed; boundary="==files=="', ''],
  ...FILES.flatMap((file, index) => [
    '--==files==',
    `Content-Type: application/octet-stream; name="file-${index}"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(file, 'latin1').toString('base64').replace(/.{76}/g, '$&\r\n'),
  ]),
  '--==files==--',
  '',
].join('\r\n');

const chainmail = shareChainmail(async ({ window }) => {
  await makeIdentity(window);
  await openSample(window);
  const folder = mkdtempSync(join(tmpdir(), 'chainmail-times-'));
  writeFileSync(join(folder, 'script.eml'), MAIL);
  writeFileSync(join(folder, 'files.eml'), WITH_FILES);
  await takeIn(window, [join(folder, 'script.eml'), join(folder, 'files.eml')]);
  await expect(window.getByText('62 of 62', { exact: true })).toBeVisible();
  rmSync(folder, { recursive: true });
});

test.afterAll(() => cli.remove());

test('a hashed time is searched, recorded and shown with the text that proves it', async () => {
  const { window, home } = chainmail();
  await search(window, 'A notice from a script');
  await openMessage(window, CRAFTED);
  await showTab(window, 'Times');
  await expect(window.getByText('Most clocks agree on')).toBeVisible();

  await window.getByRole('button', { name: 'Search for the hashed time' }).click();

  await expect(window.getByText('Hashed times found: 1.')).toBeVisible({ timeout: 60_000 });
  await expect(window.getByText(`printf %s ${PREIMAGE} | md5sum`).first()).toBeVisible();
  await expect(window.getByText('2020-10-20 13:02:15.553532 +00:00').first()).toBeVisible();
  await expect(window.getByRole('button', { name: 'Search for the hashed time' })).toHaveCount(0);
  await look(chainmail(), 'times');

  const dir = join(home, 'cases', 'Sample-October-2020.chainmail');
  const view = cli.run(['message', dir, CRAFTED, '--json']).json as unknown as MessageView;
  expect(view.times.filter(({ preimage }) => preimage === PREIMAGE).map(({ kind, time }) => [kind, time])).toEqual([
    ['hash-lock.phpmailer', '2020-10-20T13:02:15.553532Z'],
    ['hash-lock.phpmailer', '2020-10-20T13:02:15.553532Z'],
  ]);
  expect(view.hashLocks).toBe(0);
});

test('the figure gives each file one row and lists all its times below; of many files one row for all', async () => {
  const { window } = chainmail();
  await openMessage(window, 'E-006/1');
  await showTab(window, 'Times');
  const figure = window.getByRole('tabpanel').locator('svg[role="img"]');
  const rows = window.getByRole('tabpanel').getByRole('table').locator('tbody tr');
  const inFiles = rows.filter({ hasText: /in part \d/ });
  await expect(figure.locator('.times-row')).not.toHaveCount(0);
  const [all, held] = [await rows.count(), await inFiles.count()];
  expect(held).toBeGreaterThanOrEqual(12);

  await expect(figure.locator('.times-row')).toHaveCount(all - held + 1);
  await expect(figure).toContainText(`${FILES.length} parts, ${held} times`);
  await look(chainmail(), 'times-of-files');
});
