/** Mail in every form, dropped on the window for real: what comes out, what is set aside, and the bytes in the vault. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Locator } from '@playwright/test';
import { mixedFolder } from '../helpers/mixed-folder';
import { removeFolder } from '../helpers/remove-folder';
import { commandLine } from '../integration/cli/chainmail';
import { actsOf, readObject, sha256, stateOf } from './disk';
import { expect, shareChainmail, test } from './fixtures';
import { dropFiles, makeIdentity, newCase, openMessage, previewShown, receiptShown, search, textOf } from './steps';

const chainmail = shareChainmail(async ({ window }) => {
  await makeIdentity(window);
});

let source = '';
test.beforeAll(() => {
  source = mkdtempSync(join(tmpdir(), 'chainmail-mixed-'));
});
test.afterAll(() => removeFolder(source));

/** What each of them is, told by its content, and how many messages it gives. */
const ITEMS: readonly (readonly [name: string, format: string, messages: string])[] = [
  ['forward.eml', 'eml', '2'],
  ['box.mbox', 'mbox', '10'],
  ['Maildir', 'maildir', '4'],
  ['outlook.msg', 'msg', '2'],
  ['archive.zip', 'zip', '5'],
  ['archive.tar.gz', 'gzip', '5'],
  ['Apple', 'folder', '2'],
  ['winmail.dat', 'tnef', '1'],
  ['picture.png', 'unreadable', '0'],
];

const SET_ASIDE: readonly (readonly [where: string, reason: string])[] = [
  ['archive.zip/note.txt', 'no header fields found: not an email'],
  ['picture.png', 'a PNG image: not an email'],
];

test('a folder of mixed formats, and then each of them on its own', async () => {
  test.setTimeout(300_000);
  const { window, home } = chainmail();
  const folder = mixedFolder(join(source, 'mixed'), 5);
  const before = stateOf(folder.path);
  await newCase(window, 'Mixed', 'M-1');
  const dir = join(home, 'cases', 'M-1-Mixed.chainmail');

  await dropFiles(window, [folder.path]);
  const preview = await previewShown(window);
  expect((await tableOf(preview, 'Recognised')).map((row) => row.slice(0, 3))).toEqual([
    ['mixed', 'folder', String(folder.files.size)],
  ]);
  await preview.getByRole('button', { name: 'Take in' }).click();
  const receipt = await receiptShown(window);
  expect((await tableOf(receipt, 'Evidence taken in')).map((row) => row.slice(0, 4))).toEqual([
    ['E-001', 'mixed', 'folder', String(folder.messages)],
  ]);
  const aside = (await tableOf(receipt, 'Set aside')).map((row) => row.slice(0, 2));
  expect(aside).toEqual(SET_ASIDE.map(([where, reason]) => [`E-001: ${where}`, reason]));
  await receipt.getByRole('button', { name: 'Show the messages' }).click();
  await expect(window.getByText(`${folder.messages} of ${folder.messages}`)).toBeVisible();

  // Every file lies in the vault as it was given, and every message that has bytes of its own is listed with their hash.
  for (const [name, hash] of folder.files) {
    const bytes = readFileSync(join(folder.path, name));
    expect([name, sha256(bytes)]).toEqual([name, hash]);
    expect(readObject(dir, hash).equals(bytes), name).toBe(true);
  }
  const listed = hashesOf(dir);
  expect(folder.known.filter((hash) => !listed.has(hash))).toEqual([]);
  expect(stateOf(folder.path)).toEqual(before);

  await search(window, 'subject:"from a winmail.dat"');
  await expect(window.getByText(/^1 of /)).toBeVisible();
  await search(window, 'subject:attached');
  await expect(window.getByText(/^1 of /)).toBeVisible();
  await search(window, '');

  await dropFiles(
    window,
    ITEMS.map(([name]) => join(folder.path, name)),
  );
  await (await previewShown(window)).getByRole('button', { name: 'Take in' }).click();
  const second = await receiptShown(window);
  const rows = await tableOf(second, 'Evidence taken in');
  expect(rows.map((row) => row.slice(1, 4))).toEqual(ITEMS.map((item) => [...item]));
  expect(
    (await tableOf(second, 'Set aside')).map(([where = '', reason]) => [where.replace(/^E-\d+: /, ''), reason]),
  ).toEqual(SET_ASIDE.map((one) => [...one]));
  // What is one file is named by its own hash.
  for (const row of rows) {
    const hash = folder.files.get(basename(row[1] ?? ''));
    expect([row[1], hash === undefined || row.at(-1) === hash]).toEqual([row[1], true]);
  }
  await second.getByRole('button', { name: 'Show the messages' }).click();
  await openMessage(window, 'E-005/2');
  expect(actsOf(dir).filter((act) => act === 'evidence.receive')).toHaveLength(1 + ITEMS.length);
});

/** SHA-256 of every message, as the command line lists them while the window has the case open. */
function hashesOf(dir: string): ReadonlySet<string> {
  const cli = commandLine();
  const { json } = cli.run(['messages', dir, '--limit', '1000', '--json', '--quiet']);
  cli.remove();
  return new Set((json['messages'] as { sha256: string }[]).map(({ sha256: hash }) => hash));
}

/** The cells of a table by its caption, row by row. */
async function tableOf(within: Locator, caption: string): Promise<readonly (readonly string[])[]> {
  const rows = await within.getByRole('table', { name: caption }).locator('tbody tr').all();
  return await Promise.all(
    rows.map(async (row) => await Promise.all((await row.locator('td').all()).map((cell) => textOf(cell)))),
  );
}
