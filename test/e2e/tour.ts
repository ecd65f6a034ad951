/**
 * The sample case from first use to a verified packet, in the real window, with a picture of every view.
 *
 * Run by `npm start` on a machine without a display; what it leaves lies in CHAINMAIL_TOUR.
 */
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, root, test } from './fixtures';
import { command, makeIdentity, openMessage, openSample, search, showTab } from './steps';

const folder = process.env['CHAINMAIL_TOUR'] ?? join(root, 'build/tour');
const pictures = join(folder, 'screenshots');

test('the tour: the sample case, from first use to a verified packet', async ({ launchChainmail }) => {
  mkdirSync(pictures, { recursive: true });
  const { app, window } = await launchChainmail({ home: join(folder, 'home') });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));

  await expect(window.locator('html[data-ready="true"]')).toBeAttached();
  await picture(window, '01-first-use');
  await makeIdentity(window);
  await picture(window, '02-start');
  await openSample(window);
  await picture(window, '03-workbench');

  await openMessage(window, 'E-002/1');
  await search(window, '');
  for (const [index, tab] of [
    'Summary',
    'Headers',
    'Route',
    'Times',
    'Body',
    'Attachments',
    'Structure',
    'Custody',
  ].entries()) {
    await showTab(window, tab);
    await picture(window, `${String(index + 4).padStart(2, '0')}-${tab.toLowerCase()}`);
  }
  await assessFirstFinding(window);
  await chooseExhibits(window);
  await command(window, 'Show the custody journal');
  await picture(window, '13-custody');
  await exportPacket(window);
  await verifyCase(window);
  keepPacket();
});

/** Puts the packet where a person who only watched finds it. */
function keepPacket(): void {
  const packets = join(folder, 'home/cases/packets');
  const names = readdirSync(packets);
  expect(names).toHaveLength(1);
  for (const name of names) {
    cpSync(join(packets, name), join(folder, `packet-${name}`));
  }
}

async function picture(window: Page, name: string): Promise<void> {
  await window.waitForTimeout(250);
  await window.screenshot({ path: join(pictures, `${name}.png`) });
}

async function assessFirstFinding(window: Page): Promise<void> {
  await showTab(window, 'Headers');
  await window.getByLabel('Raw header, exact bytes').focus();
  await window.keyboard.press('n');
  const card = window.getByRole('region', { name: /^Finding: / });
  await expect(card).toBeVisible();
  await card.getByLabel('Reason').fill('The same in all messages of this mailbox.');
  await card.getByRole('button', { name: 'Confirm' }).click();
  await expect(card.getByText(/Confirmed/)).toBeVisible({ timeout: 15_000 });
  await picture(window, '11-finding');
}

async function chooseExhibits(window: Page): Promise<void> {
  for (const ref of ['E-002/1', 'E-001/1', 'E-003/6']) {
    await openMessage(window, ref);
    await window
      .getByRole('region', { name: 'Message', exact: true })
      .getByRole('button', { name: 'Add to exhibits' })
      .click();
    await expect(window.getByRole('button', { name: 'Remove from exhibits' }).first()).toBeVisible();
  }
  await search(window, 'is:exhibit');
  await expect(window.getByText('3 of 48', { exact: true })).toBeVisible();
  await picture(window, '12-exhibits');
}

async function exportPacket(window: Page): Promise<void> {
  await command(window, 'Build a packet');
  await picture(window, '14-packet');
  await window.getByRole('button', { name: 'Build the packet' }).click();
  await expect(window.getByRole('dialog', { name: 'Packet built' })).toBeVisible({ timeout: 60_000 });
  await picture(window, '15-packet-built');
  await window.keyboard.press('Escape');
}

async function verifyCase(window: Page): Promise<void> {
  await command(window, 'Check the case');
  await expect(window.getByText('All checks passed.')).toBeVisible({ timeout: 60_000 });
  await picture(window, '16-case-checked');
}
