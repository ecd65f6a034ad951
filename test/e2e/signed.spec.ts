/** By whom a message was signed and what the mailbox keeps of it, in the window: the panel, the list of times, the findings. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HONEST, render, withField } from '../unit/analysis/honest-mail';
import { authorityCertificate, smimeBody } from '../unit/analysis/signatures/sample-signatures';
import { expect, shareChainmail, test } from './fixtures';
import { look } from './looks';
import { makeIdentity, messagePane, openMessage, openSample, showTab, takeIn } from './steps';

const SIGNED = 'E-005/1';

const chainmail = shareChainmail(async ({ window }) => {
  await makeIdentity(window);
  await openSample(window);
  const folder = mkdtempSync(join(tmpdir(), 'chainmail-signed-'));
  mkdirSync(join(folder, 'cur'));
  const [type, body] = smimeBody({ address: 'ben@example.net' });
  // 16 May 2021: four days before the newest Received field.
  writeFileSync(
    join(folder, 'cur/1621150000.M123456P99.host:2,S'),
    render(withField('Content-Type', type, HONEST), body),
  );
  await takeIn(window, [folder]);
  await expect(window.getByText('61 of 61', { exact: true })).toBeVisible();
  rmSync(folder, { recursive: true });
});

test('the panel says by whose certificate a message was signed, and what was not checked', async () => {
  const { window } = chainmail();
  await openMessage(window, SIGNED);
  await showTab(window, 'Headers');

  await window.getByText('Authentication: 1 signature', { exact: false }).click();

  const panel = messagePane(window).locator('details.authentication');
  await expect(panel).toContainText('S/MIME Anna Example (ben@example.net)');
  await expect(panel).toContainText('signed part: unchanged, signature: good');
  await expect(panel).toContainText('Chain of certificates: not determined');
  await expect(panel).toContainText('no certificates were taken in as evidence');
  await expect(window.getByText('The signature is for another address than the sender’s').first()).toBeVisible();
  await look(chainmail(), 'signed');
});

test('with a certificate taken in as evidence, the panel says that the chain leads to it', async () => {
  const { window } = chainmail();
  const folder = mkdtempSync(join(tmpdir(), 'chainmail-authority-'));
  writeFileSync(join(folder, 'authority.cer'), authorityCertificate());

  await takeIn(window, [join(folder, 'authority.cer')]);
  rmSync(folder, { recursive: true });
  await openMessage(window, SIGNED);
  await showTab(window, 'Headers');

  const panel = messagePane(window).locator('details.authentication');
  // It stays open from the test before.
  if ((await panel.getAttribute('open')) === null) await panel.locator('summary').click();
  await expect(panel.getByText('Chain of certificates', { exact: false })).toBeVisible();
  await expect(panel).toContainText('Chain of certificates: leads to one that was taken in');
  await expect(panel).toContainText('the certificate “Example Issuing CA” that was taken in as evidence E-006');
  await look(chainmail(), 'signed-with-authority');
});

test('the list of times has those of the mailbox, without bytes', async () => {
  const { window } = chainmail();
  await openMessage(window, SIGNED);

  await showTab(window, 'Times');

  const row = messagePane(window).getByRole('row').filter({ hasText: 'maildir.delivered' });
  await expect(row).toContainText('2021-05-16');
  await expect(row).toContainText('mailbox');
  await expect(row.getByRole('button')).toHaveCount(0);
  await expect(
    messagePane(window).getByRole('row').filter({ hasText: 'smime.signed' }).getByRole('button').first(),
  ).toBeVisible();
  await look(chainmail(), 'times-of-the-mailbox');
});
