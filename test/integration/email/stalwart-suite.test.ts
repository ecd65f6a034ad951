/**
 * The expectations of stalwart's mail-parser for its own suite: fields one by one, and whole messages with the offsets of
 * every header field and part. A difference needs a reason that is checked on the texts themselves.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fieldsNamed, readAnatomy } from '../../../shared/email/anatomy';
import { readExtras } from '../../../shared/email/extra-readings';
import { readMessageIds } from '../../../shared/email/message-id';
import { readRoute } from '../../../shared/email/route';
import { decodeText } from '../../../shared/email/transfer-decoding';
import type { Anatomy, Mailbox, MimePart } from '../../../shared/email/types';
import { readWrittenDate } from '../../../shared/email/written-date';
import { hasSharedCorpora, readBytes, sharedCorpora } from '../../unit/email/corpora';

const suite = join(sharedCorpora, 'parser-suites/stalwart-mail-parser');
if (!hasSharedCorpora) console.log(`stalwart's suite left out: ${sharedCorpora} is not on this machine`);

interface Case<T> {
  readonly header: string;
  readonly expected: T | null;
}
interface TheirMailbox {
  readonly name: string | null;
  readonly address: string | null;
}
interface TheirAddresses {
  readonly List?: readonly TheirMailbox[];
  readonly Group?: readonly { readonly name: string | null; readonly addresses: readonly TheirMailbox[] }[];
}
interface TheirDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly tz_before_gmt: boolean;
  readonly tz_hour: number;
  readonly tz_minute: number;
}
interface TheirType {
  readonly c_type: string;
  readonly c_subtype: string | null;
  readonly attributes?: readonly (readonly [string, string])[] | null;
}
interface TheirHop {
  readonly from?: { readonly Name?: string; readonly IpAddr?: string };
  readonly from_ip?: string;
  readonly by?: { readonly Name?: string; readonly IpAddr?: string };
  readonly id?: string;
  readonly for_?: string;
  readonly with?: string;
  readonly date?: TheirDate | null;
}

function load<T>(name: string): readonly Case<T>[] {
  return JSON.parse(readFileSync(join(suite, name), 'utf8'));
}

const counts = new Map<string, number>();
afterAll(() => console.log([...counts].map(([reason, count]) => `  ${count} ${reason}`).join('\n')));

/** Counts the first reason that is shown; a difference without one is returned for the failure's text. */
function explain(what: string, reasons: readonly (readonly [words: string, isShown: boolean])[]): readonly string[] {
  const [words] = reasons.find(([, isShown]) => isShown) ?? [];
  const key = `${what.split(' ')[0]}: ${words ?? 'NO REASON'}`;
  counts.set(key, (counts.get(key) ?? 0) + 1);
  return words === undefined ? [what] : [];
}

const isAlike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const fieldOf = (name: string, header: string): Anatomy => readAnatomy(bytesOf(`${name}: ${header}\r\n\r\nx`));

function instantOf(date: TheirDate): number {
  const zone = (date.tz_before_gmt ? -1 : 1) * (date.tz_hour * 60 + date.tz_minute);
  return Date.UTC(date.year, date.month - 1, date.day, date.hour, date.minute, date.second) - zone * 60_000;
}

type Entry = readonly [name: string, address: string];
const listOf = ({ List = [], Group = [] }: TheirAddresses): readonly Entry[] =>
  [...List, ...Group.flatMap(({ addresses }) => addresses)].map(({ name, address }) => [name ?? '', address ?? '']);
const ours = (mailboxes: readonly Mailbox[]): readonly Entry[] => mailboxes.map(({ name, address }) => [name, address]);

/** Their addresses as ours are: without route, comments and blanks; their names hold ours, and what stood in comments. */
function isSameMailboxes(theirs: readonly Entry[], own: readonly Entry[]): boolean {
  const bare = theirs
    .map(([name, address]) => [name, address.replace(/^@[^:]*:|\([^)]*\)|\s/g, '')] as const)
    .filter(([name, address]) => address !== '' || own.some(([other]) => other === name));
  const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return (
    bare.length === own.length &&
    own.every(([name, address], at) => {
      const [theirName = '', theirAddress] = bare[at] ?? [];
      return address === theirAddress && words(name).every((word) => theirName.includes(word));
    })
  );
}

describe.skipIf(!hasSharedCorpora)('fields', () => {
  test('addresses', () => {
    const wrong = load<TheirAddresses>('address.json').flatMap(({ header, expected }) => {
      const theirs = listOf(expected ?? {});
      const own = ours(fieldOf('To', header).to);
      const reasons = [
        ['comments, routes and blanks are no part of name or address', isSameMailboxes(theirs, own)],
        [
          'a word without a domain is a name',
          isAlike(
            [theirs[0]?.[1]],
            own.map(([name]) => name),
          ),
        ],
      ] as const;
      return isAlike(theirs, own) ? [] : explain(`address ${header} ${JSON.stringify([theirs, own])}`, reasons);
    });
    expect(wrong).toEqual([]);
  });

  test('dates', () => {
    const wrong = load<TheirDate>('date.json').flatMap(({ header, expected }) => {
      const theirs = expected === null ? undefined : instantOf(expected);
      const own = readWrittenDate(header, 0);
      return theirs === own?.instantMs
        ? []
        : explain(`date ${header} ${theirs} ${own?.instantMs}`, [
            [
              'a zone that nobody knows gives no instant',
              own?.instantMs === undefined && own?.problems.some((problem) => problem.startsWith('zone-')) === true,
            ],
            [
              'a zone by two names and a number gives no instant',
              own?.instantMs === undefined && /[A-Z]\d[A-Z]+$/.test(header.trim()),
            ],
            ['no month, so no date', own?.instantMs === undefined && !/[A-Z][a-z]{2}/.test(header)],
            ['a Received field that was given as a date', own?.instantMs === undefined && header.startsWith('by ')],
            ['a comment that is never closed hides nothing', theirs === undefined && header.includes('((')],
          ]);
    });
    expect(wrong).toEqual([]);
  });

  test('identifiers and unstructured text', () => {
    const ids = load<readonly string[]>('id.json').flatMap(({ header, expected }) => {
      const own = fieldsNamed(fieldOf('References', header), 'references').flatMap((field) =>
        readMessageIds(field).map(({ id }) => id),
      );
      return isAlike(expected ?? [], own)
        ? []
        : explain(`id ${header} ${own}`, [['an empty pair of brackets is an empty id', isAlike(own, [''])]]);
    });
    const squeezed = (text: string) => text.replace(/\s/g, '');
    const texts = load<string>('unstructured.json').flatMap(({ header, expected }) => {
      const own = fieldOf('Subject', header).subject;
      return expected === own
        ? []
        : explain(`text ${header} ${own}`, [
            [
              'blanks of folds, of ends and around encoded words stay as written',
              squeezed(expected ?? '') === squeezed(own),
            ],
          ]);
    });
    expect([...ids, ...texts]).toEqual([]);
  });

  test('types and parameters', () => {
    const wrong = load<TheirType>('content_type.json').flatMap(({ header, expected }) => {
      const { structure, issues } = fieldOf('Content-Type', header);
      const theirType = expected === null ? '' : [expected.c_type, expected.c_subtype ?? []].flat().join('/');
      const theirs = new Map(expected?.attributes ?? []);
      const own = new Map([...structure.parameters]);
      const isSame = theirType.toLowerCase() === structure.mediaType && isAlike([...theirs], [...own]);
      const plain = [...theirs].filter(([name]) => !name.endsWith('-language'));
      const squeezed = (all: readonly (readonly [string, string])[]) => JSON.stringify(all).replace(/\s/g, '');
      return isSame
        ? []
        : explain(`type ${header} ${theirType} ${structure.mediaType} ${JSON.stringify([[...theirs], [...own]])}`, [
            [
              'no type at all: the default, or the text as written, and an issue',
              issues.some(({ code }) => code === 'mime.type-invalid') || expected === null,
            ],
            [
              'the language of RFC 2231 is no parameter of its own',
              isAlike(plain, [...own]) && plain.length < theirs.size,
            ],
            ['parameters that no semicolon divides are not taken', /[^;\s]\s*\n\s+[\w*]+=/.test(header)],
            ['blanks between encoded words are no text', squeezed([...theirs]) === squeezed([...own])],
            ['a value of blanks is an empty one', theirs.size === 0 && [...own.values()].join('') === ''],
            ['asterisks and numbers that are none of RFC 2231, made for its readers', /\*=test|\*\*/.test(header)],
            [
              'an empty name is kept',
              isAlike(
                [...theirs],
                [...own].filter(([name]) => name !== ''),
              ),
            ],
            ['the same parameters in another order', isAlike([...theirs].toSorted(), [...own].toSorted())],
          ]);
    });
    expect(wrong).toEqual([]);
  });

  test('Received', () => {
    const wrong = load<TheirHop>('received.json').flatMap(({ header, expected }) =>
      hopDifferences(header, expected ?? {}),
    );
    expect(wrong).toEqual([]);
  });
});

function hopDifferences(header: string, theirs: TheirHop): readonly string[] {
  const [hop] = readRoute(fieldOf('Received', header));
  if (hop === undefined) return [`received ${header}: no hop`];
  const at = theirs.date ? instantOf(theirs.date) : undefined;
  const own = hop.date?.instantMs;
  const by = theirs.by?.Name ?? theirs.by?.IpAddr ?? '';
  const { id = '', with: protocol = '', for_: recipient = '', from_ip: ip = '' } = theirs;
  const check = (what: string, isSame: boolean, reasons: Parameters<typeof explain>[1]) =>
    isSame ? [] : explain(`received-${what} ${header}`, reasons);
  return [
    ...check('date', at === own, [
      ['the other reader makes a date before 1971 of it', at !== undefined && at < 31_536_000_000],
      ['no zone, so no instant', own === undefined && hop.date?.problems.includes('no-zone') === true],
      [
        'an unreadable date gives no instant',
        own === undefined && hop.date?.instantMs === undefined && /_|;\S/.test(header),
      ],
      ['the other reader passes over a zone of letters', /[A-Z]{3}\s*$/.test(header.trim())],
      ['the other reader finds none', at === undefined && own !== undefined],
      ['the other reader takes parts of a second for the zone', /:\d\d\.\d/.test(header)],
    ]),
    ...check('by', by.toLowerCase() === hop.by.toLowerCase(), [
      ['two by clauses: the first one', header.includes(`by ${hop.by} by `)],
    ]),
    ...check('id', id === hop.id, [['the whole id, also behind a slash', hop.id.startsWith(`${id}/`)]]),
    ...check('with', protocol.toUpperCase() === hop.protocol.toUpperCase(), [
      [
        'the words of the field as written',
        header.toUpperCase().includes(hop.protocol.toUpperCase()) && hop.protocol !== '',
      ],
    ]),
    ...check('ip', ip === hop.ip, [
      ['an address in the place of the name is one', ip === '' && theirs.from?.IpAddr === hop.ip],
      ['an address that stands elsewhere in the field', ip === '' && header.includes(hop.ip)],
      [
        'an address among other words of a comment is not read',
        hop.ip === '' && /^[^;]*\([^)]*[\d:.]{7,}[^)]*\)|^\(/.test(header),
      ],
      ['an address with a port is not read', hop.ip === '' && header.includes(`${ip}:`)],
      ['two addresses: the other one', hop.ip !== '' && ip !== '' && header.includes(hop.ip) && header.includes(ip)],
    ]),
    ...check('for', recipient === hop.recipient, [
      ['a name without a domain is a recipient too', recipient === '' && header.includes(`<${hop.recipient}>`)],
      [
        'what stands behind the date is not of the route',
        hop.recipient === '' && header.indexOf(';') < header.indexOf(recipient),
      ],
    ]),
  ];
}

interface TheirPart {
  readonly headers: readonly {
    readonly name: string | object;
    readonly value: Record<string, unknown> | string;
    readonly offset_field: number;
    readonly offset_end: number;
  }[];
  readonly body: {
    readonly Multipart?: readonly number[];
    readonly Message?: TheirMessage;
    readonly Text?: string;
    readonly Html?: string;
  };
  readonly offset_header: number;
  readonly offset_body: number;
  readonly offset_end: number;
}
interface TheirMessage {
  readonly parts: readonly TheirPart[];
}

/** Every part from the top down; an enclosed message is below its part. */
function theirParts({ parts }: TheirMessage, index = 0): readonly TheirPart[] {
  const part = parts[index];
  if (part === undefined) return [];
  const { Multipart = [], Message } = part.body;
  return [
    part,
    ...Multipart.flatMap((at) => theirParts({ parts }, at)),
    ...(Message === undefined ? [] : theirParts(Message)),
  ];
}

const ourParts = (part: MimePart): readonly MimePart[] => [part, ...part.parts.flatMap(ourParts)];

/** Their expectations are for files with LF, which stand in the suite with CRLF. */
const withLf = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n'), 'latin1'));

describe.skipIf(!hasSharedCorpora)('whole messages', () => {
  test.each(['legacy', 'malformed', 'rfc', 'thirdparty'])(
    '%s: fields and parts at the same offsets, with the same text',
    (folder) => {
      const names = readdirSync(join(suite, 'eml', folder)).filter((name) => /^\d+\.json$/.test(name));
      expect(names.length).toBeGreaterThan(9);
      const wrong = names.flatMap((name) => messageDifferences(`${folder}/${name.replace('.json', '')}`));
      expect(wrong).toEqual([]);
    },
  );
});

function messageDifferences(name: string): readonly string[] {
  const theirs: TheirMessage = JSON.parse(readFileSync(join(suite, 'eml', `${name}.json`), 'utf8'));
  const bytes = withLf(readBytes(join(suite, 'eml', `${name}.eml`)));
  const anatomy = readAnatomy(bytes);
  const all = theirParts(theirs);
  const own = ourParts(anatomy.structure);
  const fields = all[0]?.headers.map(({ offset_field: start, offset_end: end }) => [start, end]);
  const spans = (part: MimePart) => [part.span.start, part.bodySpan.start, part.bodySpan.end];
  const theirSpans = all.map((part) => [part.offset_header, part.offset_body, part.offset_end]);
  const isSameTree = isAlike(theirSpans, own.map(spans));
  return [
    ...(isAlike(
      fields,
      anatomy.fields.map(({ span }) => [span.start, span.end]),
    )
      ? []
      : [`fields ${name}`]),
    ...(isSameTree ? textDifferences(name, all, own, bytes) : treeReasons(name, all, anatomy, bytes, own.map(spans))),
  ];
}

/** Trees differ only where an issue says so, and each text of theirs is in one of our readings. */
function treeReasons(
  name: string,
  all: readonly TheirPart[],
  anatomy: Anatomy,
  bytes: Uint8Array,
  own: readonly (readonly number[])[],
) {
  const letters = (text: string) => text.replace(/[^\x21-\x7e]/g, '');
  const texts = [
    ...ourParts(anatomy.structure).map((part) => letters(decodeText(bytes, part))),
    ...readExtras(bytes, anatomy).readings.map(({ text }) => letters(text)),
  ];
  const isKept = all.every(({ body: { Text, Html } }) => {
    const text = letters(Text ?? Html ?? '');
    return texts.some((one) => one.includes(text)) || texts.some((one) => one.length > 8 && text.startsWith(one));
  });
  const code = anatomy.issues.find(
    (issue) => issue.code.startsWith('mime.') || issue.code === 'header.no-empty-line',
  )?.code;
  const off = all.flatMap((part, at) =>
    [part.offset_header, part.offset_body, part.offset_end].map((one, n) => Math.abs(one - (own[at]?.[n] ?? -9))),
  );
  return explain(`tree ${name} ${code} ${JSON.stringify(own)}`, [
    [
      'an end of a part or header that differs by one line end',
      all.length === own.length && off.every((one) => one <= 1),
    ],
    [`two readings, and an issue says so (${code})`, code !== undefined && isKept],
  ]);
}

function textDifferences(
  name: string,
  all: readonly TheirPart[],
  own: readonly MimePart[],
  bytes: Uint8Array,
): readonly string[] {
  return all.flatMap(({ body: { Text, Html } }, at) => {
    const part = own[at];
    const theirs = (Text ?? Html ?? '').replaceAll('\r\n', '\n');
    if (part === undefined || Text === undefined || !part.mediaType.startsWith('text/')) return [];
    const text = decodeText(bytes, part).replaceAll('\r\n', '\n');
    const letters = (one: string) => one.replace(/[^\x21-\x7e]/g, '');
    return theirs === text
      ? []
      : explain(`text ${name} ${JSON.stringify([theirs, text])}`, [
          ['uuencode: the other reader does not decode it', /uu/.test(part.transferEncoding)],
          [
            'bytes that are not of the declared charset',
            theirs.includes('\ufffd') && letters(theirs) === letters(text),
          ],
          [
            'text that is no base64 is decoded in two ways',
            part.transferEncoding === 'base64' && theirs.length !== text.length,
          ],
          [
            'the encoding is unknown: the other reader passes over bytes',
            !/^(?:|7bit|8bit|binary|base64|quoted-printable)$/.test(part.transferEncoding),
          ],
        ]);
  });
}
