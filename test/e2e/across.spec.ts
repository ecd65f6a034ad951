/** What messages of the case share, of the open one and of all: seen, at its bytes, and gone to. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RelationView } from '../../shared/contract/relations';
import { relationsPage as words } from '../../shared/wording/window/relations';
import { removeFolder } from '../helpers/remove-folder';
import { commandLine } from '../integration/cli/chainmail';
import { letter, withParts } from '../unit/analysis/across/case-of';
import { mbox } from '../unit/ingest/mail';
import { expect, screenshots, shareChainmail, test } from './fixtures';
import { look } from './looks';
import { makeIdentity, messageGrid, messagePane, newCase, openMessage, showTab, takeIn, textOf } from './steps';

const cli = commandLine();
const folder = mkdtempSync(join(tmpdir(), 'chainmail-across-'));
const TEXT = 'The budget for the coming year has been agreed upon, and the board will vote on it in the next week.';
const template = { contentId: 'logo@template.example' };
const LETTERS = [
  letter({ date: 'Mon, 19 Oct 2020 08:00:00 +0000', fields: ['In-Reply-To: <gone@mail.example>'] }),
  withParts('==frozen==', { ...template, id: 'p1@mail.example', subject: 'First notice', body: `${TEXT} First.` }),
  withParts('==frozen==', {
    ...template,
    id: 'p2@mail.example',
    from: 'Cat <cat@example.org>',
    date: 'Fri, 23 Oct 2020 09:30:00 +0000',
    subject: 'Second notice',
    body: `${TEXT} Second.`,
  }),
  letter({ id: 'alone@mail.example', date: 'Sat, 24 Oct 2020 09:30:00 +0000', body: `${TEXT} Alone.` }),
  // Enough answers to what is not there that they are paged through.
  ...Array.from({ length: 12 }, (_, n) =>
    letter({
      id: `answer${n}@mail.example`,
      date: `Sun, 25 Oct 2020 09:${n + 10}:00 +0000`,
      body: `${TEXT} Answer ${n}.`,
      fields: [`In-Reply-To: <lost${n}@mail.example>`],
    }),
  ),
];

/** Twelve messages of one sender, of which the sixth was written by another program in another zone. */
const HABITUAL = Array.from({ length: 12 }, (_, n) => {
  const [program, zone, id] =
    n === 5
      ? ['Other Writer', '+0330', 'made@elsewhere.example']
      : ['Plain Writer', '+0000', `${n}.${n}@desk.example.org`];
  const date = `${n + 1} Nov 2020 13:00:00 ${zone}`;
  const fields = [`X-Mailer: ${program} 1.${n}`];
  return letter({
    id,
    from: 'Dan <dan@example.org>',
    date,
    subject: `Week ${n + 1}`,
    body: `${TEXT} ${n + 1}.`,
    fields,
  });
});

const ALL = LETTERS.length + HABITUAL.length;
const ODD = `E-001/${LETTERS.length + 6}`;
const ORDINARY = `E-001/${LETTERS.length + 5}`;

const chainmail = shareChainmail(async ({ window }) => {
  mkdirSync(screenshots, { recursive: true });
  const mails = join(folder, 'mails');
  mkdirSync(mails);
  for (const [index, { text }] of LETTERS.entries()) {
    writeFileSync(join(mails, `${String(index + 1).padStart(2, '0')}.eml`), text);
  }
  writeFileSync(join(mails, 'z.mbox'), mbox(HABITUAL.map(({ text }) => text.replaceAll('\r\n', '\n'))));
  await makeIdentity(window);
  await newCase(window, 'Across', '7');
  await takeIn(window, [mails]);
});

test.afterAll(() => {
  cli.remove();
  removeFolder(folder);
});

const relationsByCommand = (...asked: readonly string[]) =>
  cli.run(['relations', join(chainmail().home, 'cases', '7-Across.chainmail'), ...asked, '--json']).json[
    'relations'
  ] as readonly RelationView[];
/** Opens a relation; it may be open from before. */
async function expand(index: number): Promise<void> {
  const item = section().locator('.observation').nth(index);
  if ((await item.getAttribute('aria-expanded')) === 'false') {
    await item.click();
  }
  await expect(item).toHaveAttribute('aria-expanded', 'true');
}
const section = () => messagePane(chainmail().window).getByRole('region', { name: 'Across the case' });

test('a message tells what it shares, as the command line does, with what it means and need not mean', async () => {
  const { window } = chainmail();
  await openMessage(window, 'E-001/2');
  await showTab(window, 'Summary');
  const told = relationsByCommand('--ref', 'E-001/2');
  expect(told.map(({ kind }) => kind)).toEqual(['across.shared-boundary', 'across.shared-content-id']);
  const items = section().locator('.observation');
  await expect(items).toHaveCount(told.length);
  for (const [index, { title, summary }] of told.entries()) {
    await expect(items.nth(index)).toContainText(`${title}. ${summary}`);
  }
  await expand(0);
  const details = section().getByRole('region', { name: told[0]?.title ?? '' });
  await expect(details).toContainText(told[0]?.explanation ?? 'nothing');
  for (const cause of told[0]?.innocent ?? []) {
    await expect(details).toContainText(cause);
  }
  await expect(details.locator('.related > li')).toHaveCount(2);
  await expect(details).toContainText('Second notice');
  await look(chainmail(), '35-across-the-case');
});

test('the bytes that are shared are shown where they lie: in the header, and in a part', async () => {
  const { window } = chainmail();
  await openMessage(window, 'E-001/2');
  await showTab(window, 'Summary');
  await expand(0);
  await section()
    .getByRole('button', { name: /^Separator in E-001\/2, bytes/ })
    .click();
  await expect(window.getByRole('tab', { name: /^Headers/ })).toHaveAttribute('aria-selected', 'true');
  await expect(async () => {
    expect(await window.locator('.header-bytes .piece-selected').allTextContents()).toEqual(['==frozen==']);
  }).toPass({ timeout: 10_000 });

  await showTab(window, 'Summary');
  await expand(1);
  await section()
    .getByRole('button', { name: /^Content-ID in E-001\/3, bytes/ })
    .click();
  await expect(messagePane(window).getByText('E-001/3', { exact: true })).toBeVisible();
  await expect(window.getByRole('tab', { name: /^Structure/ })).toHaveAttribute('aria-selected', 'true');
  await expect(window.locator('.part-active .part-path')).toHaveText('2');
  await expect(async () => {
    expect(await window.locator('.byte-row .piece-found').allTextContents()).toEqual(['logo@template.example']);
  }).toPass({ timeout: 10_000 });
  await look(chainmail(), '36-shared-bytes-in-a-part');
});

test('the other message opens from there, and tells the same of the first one', async () => {
  const { window } = chainmail();
  await openMessage(window, 'E-001/2');
  await showTab(window, 'Summary');
  await expand(0);
  await section().getByRole('button', { name: 'Open E-001/3', exact: true }).click();
  await expect(messagePane(window).locator('.message-subject')).toHaveText('Second notice');
  await expand(0);
  await expect(section().getByRole('button', { name: 'Open E-001/2', exact: true })).toBeVisible();
});

test('a message that answers what is not there says so, and one that shares nothing too', async () => {
  const { window } = chainmail();
  await openMessage(window, 'E-001/1');
  await showTab(window, 'Summary');
  await expect(section().locator('.observation')).toContainText([/is not in the case/]);
  await openMessage(window, 'E-001/4');
  await expect(section()).toContainText('It shares nothing unusual with another message of the case.');
  expect(await textOf(section())).not.toContain('waiting');
});

test('a message that is unlike its sender’s others says in what, beside those that it is compared with', async () => {
  const { window } = chainmail();
  const [told] = relationsByCommand('--ref', ODD);
  expect(told).toMatchObject({ kind: 'across.unlike-sender', severity: 'medium' });
  await openMessage(window, ODD);
  await showTab(window, 'Summary');
  await expand(0);
  const related = section().locator('.related > li');
  await expect(related).toHaveCount(4);
  await expect(related.nth(0)).toContainText('Other Writer 1.5');
  await expect(related.nth(0)).not.toContainText('for comparison');
  for (const index of [1, 2, 3]) {
    await expect(related.nth(index)).toContainText('for comparison');
    await expect(related.nth(index)).toContainText('Plain Writer');
  }
  await look(chainmail(), '37-unlike-its-sender');
  await openMessage(window, ORDINARY);
  await expect(section()).toContainText('It shares nothing unusual with another message of the case.');
});

/** In the order of their weight, then of the registry. */
const KINDS = ['across.shared-boundary', 'across.unlike-sender', 'across.shared-content-id', 'across.missing-parent'];
const page = () => chainmail().window.getByRole('region', { name: 'Relations', exact: true });
const kindOf = (title: string) => page().getByRole('region', { name: title, exact: true });
const searched = () => chainmail().window.getByRole('combobox', { name: 'Search' });

test('the relations of the case stand by kind, the strongest first, as the command line tells them', async () => {
  const { window } = chainmail();
  await window.keyboard.press('Control+4');
  const told = relationsByCommand();
  const byKind = new Map(told.map((relation) => [relation.kind, relation]));
  const kinds = KINDS.flatMap((kind) => byKind.get(kind) ?? []);
  expect([...byKind.keys()].sort()).toEqual([...KINDS].sort());
  await expect(page().getByRole('heading', { level: 3 })).toHaveText(kinds.map(({ title }) => title));
  for (const { kind, title, explanation, errorRate, innocent } of kinds) {
    const section = kindOf(title);
    await expect(section).toContainText(explanation);
    await expect(section).toContainText(errorRate);
    await section.getByText(words.meaning).click();
    await expect(section).toContainText(innocent[0] ?? 'nothing');
    const ofKind = told.filter((relation) => relation.kind === kind);
    await expect(section.locator('.observation')).toContainText(ofKind.slice(0, 10).map(({ summary }) => summary));
  }
  await kindOf(kinds[0]?.title ?? '')
    .locator('.observation')
    .click();
  await expect(kindOf(kinds[0]?.title ?? '').locator('.related > li')).toHaveCount(2);
  await look(chainmail(), '37-relations');
});

test('a long kind is paged through', async () => {
  await chainmail().window.keyboard.press('Control+4');
  const all = relationsByCommand('--kind', 'across.missing-parent');
  const section = kindOf(all[0]?.title ?? '');
  await expect(section).toContainText('1 to 10 of 13');
  await section.getByRole('button', { name: words.weaker }).click();
  await expect(section).toContainText('11 to 13 of 13');
  await expect(section.locator('.observation')).toContainText(all.slice(10).map(({ summary }) => summary));
  await expect(section.getByRole('button', { name: words.weaker })).toBeDisabled();
  await section.getByRole('button', { name: words.stronger }).click();
  await expect(section).toContainText('1 to 10 of 13');
});

test('by key: the relations of a kind are one stop, and lead to their messages in the list', async () => {
  const { window } = chainmail();
  await window.keyboard.press('Control+4');
  const [first] = relationsByCommand('--kind', 'across.missing-parent');
  const items = kindOf(first?.title ?? '').locator('.observation');
  await items.first().focus();
  await window.keyboard.press('ArrowDown');
  await expect(items.nth(1)).toBeFocused();
  await window.keyboard.press('ArrowUp');
  await window.keyboard.press('Enter');
  await expect(items.first()).toHaveAttribute('aria-expanded', 'true');
  const show = kindOf(first?.title ?? '').getByRole('button', { name: words.showMessages('1') });
  await window.keyboard.press('Tab');
  await expect(show).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(messageGrid(window)).toBeVisible();
  await expect(searched()).toHaveValue(`relation:${first?.id}`);
  await expect(window.getByText(`1 of ${ALL}`, { exact: true })).toBeVisible();
  await expect(messageGrid(window).getByText(first?.messages[0]?.ref ?? '', { exact: true })).toBeVisible();
});

test('a kind is a search for all of its messages, and a message opens from its relation', async () => {
  const { window } = chainmail();
  const [first] = relationsByCommand('--kind', 'across.shared-boundary');
  await window.keyboard.press('Control+1');
  const pane = window.getByRole('navigation', { name: 'Case contents' });
  await pane.getByRole('button', { name: 'Relations', exact: true }).click();
  await page()
    .getByRole('button', { name: words.showKindOf(words.showKind('2'), first?.title ?? '') })
    .click();
  await expect(searched()).toHaveValue('relation:across.shared-boundary');
  await expect(window.getByText(`2 of ${ALL}`, { exact: true })).toBeVisible();
  await pane.getByRole('button', { name: 'Relations', exact: true }).click();
  await kindOf(first?.title ?? '')
    .locator('.observation')
    .click();
  await kindOf(first?.title ?? '')
    .getByRole('button', { name: 'Open E-001/3', exact: true })
    .click();
  await expect(messagePane(window).locator('.message-subject')).toHaveText('Second notice');
});
