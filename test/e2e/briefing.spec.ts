/** The examiner's words: written section by section beside a live preview, recorded, checked, and in the packet as accepted. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actsOf } from './disk';
import { expect, shareChainmail, test } from './fixtures';
import { command, makeIdentity, messagePane, openMessage, openSample, search } from './steps';

const chainmail = shareChainmail(async ({ window }) => {
  await makeIdentity(window);
  await openSample(window);
  await openMessage(window, 'E-002/1');
  await messagePane(window).getByRole('button', { name: 'Add to exhibits' }).click();
  await expect(messagePane(window).getByText('Exhibit A')).toBeVisible();
  await search(window, '');
  await command(window, 'Build a packet');
});

const sampleCase = () => join(chainmail().home, 'cases', 'Sample-October-2020.chainmail');

test('a section is set beside its form as it is typed, and recorded when it is saved', async () => {
  const { window } = chainmail();
  await window.getByRole('button', { name: 'Write \u201cLimitations\u201d' }).click();
  const preview = window.getByRole('region', { name: 'As the report will set it' });
  await expect(preview.getByText('What the program knows to be missing')).toBeVisible();
  const before = actsOf(sampleCase()).length;

  await window.getByLabel('Text', { exact: true }).fill('Only one county answered.');
  await expect(preview.locator('.voice-examiner')).toHaveText('Only one county answered.');
  await expect(preview.getByText('draft, not recorded')).toBeVisible();
  await window
    .getByLabel('Text', { exact: true })
    .fill('Only one county answered. A test is possibly among the messages.');
  await expect(preview.locator('.voice-examiner')).toContainText('possibly among');
  await expect(window.getByRole('region', { name: 'Check of wording' })).toContainText('\u201cpossibly\u201d');
  expect(actsOf(sampleCase())).toHaveLength(before);

  await window.getByRole('button', { name: 'Record in the journal' }).click();
  await expect(preview.getByText(/Jordan Examiner, .*, journal entry \d+/)).toBeVisible();
  expect(actsOf(sampleCase()).slice(before)).toEqual(['briefing.write']);
  expect(readFileSync(join(sampleCase(), 'journal.jsonl'), 'utf8')).not.toContain('county answered');
});

test('judgements take their words from the scale, hypotheses are held against evidence', async () => {
  const { window } = chainmail();
  await window.getByRole('button', { name: 'Back to the packet' }).click();
  await window.getByRole('button', { name: 'Write \u201cAssessment\u201d' }).click();
  const preview = window.getByRole('region', { name: 'As the report will set it' });

  await window.getByRole('button', { name: 'Add to \u201cJudgements\u201d' }).click();
  const judgement = window.getByRole('group', { name: 'Judgement 1' });
  await judgement.getByLabel('Likelihood').selectOption('almost certain');
  await judgement.getByLabel('It is \u2026 that').fill('one script made it.');
  await expect(preview.getByText('It is almost certain that one script made it.')).toBeVisible();
  await expect(preview.getByText('Confidence in sources and reasoning is low.')).toBeVisible();

  for (const [index, text] of ['One script', 'Two scripts'].entries()) {
    await window.getByRole('button', { name: 'Add to \u201cCompeting hypotheses\u201d' }).click();
    await window.getByLabel(`H${index + 1}`, { exact: true }).fill(text);
  }
  await window.getByRole('button', { name: 'Add to \u201cEvidence held against each hypothesis\u201d' }).click();
  await window.getByLabel('Evidence 1', { exact: true }).fill('One form of boundary');
  await window.getByLabel('H2, Evidence 1').selectOption('inconsistent');
  const row = preview.getByRole('row').filter({ hasText: 'One form of boundary' });
  await expect(row.getByRole('cell')).toHaveText(['One form of boundary', 'neutral', 'inconsistent']);

  await window.getByRole('button', { name: 'Back to the packet' }).click();
  await expect(window.getByRole('row').filter({ hasText: 'Assessment' })).toContainText('draft, not saved');
  await window.getByRole('button', { name: 'Write \u201cAssessment\u201d' }).click();
  await window.getByRole('button', { name: 'Record in the journal' }).click();
  await expect(preview.getByText(/journal entry \d+/).first()).toBeVisible();
});

test('the packet waits for passages to be corrected or accepted; the receipt names them', async () => {
  const { window } = chainmail();
  await window.getByRole('button', { name: 'Back to the packet' }).click();
  await window.getByLabel('Laid out for').selectOption('State agency');
  const build = window.getByRole('button', { name: 'Build the packet' });
  await expect(build).toBeDisabled();

  await window.getByLabel(/^Build with 1 passage as written/).check();
  await build.click();

  const receipt = window.getByRole('dialog', { name: 'Packet built' });
  await expect(receipt).toBeVisible({ timeout: 90_000 });
  await expect(receipt).toContainText('State agency');
  await expect(receipt).toContainText('\u201cpossibly\u201d');
  await receipt.getByRole('button', { name: 'Close' }).click();
});
