/** The message grid: its columns are chosen, ordered, widened and moved by pointer and by key, and remembered for the case. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { command, makeIdentity, messageGrid, openSample, search } from './steps';

/** Names of the columns; the last head holds the menu. */
const heads = async (window: Page): Promise<readonly string[]> =>
  (await messageGrid(window).getByRole('columnheader').allTextContents())
    .slice(0, -1)
    .map((name) => name.replace(/[!↑↓]/g, ''));

const widthOf = async (window: Page, name: string): Promise<number> =>
  (await messageGrid(window).getByRole('columnheader', { name }).boundingBox())?.width ?? 0;

test('columns are chosen by key, ordered by, widened and moved; all of it is there after a restart', async ({
  launchChainmail,
}) => {
  const first = await launchChainmail();
  const { window } = first;
  await makeIdentity(window);
  await openSample(window);
  const grid = messageGrid(window);
  expect(await heads(window)).toEqual(['Selected', 'Findings', 'No.', 'Received UTC', 'From', 'Subject', 'Exhibit']);

  await grid.getByRole('button', { name: 'Choose columns' }).focus();
  await window.keyboard.press('Enter');
  const menu = window.getByRole('menu', { name: 'Columns' });
  await expect(menu.getByRole('menuitemcheckbox', { name: 'Findings' })).toBeFocused();
  await window.keyboard.press('End');
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('ArrowUp');
  await window.keyboard.press('ArrowUp');
  await expect(menu.getByRole('menuitemcheckbox', { name: 'Context' })).toBeFocused();
  await menu.getByRole('menuitemcheckbox', { name: 'Size' }).press('Enter');
  await menu.getByRole('menuitemcheckbox', { name: 'Exhibit' }).press(' ');
  await expect(menu.getByRole('menuitemcheckbox', { name: 'Size' })).toHaveAttribute('aria-checked', 'true');
  await window.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(grid.getByRole('button', { name: 'Choose columns' })).toBeFocused();
  expect(await heads(window)).toEqual(['Selected', 'Findings', 'No.', 'Received UTC', 'From', 'Subject', 'Size']);

  await grid.getByRole('button', { name: 'Size' }).click();
  await expect(grid.getByRole('columnheader', { name: 'Size' })).toHaveAttribute('aria-sort', 'descending');
  await expect(window.locator('.list-pane')).toHaveAttribute('aria-busy', 'false');
  const sizes = await sizesShown(window);
  expect(sizes.length).toBeGreaterThan(5);
  expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));

  await grid.getByRole('button', { name: 'Size' }).press('Home');
  await expect(grid.getByRole('button', { name: 'Findings' })).toBeFocused();
  await window.keyboard.press('ArrowRight');
  await expect(grid.getByRole('button', { name: 'No.' })).toBeFocused();
  const before = await widthOf(window, 'No.');
  await window.keyboard.press('Control+ArrowRight');
  await window.keyboard.press('Control+ArrowRight');
  expect(await widthOf(window, 'No.')).toBeCloseTo(before + 16, 0);
  await window.keyboard.press('Control+0');
  expect(await widthOf(window, 'No.')).toBeCloseTo(before, 0);
  await window.keyboard.press('Control+Shift+ArrowRight');
  await expect(grid.getByRole('button', { name: 'No.' })).toBeFocused();
  expect((await heads(window)).slice(1, 4)).toEqual(['Findings', 'Received UTC', 'No.']);

  const grip = grid.getByRole('columnheader', { name: 'From' }).locator('.width-grip');
  const from = await widthOf(window, 'From');
  const box = await grip.boundingBox();
  await window.mouse.move((box?.x ?? 0) + 4, (box?.y ?? 0) + 12);
  await window.mouse.down();
  await window.mouse.move((box?.x ?? 0) + 64, (box?.y ?? 0) + 12, { steps: 4 });
  await window.mouse.up();
  expect(await widthOf(window, 'From')).toBeCloseTo(from + 60, 0);
  const row = grid.getByRole('row').nth(1);
  const cell = await row.locator('.cell-from').boundingBox();
  expect(cell?.width).toBeCloseTo(from + 60, 0);
  await first.close();

  const second = await launchChainmail({ home: first.home });
  await second.window.getByRole('table', { name: 'Cases' }).getByRole('button', { name: /^Open/ }).click();
  await expect(second.window.getByText('60 of 60', { exact: true })).toBeVisible();
  expect(await heads(second.window)).toEqual([
    'Selected',
    'Findings',
    'Received UTC',
    'No.',
    'From',
    'Subject',
    'Size',
  ]);
  expect(await widthOf(second.window, 'From')).toBeCloseTo(from + 60, 0);
  expect(await sizesShown(second.window)).toEqual(sizes);
  await second.window.locator('.cell-from .width-grip').dblclick();
  await second.window.getByRole('button', { name: 'Choose columns' }).click();
  await second.window.getByRole('menuitem', { name: 'Reset' }).click();
  expect((await heads(second.window)).at(-1)).toBe('Exhibit');
});

/** Bytes of the rows on the screen. */
async function sizesShown(window: Page): Promise<readonly number[]> {
  const texts = await messageGrid(window).locator('.message-row .cell-size').allTextContents();
  return texts.map(
    (text) => Number.parseFloat(text) * (text.includes('MiB') ? 1_048_576 : text.includes('KiB') ? 1_024 : 1),
  );
}

test('every column shows what it is named after, and a choice of messages outlives the filter', async ({
  launchChainmail,
}) => {
  const { window } = await launchChainmail();
  await makeIdentity(window);
  await openSample(window);
  const grid = messageGrid(window);
  await window.getByRole('button', { name: 'Choose columns' }).click();
  const unchecked = window.getByRole('menuitemcheckbox', { checked: false });
  for (let left = await unchecked.count(); left > 0; left -= 1) {
    await unchecked.first().press('Enter');
    await expect(unchecked).toHaveCount(left - 1);
  }
  await window.keyboard.press('Escape');
  const row = grid.getByRole('row').nth(1);
  await expect(row.locator('.cell-date')).toHaveText(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
  await expect(row.locator('.cell-to')).not.toBeEmpty();
  await expect(row.locator('.cell-messageId')).toHaveText(/@/);
  await expect(row.locator('.cell-size')).toHaveText(/ (B|KiB|MiB)$/);
  expect(await grid.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);

  await grid.focus();
  await window.keyboard.press('Control+a');
  await expect(window.getByText('60 selected')).toBeVisible();
  await search(window, 'has:attachment');
  await expect(window.getByText('60 selected')).toBeVisible();
  await expect(window.getByText(/^\d+ of 60$/)).not.toHaveText('60 of 60');
  await command(window, 'Show the messages');
});
