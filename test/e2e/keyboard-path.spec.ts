/** The main path by keyboard alone: no pointer is used from first use to a packet that was checked. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { actsOf } from './disk';
import { expect, test } from './fixtures';
import { command, PASSPHRASE } from './steps';

/** More stops than any screen has between two things that belong together. */
const TABS_MAX = 80;

test('from first use to a checked packet without a pointer', async ({ launchChainmail }) => {
  test.setTimeout(240_000);
  const { window, home } = await launchChainmail();
  const { keyboard } = window;
  await expect(window.getByLabel('Name', { exact: true })).toBeFocused();
  for (const text of ['Jordan Examiner', 'County Example', PASSPHRASE, PASSPHRASE]) {
    await keyboard.type(text);
    await keyboard.press('Tab');
  }
  await keyboard.press('Enter');
  await expect(window.getByText('The key is ready')).toBeVisible({ timeout: 30_000 });
  await tabTo(window, 'Continue');
  await keyboard.press('Enter');
  await command(window, 'Open the sample case');
  await expect(window.getByText('60 of 60', { exact: true })).toBeVisible({ timeout: 60_000 });

  await keyboard.press('/');
  await keyboard.type('ref:E-002/1');
  await keyboard.press('Enter');
  await expect(window.getByText('1 of 60', { exact: true })).toBeVisible();
  await expect(window.getByRole('grid', { name: 'Messages' })).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.press('Alt+2');
  await expect(window.getByLabel('Raw header, exact bytes')).toBeVisible();
  await keyboard.press('n');
  const card = window.getByRole('region', { name: /^Finding: / });
  await expect(card).toBeVisible();
  await tabTo(window, 'Reason');
  await keyboard.type('The same in all messages of this mailbox.');
  await tabTo(window, 'Confirm');
  await keyboard.press('Enter');
  await expect(card.getByText(/Confirmed/)).toBeVisible({ timeout: 15_000 });

  await keyboard.press('e');
  await expect(window.getByRole('button', { name: 'Remove from exhibits' }).first()).toBeVisible();
  await keyboard.press('Control+e');
  await tabTo(window, 'Build the packet');
  await keyboard.press('Enter');
  await expect(window.getByRole('dialog', { name: 'Packet built' })).toBeVisible({ timeout: 90_000 });
  await keyboard.press('Escape');
  await keyboard.press('Control+Shift+V');
  await expect(window.getByText('All checks passed.')).toBeVisible({ timeout: 60_000 });

  const acts = actsOf(join(home, 'cases', 'Sample-October-2020.chainmail'));
  expect(['finding.assess', 'exhibit.add', 'packet.export'].filter((act) => !acts.includes(act))).toEqual([]);
  expect(readdirSync(join(home, 'cases', 'packets'))).toHaveLength(1);
});

/** Presses Tab until what has the focus bears that name; the focus must be visible wherever it stops. */
async function tabTo(window: Page, name: string): Promise<void> {
  for (let step = 0; step < TABS_MAX; step += 1) {
    const at = await window.evaluate(() => {
      const element = document.activeElement;
      const labels =
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : null;
      const style = element === null ? null : getComputedStyle(element);
      return {
        name: element?.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element?.textContent ?? '',
        isSeen: element === document.body || (style?.outlineStyle !== 'none' && style?.outlineWidth !== '0px'),
        tag: element?.outerHTML.slice(0, 120) ?? '',
      };
    });
    if (at.name.trim() === name) {
      expect(at.isSeen, `the focus on ${name} is visible`).toBe(true);
      return;
    }
    expect(at.isSeen, `the focus is visible on ${at.tag}`).toBe(true);
    await window.keyboard.press('Tab');
  }
  throw new Error(`${name} was not reached by ${TABS_MAX} presses of Tab`);
}
