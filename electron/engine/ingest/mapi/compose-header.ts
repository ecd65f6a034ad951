/** The header of a rebuilt message: stored fields verbatim, else what the properties say. */
import { displayName, encodedWords, plainText } from './encoded-header';
import { type MapiBag, type MapiMessage, PROP } from './message';
import { shownSubject } from './subject';
import { utcDate } from './utc-date';

export interface ComposedHeader {
  /** Whole lines with their line ends. */
  readonly text: string;
  readonly missing: readonly string[];
}

const FIELD = /^[!-9;-~]+[ \t]*:/;
const MIME_FIELDS = /^(?:content-[\w-]+|mime-version)[ \t]*:/i;

export function composeHeader(message: MapiMessage): ComposedHeader {
  const stored = storedFields(message.text(PROP.transportHeaders) ?? '');
  const names = new Set(stored.map((field) => field.slice(0, field.indexOf(':')).trim().toLowerCase()));
  const own = ownFields(message);
  const added =
    stored.length === 0
      ? own.fields
      : own.fields.filter(({ name }) => NEEDED.has(name) && !names.has(name.toLowerCase()));
  const lines = [
    ...stored.map((field) => (MIME_FIELDS.test(field) ? `X-Original-${field}` : field)),
    ...added.map(({ name, value }) => `${name}: ${value}\r\n`),
  ];
  return {
    text: lines.join(''),
    missing: missingOf(
      message,
      stored,
      added.map(({ name }) => name),
      own.missing,
    ),
  };
}

/** What a reader cannot do without; nothing else is added to stored fields. */
const NEEDED: ReadonlySet<string> = new Set(['From', 'Date', 'Subject']);

function missingOf(
  message: MapiMessage,
  stored: readonly string[],
  added: readonly string[],
  own: readonly string[],
): readonly string[] {
  const structure = 'the original MIME structure, encodings and boundaries';
  if (stored.length === 0) {
    const none = `transport headers (Received and others): not stored; ${added.join(', ')} come from properties`;
    return [none, structure, ...own];
  }
  const odd = /^Microsoft Mail Internet Headers/i.test(message.text(PROP.transportHeaders) ?? '')
    ? ['a first line "Microsoft Mail Internet Headers", which is no header field, was left out']
    : [];
  const partly = added.length === 0 ? [] : [`${added.join(', ')} in the stored headers: taken from properties`];
  return [structure, ...odd, ...partly];
}

/** The stored header section as whole fields, up to its first empty line. */
function storedFields(text: string): readonly string[] {
  const fields: string[] = [];
  for (const line of text.replace(/\0+$/, '').split(/\r\n|\n|\r/)) {
    if (line === '') {
      if (fields.length > 0) {
        break;
      }
      continue;
    }
    const last = fields.length - 1;
    if (/^[ \t]/.test(line) && last >= 0) {
      fields[last] = `${fields[last]}${line}\r\n`;
    } else if (FIELD.test(line)) {
      fields.push(`${line}\r\n`);
    } else if (last >= 0) {
      // Damaged, but stored so: kept as a folded line, because a bare one would end the header.
      fields[last] = `${fields[last]} ${line}\r\n`;
    }
  }
  return fields;
}

interface Field {
  readonly name: string;
  readonly value: string;
}

function ownFields(message: MapiMessage): { readonly fields: readonly Field[]; readonly missing: readonly string[] } {
  const sentFor = person(message, PROP.sentForName, PROP.sentForAddress, PROP.sentForSmtp, PROP.sentForType);
  const sender = person(message, PROP.senderName, PROP.senderAddress, PROP.senderSmtp, PROP.senderType);
  const from = sentFor ?? sender;
  const isOnBehalf = sender !== undefined && from !== undefined && sender.value !== from.value;
  const time = message.time(PROP.submitTime) ?? message.time(PROP.deliveryTime);
  const fields = [
    ...optional('Date', time === undefined ? undefined : utcDate(time)),
    ...optional('From', from?.value),
    ...optional('Sender', isOnBehalf ? sender.value : undefined),
    ...recipients(message),
    ...optional('Subject', subjectOf(message)),
    ...ids(message),
    ...optional('X-MAPI-Message-Class', message.text(PROP.messageClass)?.replace(/[^\x21-\x7e]/g, '')),
  ];
  const missing = [
    ...(from === undefined ? ['the sender'] : []),
    ...(from !== undefined && !from.hasAddress
      ? ['the Internet address of the sender: only a name inside Exchange is stored']
      : []),
    ...(time === undefined ? ['the time of sending'] : []),
  ];
  return { fields, missing };
}

function optional(name: string, value: string | undefined): readonly Field[] {
  return value === undefined || value === '' ? [] : [{ name, value }];
}

function subjectOf(message: MapiMessage): string | undefined {
  const subject = shownSubject(message);
  return subject === undefined ? undefined : encodedWords(subject);
}

function ids(message: MapiMessage): readonly Field[] {
  return [
    ['Message-ID', PROP.messageId] as const,
    ['In-Reply-To', PROP.inReplyTo] as const,
    ['References', PROP.references] as const,
  ].flatMap(([name, id]) => {
    const value = plainText(message.text(id) ?? '');
    return optional(name, /^[\x20-\x7e]{1,900}$/.test(value) ? value : undefined);
  });
}

interface Person {
  readonly value: string;
  readonly hasAddress: boolean;
}

function person(bag: MapiBag, name: number, address: number, smtp: number, type: number): Person | undefined {
  const shown = plainText(bag.text(name) ?? '');
  const stored = plainText(bag.text(address) ?? '');
  const isExchange = (bag.text(type) ?? '').toUpperCase() === 'EX';
  const mail = [plainText(bag.text(smtp) ?? ''), isExchange ? '' : stored].find(isAddress);
  if (mail !== undefined) {
    return {
      value: shown === '' || shown === mail ? `<${mail}>` : `${displayName(shown)} <${mail}>`,
      hasAddress: true,
    };
  }
  const only = shown === '' ? stored : shown;
  // A name without an address is written as an empty group (RFC 6854): a mailbox would claim one.
  return only === '' ? undefined : { value: `${groupName(only)}:;`, hasAddress: false };
}

function groupName(name: string): string {
  const shown = displayName(name);
  return shown.startsWith('"') || shown.startsWith('=?') ? shown : `"${shown}"`;
}

function isAddress(text: string): boolean {
  return /^[\x21-\x7e]{1,320}$/.test(text) && /^[^@<>()\\,;:"[\]]+@[^@<>()\\,;:"]+$/.test(text);
}

const KINDS: readonly (readonly [string, number, number])[] = [
  ['To', 1, PROP.displayTo],
  ['Cc', 2, PROP.displayCc],
  ['Bcc', 3, PROP.displayBcc],
];

function recipients(message: MapiMessage): readonly Field[] {
  return KINDS.flatMap(([name, kind, display]) => {
    const listed = message.recipients
      .filter((one) => ((one.int(PROP.recipientType) ?? 1) & 0xf) === kind)
      .flatMap((one) => person(one, PROP.displayName, PROP.address, PROP.smtpAddress, PROP.addressType)?.value ?? []);
    const shown = plainText(message.text(display) ?? '');
    const names =
      listed.length > 0 || shown === '' ? listed : shown.split(';').map((one) => `${groupName(one.trim())}:;`);
    return optional(name, names.join(',\r\n '));
  });
}
