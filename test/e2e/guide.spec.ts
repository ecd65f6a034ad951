/** The user guide can be followed as it is written, and `docs/guide.md` is what it says; `npm run guide` writes it anew. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder } from '../helpers/remove-folder';
import { expect, root, screenshots, test } from './fixtures';
import { guideText, pictureOf } from './guide/chapter';
import { CHAPTERS, INTRODUCTION } from './guide/chapters';
import { follow } from './guide/follow';

const isWriting = process.env['CHAINMAIL_GUIDE'] === 'write';
const guide = join(root, 'docs/guide.md');
const pictures = join(root, 'docs/guide');

test('the guide is followed step by step, and says what its chapters say', async ({ launchChainmail }) => {
  test.setTimeout(300_000);
  const text = guideText(INTRODUCTION, CHAPTERS);
  if (isWriting) {
    removeFolder(pictures);
  }

  await follow(await launchChainmail(), CHAPTERS, isWriting ? pictures : join(screenshots, 'guide'));

  if (isWriting) {
    writeFileSync(guide, text);
  }
  expect(readFileSync(guide, 'utf8')).toBe(text);
  expect(
    CHAPTERS.map((chapter) => pictureOf(CHAPTERS, chapter)).filter((name) => !existsSync(join(pictures, name))),
  ).toEqual([]);
});
