/** `--smoke` and `--sample`: what the program does by itself once the window has painted its first view. */
import type { App, WebContents } from 'electron';
import { VERSION } from '../engine/version';
import { SMOKE_TIMEOUT } from './sentences';
import type { AppWindow } from './window';

const LIMIT_MS = 60_000;
const PAUSE_MS = 100;

/** Ends the program: with 0 and one line on standard output, or with 1 and a sentence on standard error. */
export async function runSmoke(app: Pick<App, 'exit' | 'quit'>, window: AppWindow): Promise<void> {
  if (await hasPainted(window)) {
    await write(process.stdout, `chainmail smoke ok ${VERSION} ${process.versions['electron'] ?? ''}\n`);
    app.quit();
  } else {
    await write(process.stderr, `${SMOKE_TIMEOUT}\n`);
    app.exit(1);
  }
}

export async function showSample(window: AppWindow): Promise<void> {
  if (await hasPainted(window)) {
    window.send('menu:command', { command: 'case.sample' });
  }
}

/** The page says so itself: it sets `data-ready` on its root element once the first view is there. */
async function hasPainted(window: AppWindow): Promise<boolean> {
  const end = Date.now() + LIMIT_MS;
  while (Date.now() < end) {
    if (await saysReady(window.contents)) {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return false;
}

async function saysReady(contents: WebContents | undefined): Promise<boolean> {
  const answer: unknown = await contents
    ?.executeJavaScript('document.documentElement.dataset.ready')
    .catch(() => undefined);
  return answer === 'true';
}

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => resolve());
  });
}
