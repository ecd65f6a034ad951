/** Acts on several messages, in the window: one entry for all of them, by dialog and by key. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actsOf } from './disk';
import { expect, shareChainmail, test } from './fixtures';
import { command, makeIdentity, messageGrid, messagePane, openMessage, openSample, search, showTab } from './steps';

const chainmail = shareChainmail(async ({ window }) => {
  await makeIdentity(window);
  await openSample(window);
});

/** Acts from an entry on; the first one of an examiner enrols their key. */
const actsSince = (before: number) =>
  actsOf(sampleCase())
    .slice(before)
    .filter((act) => act !== 'key.enrol');
const lastEntry = () => actsOf(sampleCase()).length - 1;

const sampleCase = () => join(chainmail().home, 'cases', 'Sample-October-2020.chainmail');

interface StoredView {
  readonly evidence: readonly { number: string; messages: number }[];
  readonly assessments: readonly { ref: string; rule: string; decision: string; reason: string; entry: number }[];
  readonly annotations: readonly { ref: string; note: string; tags: readonly string[]; entry: number }[];
  readonly tags?: readonly { ref: string; tag: string; entry: number }[];
}
const stored = () => JSON.parse(readFileSync(join(sampleCase(), 'case.json'), 'utf8')) as StoredView;

/** Chooses every message that fits a search. */
async function chooseAll(query: string, count: number): Promise<void> {
  const { window } = chainmail();
  await window.keyboard.press('Escape');
  await search(window, query);
  await expect(window.getByText(`${count} of 60`, { exact: true })).toBeVisible();
  await messageGrid(window).focus();
  await window.keyboard.press('Escape');
  await window.keyboard.press('Control+a');
  await expect(window.getByText(`${count} selected`, { exact: true })).toBeVisible();
}

test('a decision on what a rule observed in all chosen messages is one entry, and stands at each', async () => {
  const { window } = chainmail();
  await chooseAll('evidence:E-003', 8);
  const before = actsOf(sampleCase()).length;
  await listButton('Assess…').click();
  const dialog = window.getByRole('dialog', { name: 'Assess the selected messages' });
  await expect(dialog.getByText('8 messages selected.')).toBeVisible();
  const rules = dialog.getByLabel('Observed by');
  await expect(rules).toBeFocused();
  const options = await rules.locator('option').allTextContents();
  const counts = options.map((text) => Number(/^\d+/.exec(text)?.[0]));
  const counted = Math.max(...counts);
  expect(counted).toBeGreaterThan(1);
  await rules.selectOption({ index: counts.indexOf(counted) });
  const record = dialog.getByRole('button', { name: 'Record the assessment' });
  await expect(record).toBeDisabled();
  await dialog.getByLabel('Reason').fill('The gateway of this office writes it so.');
  await expect(record).toBeDisabled();
  await dialog.getByRole('button', { name: 'Innocent' }).click();
  await record.click();
  await expect(dialog).toBeHidden();
  await expect(window.getByText(/^Recorded as journal entry \d+, for \d+ messages?\.$/)).toBeVisible();

  const decided = stored().assessments.filter(({ entry }) => entry === lastEntry());
  expect(decided).toHaveLength(counted);
  expect(new Set(decided.map(({ rule }) => rule)).size).toBe(1);
  expect(decided.every(({ decision, reason }) => decision === 'innocent' && reason.startsWith('The gateway'))).toBe(
    true,
  );
  expect(actsSince(before)).toEqual(['finding.assess-many']);

  await openMessage(window, decided[0]?.ref ?? '');
  await showTab(window, 'Summary');
  await expect(messagePane(window).getByText('The gateway of this office writes it so.')).toBeVisible();
});

test('a note on all chosen messages stands on each of them', async () => {
  const { window } = chainmail();
  await chooseAll('evidence:E-002', stored().evidence.find(({ number }) => number === 'E-002')?.messages ?? 0);
  const before = actsOf(sampleCase()).length;
  await listButton('Annotate…').click();
  const dialog = window.getByRole('dialog', { name: 'Annotate the selected messages' });
  await dialog.getByLabel('Note').fill('Reported by telephone first.');
  await dialog.getByLabel('Tags').fill('phone');
  await dialog.getByRole('button', { name: 'Save note' }).click();
  await expect(dialog).toBeHidden();

  expect(actsSince(before)).toEqual(['message.annotate-many']);
  const notes = stored().annotations.filter(({ entry }) => entry === lastEntry());
  expect(notes.length).toBeGreaterThan(1);
  expect(notes.every(({ ref, tags }) => ref.startsWith('E-002/') && tags[0] === 'phone')).toBe(true);
  await expect(tagButton('phone')).toContainText(String(notes.length));
});

test('tags are ticked, typed and toggled by the keys 1 to 9', async () => {
  const { window } = chainmail();
  await chooseAll('ref:E-002/1 OR ref:E-003/1', 2);
  const before = actsOf(sampleCase()).length;
  await window.keyboard.press('t');
  const dialog = window.getByRole('dialog', { name: 'Tags' });
  const phone = dialog.getByRole('checkbox', { name: /^phone/ });
  await expect(phone).toHaveJSProperty('indeterminate', true);
  await phone.click();
  await dialog.getByLabel('New tag').fill('to call, Second look');
  await dialog.getByRole('button', { name: 'Record' }).click();
  await expect(dialog).toBeHidden();
  await expect(window.getByText('3 changes recorded in the journal.')).toBeVisible();
  expect(actsSince(before)).toEqual(['tag.add', 'tag.add', 'tag.add']);
  await expect(tagButton('to call')).toContainText('2');

  await messageGrid(window).focus();
  await window.keyboard.press('2');
  await expect(window.getByText(/^“to call” was taken off 2 messages: journal entry \d+\.$/)).toBeVisible();
  await expect(tagButton('to call')).toHaveCount(0);
  await window.keyboard.press('1');
  await expect(window.getByText(/^“phone” was taken off 2 messages/)).toBeVisible();
  await window.keyboard.press('1');
  await expect(window.getByText(/^“phone” was put on 2 messages/)).toBeVisible();
  await window.keyboard.press('9');
  await expect(window.getByText('No tag of the case has the key 9 yet.')).toBeVisible();
  expect(actsSince(before + 3)).toEqual(['tag.remove', 'tag.remove', 'tag.add']);

  await search(window, 'tag:phone');
  await expect(window.getByText(`${bearers('phone').size} of 60`, { exact: true })).toBeVisible();
  await search(window, '');
  await window.getByRole('combobox', { name: 'Search' }).focus();
  await window.keyboard.type('1');
  expect(actsOf(sampleCase())).toHaveLength(before + 6);
  await window.keyboard.press('Escape');
});

test('Ctrl+Z undoes the last act by a new entry, the notice offers Redo, and a field keeps its own undo', async () => {
  const { window } = chainmail();
  await chooseAll('evidence:E-001 tag:nothing OR ref:E-001/2', 1);
  const before = actsOf(sampleCase()).length;
  await window.keyboard.press('e');
  const exhibits = window.getByRole('navigation').getByRole('region', { name: 'Exhibits' });
  await expect(exhibits.getByRole('button', { name: /^A/ })).toContainText('1');

  await window.keyboard.press('Control+z');
  const undone = window.getByText(/^Undone: entry \d+, the choice of exhibits\. Recorded as journal entry \d+\.$/);
  await expect(undone).toBeVisible();
  await expect(exhibits.getByRole('button', { name: /^A/ })).toHaveCount(0);
  await window.getByRole('button', { name: 'Redo', exact: true }).click();
  await expect(exhibits.getByRole('button', { name: /^A/ })).toContainText('1');
  await messageGrid(window).focus();
  await window.keyboard.press('Control+z');
  await expect(exhibits.getByRole('button', { name: /^A/ })).toHaveCount(0);
  await window.keyboard.press('Control+Shift+z');
  await expect(exhibits.getByRole('button', { name: /^A/ })).toContainText('1');
  await command(window, 'Undo');
  await expect(exhibits.getByRole('button', { name: /^A/ })).toHaveCount(0);
  expect(actsSince(before)).toEqual(['exhibit.add', 'act.undo', 'act.redo', 'act.undo', 'act.redo', 'act.undo']);

  const field = window.getByRole('combobox', { name: 'Search' });
  await field.fill('');
  await field.pressSequentially('from:x');
  await field.press('Control+z');
  await expect(field).not.toHaveValue('from:x');
  expect(actsSince(before)).toHaveLength(6);
  await field.fill('');
  await field.press('Enter');

  await command(window, 'Show the custody journal');
  const ledger = window.getByRole('region', { name: 'Custody journal' });
  await expect(
    ledger.getByText(/^Entry \d+, done again in entry \d+, was undone: the choice of exhibits\.$/),
  ).toHaveCount(2);
  await command(window, 'Show the messages');
});

test('before an act that cannot be undone, that is said, and the earlier one is offered', async () => {
  const { window } = chainmail();
  await listButton('Clear selection').click();
  await openMessage(window, 'E-001/3');
  await window.keyboard.press('e');
  await expect(messagePane(window).getByText('Exhibit A')).toBeVisible();
  await command(window, 'Record custody');
  const dialog = window.getByRole('dialog', { name: 'Record custody' });
  await dialog.getByLabel('To whom').fill('Counsel');
  await dialog.getByLabel('Reason').fill('Review');
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(dialog).toBeHidden();
  const before = actsOf(sampleCase()).length;

  await messageGrid(window).focus();
  await window.keyboard.press('Control+z');
  await expect(
    window.getByText(/^Entry \d+ cannot be undone\. It says what happened outside the program/),
  ).toBeVisible();
  expect(actsSince(before)).toEqual([]);
  await window.getByRole('button', { name: /^Undo entry \d+, the choice of exhibits$/ }).click();
  await expect(messagePane(window).getByText('Exhibit A')).toHaveCount(0);
  expect(actsSince(before)).toEqual(['act.undo']);
});

test('the case that these acts made is intact', async () => {
  const { window } = chainmail();
  await command(window, 'Check the case');
  await expect(window.getByText('All checks passed.')).toBeVisible({ timeout: 60_000 });
  await window.keyboard.press('Escape');
});

function listButton(name: string) {
  return chainmail().window.getByRole('region', { name: 'Message list' }).getByRole('button', { name });
}

function tagButton(tag: string) {
  return chainmail()
    .window.getByRole('region', { name: 'Tags', exact: true })
    .getByRole('button', { name: new RegExp(`^${tag}`) });
}

function bearers(tag: string): ReadonlySet<string> {
  const { annotations, tags = [] } = stored();
  return new Set([
    ...annotations.filter((one) => one.tags.includes(tag)).map(({ ref }) => ref),
    ...tags.filter((one) => one.tag === tag).map(({ ref }) => ref),
  ]);
}
