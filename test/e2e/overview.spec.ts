/** The pictures of the case: every kind of bar and cell is a search that finds what it counts; the left pane by key. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { resize, SIZES } from './looks';
import { command, makeIdentity, messageGrid, openSample, search } from './steps';

/** The count at the end of a bar's name, such as `2020-10-20: 12 messages`. */
async function countOf(bar: Locator): Promise<string> {
  return /: ([\d,]+) messages?$/.exec((await bar.getAttribute('aria-label')) ?? '')?.[1] ?? 'no number';
}

async function pressed(window: Page, bar: Locator): Promise<void> {
  const count = await countOf(bar);
  await bar.focus();
  await window.keyboard.press('Enter');
  await expect(window.getByText(`${count} of 60`, { exact: true })).toBeVisible();
  await expect(messageGrid(window)).toBeVisible();
}

test('each bar and each cell of the pictures shows the messages that it counts', async ({ launchChainmail }) => {
  const { window } = await launchChainmail();
  await makeIdentity(window);
  await openSample(window);
  const place = window.getByRole('region', { name: 'Overview' });
  const field = window.getByRole('combobox', { name: 'Search' });
  const pictures = [
    ['Messages over time', /^after:\S+ before:\S+$/],
    ['Messages by evidence item', /^evidence:E-\d+$/],
    ['Messages by rule', /^rule:\S+$/],
    ['Findings by rule and evidence item', /^rule:\S+ evidence:E-\d+$/],
  ] as const;
  for (const [name, query] of pictures) {
    await search(window, '');
    await window.keyboard.press('Control+3');
    await expect(place.getByText('60 of 60 messages')).toBeVisible();
    const bars = place.getByRole('region', { name }).getByRole('group', { name }).getByRole('button');
    await expect(bars.first()).toBeVisible();
    await pressed(window, bars.nth(Math.min(2, (await bars.count()) - 1)));
    expect(await field.inputValue()).toMatch(query);
  }

  // Of a search that is there already the pictures show its part, and a bar narrows it.
  await search(window, 'evidence:E-002');
  await command(window, 'Show the pictures of the case');
  await expect(place.getByText('Of the search: evidence:E-002')).toBeVisible();
  await expect(place.getByText(/^\d+ of 60 messages$/)).not.toHaveText('60 of 60 messages');
  const rule = place.getByRole('group', { name: 'Messages by rule' }).getByRole('button').first();
  await pressed(window, rule);
  expect(await field.inputValue()).toMatch(/^evidence:E-002 rule:\S+$/);
  await window.keyboard.press('Control+3');
  await place.getByRole('button', { name: 'Show the whole case' }).click();
  await expect(place.getByText('60 of 60 messages')).toBeVisible();

  // Arrow keys move within a picture, which is one stop; the same numbers are in a table.
  const times = place.getByRole('group', { name: 'Messages over time' });
  await times.getByRole('button').first().focus();
  await window.keyboard.press('ArrowRight');
  await expect(times.getByRole('button').nth(1)).toBeFocused();
  expect(await times.locator('[data-roving][tabindex="0"]').count()).toBe(1);
  const counts = await Promise.all((await times.getByRole('button').all()).map(countOf));
  await place.getByRole('region', { name: 'Messages over time' }).getByText('The same numbers as a table').click();
  const table = window.getByRole('table', { name: 'Messages over time' });
  await expect(table.getByRole('row')).toHaveCount(counts.length + 1);
  expect(await table.locator('td.cell-number').allTextContents()).toEqual(counts);
});

test('the left pane is one stop: arrows move through it, groups fold and stay folded', async ({ launchChainmail }) => {
  const first = await launchChainmail();
  const { window } = first;
  await makeIdentity(window);
  await openSample(window);
  const pane = window.getByRole('navigation', { name: 'Case contents' });
  await pane.getByRole('button', { name: /^All messages/ }).focus();
  await window.keyboard.press('ArrowDown');
  await expect(pane.getByRole('button', { name: 'Overview' })).toBeFocused();
  await window.keyboard.press('ArrowDown');
  await expect(pane.getByRole('button', { name: 'Relations' })).toBeFocused();
  await window.keyboard.press('ArrowDown');
  await expect(pane.getByRole('button', { name: 'Voter files' })).toBeFocused();
  await window.keyboard.press('ArrowDown');
  await expect(pane.getByRole('button', { name: 'Unknown clocks' })).toBeFocused();
  await window.keyboard.press('ArrowDown');
  const head = pane.getByRole('button', { name: /^Evidence/ });
  await expect(head).toBeFocused();
  await window.keyboard.press('ArrowDown');
  const item = pane.getByRole('button', { name: /^E-001/ });
  await expect(item).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('combobox', { name: 'Search' })).toHaveValue('evidence:E-001');
  await window.keyboard.press('ArrowLeft');
  await expect(head).toBeFocused();
  await window.keyboard.press('ArrowLeft');
  await expect(head).toHaveAttribute('aria-expanded', 'false');
  await expect(item).toBeHidden();
  await window.keyboard.press('End');
  await expect(pane.getByRole('button', { name: /^Custody/ }).first()).toBeFocused();
  expect(await pane.locator('[data-roving][tabindex="0"]').count()).toBe(1);
  await first.close();

  const second = await launchChainmail({ home: first.home });
  await second.window.getByRole('table', { name: 'Cases' }).getByRole('button', { name: /^Open/ }).click();
  const again = second.window.getByRole('navigation', { name: 'Case contents' });
  await expect(again.getByRole('button', { name: /^Evidence/ })).toHaveAttribute('aria-expanded', 'false');
  await again.getByRole('button', { name: /^Evidence/ }).press('ArrowRight');
  await expect(again.getByRole('button', { name: /^E-001/ })).toBeVisible();
});

test('titles of findings are read whole in the left pane and in the pictures, at each size of the window', async ({
  launchChainmail,
}) => {
  const { app, window } = await launchChainmail();
  await makeIdentity(window);
  await openSample(window);
  await window.keyboard.press('Control+3');
  const place = window.getByRole('region', { name: 'Overview' });
  await expect(place.getByText('60 of 60 messages')).toBeVisible();
  const pane = window.getByRole('region', { name: 'Findings', exact: true });
  for (const size of SIZES) {
    await resize(app, window, size);
    const labels = pane.locator('.tree-entry .tree-label');
    const titles = await labels.allTextContents();
    expect(titles.length).toBeGreaterThan(5);
    const cut = await labels.evaluateAll((all) =>
      all
        .filter((one) => one.scrollWidth > one.clientWidth || getComputedStyle(one).whiteSpace === 'nowrap')
        .map((one) => one.textContent),
    );
    expect(cut, `${size.width} wide, left pane`).toEqual([]);
    for (const name of ['Messages by rule', 'Findings by rule and evidence item']) {
      const figure = place.getByRole('group', { name });
      const drawn = await figure.locator('text.figure-name:has(tspan)').allTextContents();
      expect(drawn.toSorted(), `${size.width} wide, ${name}`).toEqual(titles.toSorted());
      const beyond = await figure.evaluate((all) => {
        const bars = [...all.querySelectorAll('.figure-fill, .heat-cell')].map(
          (bar) => bar.getBoundingClientRect().left,
        );
        const names = [...all.querySelectorAll('text.figure-name:has(tspan)')];
        return names
          .filter((one) => one.getBoundingClientRect().right > Math.min(...bars) + 1)
          .map((one) => one.textContent);
      });
      expect(beyond, `${size.width} wide, ${name}: under its bars`).toEqual([]);
    }
  }
});
