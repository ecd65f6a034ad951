/** What a person does in the window, step by step; each step waits for its result. */
import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';

export const PASSPHRASE = 'correct horse battery staple';

/** A fingerprint as it is shown, in groups of four. */
export const FINGERPRINT = /^([0-9a-f]{4} ){15}[0-9a-f]{4}$/;

export async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? '';
}

/** First use: name, organisation, passphrase; the fingerprint is shown to be written down. */
export async function makeIdentity(window: Page): Promise<string> {
  await window.getByLabel('Name', { exact: true }).fill('Jordan Examiner');
  await window.getByLabel('Organisation').fill('County Example');
  await window.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await window.getByLabel('Passphrase again').fill(PASSPHRASE);
  await window.getByRole('button', { name: 'Create the key' }).click();
  await expect(window.getByText('The key is ready')).toBeVisible({ timeout: 30_000 });
  const fingerprint = await textOf(window.getByText(FINGERPRINT));
  await window.getByRole('button', { name: 'Continue' }).click();
  return fingerprint.replaceAll(' ', '');
}

/** Gives the passphrase on the first screen. */
export async function unlockAtStart(window: Page): Promise<void> {
  await window.getByLabel('Passphrase').fill(PASSPHRASE);
  await window.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(window.getByText('key unlocked')).toBeVisible({ timeout: 30_000 });
}

/** Opens the sample case from the first screen and waits for its messages. */
export async function openSample(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Open the sample case' }).click();
  await expect(window.getByText('60 of 60', { exact: true })).toBeVisible({ timeout: 60_000 });
}

/** Makes a case in the default place from the first screen; its folder is `cases/<number>-<name>.chainmail`. */
export async function newCase(window: Page, name: string, number: string): Promise<void> {
  await window.getByRole('button', { name: 'New case…' }).click();
  await window.getByLabel('Case name').fill(name);
  await window.getByLabel('Case number').fill(number);
  await window.getByRole('button', { name: 'Create case' }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0, { timeout: 30_000 });
  await expect(window.getByText('This case holds no messages yet.')).toBeVisible();
}

/** What the desktop's dialogs answer from now on; an empty list is a dismissed dialog. */
export async function answerDialogs(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(
    ({ dialog }, filePaths) => {
      const canceled = filePaths.length === 0;
      dialog.showOpenDialog = () => Promise.resolve({ canceled, filePaths });
      dialog.showSaveDialog = () => Promise.resolve({ canceled, filePath: filePaths[0] ?? '' });
    },
    [...paths],
  );
}

/** Drags files and folders from the desktop over the window and lets them go: real events with real paths. */
export async function dropFiles(
  window: Page,
  paths: readonly string[],
  invitation = 'Drop to take in as evidence',
): Promise<void> {
  const session = await window.context().newCDPSession(window);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const send = async (type: 'dragEnter' | 'dragOver' | 'drop') =>
    await session.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data });
  await send('dragEnter');
  await expect(async () => {
    // A pointer goes on reporting: what was drawn anew under it is first entered, then hovered over.
    await send('dragOver');
    await expect(window.getByText(invitation)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  // A pointer goes on reporting where it is: what now lies under it has to say, too, that it takes files.
  await send('dragOver');
  await send('drop');
  await session.detach();
}

/** The dialog that shows what will be taken in, once it has looked at it. */
export async function previewShown(window: Page): Promise<Locator> {
  const dialog = window.getByRole('dialog', { name: 'Take in evidence' });
  await expect(dialog.getByRole('button', { name: 'Take in' })).toBeEnabled({ timeout: 60_000 });
  return dialog;
}

export async function receiptShown(window: Page, title = 'Evidence taken in'): Promise<Locator> {
  const receipt = window.getByRole('dialog', { name: title });
  await expect(receipt).toBeVisible({ timeout: 240_000 });
  return receipt;
}

/** Drops files on the window, takes them in and puts the receipt away. */
export async function takeIn(window: Page, paths: readonly string[]): Promise<void> {
  await dropFiles(window, paths);
  await (await previewShown(window)).getByRole('button', { name: 'Take in' }).click();
  await (await receiptShown(window)).getByRole('button', { name: 'Close' }).click();
}

/** Opens a message by its number in the list. */
export async function openMessage(window: Page, ref: string): Promise<void> {
  await search(window, `ref:${ref}`);
  await messageGrid(window).getByText(ref, { exact: true }).click();
  await expect(messagePane(window).getByText(ref, { exact: true })).toBeVisible();
}

export function messagePane(window: Page): Locator {
  return window.getByRole('region', { name: 'Message', exact: true });
}

export function messageGrid(window: Page): Locator {
  return window.getByRole('grid', { name: 'Messages' });
}

export async function search(window: Page, query: string): Promise<void> {
  await window.getByRole('combobox', { name: 'Search' }).fill(query);
  await window.getByRole('combobox', { name: 'Search' }).press('Enter');
}

export async function showTab(window: Page, name: string): Promise<void> {
  await window.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
}

/** Runs a command by its name through the palette. */
export async function command(window: Page, name: string): Promise<void> {
  await window.keyboard.press('Control+k');
  await expect(window.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
  await window.keyboard.type(name);
  await window.keyboard.press('Enter');
  await expect(window.getByRole('dialog', { name: 'Commands' })).toBeHidden();
}

/** Closes the case and waits for the first screen. */
export async function closeCase(window: Page): Promise<void> {
  await command(window, 'Close the case');
  await expect(window.getByRole('button', { name: 'New case…' })).toBeVisible({ timeout: 30_000 });
}
