/** The parts of a message, its bytes, copies that leave the case, and finding in its header; shown, and on the disk. */
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessageView } from '../../shared/contract/model';
import type { MessagePart } from '../../shared/contract/structure';
import { timeName } from '../../shared/wording/times';
import { removeFolder } from '../helpers/remove-folder';
import { commandLine } from '../integration/cli/chainmail';
import { sha256 } from './disk';
import { expect, screenshots, shareChainmail, test } from './fixtures';
import { look } from './looks';
import { answerDialogs, makeIdentity, messagePane, openMessage, openSample, showTab, takeIn, textOf } from './steps';

const cli = commandLine();
const folder = mkdtempSync(join(tmpdir(), 'chainmail-structure-'));
const PROGRAM = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(80, 1)]);
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const MAIL = [
  'Received: from a.example ([192.0.2.9]) by mx.county.example with ESMTP; Tue, 20 Oct 2020 13:00:00 +0000',
  'From: Someone <someone@a.example>',
  'To: clerk@county.example',
  'Subject: parts',
  'Date: Tue, 20 Oct 2020 13:00:00 +0000',
  'Message-ID: <parts@a.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="b1"',
  '',
  'text before the first part',
  '--b1',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>See <img src="cid:dot@a.example" alt="dot"> and <img src="cid:none@a.example" alt="gone"></p>',
  '<p><img src="https://tracker.example/p.gif" alt="logo"></p>',
  '<p><a href="https://evil.example/login">https://bank.example/</a></p>',
  '--b1',
  'Content-Type: application/octet-stream; name=dot.png',
  'Content-ID: <dot@a.example>',
  'Content-Transfer-Encoding: base64',
  '',
  PIXEL,
  '--b1',
  'Content-Type: application/pdf',
  'Content-Disposition: attachment; filename="invoice.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  PROGRAM.toString('base64'),
  '--b1',
  'Content-Type: message/rfc822',
  '',
  'From: Inner <inner@b.example>',
  'Subject: the inner one',
  'Message-ID: <inner@b.example>',
  '',
  'inside',
  '--b1--',
  '',
].join('\r\n');
const REF = 'E-005/1';

const chainmail = shareChainmail(async ({ window }) => {
  await makeIdentity(window);
  await openSample(window);
  writeFileSync(join(folder, 'parts.eml'), MAIL);
  await takeIn(window, [join(folder, 'parts.eml')]);
});

test.afterAll(() => {
  cli.remove();
  removeFolder(folder);
});

const caseFolder = () => join(chainmail().home, 'cases', 'Sample-October-2020.chainmail');
const readByCommand = (ref: string) => cli.run(['message', caseFolder(), ref, '--json']).json as unknown as MessageView;
const partsByCommand = (ref: string) =>
  cli.run(['structure', caseFolder(), ref, '--json']).json['parts'] as readonly MessagePart[];
const copies = () =>
  (cli.run(['custody', caseFolder(), '--json']).json['entries'] as readonly { act: string; sentence: string }[]).filter(
    ({ act }) => act === 'copy.save',
  );

test('the tree of parts is moved through by key; the chosen part shows its very bytes', async () => {
  const { window } = chainmail();
  const parts = partsByCommand(REF);
  await openMessage(window, REF);
  await window.keyboard.press('Alt+7');
  const tree = window.getByRole('tree', { name: 'Parts of the message' });
  const rows = tree.getByRole('treeitem');
  await expect(rows).toHaveCount(parts.length);
  expect(await rows.locator('.part-type').allTextContents()).toEqual(parts.map(({ mediaType }) => mediaType));
  expect(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-level')))).toEqual(
    parts.map(({ depth }) => String(depth + 1)),
  );

  await tree.focus();
  const shown = async (part: MessagePart | undefined) => {
    const bytes = window.getByRole('group', { name: /^Source of .*, exact bytes$/ }).locator('.byte-row code');
    const whole = MAIL.slice(part?.start, part?.end).replace(/\r\n$/, '').split('\r\n');
    // Only the rows on the screen and some around them are painted.
    await expect(async () => {
      const painted = await bytes.allTextContents();
      expect(painted.length).toBeGreaterThanOrEqual(Math.min(20, whole.length));
      expect(painted).toEqual(whole.slice(0, painted.length));
    }).toPass({ timeout: 10_000 });
  };
  const facts = window.getByRole('region', { name: 'The chosen part' });
  await shown(parts[0]);
  await expect(facts).toContainText('There is text before the first part:');
  for (const part of parts.slice(1)) {
    await window.keyboard.press('ArrowDown');
    await expect(tree.getByRole('treeitem', { selected: true })).toContainText(part.mediaType);
    await shown(part);
    await expect(facts).toContainText(part.decoded?.sha256 ?? part.mediaType);
  }
  await window.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('treeitem', { selected: true })).toContainText('message/rfc822');
  await window.keyboard.press('ArrowLeft');
  await expect(rows).toHaveCount(parts.length - 1);
  await window.keyboard.press('ArrowRight');
  await expect(rows).toHaveCount(parts.length);
  await look(chainmail(), '60-structure');

  await facts.getByRole('button', { name: 'E-005/2' }).click();
  await expect(messagePane(window).getByText('E-005/2', { exact: true })).toBeVisible();
  await expect(messagePane(window).getByRole('heading', { level: 2 })).toHaveText('the inner one');
});

test('a file is given out under its hash, and the journal says so before it is there', async () => {
  const { app, window } = chainmail();
  await openMessage(window, REF);
  await showTab(window, 'Attachments');
  const pane = messagePane(window);
  await expect(pane).toContainText('It begins like a program, which its name does not say.');
  await look(chainmail(), '61-attachments-warned');

  const target = join(folder, 'copy.bin');
  await answerDialogs(app, [target]);
  await pane.getByRole('button', { name: 'Save as: invoice.pdf' }).click();
  const dialog = window.getByRole('dialog', { name: 'Save a copy' });
  await expect(dialog).toContainText(sha256(PROGRAM));
  await expect(dialog.getByRole('button', { name: 'Choose where…' })).toBeDisabled();
  await dialog.getByLabel('Reason').fill('For the laboratory.');
  await look(chainmail(), '62-save-copy');
  await dialog.getByRole('button', { name: 'Choose where…' }).click();
  await expect(window.getByText(/^Saved as "copy\.bin", recorded as journal entry \d+\.$/)).toBeVisible();
  expect(readFileSync(target)).toEqual(PROGRAM);
  expect(statSync(target).mode & 0o111).toBe(0);
  expect(copies()).toHaveLength(1);
  const table = pane.getByRole('table', { name: 'Copies that were given out' });
  await expect(table).toContainText('For the laboratory.');
  await expect(table).toContainText('copy.bin');

  // The same place again: what lies there stays, and nothing is recorded.
  await pane.getByRole('button', { name: 'Save as: invoice.pdf' }).click();
  await dialog.getByLabel('Reason').fill('Once more.');
  await dialog.getByRole('button', { name: 'Choose where…' }).click();
  await expect(dialog.getByText('Something named "copy.bin" is there already.')).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(copies()).toHaveLength(1);
});

test('the original is given out with its exact bytes; a dismissed dialog records nothing', async () => {
  const { app, window } = chainmail();
  await openMessage(window, REF);
  const dialog = window.getByRole('dialog', { name: 'Save a copy' });
  await answerDialogs(app, []);
  await messagePane(window).getByRole('button', { name: 'Save original…' }).click();
  await dialog.getByLabel('Reason').fill('For the file.');
  await dialog.getByRole('button', { name: 'Choose where…' }).click();
  await expect(dialog).toBeVisible();
  expect(copies()).toHaveLength(1);

  const target = join(folder, 'original.eml');
  await answerDialogs(app, [target]);
  await dialog.getByRole('button', { name: 'Choose where…' }).click();
  await expect(dialog).toBeHidden();
  expect(readFileSync(target, 'latin1')).toBe(MAIL);
  expect(readByCommand(REF).copies).toMatchObject([
    { what: 'attachment' },
    { what: 'message', sha256: sha256(Buffer.from(MAIL)) },
  ]);
  expect(cli.run(['verify', caseFolder(), '--json']).json['ok']).toBe(true);
});

test('the body is read as text, formatted, or as source; pictures of the message itself are shown, others are boxes', async () => {
  const { window } = chainmail();
  await openMessage(window, REF);
  await showTab(window, 'Body');
  await window.getByRole('button', { name: 'Formatted', exact: true }).click();
  const inside = window.frameLocator('iframe');
  await expect(inside.locator('img')).toHaveAttribute('src', `data:image/png;base64,${PIXEL}`);
  await expect(inside.getByText('[picture "gone" not shown: cid')).toBeVisible();
  await expect(inside.getByText('[picture "logo" not shown: hxxps://tracker[.]example/p.gif]')).toBeVisible();
  await expect(inside.getByText('[leads to hxxps://evil[.]example/login]')).toBeVisible();
  await look(chainmail(), '63-formatted');

  await window.getByRole('button', { name: 'Source', exact: true }).click();
  await expect(inside.locator('img')).toHaveCount(0);
  const source = window.getByRole('group', { name: 'Source of the body, exact bytes' });
  await expect(source).toContainText('text before the first part');
  await expect(source).toContainText('src="cid:dot@a.example"');
  await look(chainmail(), '64-source');
});

test('Ctrl+F finds bytes in the header, and what is found can be cited', async () => {
  const { window } = chainmail();
  await openMessage(window, REF);
  await showTab(window, 'Summary');
  await window.keyboard.press('Control+f');
  const field = window.getByRole('searchbox', { name: 'Find in the header' });
  await expect(field).toBeFocused();
  await window.keyboard.type('A.EXAMPLE');
  const places = [...MAIL.slice(0, MAIL.indexOf('\r\n\r\n')).matchAll(/a\.example/g)].map((match) => match.index);
  await expect(window.getByText(`1 of ${places.length}`, { exact: true })).toBeVisible();
  await window.keyboard.press('Enter');
  await expect(window.getByText(`2 of ${places.length}`, { exact: true })).toBeVisible();
  const said = await textOf(window.getByText(/^bytes [\d,]+ to [\d,]+ \(9\)$/));
  expect(said).toBe(`bytes ${places[1]} to ${(places[1] ?? 0) + 9} (9)`);
  expect((await window.locator('.piece-selected').allTextContents()).join('')).toBe('a.example');
  await look(chainmail(), '65-find');
  await window.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(window.getByLabel('Raw header, exact bytes')).toBeFocused();

  await window.getByRole('button', { name: 'Wrap', exact: true }).click();
  const area = window.getByLabel('Raw header, exact bytes');
  await expect(area.locator('code').first()).toHaveCSS('white-space', 'pre');
});

test('resting on marked bytes tells all that the rule knows; Esc hides it', async () => {
  const { window } = chainmail();
  await openMessage(window, 'E-002/1');
  await showTab(window, 'Headers');
  const mark = window.locator('.piece-marked').first();
  await mark.hover();
  const card = window.getByRole('tooltip');
  await expect(card).toBeVisible();
  const shown = await textOf(card);
  const told = readByCommand('E-002/1').findings.filter(({ title }) => shown.includes(title));
  expect(told.length).toBeGreaterThan(0);
  for (const { summary, explanation, innocent, errorRate, reference } of told) {
    for (const part of [summary, explanation, innocent.join('; '), errorRate, reference]) {
      expect(shown).toContain(part);
    }
  }
  await window.screenshot({ path: join(screenshots, '66-hover-card.png') });
  await window.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
});

test('route and times are saved as drawings that say the same, in plain colours and without anything that loads', async () => {
  const { app, window } = chainmail();
  await openMessage(window, 'E-001/1');
  const { route, times } = readByCommand('E-001/1');
  const before = copies().length;
  for (const [tab, expected] of [
    ['Route', route.map(({ by }) => `→ ${by}`)],
    ['Times', times.map(({ kind }) => timeName(kind).slice(0, 23))],
  ] as const) {
    await showTab(window, tab);
    const target = join(folder, `${tab}.svg`);
    await answerDialogs(app, [target]);
    await messagePane(window).getByRole('button', { name: 'Save as SVG…' }).click();
    await expect(window.getByText(`The figure was saved as "${tab}.svg".`)).toBeVisible();
    const svg = readFileSync(target, 'utf8');
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain('<title>E-001/1: ');
    for (const text of expected) {
      expect(svg).toContain(text);
    }
    expect(svg).not.toMatch(/class=|style=|href|url\(|oklch|var\(|<script/);
    const inks = [...svg.matchAll(/<text [^>]*fill="([^"]+)"/g)].map(([, ink]) => ink);
    expect(inks.length).toBeGreaterThan(3);
    for (const ink of inks) {
      expect(ink).toMatch(/^#[0-9a-f]{6}$/);
    }

    await messagePane(window).getByRole('button', { name: 'Save as SVG…' }).click();
    await expect(window.getByText(`Something named "${tab}.svg" is there already.`)).toBeVisible();
    await window.getByRole('button', { name: 'Dismiss' }).last().click();
    expect(readFileSync(target, 'utf8')).toBe(svg);
  }
  expect(copies()).toHaveLength(before);
});
