/** Keys of the commands: changed, taken from another, cleared, put back, switched off; remembered, and shown by the menu. */
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { command, makeIdentity, messageGrid, messagePane, openMessage, openSample, unlockAtStart } from './steps';

const EXHIBIT = 'Add the selected messages to the exhibits';

/** What the menu shows beside a command. */
async function menuKey(app: ElectronApplication, id: string): Promise<string> {
  return await app.evaluate(
    ({ Menu }, name) => String(Menu.getApplicationMenu()?.getMenuItemById(name)?.accelerator ?? ''),
    id,
  );
}

async function keysDialog(window: Page): Promise<Locator> {
  await command(window, 'Keys');
  const dialog = window.getByRole('dialog', { name: 'Keys' });
  await expect(dialog).toBeVisible();
  return dialog;
}

test('a key is changed, taken from another command by name, remembered over a restart, and put back', async ({
  launchChainmail,
}) => {
  const first = await launchChainmail();
  const { window, app } = first;
  await makeIdentity(window);
  await openSample(window);
  await expect.poll(() => menuKey(app, 'packet.export')).toBe('Ctrl+E');

  const dialog = await keysDialog(window);
  const row = dialog.getByRole('row', { name: new RegExp(`^${EXHIBIT}`) });
  await row.getByRole('button', { name: `Change the key: ${EXHIBIT}` }).click();
  await expect(row.getByRole('button', { name: 'Press the new key' })).toBeFocused();
  await window.keyboard.press('ArrowUp');
  await expect(row.getByText('ArrowUp belongs to panes, fields or the desktop and cannot be taken.')).toBeVisible();
  await window.keyboard.press('Control+e');
  await expect(row.getByText('Ctrl+E belongs to “Build a packet…”.')).toBeVisible();
  await row.getByRole('button', { name: 'Take Ctrl+E from it' }).click();
  await expect(row.locator('kbd')).toHaveText(['Ctrl+E']);
  await expect(dialog.getByRole('row', { name: /^Build a packet… no key/ })).toBeVisible();

  await row.getByRole('button', { name: `Change the key: ${EXHIBIT}` }).click();
  await window.keyboard.press('Escape');
  await expect(row.getByRole('button', { name: 'Press the new key' })).toHaveCount(0);
  await expect(row.getByRole('button', { name: `Change the key: ${EXHIBIT}` })).toBeFocused();
  await expect(dialog).toBeVisible();
  await expect(row.locator('kbd')).toHaveText(['Ctrl+E']);
  await window.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await openMessage(window, 'E-001/1');
  await messageGrid(window).focus();
  await window.keyboard.press('e');
  await window.keyboard.press('Control+e');
  await expect(messagePane(window).getByText('Exhibit A')).toBeVisible();
  await expect.poll(() => menuKey(app, 'packet.export')).toBe('');
  await first.close();

  const second = await launchChainmail({ home: first.home });
  await unlockAtStart(second.window);
  await expect.poll(() => menuKey(second.app, 'packet.export')).toBe('');
  const again = await keysDialog(second.window);
  await expect(again.getByRole('row', { name: new RegExp(`^${EXHIBIT} Ctrl\\+E`) })).toBeVisible();
  await again.getByRole('button', { name: 'Put all keys back' }).click();
  await expect(again.getByRole('row', { name: new RegExp(`^${EXHIBIT} e `) })).toBeVisible();
  await expect.poll(() => menuKey(second.app, 'packet.export')).toBe('Ctrl+E');
});

test('single keys are switched off as a whole, and a cleared key calls nothing', async ({ launchChainmail }) => {
  const { window } = await launchChainmail();
  await makeIdentity(window);
  await openSample(window);
  await openMessage(window, 'E-001/1');
  const dialog = await keysDialog(window);
  await dialog.getByRole('checkbox', { name: 'Single letters, digits and other characters call commands' }).uncheck();
  await dialog.getByRole('button', { name: 'Clear the key: Show the custody journal' }).click();
  await window.keyboard.press('Escape');

  await messageGrid(window).focus();
  await window.keyboard.press('e');
  await window.keyboard.press('?');
  await window.keyboard.press('Control+2');
  await expect(window.getByRole('dialog')).toHaveCount(0);
  await expect(messagePane(window).getByText('Exhibit A')).toHaveCount(0);
  await window.keyboard.press('Alt+2');
  await expect(window.getByRole('tab', { name: /^Headers/ })).toHaveAttribute('aria-selected', 'true');

  const again = await keysDialog(window);
  await again.getByRole('checkbox').check();
  await window.keyboard.press('Escape');
  await messageGrid(window).focus();
  await window.keyboard.press('e');
  await expect(messagePane(window).getByText('Exhibit A')).toBeVisible();
});
