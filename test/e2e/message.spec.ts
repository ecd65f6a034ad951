/** One message: found in the list, read at its bytes, judged; what the window shows is what lies on the disk. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { SEVERITIES } from '../../shared/analysis/rule';
import type { FindingView, MessageRow, MessageView } from '../../shared/contract/model';
import { severityNames } from '../../shared/wording/window/severity';
import { commandLine } from '../integration/cli/chainmail';
import { readObject, sha256 } from './disk';
import { expect, shareChainmail, test } from './fixtures';
import {
  closeCase,
  makeIdentity,
  messageGrid,
  messagePane,
  openMessage,
  openSample,
  search,
  showTab,
  takeIn,
  textOf,
} from './steps';

const cli = commandLine();
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const NOTES = Buffer.from('Zeile eins = ä\r\nline two\r\n', 'utf8');
/** The crafted message of this file, the only one of its evidence item. */
const CRAFTED = 'E-005/1';

const chainmail = shareChainmail(async ({ window }) => {
  await makeIdentity(window);
  await openSample(window);
  const folder = mkdtempSync(join(tmpdir(), 'chainmail-crafted-'));
  writeFileSync(join(folder, 'crafted.eml'), craftedMail());
  await takeIn(window, [join(folder, 'crafted.eml')]);
  await expect(window.getByText('61 of 61', { exact: true })).toBeVisible();
  rmSync(folder, { recursive: true });
});

test.afterAll(() => cli.remove());

const caseFolder = () => join(chainmail().home, 'cases', 'Sample-October-2020.chainmail');
const readByCommand = (ref: string) => cli.run(['message', caseFolder(), ref, '--json']).json as unknown as MessageView;
const rowsByCommand = (query: string) =>
  cli.run(['messages', caseFolder(), '--query', query, '--json']).json['messages'] as readonly MessageRow[];

test('a click on a column sorts by it, a second one turns the order around', async () => {
  const { window } = chainmail();
  await search(window, '');
  const byRef = rowsByCommand('').map(({ ref }) => ref);
  const column = (name: string) => messageGrid(window).getByRole('columnheader', { name });

  await column('No.').getByRole('button').click();
  await expect(column('No.')).toHaveAttribute('aria-sort', 'ascending');
  await expect(refCells(window).first()).toHaveText('E-001/1');
  const ascending = await refCells(window).allTextContents();
  expect(ascending.length).toBeGreaterThan(10);
  expect(ascending).toEqual(byRef.slice(0, ascending.length));

  await column('No.').getByRole('button').click();
  await expect(column('No.')).toHaveAttribute('aria-sort', 'descending');
  await expect(refCells(window).first()).toHaveText(CRAFTED);
  const descending = await refCells(window).allTextContents();
  expect(descending).toEqual(byRef.toReversed().slice(0, descending.length));

  await column('Received UTC').getByRole('button').click();
  await expect(column('Received UTC')).toHaveAttribute('aria-sort', 'descending');
  await expect(refCells(window).first()).not.toHaveText(CRAFTED);
  const times = await messageGrid(window).locator('.message-row .cell-received').allTextContents();
  expect(times.filter((time) => /^\d/.test(time))).toEqual(
    times
      .filter((time) => /^\d/.test(time))
      .sort()
      .reverse(),
  );
});

test('a search shows the messages that the command line finds; a wrong word is named', async () => {
  const { window } = chainmail();
  for (const query of ['subject:neighbour evidence:E-001', 'rule:submission.web-script has:finding', 'clerk']) {
    const expected = rowsByCommand(query).map(({ ref }) => ref);
    expect(expected.length).toBeGreaterThan(0);

    await search(window, query);
    await expect(window.getByText(`${expected.length} of 61`)).toBeVisible();
    const shown = await refCells(window).allTextContents();
    expect(shown.every((ref) => expected.includes(ref))).toBe(true);
  }

  await search(window, 'before:yesterday-ish');
  await expect(window.getByRole('alert').filter({ hasText: 'yesterday-ish' })).toBeVisible();
  await search(window, 'nobodywritesthisword');
  await window.getByRole('button', { name: 'Clear the search' }).click();
  await expect(window.getByText('61 of 61', { exact: true })).toBeVisible();
});

test('the list is moved through by keyboard, and what is selected stays selected behind a search', async () => {
  const { window } = chainmail();
  await search(window, '');
  await messageGrid(window).getByRole('columnheader', { name: 'No.' }).getByRole('button').click();
  const all = rowsByCommand('').map(({ ref }) => ref);
  const order = (await refCells(window).first().textContent()) === all[0] ? all : all.toReversed();
  const opened = (at: number) =>
    expect(messagePane(window).getByText(order[at] ?? '', { exact: true }), `message ${at}`).toBeVisible();
  await messageGrid(window).focus();

  await window.keyboard.press('Home');
  await opened(0);
  await window.keyboard.press('j');
  await window.keyboard.press('j');
  await opened(2);
  await window.keyboard.press('x');
  await window.keyboard.press('k');
  await opened(1);
  await window.keyboard.press('End');
  await opened(60);
  await expect(refCells(window).last()).toHaveText(order[60] ?? '');
  await window.keyboard.press('x');
  await expect(window.getByText('2 selected', { exact: true })).toBeVisible();

  await search(window, `ref:${order[10]}`);
  await expect(window.getByText('1 of 61', { exact: true })).toBeVisible();
  await expect(window.getByText('2 selected', { exact: true })).toBeVisible();
  await search(window, '');
  await messageGrid(window).focus();
  await window.keyboard.press('Home');
  await expect(messageGrid(window).getByRole('row', { selected: true }).locator('.cell-ref')).toHaveText([
    order[2] ?? '',
  ]);
  await window.getByRole('button', { name: 'Clear selection' }).click();
  await expect(window.getByText('2 selected', { exact: true })).toBeHidden();
});

test('each finding is marked at its very bytes, as they lie in the vault', async () => {
  test.setTimeout(180_000);
  const { window } = chainmail();
  const found = cli.run(['findings', caseFolder(), '--json']).json['findings'] as readonly FindingView[];
  const rules = [...new Set(found.map(({ rule }) => rule))];
  const refs = [...new Set(rules.map((rule) => found.find((finding) => finding.rule === rule)?.ref ?? ''))];
  expect(rules.length).toBeGreaterThanOrEqual(10);

  let compared = 0;
  for (const ref of refs) {
    const message = readByCommand(ref);
    const bytes = bytesOf(message);
    await openMessage(window, ref);
    await showTab(window, 'Headers');
    await expect(window.getByLabel('Raw header, exact bytes')).toBeVisible();
    for (const rule of new Set(message.findings.map((finding) => finding.rule))) {
      const spans = message.findings.filter((finding) => finding.rule === rule).flatMap((finding) => finding.spans);
      const inHeader = spans.filter(({ start }) => start < message.bodyStart);
      const expected = bytesIn(bytes, inHeader);
      expect(await markedAt(window, rule), `${ref} ${rule}`).toEqual(expected);
      compared += expected.length;
    }
  }
  expect(compared).toBeGreaterThan(500);
});

test('n and p step through the findings in the order of their bytes; a card says all that the rule knows', async () => {
  const { window } = chainmail();
  const message = readByCommand('E-002/1');
  const order = inReadingOrder(message.findings);
  await openMessage(window, 'E-002/1');
  await showTab(window, 'Headers');
  await window.getByLabel('Raw header, exact bytes').focus();
  const card = window.getByRole('region', { name: /^Finding: / });

  for (const finding of [...order, order[0]]) {
    await window.keyboard.press('n');
    await expectCard(card, finding);
  }
  await window.keyboard.press('p');
  await expectCard(card, order.at(-1));
  await window.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(window.getByLabel('Raw header, exact bytes')).toBeFocused();
});

test('a judgement and a note on bytes selected by keyboard are in the journal, and there again after reopening', async () => {
  const { window } = chainmail();
  const ref = 'E-002/2';
  const [finding] = inReadingOrder(readByCommand(ref).findings);
  await openMessage(window, ref);
  await showTab(window, 'Headers');
  const area = window.getByLabel('Raw header, exact bytes');
  const card = window.getByRole('region', { name: /^Finding: / });

  await area.focus();
  await window.keyboard.press('n');
  await card.getByRole('button', { name: 'Innocent' }).click();
  await expect(card.getByText('A reason is needed', { exact: false })).toBeVisible();
  await card.getByLabel('Reason').fill('Known mail gateway.');
  await card.getByRole('button', { name: 'Innocent' }).click();
  await expect(card.getByText(/^Recorded as journal entry \d+\.$/)).toBeVisible();
  await card.getByRole('button', { name: 'Close the finding' }).click();

  await area.focus();
  await window.keyboard.press('ArrowDown');
  for (let times = 0; times < 8; times += 1) {
    await window.keyboard.press('Shift+ArrowRight');
  }
  const { bytes, span } = await selection(window, ref);
  await window.keyboard.press('a');
  const dialog = window.getByRole('dialog', { name: 'Annotate' });
  await dialog.getByLabel('Note').fill('Look here first.');
  await dialog.getByLabel('Tags').fill('gateway, first');
  await dialog.getByRole('button', { name: 'Save note' }).click();
  await expect(dialog).toBeHidden();

  await closeCase(window);
  await window.getByRole('button', { name: 'Open Sample: threatening emails, October 2020' }).click();
  await openMessage(window, ref);
  const words = window.getByRole('region', { name: "Examiner's words" });
  await showTab(window, 'Summary');
  await expect(words).toContainText('judged innocent. Known mail gateway.');
  await expect(words).toContainText('Look here first. #gateway #first');
  await words.getByRole('button', { name: 'Show in headers' }).click();
  await expect(window.locator('.piece-annotated').first()).toBeVisible();
  const annotated = await window.locator('.piece-annotated').allTextContents();
  expect(annotated.join('')).toBe(bytes);

  const read = readByCommand(ref);
  expect(read.annotations).toMatchObject([{ note: 'Look here first.', tags: ['gateway', 'first'], span }]);
  expect(read.findings.find(({ rule }) => rule === finding?.rule)?.assessment).toMatchObject({
    decision: 'innocent',
    reason: 'Known mail gateway.',
    by: expect.stringContaining('Jordan Examiner'),
  });
  await showTab(window, 'Custody');
  await expect(messagePane(window).getByRole('table')).toContainText('E-002/2');
});

test('the route says the same as a figure, as a table and on the command line', async () => {
  const { window } = chainmail();
  const { route } = readByCommand('E-001/1');
  await openMessage(window, 'E-001/1');
  await showTab(window, 'Route');
  const table = messagePane(window).getByRole('table');
  const figure = messagePane(window).getByRole('img', { name: /^Route of the message/ });
  const column = (at: number) => table.locator(`tbody td:nth-child(${at})`).allTextContents();
  const drawn = (name: string) => figure.locator(`.${name}`).allTextContents();
  expect(route).toHaveLength(4);

  for (const order of ['Newest first', 'Oldest first']) {
    await window.getByRole('button', { name: order }).click();
    const hops = order === 'Newest first' ? route : route.toReversed();
    expect(await column(1)).toEqual(hops.map((hop) => String(route.length - route.indexOf(hop))));
    expect(await column(6)).toEqual(hops.map((hop) => utc(hop.time)));
    expect(await drawn('route-time')).toEqual(await column(6));
    expect(await drawn('route-host')).toEqual((await column(2)).map((cell) => cell.replace(/ ([\d.:a-f]+)$/, ' [$1]')));
    expect((await drawn('route-by')).map((line) => line.split(' · ')[0])).toEqual(
      (await column(3)).map((cell) => `→ ${cell}`),
    );
    const gaps = await figure.locator('.gap-forth text, .gap-back text').allTextContents();
    expect(gaps).toEqual((await column(7)).filter((cell) => cell !== ''));
    expect(await column(8)).toEqual(
      hops.map((hop) => (hop.trusted ? 'recorded by a trusted host' : 'claimed, not verified')),
    );
  }
  await expect(figure.locator('.route-trusted')).toHaveCount(route.filter((hop) => hop.trusted).length);

  await table.getByRole('button', { name: 'Hop 1' }).click();
  const oldest = route.at(-1);
  const { bytes } = await selection(window, 'E-001/1');
  expect(bytes.replace(/\s+$/, '')).toBe(
    bytesOf(readByCommand('E-001/1'))
      .subarray(oldest?.start, oldest?.end)
      .toString('latin1')
      .replace(/[\r\n]/g, ''),
  );
});

test('a hostile page is shown as text first, then in a frame without scripts; nothing is loaded from anywhere', async () => {
  const { window } = chainmail();
  const asked: string[] = [];
  window.on('request', (request) => asked.push(request.url()));
  await openMessage(window, CRAFTED);
  await showTab(window, 'Body');
  await expect(window.getByRole('region', { name: 'Plain text' })).toContainText('Visible words');
  await expect(window.getByRole('region', { name: 'Remote images' })).toContainText('hxxps://tracker[.]example');
  await expect(window.getByRole('region', { name: 'Links' })).toContainText('shows another address than it leads to');

  await window.getByRole('button', { name: 'Formatted', exact: true }).click();
  const frame = window.locator('iframe');
  await expect(frame).toHaveAttribute('sandbox', '');
  await expect(frame).toHaveAttribute('src', `app://mail/${CRAFTED}`);
  const inside = window.frameLocator('iframe');
  await expect(inside.getByText('Visible words')).toBeVisible();
  await expect(inside.locator('script, iframe, object, embed, form, meta[http-equiv="refresh"], link')).toHaveCount(0);
  const attributes = await inside
    .locator('*')
    .evaluateAll((elements) => elements.flatMap((element) => [...element.attributes].map(({ name }) => name)));
  expect(attributes.filter((name) => !['charset', 'title', 'style'].includes(name))).toEqual([]);
  await expect(inside.getByText('[picture not shown: hxxps://tracker[.]example/pixel.gif?who=voter]')).toHaveCSS(
    'border-style',
    'dashed',
  );
  await expect(inside.getByText('[leads to hxxps://other[.]example/login]')).toBeVisible();
  await expect(inside.getByText('Visible words')).toHaveCSS('font-weight', '700');

  await expect(window.locator('html')).not.toHaveAttribute('data-ran', /./);
  expect(asked.filter((url) => !url.startsWith('app://'))).toEqual([]);
  await window.getByRole('button', { name: 'Plain text', exact: true }).click();
  await expect(frame).toHaveCount(0);
});

test('the hashes of attachments are those of their decoded bytes', async () => {
  const { window } = chainmail();
  await openMessage(window, CRAFTED);
  await showTab(window, 'Attachments');

  const rows = await messagePane(window).getByRole('table').locator('tbody tr').all();
  const shown = await Promise.all(rows.map((row) => row.locator('td').allTextContents()));
  expect(shown).toEqual([
    [`dot.pngSHA-256 ${sha256(PICTURE)}`, 'image/pngbegins like a PNG picture', String(PICTURE.length), 'Save as…'],
    [`notes.txtSHA-256 ${sha256(NOTES)}`, 'text/plainfirst bytes of no known kind', String(NOTES.length), 'Save as…'],
  ]);
});

function refCells(window: Page): Locator {
  return messageGrid(window).locator('.message-row .cell-ref');
}

/** The message's own bytes, from the object in the vault. */
function bytesOf({ object, offset, length }: MessageView): Buffer {
  return readObject(caseFolder(), object).subarray(offset, offset + length);
}

interface MarkedByte {
  readonly at: number;
  readonly byte: string;
}

/** Which bytes are underlined for a rule, and what stands there for the eye; line ends are not painted and left out. */
async function markedAt(window: Page, rule: string): Promise<readonly MarkedByte[]> {
  const pieces = await window.locator('[data-marks]').evaluateAll(
    (elements, name) =>
      elements.flatMap((element) => {
        const { marks = '', start = '', end = '', plain } = (element as HTMLElement).dataset;
        const mine = marks.split('|').some((mark) => mark.startsWith(`finding ${name} `));
        const line = getComputedStyle(element).textDecorationLine;
        const text = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
        const shown = text.map((node) => node.textContent).join('');
        const isLineEnd = element.classList.contains('piece-line-end');
        return mine && !isLineEnd ? [{ start: +start, end: +end, shown, line, plain: plain !== undefined }] : [];
      }),
    rule,
  );
  for (const piece of pieces) {
    expect(piece.line, `underlined at ${piece.start}`).toContain('underline');
  }
  return pieces.flatMap(({ start, end, shown, plain }) =>
    Array.from({ length: end - start }, (_, index) => ({
      at: start + index,
      byte: plain
        ? (shown[index] ?? '')
        : Buffer.from(shown, 'utf8')
            .subarray(index, index + 1)
            .toString('latin1'),
    })),
  );
}

function bytesIn(
  bytes: Buffer,
  spans: readonly { readonly start: number; readonly end: number }[],
): readonly MarkedByte[] {
  const places = new Set(spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)));
  return [...places]
    .sort((one, other) => one - other)
    .map((at) => ({ at, byte: bytes.subarray(at, at + 1).toString('latin1') }))
    .filter(({ byte }) => byte !== '\r' && byte !== '\n');
}

function inReadingOrder(findings: readonly FindingView[]): readonly FindingView[] {
  return findings.toSorted(
    (one, other) =>
      (one.spans[0]?.start ?? 0) - (other.spans[0]?.start ?? 0) ||
      SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity),
  );
}

async function expectCard(card: Locator, finding: FindingView | undefined): Promise<void> {
  if (finding === undefined) {
    throw new Error('the message has no such finding');
  }
  const { title, severity, summary, explanation, innocent, settle, errorRate, reference, rule, ruleVersion } = finding;
  await expect(card).toHaveAccessibleName(`Finding: ${title}`);
  await expect(card).toContainText(summary);
  const text = await textOf(card);
  for (const part of [severityNames[severity], explanation, ...innocent, settle, errorRate, reference]) {
    expect(text).toContain(part);
  }
  expect(text).toContain(`${rule}, version ${ruleVersion}`);
}

/** What is selected in the headers, as the window names it and as the bytes on the disk. */
async function selection(window: Page, ref: string) {
  const said = messagePane(window).getByText(/^bytes [\d,]+ to [\d,]+ \(/);
  const [start = 0, end = 0] = [...(await textOf(said)).replaceAll(',', '').matchAll(/\d+/g)].map(Number);
  const selected = await window.locator('.piece-selected:not(.piece-line-end)').allTextContents();
  const bytes = bytesOf(readByCommand(ref))
    .subarray(start, end)
    .toString('latin1')
    .replace(/[\r\n]/g, '');
  expect(selected.join('').replaceAll('→', '\t')).toBe(bytes);
  return { span: { start, end }, bytes };
}

/** As the window writes an instant: `2020-10-20 13:02:11 +00:00`. */
function utc(time: string | null): string {
  return time === null ? 'no readable time' : `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} +00:00`;
}

function craftedMail(): string {
  const page = [
    '<html><head><meta http-equiv="refresh" content="0;url=https://tracker.example/refresh">',
    '<link rel="stylesheet" href="https://tracker.example/style.css"><script src="https://tracker.example/a.js"></script>',
    '</head><body onload="document.documentElement.dataset.ran=1" background="https://tracker.example/back.png">',
    '<script>parent.document.documentElement.dataset.ran = "yes"; document.body.dataset.ran = "yes"</script>',
    '<p><b>Visible words</b></p><img src="https://tracker.example/pixel.gif?who=voter" onerror="fetch(1)">',
    '<div style="background:url(https://tracker.example/css.png)">styled</div>',
    '<a href="https://other.example/login" onclick="x()">https://bank.example/</a> <a href="javascript:alert(1)">script</a>',
    '<form action="https://tracker.example/f"><input name="a"></form><iframe src="https://tracker.example/"></iframe>',
    '</body></html>',
  ];
  const quoted = NOTES.toString('latin1')
    .replaceAll('=', '=3D')
    .replace(/[^\r\n\x20-\x7e]/g, (byte) => `=${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  return [
    'Received: from a.example ([192.0.2.9]) by mx.county.example with ESMTP; Tue, 20 Oct 2020 13:00:00 +0000',
    'From: Someone <someone@a.example>',
    'To: clerk@county.example',
    'Subject: a crafted page',
    'Date: Tue, 20 Oct 2020 13:00:00 +0000',
    'Message-ID: <crafted@a.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/html; charset=utf-8',
    '',
    ...page,
    '--b1',
    'Content-Type: image/png',
    'Content-Disposition: attachment; filename="dot.png"',
    'Content-Transfer-Encoding: base64',
    '',
    PICTURE.toString('base64'),
    '--b1',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Disposition: attachment; filename="notes.txt"',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    `${quoted}`,
    '--b1--',
    '',
  ].join('\r\n');
}
