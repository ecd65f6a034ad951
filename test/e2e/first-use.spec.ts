/** Who acts: the examiner's key is made, locked, opened and asked for in the middle of an act. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { hasProgram } from '../helpers/has-program';
import { commandLine } from '../integration/cli/chainmail';
import { actsOf } from './disk';
import { expect, test } from './fixtures';
import {
  answerDialogs,
  closeCase,
  command,
  FINGERPRINT,
  makeIdentity,
  messagePane,
  openMessage,
  openSample,
  PASSPHRASE,
  textOf,
} from './steps';

interface IdentityFile {
  readonly name: string;
  readonly fingerprint: string;
}

const readIdentity = (home: string): IdentityFile => JSON.parse(readFileSync(join(home, 'identity.json'), 'utf8'));
const sampleCase = (home: string) => join(home, 'cases', 'Sample-October-2020.chainmail');

test('an identity is made by keyboard alone, and the fingerprint shown is the one in the file', async ({
  launchChainmail,
}) => {
  const { window, home } = await launchChainmail();
  const { keyboard } = window;
  await expect(window.getByLabel('Name', { exact: true })).toBeFocused();

  await keyboard.type('Jordan Examiner');
  await keyboard.press('Tab');
  await keyboard.type('County Example');
  await keyboard.press('Tab');
  await keyboard.type(PASSPHRASE);
  await keyboard.press('Tab');
  await keyboard.type(`${PASSPHRASE}r`);

  await expect(window.getByText('The two passphrases differ.')).toBeVisible();
  await expect(window.getByRole('button', { name: 'Create the key' })).toBeDisabled();
  await keyboard.press('Enter');
  await expect(window.getByText('The key is ready')).toBeHidden();
  expect(() => readIdentity(home)).toThrow(/ENOENT/);

  await keyboard.press('Backspace');
  await expect(window.getByText('The two passphrases differ.')).toBeHidden();
  await keyboard.press('Enter');
  await expect(window.getByText('The key is ready')).toBeVisible({ timeout: 30_000 });
  const shown = await textOf(window.getByText(FINGERPRINT));

  await expect(window.getByText(join(home, 'identity-root.json'))).toBeVisible();
  const { name, fingerprint } = readIdentity(home);
  expect({ name, shown: shown.replaceAll(' ', '') }).toEqual({ name: 'Jordan Examiner', shown: fingerprint });
  await keyboard.press('Tab');
  await expect(window.getByRole('button', { name: 'Continue' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(window.getByText('key unlocked')).toBeVisible();
});

test('a restart keeps the identity; a wrong passphrase gives a sentence, the right one opens the key, and it locks again', async ({
  launchChainmail,
}) => {
  const first = await launchChainmail();
  const fingerprint = await makeIdentity(first.window);
  const before = readFileSync(join(first.home, 'identity.json'));
  await first.close();

  const { window } = await launchChainmail({ home: first.home });
  await expect(window.getByText('key locked')).toBeVisible();
  const shown = await textOf(window.getByTitle('Fingerprint'));
  expect(shown.replaceAll(' ', '')).toBe(fingerprint);

  await window.getByLabel('Passphrase').fill('correct horse battery stable');
  await window.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(window.getByRole('alert').filter({ hasText: 'passphrase' })).toHaveText(
    /^The passphrase does not open this identity\. .*\.$/,
    { timeout: 30_000 },
  );
  await expect(window.getByText('key locked')).toBeVisible();

  await window.getByLabel('Passphrase').fill(PASSPHRASE);
  await window.getByLabel('Passphrase').press('Enter');
  await expect(window.getByText('key unlocked')).toBeVisible({ timeout: 30_000 });
  await window.keyboard.press('Control+l');
  await expect(window.getByText('key locked')).toBeVisible();
  await expect(window.getByLabel('Passphrase')).toHaveValue('');
  expect(readFileSync(join(first.home, 'identity.json'))).toEqual(before);
});

test('reading works without a key; an act asks for it, and goes on once it is open', async ({ launchChainmail }) => {
  const first = await launchChainmail();
  await makeIdentity(first.window);
  await first.close();
  const { window, home } = await launchChainmail({ home: first.home });
  const dir = sampleCase(home);
  await openSample(window);
  await openMessage(window, 'E-001/1');
  const before = actsOf(dir).length;
  const ask = window.getByRole('dialog', { name: 'Unlock the signing key' });

  await addToExhibits(window);
  await ask.getByRole('button', { name: 'Cancel' }).click();
  await expect(ask).toBeHidden();
  await expect(messagePane(window).getByRole('button', { name: 'Add to exhibits' })).toBeVisible();
  expect(actsOf(dir)).toHaveLength(before);

  await addToExhibits(window);
  await ask.getByLabel('Passphrase').fill('wrong');
  await ask.getByRole('button', { name: 'Unlock' }).click();
  await expect(ask.getByText(/^The passphrase does not open this identity\./)).toBeVisible({ timeout: 30_000 });
  expect(actsOf(dir)).toHaveLength(before);

  await ask.getByLabel('Passphrase').fill(PASSPHRASE);
  await ask.getByLabel('Passphrase').press('Enter');
  await expect(messagePane(window).getByText('Exhibit A')).toBeVisible({ timeout: 30_000 });
  expect(actsOf(dir).slice(before)).toEqual(['key.enrol', 'exhibit.add']);

  await command(window, 'Lock the signing key');
  await expect(window.getByRole('button', { name: 'Jordan Examiner, key locked' })).toBeVisible();
  await messagePane(window).getByRole('button', { name: 'Remove from exhibits' }).click();
  await expect(ask).toBeVisible();
});

test('a first act makes the identity on the way, and signs with it', async ({ launchChainmail }) => {
  const { window, home } = await launchChainmail();
  await window.getByRole('button', { name: 'Read only for now' }).click();
  await expect(window.getByText('no examiner yet')).toBeVisible();
  await openSample(window);
  await openMessage(window, 'E-001/2');

  await addToExhibits(window);
  const fingerprint = await makeIdentity(window);

  await expect(messagePane(window).getByText('Exhibit A')).toBeVisible({ timeout: 30_000 });
  await closeCase(window);
  const cli = commandLine();
  const verified = cli.run(['verify', sampleCase(home), '--json', '--quiet']);
  cli.remove();
  expect(verified.json).toMatchObject({ ok: true, firstFailure: null });
  expect(
    readFileSync(join(sampleCase(home), 'journal.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .at(-1),
  ).toContain(fingerprint);
});

async function addToExhibits(window: Page): Promise<void> {
  await messagePane(window).getByRole('button', { name: 'Add to exhibits' }).click();
}

test.describe('a key of the laboratory’s', () => {
  test.skip(!hasProgram('openssl'), 'openssl is not installed');

  test('is taken over from a PKCS #12 file: a wrong passphrase gives a sentence, then acts are signed by it', async ({
    launchChainmail,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'chainmail-key-'));
    makeKeyFile(folder);
    const { app, window, home } = await launchChainmail();
    await window.getByRole('button', { name: 'Use a key that I have…' }).click();
    await answerDialogs(app, [join(folder, 'examiner.p12')]);
    await window.getByRole('group', { name: 'Key file' }).getByRole('button', { name: 'Choose…' }).click();
    await expect(window.getByText('examiner.p12')).toBeVisible();
    await window.getByLabel('Passphrase of the file').fill('wrong');
    await window.getByLabel('Passphrase from now on').fill(PASSPHRASE);
    await window.getByLabel('Passphrase again').fill(PASSPHRASE);
    await window.getByRole('button', { name: 'Take the key over' }).click();
    await expect(window.getByRole('alert')).toContainText(/passphrase/i);
    expect(() => readIdentity(home)).toThrow(/ENOENT/);

    await window.getByLabel('Passphrase of the file').fill(FILE_PASSPHRASE);
    await window.getByRole('button', { name: 'Take the key over' }).click();
    await expect(window.getByText('The key is ready')).toBeVisible({ timeout: 30_000 });
    const shown = (await textOf(window.getByText(FINGERPRINT))).replaceAll(' ', '');
    const key = openssl(folder, ['pkey', '-in', 'leaf.key', '-pubout', '-outform', 'DER']);
    expect(shown).toBe(createHash('sha256').update(key).digest('hex'));
    expect(readIdentity(home).name).toBe('Eve Example');

    await window.getByRole('button', { name: 'Continue' }).click();
    await openSample(window);
    await openMessage(window, 'E-002/1');
    await messagePane(window).getByRole('button', { name: 'Add to exhibits' }).click();
    await expect(messagePane(window).getByRole('button', { name: 'Remove from exhibits' })).toBeVisible();
    expect(actsOf(sampleCase(home)).at(-1)).toBe('exhibit.add');
    rmSync(folder, { recursive: true });
  });
});

const FILE_PASSPHRASE = 'of the file';

function openssl(folder: string, words: readonly string[]): Buffer {
  const { status, stdout, stderr } = spawnSync('openssl', [...words], { cwd: folder });
  expect(status, stderr.toString()).toBe(0);
  return stdout;
}

/** A root, a leaf for signing mail, and both in one file, as a laboratory hands it out. */
function makeKeyFile(folder: string): void {
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const root = ['-subj', '/O=Agency/CN=Agency Root', '-keyout', 'root.key', '-out', 'root.crt', '-days', '3650'];
  openssl(folder, ['req', '-x509', ...ec, ...root]);
  openssl(folder, ['req', ...ec, '-subj', '/O=Agency/CN=Eve Example', '-keyout', 'leaf.key', '-out', 'leaf.csr']);
  writeFileSync(join(folder, 'leaf.ext'), 'keyUsage=critical,digitalSignature\nextendedKeyUsage=emailProtection\n');
  const by = ['-CA', 'root.crt', '-CAkey', 'root.key', '-CAcreateserial', '-extfile', 'leaf.ext', '-days', '365'];
  openssl(folder, ['x509', '-req', '-in', 'leaf.csr', ...by, '-out', 'leaf.crt']);
  const parts = [
    '-inkey',
    'leaf.key',
    '-in',
    'leaf.crt',
    '-certfile',
    'root.crt',
    '-passout',
    `pass:${FILE_PASSPHRASE}`,
  ];
  openssl(folder, ['pkcs12', '-export', ...parts, '-out', 'examiner.p12']);
}
