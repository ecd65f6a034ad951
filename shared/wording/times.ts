/** Words about times that a message holds: on the screen and in reports. */
import type { TimeView } from '../contract/model';

export const ownerWords: Readonly<Record<TimeView['whose'], string>> = {
  author: 'author’s computer',
  service: 'sending service',
  relay: 'server on the way',
  recipient: 'recipient’s side',
  content: 'inserted content',
  mailbox: 'mailbox',
};

export const boundWords: Readonly<Record<TimeView['bound'], string>> = {
  equality: 'at',
  lower: 'not before',
  upper: 'not after',
};

/** `223 of 224 within 10 min of the Date`; how well times of this kind agreed on honest mail. */
export function agreementWords({ agreement }: Pick<TimeView, 'agreement'>): string {
  if (agreement === null) {
    return 'not measured';
  }
  const { n, within10Minutes, against } = agreement;
  return `${within10Minutes} of ${n} within 10 min of the ${against === 'hop' ? 'hop' : 'Date'}`;
}

/** Where a time was read, by the first part of the name that decoders give it. */
const PLACES: Readonly<Record<string, string>> = {
  'message-id': 'Message-ID',
  boundary: 'Separator',
  'content-id': 'Content-ID',
  'received-id': 'Received id',
  'thread-index': 'Thread-Index',
  'hash-lock': 'Hashed id',
  'arc-seal': 'ARC seal',
  arc: 'ARC',
  dkim: 'DKIM',
  'google-dkim': 'Google DKIM',
  'sonic-dkim': 'Sonic DKIM',
  'developer-signature': 'Developer signature',
  smime: 'S/MIME',
  pgp: 'OpenPGP',
  'pgp-key': 'OpenPGP key',
  autocrypt: 'Autocrypt',
  certificate: 'Certificate',
  gmail: 'Gmail',
  calendar: 'Calendar',
  enclosed: 'Enclosed message',
  quoted: 'Quoted text',
  file: 'Attachment',
  link: 'Link',
  exif: 'Photograph (EXIF)',
  ole: 'Office file',
  ooxml: 'Office file',
  pdf: 'PDF',
  png: 'PNG',
  xmp: 'XMP',
  zip: 'ZIP',
  store: 'Mailbox',
  received: 'Received',
  'x-received': 'X-Received',
  date: 'Date',
};

/** Of many times that share a row: what wrote them, where all say the same. `ZIP`, `Office file`; otherwise `Things put in`. */
export function sharedTimeName(kinds: readonly string[]): string {
  const names = new Set(kinds.map((kind) => timeName(kind.split('.')[0] ?? '')));
  const [only = ''] = names;
  return names.size === 1 ? only : 'Things put in';
}

/** Behind these stands what wrote the time. */
const BY_PROGRAM: ReadonlySet<string> = new Set([
  'message-id',
  'boundary',
  'content-id',
  'received-id',
  'trace',
  'hash-lock',
]);

/** What a decoder read, for people: `message-id.the-bat` as `Message-ID: The bat`, `trace.label-set` as `Label set`. */
export function timeName(kind: string): string {
  const [place = '', ...rest] = kind.split('.');
  const what = rest.join(' ').replaceAll('-', ' ');
  const where = PLACES[place] ?? capital(place.replaceAll('-', ' '));
  if (what === '') {
    return where;
  }
  const named = BY_PROGRAM.has(place) ? capital(what) : what;
  return place === 'trace' ? named : `${where}: ${named}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
