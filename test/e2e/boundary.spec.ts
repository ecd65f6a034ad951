/** The trust boundary of a message: moved by key and by mouse, kept in the journal, and told by the command line. */
import type { MessageView } from '../../shared/contract/model';
import { commandLine } from '../integration/cli/chainmail';
import { expect, shareChainmail, test } from './fixtures';
import { look } from './looks';
import { command, makeIdentity, messagePane, openMessage, openSample, showTab } from './steps';

const cli = commandLine();
const chainmail = shareChainmail(async ({ window }) => {
  await makeIdentity(window);
  await openSample(window);
});

test.afterAll(() => cli.remove());

const caseFolder = () => `${chainmail().home}/cases/Sample-October-2020.chainmail`;
const readByCommand = (ref: string) => cli.run(['message', caseFolder(), ref, '--json']).json as unknown as MessageView;
const acts = () =>
  (cli.run(['custody', caseFolder(), '--json']).json['entries'] as readonly { act: string; sentence: string }[]).filter(
    ({ act }) => act === 'boundary.move',
  );

test('the boundary is moved by key, recorded, and taken back', async () => {
  const { window } = chainmail();
  await openMessage(window, 'E-001/1');
  const { boundary, route } = readByCommand('E-001/1');
  expect(route).toHaveLength(4);

  await messagePane(window)
    .getByRole('tab', { name: /^Summary/ })
    .focus();
  await window.keyboard.press('b');
  const slider = window.getByRole('slider', { name: 'Hops of the receiving side' });
  await expect(slider).toBeFocused();
  await expect(slider).toHaveAttribute('aria-valuenow', String(boundary.trustedHops));

  await window.keyboard.press('ArrowDown');
  await expect(slider).toHaveAttribute('aria-valuenow', String(boundary.trustedHops + 1));
  await expect(window.getByText('Not recorded yet.')).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(slider).toHaveAttribute('aria-valuenow', String(boundary.trustedHops));
  expect(acts()).toHaveLength(0);

  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Enter');
  await expect(window.getByText(/^Set by Jordan Examiner/)).toBeVisible({ timeout: 20_000 });
  expect(acts().map(({ sentence }) => sentence)).toEqual(['The trust boundary of E-001/1 was set.']);
  const moved = readByCommand('E-001/1');
  expect(moved.boundary).toMatchObject({ trustedHops: boundary.trustedHops + 1, proposed: boundary.proposed });
  expect(moved.route.map(({ trusted }) => trusted)).toEqual(route.map((_, at) => at <= boundary.trustedHops));
  await look(chainmail(), 'route');

  await window.getByRole('button', { name: 'Back to the proposal' }).click();
  await expect(window.getByText(/^As the order of the lines proposes/)).toBeVisible({ timeout: 20_000 });
  expect(readByCommand('E-001/1').boundary).toEqual(boundary);
  expect(acts()).toHaveLength(2);
  expect(cli.run(['verify', caseFolder(), '--json']).json['ok']).toBe(true);
});

test('the dashed line is dragged, and nothing is recorded until it is set', async () => {
  const { window } = chainmail();
  await openMessage(window, 'E-001/1');
  await showTab(window, 'Route');
  const before = acts().length;
  const line = window.locator('.route-boundary line');
  await line.scrollIntoViewIfNeeded();
  const box = await line.boundingBox();
  const figure = await window.locator('.route-figure').boundingBox();
  if (box === null || figure === null) {
    throw new Error('the boundary is not drawn');
  }
  await window.mouse.move(box.x + 40, box.y);
  await window.mouse.down();
  await window.mouse.move(figure.x + 40, figure.y + figure.height - 4, { steps: 6 });
  await window.mouse.up();

  await expect(window.getByRole('slider')).toHaveAttribute('aria-valuenow', '4');
  await expect(window.getByText('Not recorded yet.')).toBeVisible();
  expect(acts()).toHaveLength(before);
});

test('names to protect are recorded, and every message is looked at again', async () => {
  const { window } = chainmail();
  await command(window, 'Names and domains to protect');
  const dialog = window.getByRole('dialog', { name: 'Names and domains to protect' });
  await dialog.getByLabel('Names of people and organisations').fill('Board of Elections');
  await dialog.getByLabel('Domains').fill('no domain');
  await dialog.getByRole('button', { name: 'Record and look again' }).click();
  await expect(dialog.getByText(/is no domain/)).toBeVisible();
  await dialog.getByLabel('Domains').fill('county.example');
  await look(chainmail(), 'protect');
  await dialog.getByRole('button', { name: 'Record and look again' }).click();
  await expect(dialog).toHaveCount(0);

  await expect
    .poll(() => cli.run(['protect', 'list', caseFolder(), '--json']).json['protected'])
    .toEqual({ names: ['Board of Elections'], domains: ['county.example'], addresses: [] });
});
