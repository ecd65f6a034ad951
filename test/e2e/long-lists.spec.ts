/** A case with a great many evidence items: the left pane shows the first ones at once, and keys stay quick. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scaled } from '../helpers/scale';
import { commandLine } from '../integration/cli/chainmail';
import { expect, test } from './fixtures';
import { answerDialogs, makeIdentity } from './steps';

/** More than the pane shows at first; each costs some syncs to the disk. */
const ITEMS = scaled(203, 2_000);
const SHOWN = 200;

test('of a great many evidence items the first ones are shown, and the others when they are asked for', async ({
  launchChainmail,
}) => {
  test.setTimeout(1_200_000);
  const cli = commandLine();
  try {
    const dir = join(cli.folder, 'many.chainmail');
    const mail = join(cli.folder, 'mail');
    mkdirSync(mail);
    const files = Array.from({ length: ITEMS }, (_, n) => join(mail, `${n}.eml`));
    for (const [n, file] of files.entries()) {
      writeFileSync(file, `From: a${n}@example.com\r\nSubject: Number ${n}\r\n\r\nbody ${n}\r\n`);
    }
    expect(cli.run(['identity', 'create', '--name', 'Jo', '--organisation', 'Example']).status).toBe(0);
    expect(cli.run(['case', 'create', dir, '--name', 'Many', '--number', '1']).status).toBe(0);
    expect(cli.run(['import', dir, ...files, '--quiet']).status).toBe(0);

    const { app, window } = await launchChainmail();
    await makeIdentity(window);
    await answerDialogs(app, [dir]);
    await window.keyboard.press('Control+Shift+o');
    const count = ITEMS.toLocaleString('en');
    await expect(window.getByText(`${count} of ${count}`, { exact: true })).toBeVisible({ timeout: 60_000 });
    const items = window.getByRole('region', { name: 'Evidence', exact: true }).getByRole('button', { name: /^E-\d+/ });
    await expect(items).toHaveCount(SHOWN);
    await window.getByRole('button', { name: /^Show \d+ more of / }).click();
    await expect(items).toHaveCount(Math.min(ITEMS, 2 * SHOWN));

    await items.first().focus();
    const began = Date.now();
    for (let step = 0; step < 50; step += 1) {
      await window.keyboard.press('ArrowDown');
    }
    await expect(items.nth(50)).toBeFocused();
    const each = (Date.now() - began) / 50;
    console.log(`${ITEMS} evidence items: ${each.toFixed(0)} ms from key to focus, with the way through the debugger`);
    expect(each).toBeLessThan(200);

    // Those that are not shown are found by name as one types.
    await window.keyboard.press('/');
    await window.keyboard.type(`evidence:${ITEMS - 1}.eml`);
    await expect(window.getByRole('option')).toHaveCount(1);
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    await window.keyboard.press('Enter');
    await expect(window.getByText(`1 of ${count}`, { exact: true })).toBeVisible();
  } finally {
    cli.remove();
  }
});
