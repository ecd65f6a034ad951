/**
 * What a person waits for in the real window, on a large case: `npm run bench -- window`.
 *
 * Run by Playwright (project `bench`); the cases and the place of the results come in CHAINMAIL_WINDOW_BENCH. Times are
 * milliseconds, taken inside of the page, up to the frame in which the result was painted.
 */
import { writeFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from '../e2e/fixtures';
import { answerDialogs, closeCase, makeIdentity, messageGrid, showTab } from '../e2e/steps';
import { installProbe, PROBE_LIMIT_MS } from './window-probe';

interface Task {
  /** The large case, an empty one, and where the results go. */
  readonly dir: string;
  readonly empty: string;
  readonly results: string;
}

const task: Task | null = JSON.parse(process.env['CHAINMAIL_WINDOW_BENCH'] ?? 'null');
const ROUNDS = 7;
const KEYS = 60;
const OPENED = 40;
const STEPS_OF_SCROLLING = 400;
/** What is typed, letter by letter; each letter is a search. */
const TYPED = [
  'linux',
  'money',
  'debian',
  'python',
  'invoice',
  'unsubscribe',
  'viagra',
  'election',
  'mailing list',
  'account',
  'free',
];

test.setTimeout(1_800_000);

test('a large case in the window', async ({ launchChainmail }) => {
  expect(task, 'CHAINMAIL_WINDOW_BENCH').not.toBeNull();
  const { dir, empty, results } = task ?? { dir: '', empty: '', results: '' };
  const { app, window: page } = await launchChainmail();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
  await page.evaluate(installProbe, PROBE_LIMIT_MS);
  const session = await page.context().newCDPSession(page);
  await makeIdentity(page);
  const openings = async (path: string): Promise<readonly number[]> => {
    await answerDialogs(app, [path]);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      times.push(await opened(page));
      await closeCase(page);
    }
    // The first one reads files that no one had read.
    return times.slice(1);
  };
  const opening = { empty: await openings(empty), large: await openings(dir) };
  await opened(page);
  const total = Number(await messageGrid(page).getAttribute('aria-rowcount')) - 1;
  const keys = await keyPresses(page);
  const frames = await page.evaluate((steps) => window.probe.scroll('[role=grid]', steps), STEPS_OF_SCROLLING);
  const messages = await openedMessages(page);
  const typed = await typing(page);
  writeFileSync(
    results,
    `${JSON.stringify({ total, opening, keys, frames, messages, typed, heapMb: await heap(session) })}\n`,
  );
  expect(total).toBeGreaterThan(0);
});

/** From the press on "Open" until the list, or the sentence that there is nothing, is painted. */
async function opened(page: Page): Promise<number> {
  await page.evaluate(() =>
    window.probe.begin(
      'click',
      () => document.querySelector('.message-row .cell-ref, .list-pane .empty-state') !== null,
    ),
  );
  await page.getByRole('button', { name: 'Open case…' }).click();
  return await page.evaluate(() => window.probe.end());
}

/** Arrow keys in the grid: until the next row is painted as the active one. */
async function keyPresses(page: Page): Promise<readonly number[]> {
  await messageGrid(page).focus();
  const times: number[] = [];
  for (let press = 0; press < KEYS; press += 1) {
    await page.evaluate(() => {
      const active = () => document.querySelector('[role=grid]')?.getAttribute('aria-activedescendant') ?? null;
      const before = active();
      window.probe.begin('keydown', () => active() !== before && active() !== null);
    });
    await page.keyboard.press(press % 12 === 11 ? 'PageDown' : 'ArrowDown');
    times.push(await page.evaluate(() => window.probe.end()));
  }
  return times;
}

/** A press on a row: until the message is painted in the right pane, with its header. */
async function openedMessages(page: Page): Promise<readonly number[]> {
  await messageGrid(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await showTab(page, 'Headers');
  const times: number[] = [];
  while (times.length < OPENED) {
    for (const index of await visibleRows(page)) {
      times.push(await openedRow(page, index));
    }
    await messageGrid(page).focus();
    await page.keyboard.press('PageDown');
  }
  return times;
}

/** Every second row that lies whole on the screen, by its place in the list. */
async function visibleRows(page: Page): Promise<readonly number[]> {
  return await messageGrid(page).evaluate((grid) => {
    const { top, bottom } = grid.getBoundingClientRect();
    const head = grid.querySelector('.list-head')?.getBoundingClientRect().bottom ?? top;
    return [...grid.querySelectorAll<HTMLElement>('[role=row][data-index]')]
      .filter((row) => row.getBoundingClientRect().top >= head && row.getBoundingClientRect().bottom <= bottom)
      .map((row) => Number(row.dataset['index']))
      .filter((_, index) => index % 2 === 1);
  });
}

async function openedRow(page: Page, index: number): Promise<number> {
  const row = page.locator(`[role=row][data-index="${index}"]`);
  const ref = (await row.locator('.cell-ref').textContent()) ?? '';
  await page.evaluate(
    (sought) =>
      window.probe.begin(
        'click',
        () =>
          document.querySelector('.message-line .evidence')?.textContent === sought &&
          document.querySelector('.header-row') !== null,
      ),
    ref,
  );
  await row.locator('.cell-subject').click();
  return await page.evaluate(() => window.probe.end());
}

/** Letters in the search field: until the list shows the answer to what stands there. */
async function typing(page: Page): Promise<readonly number[]> {
  const times: number[] = [];
  for (const text of TYPED) {
    await page.locator('#case-search').focus();
    for (const letter of text) {
      await page.evaluate(() =>
        window.probe.begin('input', () => {
          const list = document.querySelector('.list-pane');
          const asked = document.querySelector<HTMLInputElement>('#case-search')?.value;
          return list?.getAttribute('data-query') === asked && list?.getAttribute('aria-busy') === 'false';
        }),
      );
      await page.keyboard.type(letter);
      times.push(await page.evaluate(() => window.probe.end()));
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  }
  return times;
}

async function heap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}
