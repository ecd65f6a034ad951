/** The examiner's own key in the window: shown, its passphrase changed, a certificate asked for and taken over. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../integration/cli/chainmail';
import { actsOf } from './disk';
import { expect, shareChainmail, test } from './fixtures';
import { answerDialogs, command, makeIdentity, openSample, PASSPHRASE, textOf } from './steps';

const NEW_PASSPHRASE = 'another horse, another staple';
let fingerprint = '';

const chainmail = shareChainmail(async ({ window }) => {
  fingerprint = await makeIdentity(window);
  await openSample(window);
});

const sampleCase = () => join(chainmail().home, 'cases', 'Sample-October-2020.chainmail');

async function openKey() {
  const { window } = chainmail();
  await command(window, 'Your key and its certificate');
  return window.getByRole('dialog', { name: 'Your key' });
}

test('the key is shown with who vouches for it, and its passphrase is changed, which the case records', async () => {
  const { window } = chainmail();
  const dialog = await openKey();
  await expect(dialog.getByText(fingerprint.replaceAll(/(.{4})/g, '$1 ').trim())).toBeVisible();
  await expect(dialog.getByRole('table', { name: 'Vouched for by' }).locator('tbody tr')).toHaveCount(2);

  await dialog.getByLabel('Present passphrase').fill('not the passphrase');
  await dialog.getByLabel('New passphrase', { exact: true }).fill(NEW_PASSPHRASE);
  await dialog.getByLabel('New passphrase again').fill('something else');
  await expect(dialog.getByText('The two new passphrases differ.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Change it' })).toBeDisabled();
  await dialog.getByLabel('New passphrase again').fill(NEW_PASSPHRASE);
  const before = readFileSync(join(chainmail().home, 'identity.json'));
  await dialog.getByRole('button', { name: 'Change it' }).click();
  await expect(dialog.getByRole('alert').getByText(/passphrase/i)).toBeVisible({ timeout: 30_000 });
  expect(readFileSync(join(chainmail().home, 'identity.json')).equals(before)).toBe(true);

  await dialog.getByLabel('Present passphrase').fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Change it' }).click();
  await expect(window.getByText(/The passphrase was changed, and the open case says so/)).toBeVisible({
    timeout: 30_000,
  });
  await dialog.getByRole('button', { name: 'Close' }).click();
  expect(actsOf(sampleCase()).at(-1)).toBe('identity.notice');

  await command(window, 'Lock the signing key');
  await expect(window.getByText('key locked')).toBeVisible();
  await command(window, 'Unlock the signing key');
  const unlock = window.getByRole('dialog');
  await unlock.getByLabel('Passphrase').fill(NEW_PASSPHRASE);
  await unlock.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(window.getByText('key unlocked')).toBeVisible({ timeout: 30_000 });
});

test('a certificate is asked for, issued by an agency’s root elsewhere, and taken over', async () => {
  const { app, window } = chainmail();
  const agency = commandLine();
  const request = join(agency.folder, 'examiner.csr');
  const issued = join(agency.folder, 'examiner.crt');
  const root = join(agency.folder, 'root.json');
  agency.run(['identity', 'create-root', '--name', 'Agency', '--out', root]);

  const dialog = await openKey();
  await dialog.getByLabel('Passphrase', { exact: true }).fill(NEW_PASSPHRASE);
  await answerDialogs(app, [request]);
  await dialog.getByRole('button', { name: 'Write a request…' }).click();
  await expect(window.getByText(/The request was written to/)).toBeVisible({ timeout: 30_000 });
  if (spawnSync('openssl', ['version']).status === 0) {
    const checked = spawnSync('openssl', ['req', '-in', request, '-noout', '-verify'], { encoding: 'utf8' });
    expect(`${checked.stdout}${checked.stderr}`).toContain('verify OK');
  }

  expect(agency.run(['identity', 'sign-request', request, '--root', root, '--out', issued]).status).toBe(0);
  await answerDialogs(app, [request]);
  await dialog.getByRole('button', { name: 'Take a certificate over…' }).click();
  await expect(dialog.getByRole('alert').getByText(/certificate/i)).toBeVisible({ timeout: 30_000 });

  await answerDialogs(app, [issued]);
  await dialog.getByRole('button', { name: 'Take a certificate over…' }).click();
  await expect(window.getByText('The certificate issued by Root of Agency is in use from now on.')).toBeVisible({
    timeout: 30_000,
  });
  const chain = dialog.getByRole('table', { name: 'Vouched for by' });
  await expect(chain.getByRole('row').nth(1)).toContainText('Root of Agency');
  expect(await textOf(chain)).not.toContain('Root of County Example');
  expect(actsOf(sampleCase()).at(-1)).toBe('identity.notice');
  agency.remove();
});
