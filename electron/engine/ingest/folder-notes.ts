/** What the places of files in a folder say: Maildir flags, MH sequences, the side files of mail programs. */
import type { Evidence } from '../../../shared/contract/model';

export interface PlaceNotes {
  readonly remarks: readonly string[];
  /** Why a file without mail is there; null when its place says nothing. */
  readonly reason: string | null;
}

const MAILDIR_FLAGS: ReadonlyMap<string, string> = new Map([
  ['P', 'passed on'],
  ['R', 'replied to'],
  ['S', 'seen'],
  ['T', 'trashed'],
  ['D', 'draft'],
  ['F', 'flagged'],
]);

const SIDE_FILES: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)\.mh_sequences$/, 'list of marks of an MH folder: kept, not an email'],
  [
    /(?:^|\/)(?:dovecot[\w.-]*|maildirfolder|subscriptions|courierimap\w+)$/,
    'file of a mail server: kept, not an email',
  ],
  [/(?:^|\/)table_of_contents$/, "Apple Mail's own list of a mailbox: kept, not an email"],
  [/\.mbox\/(?:.*\/)?[^/]+\.plist$/, "Apple Mail's own settings of a mailbox: kept, not an email"],
  [/\.mbox\/(?:.*\/)?Attachments\//, 'attachment that Apple Mail keeps beside its message: kept, not an email'],
];

export class FolderNotes {
  readonly #seen = { maildir: false, mh: false, apple: false };
  /** MH: marks by folder and message number. */
  readonly #sequences = new Map<string, readonly { readonly name: string; readonly has: (n: number) => boolean }[]>();

  /** To be called for each file in order; a folder's own list of marks comes before its messages. */
  look(path: string, head: Uint8Array): PlaceNotes {
    if (/(?:^|\/)\.mh_sequences$/.test(path)) {
      this.#seen.mh = true;
      this.#sequences.set(folderOf(path), readSequences(Buffer.from(head).toString('latin1')));
    }
    this.#seen.apple ||= /(?:^|\/)(?:mbox|Messages\/[^/]+\.emlx)$/.test(path);
    const remarks = [...this.#maildir(path), ...this.#mh(path)];
    return { remarks, reason: SIDE_FILES.find(([pattern]) => pattern.test(path))?.[1] ?? null };
  }

  /** What a folder that was taken in is, by its name and its files. */
  formatOf(name: string): Evidence['format'] {
    if (this.#seen.apple && /\.mbox$/i.test(name)) {
      return 'apple-mail';
    }
    if (this.#seen.maildir) {
      return 'maildir';
    }
    return this.#seen.mh ? 'mh' : 'folder';
  }

  #maildir(path: string): readonly string[] {
    const match = /(?:^|\/)(cur|new|tmp)\/([^/]+)$/.exec(path);
    if (match === null) {
      return [];
    }
    this.#seen.maildir ||= !path.slice(0, match.index).includes('/') && match.index === 0;
    const [, folder = '', name = ''] = match;
    return [`Maildir: in "${folder}"${flagWords(name)}${deliveryWords(name)}.`];
  }

  #mh(path: string): readonly string[] {
    const number = /(?:^|\/)(\d+)$/.exec(path)?.[1];
    const marks = number === undefined ? undefined : this.#sequences.get(folderOf(path));
    const names = marks?.filter(({ has }) => has(Number(number))).map(({ name }) => name) ?? [];
    return names.length === 0 ? [] : [`MH: marked as ${names.join(', ')}.`];
  }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function flagWords(name: string): string {
  const letters = /[:;!_]2,([A-Za-z]*)$/.exec(name)?.[1];
  if (letters === undefined) {
    return '';
  }
  const words = [...letters].map((letter) => MAILDIR_FLAGS.get(letter) ?? `"${letter}"`);
  return words.length === 0 ? ', no flags' : `, flags: ${words.join(', ')}`;
}

/** The name begins with the second of its delivery, as the receiving program wrote it. */
function deliveryWords(name: string): string {
  const seconds = /^(\d{9,10})\./.exec(name)?.[1];
  return seconds === undefined ? '' : `, named for ${new Date(Number(seconds) * 1000).toISOString()}`;
}

/** `unseen: 1-3 7` and its like, one mark a line. */
function readSequences(text: string) {
  return text.split(/\r?\n/).flatMap((line) => {
    const match = /^([\w-]{1,100}):\s*([\d\s-]*)$/.exec(line);
    if (match === null) {
      return [];
    }
    const ranges = (match[2] ?? '').split(/\s+/).flatMap((range) => {
      const [first = Number.NaN, last = first] = range.split('-').map(Number);
      return Number.isNaN(first) || range === '' ? [] : [{ first, last }];
    });
    const has = (n: number) => ranges.some(({ first, last }) => n >= first && n <= last);
    return [{ name: match[1] ?? '', has }];
  });
}
