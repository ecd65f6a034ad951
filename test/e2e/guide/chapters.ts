/** The guide, chapter by chapter: from first use to a packet that others can check. Each chapter goes on where the last one ended. */
import type { Page } from '@playwright/test';
import { expect } from '../fixtures';
import { command, makeIdentity, openMessage, openSample, search, showTab } from '../steps';
import type { Chapter } from './chapter';

export const INTRODUCTION: readonly string[] = [
  'Chainmail keeps email as evidence: it takes messages in without changing a byte, shows at the very bytes what their headers contradict, records every act in a signed journal, and writes packets that anybody can check without Chainmail. It never uses the network.',
  'This guide follows the sample case, which every Chainmail can make. The pictures were taken, and the names in bold looked for on the screen, by the program that tests Chainmail (`npm run guide`).',
];

export const CHAPTERS: readonly Chapter[] = [
  {
    id: 'first-use',
    title: 'Say who you are',
    words: [
      'Every act in a case is signed. The first screen asks once for your **Name**, your **Organisation** and a **Passphrase**, and makes a key from which nobody but you can sign. **Create the key** takes a few seconds, as the passphrase is made costly to guess.',
      'Nobody can give a lost passphrase back. Cases stay readable without it; only new acts need the key.',
    ],
    act: async ({ window }) => {
      await expect(window.locator('html[data-ready="true"]')).toBeAttached();
    },
  },
  {
    id: 'start',
    title: 'Begin',
    words: [
      'The start screen lists your cases with their state. From here make a **New case…**, open one that lies elsewhere with **Open case…**, check a packet that somebody gave you, or **Open the sample case** to try everything without risk.',
      'A case is a folder. Copy it to a stick to give it to a colleague; its journal says if anything in it was changed on the way.',
    ],
    act: async ({ window }) => {
      await makeIdentity(window);
    },
  },
  {
    id: 'workbench',
    title: 'Look around',
    words: [
      'Left, everything that the list can be narrowed to: evidence items, findings by rule, tags, exhibits, custody. In the middle the messages, with the weight of what was found in each. Right, the message that is open.',
      'The line at the foot shows the state of the journal: custody is always in sight. F6 goes from pane to pane, `?` shows every key, Ctrl+K finds every command by its name.',
      '**Add evidence…**, **Add folder…** and **Paste headers…** take evidence in; so does dropping files anywhere on the window. Before anything is written, a dialog shows what was recognised and asks where it came from.',
    ],
    act: async ({ window }) => {
      await openSample(window);
      await openMessage(window, 'E-002/1');
      await search(window, '');
    },
  },
  {
    id: 'search',
    title: 'Search',
    words: [
      'Words must all occur; quotes keep them together; a minus leaves out; OR joins. Fields narrow further: `from:`, `to:`, `subject:`, `body:`, `header:`, `ip:`, `rule:`, `severity:`, `evidence:`, `tag:`, `before:`, `after:`, `has:finding`, `is:exhibit`. What can follow is offered while you type. The command line understands the same words.',
      'The count above the list always says how many of how many are shown. What you had chosen stays chosen. Ctrl+S keeps a search under a name in the left pane.',
      'The button at the right end of the list’s head chooses the columns; they are sorted by a click and widened by their edge.',
    ],
    act: async ({ window }) => {
      await search(window, 'severity:high OR severity:proof');
      await expect(window.getByText(/^\d+ of 60$/)).toBeVisible();
    },
  },
  {
    id: 'summary',
    title: 'A message in short',
    words: [
      'The **Summary** says who the message claims to be from, what was observed, the strongest first, and what you wrote about it. It can be read aloud.',
    ],
    act: async ({ window }) => {
      await search(window, '');
      await openMessage(window, 'E-002/1');
      await search(window, '');
      await showTab(window, 'Summary');
    },
  },
  {
    id: 'headers',
    title: 'Findings at their bytes',
    words: [
      '**Headers** shows the raw header, byte for byte, with line numbers. Each finding is underlined at its bytes and marked in the margin by a shape for its weight. `n` and `p` go to the next and the previous one; its card says what was observed, what it means, which innocent causes it can have, and how often it is seen in honest and in malicious mail.',
      'Below the dashed line whoever sent the message could have written every word: the paper is grey there.',
      'Decide with a reason: **Confirm**, **Innocent** or **Undecided**. The decision is a new entry of the journal, signed with your key; a later decision does not remove an earlier one. Select any bytes and press `a` to write a note on them, Ctrl+Shift+C to copy them with their place and hash.',
    ],
    act: async ({ window }) => {
      await showTab(window, 'Headers');
      await window.getByLabel('Raw header, exact bytes').focus();
      await window.keyboard.press('n');
      const card = window.getByRole('region', { name: /^Finding: / });
      await expect(card).toBeVisible();
      await card.getByLabel('Reason').fill('The same in all messages of this mailbox.');
    },
  },
  {
    id: 'route',
    title: 'The way it came',
    words: [
      'The **Route** draws the hops that the message’s own fields record, with the time between them; a bar to the left is a step back in time. The dashed line is the trust boundary: above it stand the lines of the receiving side, below it claims. Drag it, or press `b` to set it by key; that is recorded too.',
      'Countries and networks come from a table that is shipped with Chainmail and has a date; they say where an address is registered, not where somebody sat.',
    ],
    act: async ({ window }) => {
      const card = window.getByRole('region', { name: /^Finding: / });
      await card.getByRole('button', { name: 'Confirm' }).click();
      await expect(card.getByText(/Confirmed/)).toBeVisible({ timeout: 15_000 });
      await showTab(window, 'Route');
    },
  },
  {
    id: 'times',
    title: 'Every clock in it',
    words: [
      '**Times** puts every time that the message holds on one axis, also those that hide in ids and boundaries, each with whose clock it was and how exact it is. What disagrees with all others is named.',
    ],
    act: async ({ window }) => {
      await showTab(window, 'Times');
    },
  },
  {
    id: 'body',
    title: 'What it says',
    words: [
      'The **Body** is shown as plain text first. The formatted page, if there is one, is cleaned before it is shown, in a frame that can load nothing and run nothing. Links are listed with where they really lead, written so that nobody opens them by mistake.',
    ],
    act: async ({ window }) => {
      await showTab(window, 'Body');
    },
  },
  {
    id: 'structure',
    title: 'How it is built',
    words: [
      '**Structure** shows the parts of the message as a tree, each with its place, size and hash, beside its raw bytes. What a reader had to tolerate, or could read in two ways, stands with the part.',
      '**Attachments** names the type that the first bytes tell beside the declared one. An attachment or the original can be saved as a file; the journal records who took which copy and why, before the file is written. Nothing ever opens by itself.',
    ],
    act: async ({ window }) => {
      await showTab(window, 'Structure');
    },
  },
  {
    id: 'many',
    title: 'Judge many at once',
    words: [
      'Choose messages with the box at the left of a row, with Shift or Ctrl, or Ctrl+A for all that are shown. **Assess…**, **Annotate…** and **Tag…** then mean all of them: one entry of the journal names every message. The keys 1 to 9 put the first nine tags on and take them off.',
      'Ctrl+Z takes your last act back, Ctrl+Shift+Z does it again; both are new entries, and nothing is ever removed.',
    ],
    act: async ({ window }) => {
      await search(window, 'evidence:E-002');
      await expect(window.getByText('12 of 60', { exact: true })).toBeVisible();
      await window.getByRole('grid', { name: 'Messages' }).focus();
      await window.keyboard.press('Control+a');
      await expect(window.getByRole('button', { name: 'Assess…' })).toBeVisible();
    },
  },
  {
    id: 'overview',
    title: 'See the whole case',
    words: [
      'The **Overview** counts messages over time, by evidence item and by rule, and shows which findings are frequent where. Each bar and each cell is a filter: press it, and the list shows what it stands for. The same numbers stand below as tables.',
      'Three more places look at all messages at once. **Relations** shows what they have in common, the strongest first: one id in two messages, one text, the counter of one list, the way in which one program writes. A relation points to a common origin or to a changed copy, and proves neither; how often honest mail has it stands beside it. **Voter files** tells which of several files holds what the messages tell of their recipients; nothing of a file is taken in, and the sample case has two at hand. **Unknown clocks** looks for fields that hold a time in a form that no decoder knows: a lead, not a time.',
    ],
    act: async ({ window }) => {
      await window
        .getByRole('button', { name: 'Clear selection' })
        .or(window.getByRole('button', { name: 'Clear', exact: true }))
        .first()
        .click();
      await search(window, '');
      await window.keyboard.press('Control+3');
      await expect(window.getByRole('heading', { name: 'Overview' })).toBeVisible();
    },
  },
  {
    id: 'exhibits',
    title: 'Choose exhibits',
    words: [
      'A message becomes an exhibit with **Add to exhibits**, or with `e` for all that are chosen in the list. Each gets the next letter. `is:exhibit` lists them.',
    ],
    act: async ({ window }) => {
      for (const ref of ['E-001/1', 'E-003/6', 'E-002/1']) {
        await openMessage(window, ref);
        await addOpenOne(window);
      }
      await search(window, 'is:exhibit');
      await expect(window.getByText('3 of 60', { exact: true })).toBeVisible();
      await search(window, 'ref:E-001/2');
      await window.getByRole('grid', { name: 'Messages' }).getByText('E-001/2', { exact: true }).click();
      await expect(window.getByRole('button', { name: 'Add to exhibits' }).first()).toBeVisible();
    },
  },
  {
    id: 'packet',
    title: 'Write the report and build the packet',
    words: [
      'The packet’s place shows what will be in it and what stops it. Write your own sections of the report beside their preview: what you ask for, the impact, your assessment with its competing explanations. What the program says, what you say and what the evidence says are told apart on every page. A check names words that claim more than the evidence holds.',
      '**Build the packet** writes a zip file or a folder with the report as PDF, the exhibits’ original bytes, the findings, the journal, lists of hashes and two signatures.',
    ],
    act: async ({ window }) => {
      await search(window, '');
      await command(window, 'Build a packet');
      await expect(window.getByRole('button', { name: 'Build the packet' })).toBeEnabled();
    },
  },
  {
    id: 'packet-built',
    title: 'Hand the packet over',
    words: [
      'The receipt shows where the packet lies and the hash of its list of files. Give that hash, and your key’s fingerprint, by another way than the packet itself.',
      'Who receives it needs no Chainmail: `README.txt` in it prints the commands for `sha256sum`, `openssl`, `ssh-keygen` and `pdfsig`, and `verify.html` checks all of it in a browser, offline.',
    ],
    act: async ({ window }) => {
      await window.getByRole('button', { name: 'Build the packet' }).click();
      await expect(window.getByRole('dialog', { name: 'Packet built' })).toBeVisible({ timeout: 60_000 });
    },
  },
  {
    id: 'custody',
    title: 'The chain of custody',
    words: [
      'Every act is a line of the journal: who, when, what, with the hash of the line before it, signed. Hand-overs, receipts, disposals and corrections are recorded here as well; nothing is ever taken out. The paper form in each packet says the same, line by line.',
    ],
    act: async ({ window }) => {
      await window.keyboard.press('Escape');
      await command(window, 'Show the custody journal');
    },
  },
  {
    id: 'case-checked',
    title: 'Check the case',
    words: [
      'The check reads every byte of the case again: the vault against its hashes, the chain and the signatures of the journal, the checkpoints, the views against what they are made from. A case that fails opens to be read only, and the check says which entry is wrong and since when. **All checks passed.** is what you want to see before a hand-over.',
    ],
    act: async ({ window }) => {
      await command(window, 'Check the case');
      await expect(window.getByText('All checks passed.')).toBeVisible({ timeout: 60_000 });
    },
  },
];

async function addOpenOne(window: Page): Promise<void> {
  const pane = window.getByRole('region', { name: 'Message', exact: true });
  await pane.getByRole('button', { name: 'Add to exhibits' }).click();
  await expect(pane.getByRole('button', { name: 'Remove from exhibits' })).toBeVisible();
}
