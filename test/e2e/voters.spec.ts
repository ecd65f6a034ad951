/** Messages compared with voter files in the window: chosen, explained, recorded, and nothing of them taken in. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { voterWords } from '../../shared/wording/voter-files';
import { votersPage as words } from '../../shared/wording/window/voters';
import { removeFolder } from '../helpers/remove-folder';
import { commandLine } from '../integration/cli/chainmail';
import { filled, filledOlder, mail, newer, older, people } from '../integration/cli/voter-people';
import { expect, screenshots, shareChainmail, test } from './fixtures';
import { look } from './looks';
import {
  answerDialogs,
  command,
  dropFiles,
  makeIdentity,
  messageGrid,
  messagePane,
  newCase,
  search,
  takeIn,
  textOf,
} from './steps';

// Each test goes on from where the last one left the page.
test.describe.configure({ mode: 'serial' });

const cli = commandLine();
const folder = mkdtempSync(join(tmpdir(), 'chainmail-voters-'));
const OLD = join(folder, 'state-2019.csv');
const NEW = join(folder, 'state-2020.txt');
const ARCHIVE = join(folder, 'county.zip');
const UNNAMED = join(folder, 'no-columns.csv');

const chainmail = shareChainmail(async ({ window }) => {
  mkdirSync(screenshots, { recursive: true });
  writeFileSync(OLD, older(people.slice(0, 120)));
  writeFileSync(NEW, newer(people.slice(60)));
  writeFileSync(ARCHIVE, Buffer.from('PK\u0003\u0004\0\0'));
  writeFileSync(UNNAMED, 'ROEDEER,JANE,12 ELM ST\n');
  const mails = join(folder, 'mails');
  mkdirSync(mails);
  const letters = [
    ...[100, 101, 102, 150, 151].map(filled),
    ...[3, 4, 5].map(filledOlder),
    mail(900, 'somebody@example.net', ['Juniper Quillfeather, 99501, a name that no file has']),
  ];
  for (const [at, letter] of letters.entries()) writeFileSync(join(mails, `${at}.eml`), letter);
  await makeIdentity(window);
  await newCase(window, 'Voters', '8');
  await takeIn(window, [mails]);
});

test.afterAll(() => {
  cli.remove();
  removeFolder(folder);
});

const page = () => chainmail().window.getByRole('region', { name: words.title, exact: true });
const caseFolder = () => join(chainmail().home, 'cases', '8-Voters.chainmail');
const chosen = () => page().getByRole('table', { name: words.files });
const found = () => page().getByRole('region', { name: words.found });
const compare = (name: string) => page().getByRole('button', { name, exact: true });

test('chosen files say what their columns are taken for; those that cannot be read say why', async () => {
  const { app, window } = chainmail();
  await window.keyboard.press('Control+5');
  await expect(page()).toContainText(words.noFiles);
  await look(chainmail(), '66-voter-files-none');
  await answerDialogs(app, [OLD, UNNAMED, ARCHIVE]);
  await page().getByRole('button', { name: words.choose }).click();
  await expect(chosen().getByRole('row')).toHaveCount(4);
  await expect(chosen().getByRole('row', { name: /state-2019/ })).toContainText('1 voter number · 2 last name');
  await expect(chosen()).toContainText(voterWords.noColumns('no-columns.csv'));
  await expect(chosen()).toContainText(voterWords.notText('county.zip'));
  await expect(compare(words.compareAll('1 file'))).toBeEnabled();
  await look(chainmail(), '67-voter-files-chosen');
  for (const name of ['no-columns.csv', 'county.zip']) {
    await page()
      .getByRole('button', { name: words.removeNamed(name) })
      .click();
  }
  await expect(chosen().getByRole('row')).toHaveCount(2);
});

test('a file that is dropped on the page is compared with, and never taken in as evidence', async () => {
  await dropFiles(chainmail().window, [NEW], words.dropHere);
  await expect(chosen().getByRole('row')).toHaveCount(3);
  await expect(chainmail().window.getByRole('dialog')).toHaveCount(0);
  expect(await chosen().getByRole('row').nth(2).textContent()).toContain('state-2020.txt');
});

test('the comparison says what the command line says, is one entry, and keeps no value', async () => {
  const { window } = chainmail();
  await compare(words.compareAll('2 files')).click();
  await expect(found()).toBeVisible({ timeout: 60_000 });
  const files = found().getByRole('table', { name: words.found });
  const cells = async (row: number) =>
    (await files.getByRole('row').nth(row).getByRole('cell').allTextContents()).slice(1);
  expect(await cells(1)).toEqual(['state-2019.csv', '120', '3', '0', '3', '3']);
  expect(await cells(2)).toEqual(['state-2020.txt', '140', '5', '0', '0', '4']);
  await expect(found()).toContainText('not who used it');
  await expect(found()).toContainText('file 2: 5 that no file before it explains');
  await found().locator('summary', { hasText: 'state-2020.txt' }).click();
  const values = found().getByRole('table', { name: words.byValue('2 state-2020.txt') });
  await expect(values.getByRole('row', { name: /^ZIP\+4/ })).toContainText('ZIP+4500');

  const told = cli.run(['custody', caseFolder(), '--json', '--quiet']).json as {
    readonly entries: readonly { readonly seq: number; readonly act: string; readonly sentence: string }[];
  };
  const kept = told.entries.findLast(({ act }) => act === 'voters.compare');
  expect(kept?.sentence).toBe('9 messages were compared with 2 voter files; no value of a file was kept.');
  await expect(found()).toContainText(`Recorded as journal entry ${kept?.seq}.`);
  const everything = readdirSync(caseFolder(), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1').toLowerCase())
    .join('\n');
  expect(everything).toContain('voters.compare');
  for (const { email, id, born } of people.slice(160)) {
    for (const value of [email, id, born]) expect(everything.includes(value), value).toBe(false);
  }
  await look(chainmail(), '68-voter-files-compared');
  await window.keyboard.press('Control+2');
  await expect(window.getByText(kept?.sentence ?? 'nothing', { exact: true })).toBeVisible();
});

test('each message says in what it agrees and differs, and opens; coming back, all is as it was', async () => {
  const { window } = chainmail();
  await window.keyboard.press('Control+5');
  const messages = page().getByRole('region', { name: words.messages });
  await expect(messages.getByRole('button', { name: words.standings.explained('8') })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  const table = messages.getByRole('table');
  // Three of the newer file's people stand in the older one too: a line for each file.
  await expect(table.getByRole('row')).toHaveCount(1 + 8 + 3);
  const differing = table.getByRole('row').filter({ hasText: 'state-2019.csv' }).nth(0).getByRole('cell');
  await expect(differing.nth(2).getByRole('listitem')).toHaveText([/^ZIP code \d/]);
  await expect(differing.nth(4).getByRole('listitem')).toHaveText(['middle name', 'ZIP+4']);
  await messages.scrollIntoViewIfNeeded();
  await look(chainmail(), '69-voter-files-messages');
  await messages.getByRole('button', { name: words.standings['not-found']('1') }).click();
  await expect(table.getByRole('row')).toHaveCount(2);
  const ref = await textOf(table.getByRole('button'));
  await table.getByRole('button', { name: words.open(ref) }).focus();
  await window.keyboard.press('Enter');
  await expect(messageGrid(window)).toBeVisible();
  await expect(messagePane(window).getByText(ref, { exact: true })).toBeVisible();
  await command(window, 'Compare with voter files');
  await expect(table.getByRole('row')).toHaveCount(2);
  await expect(chosen().getByRole('row')).toHaveCount(3);
});

test('the messages of a search are compared alone; one that finds none says so where it was asked', async () => {
  const { window } = chainmail();
  await search(window, 'body:registered');
  await window.keyboard.press('Control+5');
  await compare(words.compareSearch('2 files')).click();
  await expect(found()).toContainText('5 messages, 2 files.', { timeout: 60_000 });
  await expect(found()).toContainText(words.ofSearch('body:registered'));
  await search(window, 'body:nowhere');
  await window.keyboard.press('Control+5');
  await compare(words.compareSearch('2 files')).click();
  await expect(page().getByRole('alert').filter({ hasText: voterWords.noMessages })).toBeVisible();
  await page().getByRole('button', { name: words.wholeCase, exact: true }).click();
  await expect(compare(words.compareAll('2 files'))).toBeEnabled();
});

test('a file that changed since is read as it is; one that is gone says so and nothing is recorded', async () => {
  const { window } = chainmail();
  await window.keyboard.press('Control+5');
  const journal = readFileSync(join(caseFolder(), 'journal.jsonl'));
  rmSync(NEW);
  await compare(words.compareAll('2 files')).click();
  await expect(page().getByRole('alert').filter({ hasText: 'not there' })).toBeVisible({ timeout: 60_000 });
  expect(readFileSync(join(caseFolder(), 'journal.jsonl')).equals(journal)).toBe(true);
});

test('a comparison with a large file shows how far it is, and is cancelled without an entry', async () => {
  const { app, window } = chainmail();
  const large = join(folder, 'large.txt');
  const part = newer(people);
  const rows = part.slice(part.indexOf('\n') + 1);
  writeFileSync(large, part + rows.repeat(Math.ceil(150_000_000 / rows.length)));
  const journal = readFileSync(join(caseFolder(), 'journal.jsonl'));
  await window.keyboard.press('Control+5');
  await page()
    .getByRole('button', { name: words.removeNamed('state-2020.txt') })
    .click();
  await answerDialogs(app, [large]);
  await page().getByRole('button', { name: words.choose }).click();
  await compare(words.compareAll('2 files')).click();
  const files = page().getByRole('region', { name: words.files });
  await expect(files.getByRole('progressbar')).toBeVisible();
  await expect(files).toContainText(voterWords.reading(2, 2), { timeout: 60_000 });
  await expect(compare(words.compareAll('2 files'))).toBeDisabled();
  await files.getByRole('button', { name: /^Cancel: / }).click();
  await expect(files.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
  expect(readFileSync(join(caseFolder(), 'journal.jsonl')).equals(journal)).toBe(true);
  await window.getByRole('button', { name: 'Jobs' }).click();
  await expect(window.getByRole('region', { name: 'Jobs' })).toContainText('Comparing with voter files cancelled');
  await expect(window.getByRole('button', { name: 'Receipt: Comparing with voter files' }).first()).toBeVisible();
});

test('whoever has gone elsewhere meanwhile is told of the end, and led back', async () => {
  const { window } = chainmail();
  await compare(words.compareAll('2 files')).click();
  await expect(page().getByRole('progressbar')).toBeVisible();
  await window.keyboard.press('Control+1');
  const notice = window.getByRole('status').filter({ hasText: words.done });
  await expect(notice).toBeVisible({ timeout: 120_000 });
  await notice.getByRole('button', { name: words.found }).click();
  await expect(found()).toContainText('9 messages, 2 files.');
  await expect(found().getByRole('table', { name: words.found })).toContainText('large.txt');
});
