import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type LaunchedChainmail } from '../fixtures';
import { type Chapter, namesIn, pictureOf } from './chapter';

const SETTLES_MS = 250;
/** What a chapter did has been waited for: a name is there, or it is wrong. */
const NAME_LIMIT_MS = 3_000;

/** Does what the chapters say, looks for the names that they give, and takes a picture of each. */
export async function follow(
  chainmail: LaunchedChainmail,
  chapters: readonly Chapter[],
  pictures: string,
): Promise<void> {
  const { app, window } = chainmail;
  mkdirSync(pictures, { recursive: true });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
  for (const chapter of chapters) {
    await chapter.act(chainmail);
    for (const name of namesIn(chapter)) {
      const seen = window.getByText(name).filter({ visible: true }).first();
      await expect.soft(seen, `${chapter.id}: ${name}`).toBeVisible({ timeout: NAME_LIMIT_MS });
    }
    await window.waitForTimeout(SETTLES_MS);
    await window.screenshot({ path: join(pictures, pictureOf(chapters, chapter)) });
  }
}
