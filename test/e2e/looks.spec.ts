/** Every view in both themes, three sizes and at 150 %: a picture, no violation of axe, no text that is cut off; and at 200 %. */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, root, screenshots, test } from './fixtures';
import { axeProblems, layoutProblems, look, photograph, resize, zoom } from './looks';
import {
  answerDialogs,
  closeCase,
  command,
  makeIdentity,
  messageGrid,
  messagePane,
  openMessage,
  openSample,
  previewShown,
  receiptShown,
  search,
  showTab,
} from './steps';

const SAMPLE = join(root, 'resources/sample/mail');

test.beforeAll(() => mkdirSync(screenshots, { recursive: true }));

test('the checks of this file find what they are for', async ({ launchChainmail }) => {
  const { window } = await launchChainmail();
  await expect(window.getByLabel('Name', { exact: true })).toBeVisible();
  expect(await layoutProblems(window)).toEqual([]);
  expect(await axeProblems(window)).toEqual([]);

  await window.evaluate(() => {
    const narrow = document.createElement('p');
    narrow.textContent = 'Completeness';
    Object.assign(narrow.style, { width: '60px', overflowWrap: 'anywhere' });
    const cut = document.createElement('p');
    cut.className = 'too-small';
    cut.textContent = 'This sentence does not fit.';
    Object.assign(cut.style, { width: '60px', overflow: 'hidden', whiteSpace: 'nowrap' });
    document.querySelector('main')?.append(narrow, cut, document.createElement('button'));
  });

  expect(await layoutProblems(window)).toEqual([
    '"Completeness" is broken in the middle, in "Completeness"',
    '"This sentence does not fit." is cut off by too-small',
  ]);
  expect(await axeProblems(window)).toEqual([expect.stringMatching(/^button-name at /)]);
});

test('the first screens', async ({ launchChainmail }) => {
  test.setTimeout(180_000);
  const chainmail = await launchChainmail();
  const { app, window } = chainmail;
  await expect(window.getByLabel('Name', { exact: true })).toBeVisible();
  await look(chainmail, '01-first-use');
  await window.getByRole('button', { name: 'Use a key that I have…' }).click();
  await look(chainmail, '01-take-a-key-over');
  await window.getByRole('button', { name: 'Back' }).click();
  await window.getByLabel('Passphrase', { exact: true }).fill('short');
  await window.getByLabel('Passphrase again').fill('other');
  await look(chainmail, '02-passphrases-differ');
  await makeIdentity(window);
  await look(chainmail, '03-start-without-cases');
  await window.getByRole('button', { name: 'New case…' }).click();
  await look(chainmail, '04-new-case');
  await window.getByLabel('Case name').fill('A case with a rather long name, as they are given in offices everywhere');
  await window.getByRole('button', { name: 'Create case' }).click();
  await expect(window.getByText('This case holds no messages yet.')).toBeVisible();
  await look(chainmail, '05-empty-case');

  const odd = mkdtempSync(join(tmpdir(), 'chainmail-odd-'));
  writeFileSync(join(odd, 'empty.eml'), '');
  writeFileSync(join(odd, 'picture.eml'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 255, 254]));
  cpSync(join(SAMPLE, 'office'), join(odd, 'office'), { recursive: true });
  await answerDialogs(app, [odd, join(SAMPLE, 'reported-to-county.mbox')]);
  await window.keyboard.press('Control+o');
  await previewShown(window);
  await look(chainmail, '06-import');
  await window.getByRole('button', { name: 'Take in' }).click();
  const receipt = await receiptShown(window);
  await look(chainmail, '07-import-receipt');
  await receipt.getByRole('button', { name: 'Close' }).click();
  rmSync(odd, { recursive: true });
  await command(window, 'Add evidence: paste headers');
  await look(chainmail, '08-paste');
  await window.keyboard.press('Escape');
  await closeCase(window);
  await window.getByRole('button', { name: 'Lock the key' }).click();
  await expect(window.getByText('key locked')).toBeVisible();
  await look(chainmail, '09-start-locked');
  await window.getByRole('button', { name: 'New case…' }).click();
  await window.getByLabel('Case name').fill('Asked');
  await window.getByRole('button', { name: 'Create case' }).click();
  await expect(window.getByRole('dialog', { name: 'Unlock the signing key' })).toBeVisible();
  await look(chainmail, '10-unlock');
});

test('the workbench and one message, tab by tab', async ({ launchChainmail }) => {
  test.setTimeout(300_000);
  const chainmail = await launchChainmail();
  const { window } = chainmail;
  await makeIdentity(window);
  await openSample(window);
  await look(chainmail, '20-workbench');
  await openMessage(window, 'E-001/1');
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
    const page = window.getByRole('tabpanel', { name: new RegExp(`^${tab}`) });
    await expect(page).not.toBeEmpty();
    await expect(page).not.toHaveText('Reading…');
    await look(chainmail, `${21 + index}-${tab.toLowerCase()}`);
  }
  await showTab(window, 'Headers');
  await window.getByLabel('Raw header, exact bytes').focus();
  await window.keyboard.press('n');
  const card = window.getByRole('region', { name: /^Finding: / });
  await card.getByLabel('Reason').fill('The same in all messages of this mailbox.');
  await card.getByRole('button', { name: 'Confirm' }).click();
  await expect(card.getByText(/^Recorded as journal entry/)).toBeVisible();
  await look(chainmail, '28-finding');
  await command(window, 'Annotate the message');
  await look(chainmail, '29-annotate');
  const note = window.getByRole('dialog', { name: 'Annotate' });
  await note.getByLabel('Note').fill('A note on the whole message, with its own tags.');
  await note.getByLabel('Tags').fill('first, to call');
  await note.getByRole('button', { name: 'Save note' }).click();
  await expect(note).toBeHidden();
  await showTab(window, 'Summary');
  await look(chainmail, '30-summary-judged');
  await openMessage(window, 'E-003/4');
  await showTab(window, 'Body');
  await look(chainmail, '31-another-body');
  await search(window, 'nobodywritesthisword');
  await expect(window.getByText('No message fits this search.')).toBeVisible();
  await look(chainmail, '32-nothing-found');
});

test('columns, the search field and the pictures of the case', async ({ launchChainmail }) => {
  test.setTimeout(240_000);
  const chainmail = await launchChainmail();
  const { window } = chainmail;
  await makeIdentity(window);
  await openSample(window);
  await window.getByRole('button', { name: 'Choose columns' }).click();
  await look(chainmail, '60-columns');
  await window.keyboard.press('Escape');
  const field = window.getByRole('combobox', { name: 'Search' });
  await field.fill('rule:');
  await field.press('ArrowDown');
  await expect(window.getByRole('option', { selected: true })).toBeVisible();
  await look(chainmail, '61-suggestions');
  await field.fill('severity:high sbject:vote now');
  await expect(window.getByRole('search').getByRole('alert')).toBeVisible();
  await look(chainmail, '62-wrong-word');
  await search(window, 'severity:high');
  await window.getByRole('button', { name: 'Save this search…' }).click();
  await window.getByRole('dialog').getByLabel('Name').fill('High ones');
  await look(chainmail, '63-save-search');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('dialog')).toBeHidden();
  await search(window, '');
  await window.keyboard.press('Control+3');
  await expect(window.getByRole('group', { name: 'Messages over time' })).toBeVisible();
  await look(chainmail, '64-overview');
  for (const summary of await window.getByText('The same numbers as a table').all()) {
    await summary.click();
  }
  await look(chainmail, '65-overview-tables');
  await window.keyboard.press('Control+5');
  await expect(window.getByRole('region', { name: 'Voter files' })).toBeVisible();
  await answerDialogs(chainmail.app, [join(SAMPLE, 'reported-to-county.mbox')]);
  await window.getByRole('button', { name: 'Choose files…' }).click();
  await expect(window.getByRole('button', { name: /^Remove reported/ })).toBeVisible();
  await look(chainmail, '66-voter-files');
  await window.keyboard.press('Control+6');
  await window.getByRole('button', { name: 'Look in all messages' }).click();
  await expect(window.getByRole('region', { name: 'What was found' })).toBeVisible();
  await look(chainmail, '67-unknown-clocks');
});

test('the formatted body, exhibits, custody and the packet', async ({ launchChainmail }) => {
  test.setTimeout(240_000);
  const chainmail = await launchChainmail();
  const { app, window, home } = chainmail;
  await makeIdentity(window);
  await openSample(window);
  await openMessage(window, 'E-001/28');
  await showTab(window, 'Body');
  const formatted = window.getByRole('button', { name: 'Formatted', exact: true });
  await openFirstWithPage();
  await formatted.click();
  await expect(window.frameLocator('iframe').locator('body')).toBeVisible();
  await look(chainmail, '40-formatted');
  await window.keyboard.press('Control+e');
  await look(chainmail, '41-packet-blocked');
  await window.keyboard.press('Control+1');
  for (const ref of ['E-001/1', 'E-002/3', 'E-003/6']) {
    await openMessage(window, ref);
    await messagePane(window).getByRole('button', { name: 'Add to exhibits' }).click();
    await expect(messagePane(window).getByText(/^Exhibit/)).toBeVisible();
  }
  await search(window, 'is:exhibit');
  await expect(window.getByText('3 of 60', { exact: true })).toBeVisible();
  await messageGrid(window).focus();
  await window.keyboard.press('Control+a');
  await look(chainmail, '42-exhibits');
  await command(window, 'Show the custody journal');
  await expect(window.getByRole('region', { name: 'Custody journal' }).getByRole('row')).not.toHaveCount(0);
  await look(chainmail, '43-custody');
  await command(window, 'Build a packet');
  await look(chainmail, '44-packet');
  await window.getByRole('button', { name: 'A folder', exact: true }).click();
  await window.getByRole('button', { name: 'Build the packet' }).click();
  const built = window.getByRole('dialog', { name: 'Packet built' });
  await expect(built).toBeVisible({ timeout: 60_000 });
  await look(chainmail, '45-packet-built');
  const path = (await built.locator('dd').nth(2).textContent()) ?? '';
  await window.keyboard.press('Escape');
  await command(window, 'Check the case');
  await expect(window.getByText('All checks passed.')).toBeVisible({ timeout: 60_000 });
  await look(chainmail, '46-case-checked');
  await window.keyboard.press('Escape');

  expect(path.startsWith(home)).toBe(true);
  const report = join(path, 'data/report/briefing.pdf');
  const bytes = readFileSync(report);
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  chmodSync(report, 0o600);
  writeFileSync(report, bytes);
  await answerDialogs(app, [path]);
  await command(window, 'Check a packet folder');
  await expect(window.getByText(/^Failed: /)).toBeVisible({ timeout: 60_000 });
  await look(chainmail, '47-packet-changed');
  await window.keyboard.press('Escape');
  await window.getByRole('button', { name: 'Jobs' }).click();
  await look(chainmail, '48-jobs');
  for (const [name, title] of [
    ['All commands', 'Commands'],
    ['Keys', 'Keys'],
    ['About Chainmail', 'About Chainmail'],
  ] as const) {
    await (title === 'Commands' ? window.keyboard.press('Control+k') : command(window, name));
    await expect(window.getByRole('dialog', { name: title })).toBeVisible();
    await look(chainmail, `49-${title.toLowerCase().replace(' ', '-')}`);
    await window.keyboard.press('Escape');
  }

  /** Not every message has a formatted body: the first of the list that has one is opened. */
  async function openFirstWithPage(): Promise<void> {
    for (let number = 28; number > 0 && !(await formatted.isVisible()); number -= 1) {
      await openMessage(window, `E-001/${number}`);
      await expect(window.getByRole('region', { name: 'Plain text' })).toBeVisible();
    }
  }
});

test('the dialogs of custody, people, the key and redaction', async ({ launchChainmail }) => {
  test.setTimeout(240_000);
  const chainmail = await launchChainmail();
  const { window } = chainmail;
  await makeIdentity(window);
  await openSample(window);
  for (const [name, title, picture] of [
    ['Record custody', 'Record custody', '50-record-custody'],
    ['People and rules', 'People and rules', '51-people'],
    ['Your key and its certificate', 'Your key', '52-key'],
    ['Persons who are not named', 'Persons who are not named', '53-persons'],
  ] as const) {
    await command(window, name);
    await expect(window.getByRole('dialog', { name: title })).toBeVisible();
    await look(chainmail, picture);
    await window.keyboard.press('Escape');
  }
  await command(window, 'Build a packet');
  await window.getByRole('button', { name: 'Write \u201cAssessment\u201d' }).click();
  await look(chainmail, '54-section');
});

test('acts on many messages, an undo, and the keys', async ({ launchChainmail }) => {
  test.setTimeout(240_000);
  const chainmail = await launchChainmail();
  const { window } = chainmail;
  await makeIdentity(window);
  await openSample(window);
  await messageGrid(window).focus();
  await window.keyboard.press('Control+a');
  await expect(window.getByText('60 selected', { exact: true })).toBeVisible();
  await look(chainmail, '55-many-selected');
  await window.keyboard.press('s');
  await expect(window.getByRole('dialog', { name: 'Assess the selected messages' })).toBeVisible();
  await expect(window.getByLabel('Observed by')).toBeVisible();
  await look(chainmail, '56-assess-many');
  await window.keyboard.press('Escape');
  await window.keyboard.press('t');
  await window.getByLabel('New tag').fill('to call, a tag that is rather long, as tags are when nobody thinks of keys');
  await window.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0);
  await window.keyboard.press('t');
  await expect(window.getByRole('checkbox')).toHaveCount(3);
  await look(chainmail, '57-tags');
  await window.keyboard.press('Escape');
  await messageGrid(window).focus();
  await window.keyboard.press('Control+z');
  await expect(window.getByText(/^Undone: entry/)).toBeVisible();
  await window.screenshot({ path: join(screenshots, '58-undone.png') });
  await command(window, 'Keys');
  await window.getByRole('button', { name: 'Change the key: Build a packet…' }).click();
  await window.keyboard.press('Control+o');
  await expect(window.getByText(/^Ctrl\+O belongs to/)).toBeVisible();
  await look(chainmail, '59-key-held');
  await window.keyboard.press('Escape');
  await window.keyboard.press('Escape');
});

test('a theme that was chosen looks like the system one and is kept over a restart', async ({ launchChainmail }) => {
  const first = await launchChainmail();
  const paint = (window: typeof first.window) =>
    window.locator('body').evaluate((body) => [getComputedStyle(body).backgroundColor, getComputedStyle(body).color]);
  await makeIdentity(first.window);
  await first.window.emulateMedia({ colorScheme: 'dark' });
  const dark = await paint(first.window);
  await first.window.emulateMedia({ colorScheme: 'light' });
  expect(await paint(first.window)).not.toEqual(dark);

  await command(first.window, 'Theme: dark');
  expect(await paint(first.window)).toEqual(dark);
  expect(await axeProblems(first.window)).toEqual([]);
  await command(first.window, 'Theme: high contrast');
  expect(await axeProblems(first.window)).toEqual([]);
  await first.window.screenshot({ path: join(screenshots, '50-high-contrast.png') });
  await command(first.window, 'Theme: dark');
  await first.close();

  const { window } = await launchChainmail({ home: first.home });
  await window.emulateMedia({ colorScheme: 'light' });
  expect(await paint(window)).toEqual(dark);
});

test('at 1280 wide nothing is scrolled sideways; panes that nobody moved follow the window, moved ones stay', async ({
  launchChainmail,
}) => {
  const { app, window } = await launchChainmail();
  await makeIdentity(window);
  await openSample(window);
  await messageGrid(window).getByText('E-001/1', { exact: true }).click();
  await resize(app, window, { width: 1280, height: 800 });
  const isWhole = (place: Locator) => place.evaluate((one) => one.scrollWidth <= one.clientWidth);
  expect(await isWhole(messageGrid(window)), 'list').toBe(true);
  expect(await isWhole(window.getByRole('tablist')), 'names of the tabs').toBe(true);
  for (const tab of ['Summary', 'Headers', 'Times', 'Custody']) {
    await showTab(window, tab);
    const page = window.getByRole('tabpanel', { name: new RegExp(`^${tab}`) });
    await expect(page).not.toBeEmpty();
    expect.soft(await isWhole(page), tab).toBe(true);
  }
  expect(await axeProblems(window)).toEqual([]);

  // The words of a figure keep their size, however narrow its place.
  await showTab(window, 'Times');
  const drawn = await window.getByRole('tabpanel').locator('svg[role="img"]').boundingBox();
  const box = await window.getByRole('tabpanel').locator('svg[role="img"]').getAttribute('viewBox');
  expect(box?.split(' ')[2]).toBe(String(Math.round(drawn?.width ?? 0)));

  const wide = async () => (await messagePane(window).boundingBox())?.width ?? 0;
  const before = await wide();
  await resize(app, window, { width: 1920, height: 1080 });
  const after = await wide();
  expect(after - before).toBeGreaterThan(300);
  await window.getByRole('separator', { name: 'Size of the message pane' }).focus();
  await window.keyboard.press('ArrowLeft');
  expect(await wide()).toBe(after + 16);
  await resize(app, window, { width: 1800, height: 1000 });
  expect(await wide()).toBe(after + 16);
});

test('at 200 % everything is still reached: search, list, message, its bytes and an act', async ({
  launchChainmail,
}) => {
  const { app, window } = await launchChainmail();
  await makeIdentity(window);
  await openSample(window);
  await zoom(app, window, 2);
  await window.keyboard.press('/');
  await window.keyboard.type('ref:E-001/1');
  await window.keyboard.press('Enter');
  await expect(window.getByText('1 of 60', { exact: true })).toBeInViewport();
  await expect(messageGrid(window)).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(messagePane(window).getByText('E-001/1', { exact: true })).toBeInViewport();
  await photograph(app, '51-zoom-200-summary');
  expect.soft(await layoutProblems(window), 'summary').toEqual([]);
  await window.keyboard.press('Alt+2');
  const area = window.getByLabel('Raw header, exact bytes');
  await expect(area).toBeVisible();
  const visible = await area.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return Math.min(bottom, innerHeight) - Math.max(top, 0);
  });
  await photograph(app, '52-zoom-200-headers');
  // Five lines of 19 px: less is not reading.
  expect.soft(visible, 'height in which the bytes are read').toBeGreaterThan(95);
  expect.soft(await layoutProblems(window), 'headers').toEqual([]);
  await window.keyboard.press('e');
  await expect(messagePane(window).getByText('Exhibit A')).toBeInViewport();
  await window.keyboard.press('Control+e');
  // The list of the report's sections is asked for, and moves what stands below it.
  await expect(window.getByRole('button', { name: /^Write/ })).not.toHaveCount(0);
  await window.getByRole('button', { name: 'Build the packet' }).scrollIntoViewIfNeeded();
  await expect(window.getByRole('button', { name: 'Build the packet' })).toBeInViewport();
  await photograph(app, '53-zoom-200-packet');
  expect.soft(await layoutProblems(window), 'packet').toEqual([]);
});
