/** Looks at a view the way nobody has time to: both themes, three sizes, text at 150 %, with axe, and for text that is cut off. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, type LaunchedChainmail, screenshots } from './fixtures';

export const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 800 },
  { width: 1024, height: 700 },
] as const;
const THEMES = ['light', 'dark'] as const;

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A picture in each theme and size; soft failures for what axe or the layout check finds. */
export async function look({ app, window }: LaunchedChainmail, name: string): Promise<void> {
  for (const size of SIZES) {
    await resize(app, window, size);
    expect.soft(await layoutProblems(window), `${name}, ${size.width} wide: cut off or broken text`).toEqual([]);
    for (const colorScheme of THEMES) {
      await window.emulateMedia({ colorScheme });
      await window.screenshot({
        path: join(screenshots, `${name}-${colorScheme}-${size.width}.png`),
        animations: 'disabled',
      });
      if (size.width === SIZES[0].width) {
        expect.soft(await axeProblems(window), `${name}, ${colorScheme}: axe`).toEqual([]);
      }
    }
  }
  await window.emulateMedia({ colorScheme: 'light' });
  await zoom(app, window, 1.5);
  expect.soft(await layoutProblems(window), `${name}, text at 150 %: cut off or broken text`).toEqual([]);
  await photograph(app, `${name}-zoom-150`);
  await zoom(app, window, 1);
}

/** The first size with all of it so many times as large. */
export async function zoom(app: ElectronApplication, window: Page, factor: number): Promise<void> {
  const { width, height } = SIZES[0];
  await app.evaluate(
    ({ BrowserWindow }, [wide, high, by]) => {
      const [frame] = BrowserWindow.getAllWindows();
      frame?.setContentSize(wide ?? 0, high ?? 0);
      frame?.webContents.setZoomFactor(by ?? 1);
    },
    [width, height, factor],
  );
  await settled(window, width / factor);
}

/** A picture of the window as it is drawn, at any zoom. */
export async function photograph(app: ElectronApplication, name: string): Promise<void> {
  const picture = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  writeFileSync(join(screenshots, `${name}.png`), Buffer.from(picture, 'base64'));
}

export async function resize(
  app: ElectronApplication,
  window: Page,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide ?? 0, high ?? 0),
    [width, height],
  );
  await settled(window, width);
}

/** Waits until the window has that width and what follows from it is painted. */
export async function settled(window: Page, width: number): Promise<void> {
  await window.waitForFunction((wide) => innerWidth === wide, width);
  await window.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      ),
  );
}

/**
 * What axe objects to. It runs in an isolated world, which sees the page but is no part of it: the window's own policy
 * against scripts stays as it is.
 */
export async function axeProblems(window: Page): Promise<readonly string[]> {
  const session = await window.context().newCDPSession(window);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'axe',
  });
  await session.send('Runtime.evaluate', { contextId, expression: axeSource });
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    contextId,
    awaitPromise: true,
    returnByValue: true,
    expression: `axe.run(document, { iframes: false, resultTypes: ['violations'] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
        id + ' at ' + target.join(' ') + ': ' + (failureSummary ?? '').replace(/\\s+/g, ' '))))`,
  });
  await session.detach();
  if (exceptionDetails !== undefined || !Array.isArray(result.value)) {
    throw new Error(`axe did not run: ${exceptionDetails?.exception?.description ?? result.type}`);
  }
  return result.value;
}

interface TextBox {
  readonly text: string;
  /** Which element cuts it off, by its classes; null where it can be seen or scrolled to. */
  readonly cutBy: string | null;
  /** A plain word that is broken in the middle. */
  readonly broken: string | null;
}

/** Text that is cut off without an ellipsis, that lies outside of the window, and plain words broken in the middle. */
export async function layoutProblems(window: Page): Promise<readonly string[]> {
  const texts = await window.evaluate(measureTexts);
  const wide = await window.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const problems = texts.flatMap(({ text, cutBy, broken }) => [
    ...(cutBy === null ? [] : [`"${text}" is cut off by ${cutBy}`]),
    ...(broken === null ? [] : [`"${broken}" is broken in the middle, in "${text}"`]),
  ]);
  return [...new Set(problems), ...(wide > 0 ? [`the window can be scrolled sideways by ${wide} px`] : [])];
}

/** Runs in the page: every piece of text of the topmost dialog, or of the window where there is none. */
function measureTexts(): readonly TextBox[] {
  const unseen = '.visually-hidden, .skip-link, svg, iframe, option';
  const breaksAnywhere = '.evidence, .cell-evidence, code, .ledger-hash';
  const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;

  const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
  const isOutside = (inner: DOMRect, outer: DOMRect): boolean =>
    inner.right > outer.right + 1 || inner.left < outer.left - 1;
  const isBeyond = (inner: DOMRect, outer: DOMRect): boolean =>
    inner.bottom > outer.bottom + 2 || inner.top < outer.top - 2;

  /** Whether an element ends the search for what cuts a text off, and what it does to it. */
  function effect(element: Element, rect: DOMRect): 'cuts' | 'shows' | 'passes on' {
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (textOverflow === 'ellipsis') {
      return 'shows';
    }
    if (scrolls(overflowX) || scrolls(overflowY)) {
      return isOutside(rect, box) && !scrolls(overflowX) ? 'cuts' : 'shows';
    }
    return overflowX !== 'visible' && (isOutside(rect, box) || isBeyond(rect, box)) ? 'cuts' : 'passes on';
  }
  function cutter(element: Element, rect: DOMRect): string | null {
    for (let at: Element | null = element; at !== null && at !== document.documentElement; at = at.parentElement) {
      const what = effect(at, rect);
      if (what !== 'passes on') {
        return what === 'cuts' ? at.className || at.tagName : null;
      }
    }
    return isOutside(rect, new DOMRect(0, 0, innerWidth, innerHeight)) ? 'the window' : null;
  }
  function brokenWord(node: Node, text: string): string | null {
    const range = document.createRange();
    const words = [...text.matchAll(/(?<![\p{L}\d.@/_-])\p{L}{2,24}(?![\p{L}\d.@/_-])/gu)];
    const broken = words.find((word) => {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      return new Set([...range.getClientRects()].map((rect) => Math.round(rect.top))).size > 1;
    });
    return broken?.[0] ?? null;
  }
  function measure(node: Node): readonly TextBox[] {
    const element = node.parentElement;
    const text = node.textContent ?? '';
    if (element === null || text.trim() === '' || element.closest(unseen) !== null || !element.checkVisibility()) {
      return [];
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
    const cutBy = rects.map((rect) => cutter(element, rect)).find((by) => by !== null) ?? null;
    const broken = element.closest(breaksAnywhere) === null ? brokenWord(node, text) : null;
    return [{ text: text.trim().slice(0, 60), cutBy, broken }];
  }

  const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  const boxes: TextBox[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    boxes.push(...measure(node));
  }
  return boxes;
}
