/** The desktop's own dialogs, one for each thing that can be chosen. The answer is paths; the window gets tokens for them. */
import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron';
import type { Bridge } from '../../shared/contract/events';
import { copyName } from '../../shared/text/copy-name';

export type Choice = Parameters<Bridge['choose']>[0];

type Question =
  | { readonly kind: 'open'; readonly options: OpenDialogOptions }
  | { readonly kind: 'save'; readonly options: SaveDialogOptions };

const MAX_NAME = 1_000;
const ALL_FILES = { name: 'All files', extensions: ['*'] };
const PACKETS = { name: 'Briefing packets', extensions: ['zip'] };

const QUESTIONS: Readonly<Record<Choice, Question>> = {
  'import-files': {
    kind: 'open',
    options: {
      title: 'Import evidence files',
      buttonLabel: 'Import',
      properties: ['openFile', 'multiSelections', 'showHiddenFiles'],
      filters: [ALL_FILES, { name: 'Email', extensions: ['eml', 'mbox', 'mbx', 'emlx', 'txt'] }],
    },
  },
  'import-folder': {
    kind: 'open',
    options: {
      title: 'Import a folder as one evidence item',
      buttonLabel: 'Import',
      properties: ['openDirectory', 'showHiddenFiles'],
    },
  },
  'case-folder': {
    kind: 'open',
    options: { title: 'Open a case: choose its .chainmail folder', buttonLabel: 'Open', properties: ['openDirectory'] },
  },
  'new-case-place': {
    kind: 'open',
    options: {
      title: 'Choose the folder in which the case is created',
      buttonLabel: 'Choose',
      properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
    },
  },
  'packet-file': {
    kind: 'open',
    options: {
      title: 'Choose a packet to verify',
      buttonLabel: 'Verify',
      properties: ['openFile'],
      filters: [PACKETS, ALL_FILES],
    },
  },
  'packet-folder': {
    kind: 'open',
    options: { title: 'Choose a packet folder to verify', buttonLabel: 'Verify', properties: ['openDirectory'] },
  },
  'beside-packet': {
    kind: 'open',
    options: {
      title: 'Choose lists of revoked certificates, or checkpoints of earlier packets',
      buttonLabel: 'Choose',
      properties: ['openFile', 'multiSelections'],
      filters: [{ name: 'Lists and checkpoints', extensions: ['crl', 'pem', 'txt'] }, ALL_FILES],
    },
  },
  'export-zip': {
    kind: 'save',
    options: {
      title: 'Export the packet as one file',
      buttonLabel: 'Export',
      defaultPath: 'packet.zip',
      filters: [PACKETS],
    },
  },
  'certificate-request': {
    kind: 'save',
    options: {
      title: 'Write a certificate request for the key',
      buttonLabel: 'Write',
      defaultPath: 'examiner.csr',
      filters: [{ name: 'Certificate requests', extensions: ['csr', 'pem'] }, ALL_FILES],
    },
  },
  'certificate-file': {
    kind: 'open',
    options: {
      title: 'Choose the certificate that was issued for the key',
      buttonLabel: 'Choose',
      properties: ['openFile'],
      filters: [{ name: 'Certificates', extensions: ['crt', 'cer', 'pem'] }, ALL_FILES],
    },
  },
  'key-file': {
    kind: 'open',
    options: {
      title: 'Choose the file with the key (PKCS #12)',
      buttonLabel: 'Choose',
      properties: ['openFile'],
      filters: [{ name: 'Keys with certificates', extensions: ['p12', 'pfx'] }, ALL_FILES],
    },
  },
  'dns-questions': {
    kind: 'save',
    options: {
      title: 'Write the DNS questions of the case as a script',
      buttonLabel: 'Write',
      defaultPath: 'dns-questions.sh',
      filters: [{ name: 'Shell scripts', extensions: ['sh'] }, ALL_FILES],
    },
  },
  'voter-files': {
    kind: 'open',
    options: {
      title: 'Choose voter files: they are read where they lie, and nothing of them is taken in',
      buttonLabel: 'Choose',
      properties: ['openFile', 'multiSelections'],
      filters: [{ name: 'Delimited text', extensions: ['csv', 'txt', 'tsv', 'tab'] }, ALL_FILES],
    },
  },
  'copy-file': {
    kind: 'save',
    options: { title: 'Save a copy outside of the case', buttonLabel: 'Save the copy', filters: [ALL_FILES] },
  },
  'figure-file': {
    kind: 'save',
    options: {
      title: 'Save the figure',
      buttonLabel: 'Save',
      filters: [{ name: 'Scalable drawings', extensions: ['svg'] }],
    },
  },
  'export-folder': {
    kind: 'save',
    options: {
      title: 'Export the packet as a new folder',
      buttonLabel: 'Export',
      nameFieldLabel: 'Folder:',
      defaultPath: 'packet',
      properties: ['createDirectory'],
    },
  },
};

/**
 * Empty when the dialog was dismissed, and for a choice that does not exist.
 *
 * @param name what the window proposes for a copy: text from a message, perhaps, and made harmless here
 */
export async function choosePaths(
  what: unknown,
  name: unknown,
  window: BrowserWindow | undefined,
): Promise<readonly string[]> {
  if (window === undefined || !isChoice(what)) {
    return [];
  }
  const { kind, options } = QUESTIONS[what];
  if (kind === 'open') {
    const answer = await dialog.showOpenDialog(window, options);
    return answer.canceled ? [] : answer.filePaths;
  }
  const named = typeof name === 'string' ? { ...options, defaultPath: copyName(name.slice(0, MAX_NAME)) } : options;
  const answer = await dialog.showSaveDialog(window, named);
  return answer.canceled || answer.filePath === '' ? [] : [answer.filePath];
}

function isChoice(what: unknown): what is Choice {
  return typeof what === 'string' && Object.hasOwn(QUESTIONS, what);
}
