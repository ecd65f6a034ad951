/**
 * Whether text begins like the header of an email: by field names, not by the file's name.
 *
 * Notes, program text and settings files also have lines of `name: value`; so at least one name must be one that mail
 * software writes.
 */
const MAIL_FIELDS: ReadonlySet<string> = new Set(
  (
    'from to cc bcc subject date sender reply-to message-id in-reply-to references return-path received delivered-to ' +
    'mime-version content-type content-transfer-encoding dkim-signature authentication-results arc-seal ' +
    'arc-message-signature arc-authentication-results received-spf x-mailer user-agent x-originating-ip x-received ' +
    'x-google-smtp-source envelope-to x-original-to list-id resent-from resent-date x-priority importance ' +
    'x-ms-exchange-organization-scl x-spam-status apparently-to errors-to x-gm-thrid x-gmail-labels ' +
    'content-disposition newsgroups domainkey-signature precedence'
  ).split(' '),
);

/** RFC 5322 section 2.2: printable characters without the colon; blanks before the colon are tolerated. */
const FIELD = /^([!-9;-~]+)[ \t]*:/;
const FROM_LINE = /^>?From /;
const MAX_LINES = 400;

export interface HeaderLikeness {
  /** Lines that look like header fields before the first empty line. */
  readonly fields: number;
  /** Of these, names that mail software writes. */
  readonly mailFields: number;
}

/** Looks at the first lines, after a byte order mark and leading empty lines. */
export function headerLikeness(head: Uint8Array): HeaderLikeness {
  const lines = firstLines(head);
  const names = lines.flatMap((line) => FIELD.exec(line)?.[1]?.toLowerCase() ?? []);
  return { fields: names.length, mailFields: names.filter((name) => MAIL_FIELDS.has(name)).length };
}

/** Whether mail software writes fields of this name. */
export function isMailField(name: string): boolean {
  return MAIL_FIELDS.has(name.toLowerCase());
}

export function isFieldLine(line: string): boolean {
  return FIELD.test(line);
}

/** A mailbox's separator line at the very beginning, quoted or not, as some programs leave it in single files. */
export function beginsWithFromLine(head: Uint8Array): boolean {
  return FROM_LINE.test(
    Buffer.from(head.subarray(0, 16))
      .toString('latin1')
      .replace(/^\u00ef\u00bb\u00bf/, ''),
  );
}

function firstLines(head: Uint8Array): readonly string[] {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  const lines = text
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .replace(/^[\r\n]+/, '')
    .split(/\r\n|\n|\r/, MAX_LINES);
  const empty = lines.indexOf('');
  return empty === -1 ? lines : lines.slice(0, empty);
}
