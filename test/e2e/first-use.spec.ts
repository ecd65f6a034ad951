/** Who acts: the examiner's key is made, locked, opened and asked for in the middle of an act. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { commandLine } from '../integration/cli/chainmail';
import { actsOf } from './disk';
import { expect, test } from './fixtures';
import {
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
