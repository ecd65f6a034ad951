/**
 * What a person waits for in the real window, on a large case: `npm run bench -- window`.
 *
 * Run by Playwright (project `bench`); the cases and the place of the results come in CHAINMAIL_WINDOW_BENCH. Times are taken
 * inside of the page, up to the frame in which the result was painted.
 */
import { writeFileSync } from 'node:fs';
import { type CDPSession, expect, type Page } from '@playwright/test';
import { test } from '../e2e/fixtures';
import { answerDialogs, closeCase, messageGrid, showTab } from '../e2e/steps';
import { installProbe, PROBE_LIMIT_MS } from './window-probe';

interface Task {
  /** The large case, an empty one, and where the results go. */
  readonly dir: string;
  readonly empty: string;
  readonly results: string;
}

const task: Task = JSON.parse(process.env['CHAINMAIL_WINDOW_BENCH'] ?? 'null');
const ROUNDS = 7;
const KEYS = 60;
const OPENED = 40;
/** What is typed, letter by letter; each letter is a search. */
const TYPED = ['linux', 'from:debian', 'money transfer', 'severity:high', 'subject:free'];

test.setTimeout(1_800_000);

test('a large case in the window', async ({ launchChainmail }) => {
  const { app, window: page } = await launchChainmail();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
  await page.evaluate(installProbe, PROBE_LIMIT_MS);
  const session = await page.context().newCDPSession(page);
  const opening = { empty: await openings(task.empty), large: [] as number[] };

  async function openings(dir: string): Promise<number[]> {
    await answerDialogs(app, [dir]);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      times.push(await opened(page));
      await closeCase(page);
    }
    // The first one reads files that no one had read.
    return times.slice(1);
  }

  opening.large = await openings(task.dir);
  await opened(page);
  const total = await page.evaluate(
    () => Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')) - 1,
  );
  const keys = await keyPresses(page);
  const frames = await page.evaluate(() => window.probe.scroll('[role=grid]', 400));
  const messages = await openedMessages(page);
  const typed = await typing(page);
  const heapMb = await heap(session);
  writeFileSync(task.results, `${JSON.stringify({ total, opening, keys, frames, messages, typed, heapMb })}\n`);
  expect(total).toBeGreaterThan(0);
});

/** Milliseconds from the press on "Open" until the list, or the sentence that there is nothing, is painted. */
async function opened(page: Page): Promise<number> {
  const waiting = page.evaluate(() =>
    window.probe.until('click', () => document.querySelector('.cell-ref, .list-pane .empty-state') !== null),
  );
  await page.getByRole('button', { name: 'Open case…' }).click();
  return await waiting;
}

/** Arrow keys in the grid: until the next row is painted as the active one. */
async function keyPresses(page: Page): Promise<readonly number[]> {
  await messageGrid(page).focus();
  const times: number[] = [];
  for (let press = 0; press < KEYS; press += 1) {
    const waiting = page.evaluate(
      (before) => {
        const active = () => document.querySelector('[role=grid]')?.getAttribute('aria-activedescendant');
        return window.probe.until('keydown', () => active() !== before && active() !== null);
      },
      await messageGrid(page).getAttribute('aria-activedescendant'),
    );
    await page.keyboard.press(press % 12 === 11 ? 'PageDown' : 'ArrowDown');
    times.push(await waiting);
  }
  return times;
}

/** A press on a row: until the message is painted in the right pane, with its headers marked. */
async function openedMessages(page: Page): Promise<readonly number[]> {
  await messageGrid(page).focus();
  await page.keyboard.press('Home');
  await showTab(page, 'Headers');
  const times: number[] = [];
  for (let step = 0; step < OPENED; step += 1) {
    const rows = page.locator('[role=row][data-index]');
    const row = rows.nth(4 + (step % 14));
    const ref = (await row.locator('.cell-ref').textContent()) ?? '';
    const waiting = page.evaluate(
      (sought) =>
        window.probe.until(
          'click',
          () =>
            document.querySelector('.message-line .evidence')?.textContent === sought &&
            document.querySelector('.header-row') !== null,
        ),
      ref,
    );
    await row.locator('.cell-subject').click();
    times.push(await waiting);
    if (step % 14 === 13) {
      await messageGrid(page).focus();
      await page.keyboard.press('PageDown');
    }
  }
  return times;
}

/** Letters in the search field: until the count of what was found is painted. */
async function typing(page: Page): Promise<readonly number[]> {
  const field = page.locator('#case-search');
  const times: number[] = [];
  for (const text of TYPED) {
    await field.focus();
    for (const letter of text) {
      const waiting = page.evaluate(() =>
        window.probe.until(
          'input',
          () =>
            document.querySelector('.list-pane')?.getAttribute('data-answers') ===
            document.querySelector<HTMLInputElement>('#case-search')?.value,
        ),
      );
      await page.keyboard.type(letter);
      times.push(await waiting);
    }
    await page.keyboard.press('Escape');
  }
  return times;
}

async function heap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}
