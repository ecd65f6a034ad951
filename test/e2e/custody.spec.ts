/** Custody outside of the program, roles and the rule of two people, as a person records them in the window. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { actsOf } from './disk';
import { expect, shareChainmail, test } from './fixtures';
import { command, makeIdentity, messagePane, openMessage, openSample } from './steps';

const SECOND = 'ab'.repeat(32);

const chainmail = shareChainmail(async ({ window }) => {
  await makeIdentity(window);
  await openSample(window);
});

const sampleCase = () => join(chainmail().home, 'cases', 'Sample-October-2020.chainmail');

async function openRecord(window: Page) {
  await command(window, 'Record custody');
  return window.getByRole('dialog', { name: 'Record custody' });
}

test('a hand-over, a receipt, a disposal and a correction are recorded, each as an entry that the journal shows', async () => {
  const { window } = chainmail();
  await command(window, 'Show the custody journal');
  const journal = window.getByRole('region', { name: 'Custody journal' });

  let dialog = await openRecord(window);
  await expect(dialog.getByRole('button', { name: 'Record', exact: true })).toBeDisabled();
  await dialog.getByLabel('To whom').fill('R. Agent');
  await dialog.getByLabel('Evidence items').fill('E-001, E-002');
  await dialog.getByLabel('Reason').fill('Request 17');
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(dialog).toHaveCount(0, { timeout: 30_000 });
  await expect(journal.getByText('Custody was handed over.')).toBeVisible();
  const handOver = actsOf(sampleCase()).lastIndexOf('custody.hand-over');

  dialog = await openRecord(window);
  await dialog.getByRole('button', { name: 'Receipt' }).click();
  await dialog.getByRole('button', { name: 'Taken from them' }).click();
  await dialog.getByLabel('With whom').fill('A. Clerk');
  await dialog.getByLabel('Reason').fill('Copy of the original mailbox');
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(journal.getByText('Something was taken in against a receipt.')).toBeVisible({ timeout: 30_000 });

  dialog = await openRecord(window);
  await dialog.getByRole('button', { name: 'Disposed of' }).click();
  await dialog.getByLabel('Evidence items').fill('E-009');
  await dialog.getByLabel('Authority').fill('Court order 5');
  await dialog.getByLabel('Reason').fill('closed');
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(dialog.getByText(/There is no evidence item E-009/)).toBeVisible({ timeout: 30_000 });
  await dialog.getByLabel('Evidence items').fill('E-001');
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(journal.getByText('E-001: returned to the owner.')).toBeVisible({ timeout: 30_000 });

  dialog = await openRecord(window);
  await dialog.getByRole('button', { name: 'Correction' }).click();
  await dialog.getByLabel('Journal entry').fill(String(handOver));
  await dialog.getByLabel('To be read instead').fill('The agent was R. Agent junior.');
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(journal.getByText(`A correction to entry ${handOver} was recorded.`)).toBeVisible({ timeout: 30_000 });

  expect(actsOf(sampleCase()).slice(handOver)).toEqual([
    'custody.hand-over',
    'custody.receipt',
    'custody.dispose',
    'custody.correct',
  ]);
});

test('with two people for each packet, one alone gets none, and cannot approve their own proposal', async () => {
  const { window } = chainmail();
  await openMessage(window, 'E-001/1');
  await messagePane(window).getByRole('button', { name: 'Add to exhibits' }).click();
  await expect(messagePane(window).getByText('Exhibit A')).toBeVisible();

  await command(window, 'People and rules');
  const dialog = window.getByRole('dialog', { name: 'People and rules' });
  await expect(dialog.getByText('Nobody was given a role')).toBeVisible();
  await dialog.getByRole('button', { name: 'any packet' }).click();
  await dialog.getByRole('button', { name: 'Set the rule' }).click();
  await expect(dialog.getByText(/A rule for two people needs a second person/)).toBeVisible({ timeout: 30_000 });

  await dialog.getByLabel('Fingerprint of the key').fill(SECOND.replaceAll(/(.{4})/g, '$1 '));
  await dialog.getByRole('button', { name: 'Give the role' }).click();
  await expect(dialog.getByRole('row', { name: new RegExp(`Reviewer ${SECOND}`) })).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Set the rule' }).click();
  await expect(dialog.getByRole('button', { name: 'Propose the rule' })).toBeVisible({ timeout: 30_000 });

  await dialog.getByRole('button', { name: 'Propose the packet of the present exhibits' }).click();
  const line = dialog.getByRole('group', { name: /^Entry \d+$/ });
  await expect(line.getByText('not decided')).toBeVisible({ timeout: 30_000 });
  await line.getByRole('button', { name: 'Approve' }).click();
  await expect(dialog.getByText(/Whoever proposed something cannot also approve it/)).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Close' }).click();

  await command(window, 'Build a packet');
  await window.getByRole('button', { name: 'Build the packet' }).click();
  await expect(window.getByText(/two people have to agree on this/)).toBeVisible({ timeout: 60_000 });
  expect(actsOf(sampleCase()).at(-1)).toBe('release.propose');
});
