/** What the security tests share: reading the refusals that were counted, and putting hostile mail before the sanitiser's back. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Frame, Page } from '@playwright/test';
import { expect } from '../e2e/fixtures';

export interface LogLine {
  readonly level: string;
  readonly kind: string;
  readonly detail: string;
}

/** Waits until the window has painted its first view. */
export async function ready(window: Page): Promise<void> {
  await window.waitForFunction(() => document.documentElement.dataset['ready'] === 'true');
}

async function readLog(home: string): Promise<readonly LogLine[]> {
  const text = await readFile(join(home, 'desktop', 'desktop.log'), 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line));
}

/** What was refused, as `kind detail`. */
export async function refusals(home: string): Promise<readonly string[]> {
  const lines = await readLog(home);
  return lines.filter((line) => line.level === 'refused').map((line) => `${line.kind} ${line.detail}`);
}

/** Faults of the program itself. */
export async function incidents(home: string): Promise<readonly LogLine[]> {
  return (await readLog(home)).filter((line) => line.level === 'incident');
}

/** Expects that a refusal is counted, soon. */
export async function expectRefused(home: string, refusal: string): Promise<void> {
  await expect.poll(() => refusals(home), { message: `counted as refused: ${refusal}` }).toContain(refusal);
}

/**
 * Shows HTML in the mail frame as if the engine had not sanitised it, with the headers that the program really sends.
 * So a test looks at the walls behind the sanitiser, whatever the sanitiser does. The window's own files are gone afterwards.
 */
export async function showUnsanitised(app: ElectronApplication, window: Page, html: string): Promise<Frame> {
  await app.evaluate(async ({ net, session }, body) => {
    const real = await net.fetch('app://mail/E-001/1');
    const headers = Object.fromEntries(real.headers);
    const { protocol } = session.defaultSession;
    protocol.unhandle('app');
    protocol.handle('app', (request) =>
      request.url.startsWith('app://mail/E-001/')
        ? new Response(`${body}<p id="address">${request.url}</p>`, { headers })
        : new Response(null, { status: 404, headers }),
    );
  }, html);
  await addFrame(window, 'app://mail/E-001/1');
  return await mailFrame(window);
}

/** Adds a frame to the page the way the renderer does, but without its `sandbox` attribute: the header has to do. */
export async function addFrame(window: Page, address: string): Promise<void> {
  await window.evaluate((src) => {
    const frame = document.createElement('iframe');
    Object.assign(frame.style, { position: 'fixed', inset: '0', width: '100%', height: '100%', zIndex: '9999' });
    frame.src = src;
    document.body.append(frame);
  }, address);
}

async function mailFrame(window: Page): Promise<Frame> {
  const find = () => window.frames().find((frame) => frame.url().startsWith('app://mail/'));
  await expect.poll(() => find()?.url()).toBe('app://mail/E-001/1');
  const frame = find();
  if (frame === undefined) {
    throw new Error('the mail frame is gone');
  }
  await frame.locator('#address').waitFor();
  return frame;
}

/** The addresses of all frames of all pages, as the desktop process sees them. */
export function frameAddresses(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().flatMap((contents) => contents.mainFrame.framesInSubtree.map((frame) => frame.url)),
  );
}

export function windowCount(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
}
