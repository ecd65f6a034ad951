/** The sample case shows every place at work to whoever has never seen one. */
import { mkdirSync } from 'node:fs';
import { clocksPage } from '../../shared/wording/window/clocks';
import { relationsPage } from '../../shared/wording/window/relations';
import { votersPage } from '../../shared/wording/window/voters';
import { expect, screenshots, shareChainmail, test } from './fixtures';
import { look } from './looks';
import { closeCase, makeIdentity, messagePane, newCase, openMessage, openSample, search, showTab } from './steps';

// Each test goes on in the same case.
test.describe.configure({ mode: 'serial' });

const chainmail = shareChainmail(async ({ window }) => {
  mkdirSync(screenshots, { recursive: true });
  await makeIdentity(window);
  await openSample(window);
});

const place = (name: string) => chainmail().window.getByRole('region', { name, exact: true });

test('three offices that look unrelated share separator, picture and words: of one message and of all', async () => {
  const { window } = chainmail();
  await openMessage(window, 'E-004/9');
  await showTab(window, 'Summary');
  const across = messagePane(window).getByRole('region', { name: 'Across the case' });
  const told = ['the same separator', 'a part with the same id', 'the same text'];
  for (const words of told) {
    await expect(across.locator('.observation').filter({ hasText: words }).first()).toBeVisible({ timeout: 60_000 });
  }
  await look(chainmail(), '80-sample-across');
  await search(window, '');
  await window.keyboard.press('Control+4');
  for (const words of told) {
    await expect(place(relationsPage.title)).toContainText(words, { timeout: 60_000 });
  }
  await look(chainmail(), '81-sample-relations');
});

test('the voter files of the sample are at hand: the newer one explains what the older one does not', async () => {
  const { window } = chainmail();
  await window.keyboard.press('Control+5');
  const page = place(votersPage.title);
  await look(chainmail(), '82-sample-voters-none');
  await page.getByRole('button', { name: votersPage.sample }).click();
  await expect(page.getByRole('button', { name: votersPage.sample })).toHaveCount(0);
  await page.getByRole('button', { name: votersPage.compareAll('2 files') }).click();
  const found = page.getByRole('region', { name: votersPage.found });
  await expect(found).toBeVisible({ timeout: 60_000 });
  const explained = async (file: string) => {
    const row = found.getByRole('row').filter({ hasText: file }).first();
    const cells = await row.getByRole('cell').allTextContents();
    return { asWritten: Number(cells[3]), inAnotherForm: Number(cells[4]) };
  };
  // The newer list has everybody as the messages spell them; the older one is in capitals, and some lived elsewhere.
  const [older, newer] = [await explained('voters-2019.csv'), await explained('voters-2020.csv')];
  expect(newer.asWritten).toBeGreaterThan(40);
  expect(older.asWritten).toBe(0);
  expect(older.inAnotherForm).toBeGreaterThan(10);
  expect(older.inAnotherForm).toBeLessThan(newer.asWritten);
  await look(chainmail(), '83-sample-voters');
});

test('the run number of the notices is found as a clock of unknown form', async () => {
  const { window } = chainmail();
  await window.keyboard.press('Control+6');
  const page = place(clocksPage.title);
  await look(chainmail(), '84-sample-clocks-none');
  await page.getByRole('button', { name: clocksPage.search }).click();
  const found = page.getByRole('region', { name: clocksPage.found });
  await expect(found.getByRole('row').nth(1)).toContainText('X-Notice-Run', { timeout: 60_000, ignoreCase: true });
  await expect(found.getByRole('row').nth(1)).toContainText('12 of 12');
  await look(chainmail(), '85-sample-clocks');
});

test('other cases are not offered the files of the sample', async () => {
  const { window } = chainmail();
  await closeCase(window);
  await newCase(window, 'Own', '11');
  await window.keyboard.press('Control+5');
  await expect(place(votersPage.title).getByRole('button', { name: votersPage.choose })).toBeVisible();
  await expect(place(votersPage.title).getByRole('button', { name: votersPage.sample })).toHaveCount(0);
});
