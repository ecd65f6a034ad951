/** Clocks of unknown form, looked for in the window: found, told as a lead, and opened at their bytes. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clockWords, ENCODING_NAMES } from '../../shared/wording/unknown-clocks';
import { oddsOf, clocksPage as words } from '../../shared/wording/window/clocks';
import { removeFolder } from '../helpers/remove-folder';
import { commandLine } from '../integration/cli/chainmail';
import { UNHEARD_OF_MAILS } from '../integration/cli/unheard-of-mails';
import { mbox } from '../unit/ingest/mail';
import { expect, screenshots, shareChainmail, test } from './fixtures';
import { look } from './looks';
import { command, makeIdentity, messagePane, newCase, search, takeIn } from './steps';

// Each test goes on from where the last one left the page.
test.describe.configure({ mode: 'serial' });

const cli = commandLine();
const folder = mkdtempSync(join(tmpdir(), 'chainmail-clocks-'));

const chainmail = shareChainmail(async ({ window }) => {
  mkdirSync(screenshots, { recursive: true });
  const file = join(folder, 'mail.mbox');
  writeFileSync(file, mbox(UNHEARD_OF_MAILS));
  await makeIdentity(window);
  await newCase(window, 'Clocks', '9');
  await takeIn(window, [file]);
});

test.afterAll(() => {
  cli.remove();
  removeFolder(folder);
});

const page = () => chainmail().window.getByRole('region', { name: words.title, exact: true });
const found = () => page().getByRole('region', { name: words.found });

test('a field with an unknown clock is told with its form and chance, as the command line tells it', async () => {
  const { window, home } = chainmail();
  await window.keyboard.press('Control+6');
  await look(chainmail(), '70-unknown-clocks-none');
  await page().getByRole('button', { name: words.search }).click();
  await expect(found()).toBeVisible({ timeout: 60_000 });
  const { clocks, tried } = cli.run(['clocks', join(home, 'cases', '9-Clocks.chainmail'), '--json', '--quiet'])
    .json as {
    readonly tried: number;
    readonly clocks: readonly { readonly field: string; readonly encoding: string; readonly probability: number }[];
  };
  expect(clocks).toHaveLength(1);
  const row = found().getByRole('row').nth(1);
  await expect(row).toContainText(clocks[0]?.field ?? 'nothing');
  await expect(row).toContainText(ENCODING_NAMES[clocks[0]?.encoding ?? ''] ?? 'nothing');
  await expect(row).toContainText('12 of 12');
  await expect(row).toContainText(oddsOf(clocks[0]?.probability ?? 1));
  await expect(found()).toContainText(clockWords.tried(tried, 12));
  await expect(found()).toContainText(words.leadOnly);
  await expect(found()).toContainText(clockWords.caveat);
  await look(chainmail(), '71-unknown-clocks');
});

test('by key: an example opens its message at the bytes that were read', async () => {
  const { window } = chainmail();
  await window.keyboard.press('Control+6');
  const example = found().getByRole('button', {
    name: words.openExample(words.example('E-001/1', '2020-10-20 13:00:00 +00:00')),
  });
  await example.focus();
  await window.keyboard.press('Enter');
  await expect(messagePane(window).getByText('E-001/1', { exact: true })).toBeVisible();
  await expect(async () => {
    expect(await window.locator('.header-bytes .piece-selected').allTextContents()).toEqual(['5f8edf50']);
  }).toPass({ timeout: 10_000 });
  await command(window, 'Look for clocks of unknown form');
  await expect(found().getByRole('row')).toHaveCount(2);
});

test('a search narrows it, and where nothing was found that is said', async () => {
  const { window } = chainmail();
  await search(window, 'ref:E-001/1');
  await window.keyboard.press('Control+6');
  await page().getByRole('button', { name: words.searchWithin }).click();
  await expect(found()).toContainText('No clock of unknown form was found', { timeout: 60_000 });
  await expect(found()).toContainText(words.ofSearch('ref:E-001/1'));
  await page().getByRole('button', { name: words.wholeCase }).click();
  await expect(page().getByRole('button', { name: words.search, exact: true })).toBeEnabled();
});
