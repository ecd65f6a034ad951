/** Evidence goes out: exhibits, the packet as zip and as folder, and every check that is to find what was changed. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { handover } from '../../shared/wording/window/handover';
import { removeFolder } from '../helpers/remove-folder';
import { commandLine } from '../integration/cli/chainmail';
import { actsOf, filesBelow, objectPath, readObject, sha256, unpack } from './disk';
import { expect, shareChainmail, test } from './fixtures';
import {
  answerDialogs,
  closeCase,
  command,
  dropFiles,
  makeIdentity,
  messageGrid,
  messagePane,
  newCase,
  openMessage,
  openSample,
  previewShown,
  receiptShown,
  search,
  textOf,
} from './steps';

const cli = commandLine();
const EXHIBITS = ['E-002/1', 'E-001/1', 'E-003/6'];
let out = '';
let fingerprint = '';

const chainmail = shareChainmail(async ({ window }) => {
  fingerprint = await makeIdentity(window);
  await openSample(window);
  for (const ref of EXHIBITS) {
    await openMessage(window, ref);
    await messagePane(window).getByRole('button', { name: 'Add to exhibits' }).click();
    await expect(messagePane(window).getByText(/^Exhibit [A-C]$/)).toBeVisible();
  }
  await search(window, '');
});

test.beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'chainmail-packets-'));
});

test.afterAll(() => {
  cli.remove();
  removeFolder(out);
});

const sampleCase = () => join(chainmail().home, 'cases', 'Sample-October-2020.chainmail');
const hasTool = (name: string) => spawnSync('which', [name]).status === 0;

test('messages are added to the exhibits and taken out again, many at once, in the journal each time', async () => {
  const { window } = chainmail();
  const before = actsOf(sampleCase()).length;
  const tree = window.getByRole('navigation').getByRole('region', { name: 'Exhibits' });
  await search(window, 'evidence:E-003');
  await expect(window.getByText('8 of 60', { exact: true })).toBeVisible();
  await messageGrid(window).focus();

  await window.keyboard.press('Control+a');
  await expect(window.getByText('8 selected', { exact: true })).toBeVisible();
  await window.keyboard.press('e');
  await expect(tree.getByRole('button', { name: /^A – J/ })).toContainText('10');
  await window.keyboard.press('x');
  await window.getByRole('button', { name: 'Clear selection' }).click();
  await openMessage(window, 'E-003/6');
  await expect(messagePane(window).getByText('Exhibit C')).toBeVisible();

  await search(window, 'evidence:E-003 -ref:E-003/6');
  await expect(window.getByText('7 of 60', { exact: true })).toBeVisible();
  await messageGrid(window).focus();
  await window.keyboard.press('Control+a');
  await window.getByRole('region', { name: 'Message list' }).getByRole('button', { name: 'Remove exhibit' }).click();
  await expect(tree.getByRole('button', { name: /^A, B, C/ })).toContainText('3');
  await window.getByRole('button', { name: 'Clear selection' }).click();
  await search(window, 'is:exhibit');
  await expect(window.getByText('3 of 60', { exact: true })).toBeVisible();
  await search(window, '');
  expect(actsOf(sampleCase()).slice(before)).toEqual(['exhibit.add', 'exhibit.remove']);
});

test('without an exhibit no packet can be built, and the page says what is missing', async ({ launchChainmail }) => {
  const { window } = await launchChainmail();
  await makeIdentity(window);
  await newCase(window, 'Empty', '');

  await window.keyboard.press('Control+e');

  await expect(window.getByRole('button', { name: 'Build the packet' })).toBeDisabled();
  await expect(window.getByText('Add at least one exhibit to build a packet.')).toBeVisible();
});

test('a zip goes beside the case by default; its receipt is true, and the command line verifies it', async () => {
  const { window, home } = chainmail();
  const receipt = await build(window, 'One zip file');
  const path = await factIn(receipt, 'Place');
  const manifest = (await factIn(receipt, 'SHA-256 of the manifest')).replaceAll(' ', '');

  expect(path.startsWith(join(home, 'cases', 'packets'))).toBe(true);
  const unpacked = join(out, 'unpacked');
  await unpack(path, unpacked);
  const [folder = ''] = readdirSync(unpacked);
  expect(sha256(readFileSync(join(unpacked, folder, 'manifest-sha256.txt')))).toBe(manifest);
  expect(await factIn(receipt, 'Files')).toBe(String(filesBelow(join(unpacked, folder)).length));
  expect(cli.run(['verify', path, '--json', '--quiet']).json).toMatchObject({
    ok: true,
    kind: 'packet',
    firstFailure: null,
    signer: { name: 'Jordan Examiner', fingerprint },
  });
  await receipt.getByRole('button', { name: 'Close' }).click();
  expect(actsOf(sampleCase()).at(-1)).toBe('packet.export');
});

test('a folder goes where the dialog says; sha256sum and openssl verify it, and the exhibits are the originals', async () => {
  const { app, window } = chainmail();
  const chosen = join(out, 'handed-over');
  await answerDialogs(app, [chosen]);
  const receipt = await build(window, 'A folder', true);
  const path = await factIn(receipt, 'Place');
  await receipt.getByRole('button', { name: 'Close' }).click();

  expect.soft(path).toBe(chosen);
  const run = (program: string, ...words: readonly string[]) =>
    spawnSync(program, words, { cwd: path, encoding: 'utf8' });
  if (hasTool('sha256sum')) {
    expect(run('sha256sum', '-c', '--strict', 'manifest-sha256.txt', 'tagmanifest-sha256.txt').status).toBe(0);
  }
  if (hasTool('openssl')) {
    const signed = ['-in', 'tagmanifest-sha256.txt.p7s', '-content', 'tagmanifest-sha256.txt'];
    const trust = ['-CAfile', 'data/keys/root.crt', '-purpose', 'any', '-out', '/dev/null'];
    const checked = run('openssl', 'cms', '-verify', '-binary', '-inform', 'DER', ...signed, ...trust);
    expect(checked.stderr).toMatch(/Verification successful/i);
  }
  const files = filesBelow(path).map((name) => sha256(readFileSync(join(path, name))));
  for (const ref of EXHIBITS) {
    const view = cli.run(['message', sampleCase(), ref, '--json']).json as {
      object: string;
      offset: number;
      length: number;
    };
    const original = readObject(sampleCase(), view.object).subarray(view.offset, view.offset + view.length);
    expect(files, ref).toContain(sha256(original));
  }
});

test('persons are listed in a dialog, and a packet is built that does not name them', async () => {
  const { window, home } = chainmail();
  await window.keyboard.press('Control+e');
  const page = window.getByRole('region', { name: 'Packet', exact: true });
  await expect(page.getByRole('button', { name: 'Redact the persons listed' })).toBeDisabled();
  const view = cli.run(['message', sampleCase(), EXHIBITS[0] ?? '', '--json']).json as { to: string };
  const address = /[^\s<>",]+@[^\s<>",]+/.exec(view.to)?.[0] ?? '';
  expect(address).not.toBe('');

  await page.getByRole('button', { name: 'Persons…' }).click();
  const dialog = window.getByRole('dialog', { name: 'Persons who are not named' });
  await dialog.getByLabel('Addresses, one a line').fill(address);
  await dialog.getByLabel('Why').fill('voter');
  await dialog.getByRole('button', { name: 'Record the list' }).click();
  await expect(dialog).toBeHidden();
  expect(actsOf(sampleCase()).at(-1)).toBe('redaction.change');

  await page.getByRole('button', { name: 'Redact the persons listed' }).click();
  await expect(page.getByText('Redacted copies of the exhibits, without the originals')).toBeVisible();
  const receipt = await build(window, 'One zip file');
  const path = await factIn(receipt, 'Place');
  await receipt.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Redact the persons listed' }).click();

  expect(path.startsWith(join(home, 'cases', 'packets'))).toBe(true);
  const unpacked = join(out, 'redacted');
  await unpack(path, unpacked);
  const folder = join(unpacked, readdirSync(unpacked)[0] ?? '');
  const files = filesBelow(folder);
  expect(files).toContain('data/redaction/redaction-log.json');
  expect(files.filter((name) => /^data\/exhibits\/.*(?<!\.redacted)\.eml$/.test(name))).toEqual([]);
  for (const name of files) {
    expect(readFileSync(join(folder, name)).toString('latin1').toLowerCase(), name).not.toContain(
      address.toLowerCase(),
    );
  }
  expect(cli.run(['verify', path, '--json', '--quiet']).json).toMatchObject({ ok: true, kind: 'packet' });
});

test('a packet is checked in the window, as zip and as folder; a changed byte is named', async () => {
  const { app, window, home } = chainmail();
  const folder = join(out, 'to-check');
  const zip = await zipOf(home, window);
  await unpack(zip, folder);
  const packet = join(folder, readdirSync(folder)[0] ?? '');

  await answerDialogs(app, [zip]);
  await command(window, 'Check a packet…');
  const intact = await verdict(window, 'Check of a packet');
  expect(intact.text).toBe('Intact, and signed by a key that you trust.');
  expect((await factIn(intact.dialog, 'Fingerprint')).replaceAll(' ', '')).toBe(fingerprint);
  const rows = await intact.dialog.getByRole('table', { name: 'Exhibits in it' }).locator('tbody tr').allTextContents();
  expect(rows.map((row) => row.slice(0, 8))).toEqual(EXHIBITS.map((ref, index) => `${'ABC'[index]}${ref}`.slice(0, 8)));
  await closeDialog(intact.dialog);

  for (const name of ['data/report/briefing.pdf', 'data/custody/journal.jsonl', 'manifest-sha256.txt']) {
    const copy = join(out, `changed-${name.replaceAll('/', '-')}`);
    cpSync(packet, copy, { recursive: true });
    flip(join(copy, name), 100);
    await answerDialogs(app, [copy]);
    await command(window, 'Check a packet folder');
    const found = await verdict(window, 'Check of a packet');
    expect(found.text).toMatch(/^Failed: /);
    expect(await textOf(found.dialog)).toContain(name.split('/').at(-1));
    expect(await found.dialog.getByText('failed', { exact: true }).count()).toBeGreaterThan(0);
    await closeDialog(found.dialog);
  }

  writeFileSync(join(out, 'no-packet.zip'), 'this is not a zip');
  await answerDialogs(app, [join(out, 'no-packet.zip')]);
  await command(window, 'Check a packet…');
  const notice = window.getByRole('status').getByText(/no-packet\.zip|not a packet/);
  await expect(notice).toBeVisible({ timeout: 30_000 });
  await window.getByRole('button', { name: 'Dismiss' }).click();
});

test('a stranger’s packet is no green one until the fingerprint is told; a list of revoked certificates is heeded', async () => {
  const { app, window } = chainmail();
  const { packet, told, list } = strangersPacket();

  await answerDialogs(app, [packet]);
  await command(window, 'Check a packet folder');
  const unknown = await verdict(window, 'Check of a packet');
  expect(unknown.text).toMatch(/^Intact\. The signer is not known here/);
  await expect(unknown.dialog.getByRole('status')).toHaveClass(/verdict-open/);
  const again = unknown.dialog.getByRole('button', { name: 'Check again' });
  await expect(again).toBeDisabled();
  const field = unknown.dialog.getByLabel('Fingerprint that you were told');
  await field.fill(told.slice(0, 40));
  await expect(unknown.dialog.getByText(/^This is not a fingerprint/)).toBeVisible();
  await expect(again).toBeDisabled();
  await field.fill(told.toUpperCase().replace(/(.{4})/g, '$1 '));
  await again.click();
  await expect(window.getByText('Intact, and signed by a key that you trust.')).toBeVisible({ timeout: 60_000 });

  const trusted = await verdict(window, 'Check of a packet');
  await answerDialogs(app, [join(packet, 'README.txt')]);
  await trusted.dialog.getByRole('button', { name: 'Choose files…' }).click();
  await trusted.dialog.getByRole('button', { name: 'Check again' }).click();
  await expect(trusted.dialog.getByText(/is neither a list of revoked certificates nor a checkpoint/)).toBeVisible();
  await answerDialogs(app, [list]);
  await trusted.dialog.getByRole('button', { name: 'Choose files…' }).click();
  await expect(trusted.dialog.getByRole('group', { name: 'Files to check with' })).toContainText('revoked.crl');
  await trusted.dialog.getByRole('button', { name: 'Check again' }).click();
  await expect(window.getByText(/The certificate of "A Stranger" was revoked since/)).toBeVisible({ timeout: 60_000 });
  const revoked = await verdict(window, 'Check of a packet');
  expect(revoked.text).toBe('Intact, and signed by a key that you trust.');
  await expect(revoked.dialog.getByLabel('Fingerprint that you were told')).toHaveValue(told);
  await closeDialog(revoked.dialog);
});

test('a case in order passes; a changed byte in the vault and in the journal is named in the window', async () => {
  const { app, window } = chainmail();
  await command(window, 'Check the case');
  const intact = await verdict(window, 'Check of the case');
  expect(intact.text).toBe('All checks passed.');
  await closeDialog(intact.dialog);
  await command(window, 'Show the custody journal');
  const journalPage = window.getByRole('region', { name: 'Custody journal' });
  await expect(journalPage.getByText(/^Checkpoint up to entry \d+, signed by .+/)).toBeVisible();
  const mailbox = sha256(readFileSync(join('resources/sample/mail/reported-to-county.mbox')));
  await closeCase(window);

  const damagedVault = join(out, 'vault.chainmail');
  cpSync(sampleCase(), damagedVault, { recursive: true });
  flip(objectPath(damagedVault, mailbox), 1_000);
  await answerDialogs(app, [damagedVault]);
  await window.getByRole('button', { name: 'Open case…' }).click();
  await expect(window.getByText('60 of 60', { exact: true })).toBeVisible({ timeout: 60_000 });
  await command(window, 'Check the case');
  const vault = await verdict(window, 'Check of the case');
  expect(vault.text).toMatch(/^Failed: /);
  expect(await textOf(vault.dialog)).toContain(mailbox.slice(2));
  await closeDialog(vault.dialog);
  await closeCase(window);

  const damagedJournal = join(out, 'journal.chainmail');
  cpSync(sampleCase(), damagedJournal, { recursive: true });
  const journal = join(damagedJournal, 'journal.jsonl');
  flip(journal, readFileSync(journal, 'latin1').indexOf('"act":"exhibit.add"') + 8);
  await answerDialogs(app, [damagedJournal]);
  await window.getByRole('button', { name: 'Open case…' }).click();
  await expect(window.getByText('60 of 60', { exact: true })).toBeVisible({ timeout: 60_000 });
  await command(window, 'Check the case');
  const found = await verdict(window, 'Check of the case');
  expect(found.text).toMatch(/^Failed: .*(entry \d+|journal)/i);
  await closeDialog(found.dialog);
});

test('a packet is dropped on another case: recognised, verified, and its exhibits are the messages', async ({
  launchChainmail,
}) => {
  const { window: source, home: sourceHome } = chainmail();
  const zip = await zipOf(sourceHome, source);
  const { window, home } = await launchChainmail();
  await makeIdentity(window);
  await newCase(window, 'Received', 'R-1');

  await dropFiles(window, [zip]);
  const preview = await previewShown(window);
  await preview.getByRole('button', { name: 'Take in' }).click();
  const receipt = await receiptShown(window);
  await expect(receipt.getByText(/every check of it passed over the bytes as they were stored/)).toBeVisible();
  await expect(receipt.getByText('Nothing was set aside')).toBeVisible();
  await receipt.getByRole('button', { name: 'Show the messages' }).click();
  await expect(window.getByText('3 of 3', { exact: true })).toBeVisible();
  expect(actsOf(join(home, 'cases', 'R-1-Received.chainmail')).at(-1)).toBe('evidence.receive');
});

/** Builds a packet by the window and gives its receipt. */
async function build(window: Page, form: string, byDialog = false): Promise<Locator> {
  await command(window, 'Build a packet');
  await window.getByRole('button', { name: form }).click();
  if (byDialog) {
    await window.getByRole('button', { name: 'Choose a place…' }).click();
    await expect(window.getByText(handover.placeDefault)).toHaveCount(0);
  }
  await window.getByRole('button', { name: 'Build the packet' }).click();
  const receipt = window.getByRole('dialog', { name: 'Packet built' });
  await expect(receipt).toBeVisible({ timeout: 90_000 });
  return receipt;
}

/** A packet of the sample case; the last one, or a new one where none was built yet. */
async function zipOf(home: string, window: Page): Promise<string> {
  const packets = join(home, 'cases/packets');
  if (!existsSync(packets)) {
    await closeDialog(await build(window, 'One zip file'));
  }
  return join(packets, readdirSync(packets).find((name) => name.endsWith('.zip')) ?? '');
}

/** A packet by somebody else's key, the key's fingerprint, and their laboratory's list that revokes its certificate. */
function strangersPacket(): { readonly packet: string; readonly told: string; readonly list: string } {
  const file = (name: string) => join(cli.folder, name);
  const done = (words: readonly string[]) => {
    const ran = cli.run([...words, '--json', '--quiet']);
    expect(ran.stderr).toBe('');
    return ran.json;
  };
  const told = String(done(['identity', 'create', '--name', 'A Stranger'])['fingerprint']);
  done(['case', 'create', file('theirs.chainmail'), '--name', 'Theirs']);
  done(['import', file('theirs.chainmail'), resolve('resources/sample/mail/reported-to-county.mbox')]);
  done(['exhibit', 'add', file('theirs.chainmail'), 'E-001/1']);
  const packet = file('their-packet');
  done(['export', file('theirs.chainmail'), '--out', packet]);
  const list = file('revoked.crl');
  done(['identity', 'revoke', join(packet, 'data/keys/examiner.crt'), '--reason', 'compromised', '--out', list]);
  return { packet, told, list };
}

function factIn(within: Locator, name: string): Promise<string> {
  return textOf(
    within
      .locator('.fact')
      .filter({ has: within.page().getByText(name, { exact: true }) })
      .locator('dd'),
  );
}

async function verdict(window: Page, title: string) {
  const dialog = window.getByRole('dialog', { name: title });
  await expect(dialog).toBeVisible({ timeout: 90_000 });
  return { dialog, text: await textOf(dialog.getByRole('status')) };
}

async function closeDialog(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  chmodSync(path, 0o600);
  writeFileSync(path, bytes);
}
