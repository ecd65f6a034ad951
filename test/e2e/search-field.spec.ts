/** The search field: suggestions while one types, words that are not understood, and searches that are kept. */
import { join } from 'node:path';
import { actsOf } from './disk';
import { expect, test } from './fixtures';
import { closeCase, command, makeIdentity, messageGrid, openSample, search } from './steps';

test('suggestions are taken by key and by pointer; the list shows what they find', async ({ launchChainmail }) => {
  const { window } = await launchChainmail();
  await makeIdentity(window);
  await openSample(window);
  const field = window.getByRole('combobox', { name: 'Search' });
  const list = window.getByRole('listbox', { name: 'Suggestions' });

  await window.keyboard.press('/');
  await window.keyboard.type('sev');
  await expect(list.getByRole('option')).toHaveText([/^severity:/]);
  await window.keyboard.press('ArrowDown');
  await expect(list.getByRole('option', { selected: true })).toHaveText(/^severity:/);
  await window.keyboard.press('Enter');
  await expect(field).toHaveValue('severity:');
  await expect(list.getByRole('option')).toHaveCount(5);
  await window.keyboard.type('h');
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Tab');
  await expect(field).toHaveValue('severity:high ');
  await expect(field).toBeFocused();
  await expect(list).toBeHidden();
  await expect(window.getByText('60 of 60', { exact: true })).toBeHidden();

  await window.keyboard.type('evidence:');
  await expect(list.getByRole('option').first()).toContainText('E-001');
  await list.getByRole('option').nth(1).click();
  await expect(field).toHaveValue('severity:high evidence:E-002 ');
  await window.keyboard.type('ru');
  await expect(list).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(field).toHaveValue('severity:high evidence:E-002 ru');

  await field.fill('from:vps');
  const address = list.getByRole('option').first();
  await expect(address).toContainText('vps-1140.cloudhost.example');
  const name = (await address.locator('.suggestion-label').textContent()) ?? '';
  const [count = ''] = /\d+$/.exec((await address.locator('.suggestion-hint').textContent()) ?? '') ?? [];
  await address.click();
  await window.keyboard.press('Enter');
  await expect(messageGrid(window)).toBeFocused();
  await expect(field).toHaveValue(`from:${name} `);
  await expect(window.getByText(`${count} of 60`, { exact: true })).toBeVisible();
});

test('a word that is not understood is marked at its place, and the list stays as it was', async ({
  launchChainmail,
}) => {
  const { window } = await launchChainmail();
  await makeIdentity(window);
  await openSample(window);
  await search(window, 'evidence:E-001');
  await expect(window.getByText('60 of 60', { exact: true })).toBeHidden();
  const shown = await window.getByText(/^\d+ of 60$/).textContent();
  const field = window.getByRole('combobox', { name: 'Search' });
  await field.fill('evidence:E-001 sbject:vote now');

  const problem = window.getByRole('search').getByRole('alert');
  await expect(problem).toContainText('"sbject:vote" begins with "sbject:", which is no field');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  expect(await field.getAttribute('aria-errormessage')).toBe(await problem.getAttribute('id'));
  await expect(window.locator('.search-wrong-word')).toHaveText('sbject:vote');
  expect(await window.getByText(/^\d+ of 60$/).textContent()).toBe(shown);
  const marked = await window.locator('.search-wrong-word').boundingBox();
  const begin = await window.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    const input = document.querySelector<HTMLInputElement>('#case-search');
    if (context === null || input === null) {
      return 0;
    }
    context.font = getComputedStyle(input).font;
    return input.getBoundingClientRect().left + 11 + context.measureText('evidence:E-001 ').width;
  });
  expect(Math.abs((marked?.x ?? 0) - begin)).toBeLessThan(3);

  await field.press('Enter');
  await expect(field).toBeFocused();
  const chosen = await field.evaluate((input: HTMLInputElement) =>
    input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0),
  );
  expect(chosen).toBe('sbject:vote');
  await window.keyboard.type('subject:vote');
  await expect(problem).toBeHidden();
  await expect(field).toHaveAttribute('aria-invalid', 'false');
  await field.press('Escape');
  await expect(window.getByText('60 of 60', { exact: true })).toBeVisible();
});

test('a search is saved, renamed and removed, each by a journal entry; its count is beside it', async ({
  launchChainmail,
}) => {
  const { window, home } = await launchChainmail();
  await makeIdentity(window);
  await openSample(window);
  const group = window.getByRole('region', { name: 'Searches' });
  await expect(group.getByRole('button', { name: 'Save this search…' })).toBeHidden();
  await search(window, 'severity:high evidence:E-001');
  await expect(window.getByText('60 of 60', { exact: true })).toBeHidden();
  const [count = ''] = ((await window.getByText(/^\d+ of 60$/).textContent()) ?? '').split(' ');
  await group.getByRole('button', { name: 'Save this search…' }).click();
  const dialog = window.getByRole('dialog', { name: 'Save the search' });
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await dialog.getByLabel('Name').fill('High in the first');
  await window.keyboard.press('Enter');
  const entry = group.getByRole('button', { name: `High in the first ${count}` });
  await expect(entry).toBeVisible();
  await expect(entry).toHaveAttribute('aria-pressed', 'true');
  await search(window, '');
  await entry.click();
  await expect(window.getByText(`${count} of 60`, { exact: true })).toBeVisible();
  await expect(window.getByRole('combobox', { name: 'Search' })).toHaveValue('severity:high evidence:E-001');

  await search(window, 'has:attachment');
  await command(window, 'Save the search');
  await dialog.getByLabel('Name').fill('HIGH IN THE FIRST');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('dialog')).toContainText('There is a saved search “HIGH IN THE FIRST” already.');
  await window.keyboard.press('Escape');

  await group.getByRole('button', { name: 'Rename or remove “High in the first”…' }).click();
  await window.getByRole('dialog', { name: 'Saved search' }).getByLabel('Name').fill('First, high');
  await window.keyboard.press('Enter');
  await expect(group.getByRole('button', { name: `First, high ${count}` })).toBeVisible();
  await group.getByRole('button', { name: 'Rename or remove “First, high”…' }).click();
  await window.getByRole('button', { name: 'Remove the saved search' }).click();
  await expect(group.getByText('A search that is saved appears here with its count.')).toBeVisible();
  await closeCase(window);
  const acts = actsOf(join(home, 'cases', 'Sample-October-2020.chainmail'));
  expect(acts.filter((act) => act.startsWith('search.'))).toEqual(['search.save', 'search.save', 'search.remove']);
});
