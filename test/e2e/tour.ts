/**
 * The sample case from first use to a verified packet, in the real window, with a picture of every view: the chapters of the
 * user guide, followed.
 *
 * Run by `npm start` on a machine without a display; what it leaves lies in CHAINMAIL_TOUR.
 */
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, root, test } from './fixtures';
import { CHAPTERS } from './guide/chapters';
import { follow } from './guide/follow';

const folder = process.env['CHAINMAIL_TOUR'] ?? join(root, 'build/tour');

test('the tour: the sample case, from first use to a verified packet', async ({ launchChainmail }) => {
  await follow(await launchChainmail({ home: join(folder, 'home') }), CHAPTERS, join(folder, 'screenshots'));
  keepPacket();
});

/** Puts the packet where a person who only watched finds it. */
function keepPacket(): void {
  const packets = join(folder, 'home/cases/packets');
  const names = readdirSync(packets);
  expect(names).toHaveLength(1);
  for (const name of names) {
    cpSync(join(packets, name), join(folder, `packet-${name}`));
  }
}
