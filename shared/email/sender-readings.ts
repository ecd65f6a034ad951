import { decodeByteString } from './byte-string';
import { decodeHeaderText } from './encoded-words';
import type { HeaderSection, SectionInDoubt } from './header-fields';
import { fieldsOnlyIn, isSplitIssue, readHeaderVariants } from './header-variants';
import type { Note } from './issues';
import { readMailboxes } from './mailboxes';
import { decodeDomain } from './punycode';
import type { HeaderField, Mailbox, ParseIssue, SenderReading } from './types';
import { showControls, toReadable } from './visible-controls';

/** The header as it is usually read, with the mailboxes of each From field. */
interface UsualReading {
  readonly bytes: Uint8Array;
  readonly header: HeaderSection & Partial<SectionInDoubt>;
  readonly from: readonly { readonly field: HeaderField; readonly mailboxes: readonly Mailbox[] }[];
  readonly issues: readonly ParseIssue[];
  readonly note: Note;
}

/**
 * Every other sender that some program shows for the same header.
 *
 * The usual reading keeps to the standard. Programs that cut at a NUL, decode before they parse, take the first thing
 * that looks like an address or end lines elsewhere show somebody else (Chen, Paxson and Jiang, USENIX Security 2020).
 */
export function readSenders({ bytes, header, from, issues, note }: UsualReading): readonly SenderReading[] {
  const first = from.slice(0, maxFields);
  const usual = first.flatMap(({ mailboxes }) => mailboxes);
  const found = new Map<string, SenderReading>();
  const take = (reading: SenderReading): void => {
    const key = reading.mailbox.address.toLowerCase();
    if (key !== '' && found.size < maxReadings && !found.has(key) && !isUsual(key, usual)) found.set(key, reading);
  };
  for (const reading of hiddenSenders(bytes, header, issues, note)) take(reading);
  for (const { field } of first) for (const reading of fieldReadings(field, usual)) take(reading);
  if (!usual.some(({ address }) => address.includes('@'))) for (const reading of standIns(header)) take(reading);
  return [...found.values()];
}

const maxFields = 50;
const maxReadings = 20;
const longestField = 4000;

function isUsual(address: string, usual: readonly Mailbox[]): boolean {
  return usual.some((mailbox) => mailbox.address.toLowerCase() === address);
}

/** From fields that stand only in another reading of the header. */
function hiddenSenders(
  bytes: Uint8Array,
  header: UsualReading['header'],
  issues: readonly ParseIssue[],
  note: Note,
): readonly SenderReading[] {
  const isSplit = issues.some((issue) => isSplitIssue(issue) && issue.span.start <= header.bodyStart);
  if (!isSplit) return [];
  const readings: SenderReading[] = [];
  for (const variant of readHeaderVariants(bytes, header.headerSpan.start, header)) {
    for (const field of fieldsOnlyIn(variant, header)) {
      if (!shownFields.has(field.key)) continue;
      note('header.hidden-field', field.span.start, field.span.end);
      if (field.key !== 'from') continue;
      readings.push(...readMailboxes(field).map((mailbox): SenderReading => ({ mailbox, reason: 'hidden-field' })));
    }
  }
  return readings;
}

const shownFields: ReadonlySet<string> = new Set([
  ...['from', 'sender', 'reply-to', 'to', 'subject', 'date', 'content-type', 'content-transfer-encoding'],
]);

/** RFC 5322 knows no stand-in for From; programs that find no address there show these. */
function standIns({ fields }: HeaderSection): readonly SenderReading[] {
  return fields
    .filter(({ key }) => key === 'sender' || key === 'resent-from' || key === 'resent-sender')
    .slice(0, maxFields)
    .flatMap((field) => readMailboxes(field).map((mailbox): SenderReading => ({ mailbox, reason: 'stand-in' })));
}

/** What mail programs write: a name or none, and one plain address. There is one reading of it. */
const ordinary =
  /^(?:"[^"@\\\0]{0,500}"|[^"@()<>\\=,;:\0\r\x80-\xff]{0,500})[ \t]*<?[\w.+=-]{1,200}@[\w.-]{1,200}>?[ \t]*$/;
const candidate = /[^\s<>()",;:@\\\0[\]]{1,200}@[^\s<>()",;:@\\\0[\]]{1,200}/gu;

function fieldReadings(field: HeaderField, usual: readonly Mailbox[]): readonly SenderReading[] {
  if (ordinary.test(field.body) && !/xn--/i.test(field.body)) return [];
  const raw = field.body.slice(0, longestField).replace(/\r?\n/g, '');
  const decoded = decodeHeaderText(raw);
  const plain = decodeByteString(raw);
  const folded = /[^\x20-\x7e\t]/.test(decoded)
    ? decoded.normalize('NFKC').replace(/\p{Cf}|\p{Cc}|\u034f|\u115f|\u3164/gu, '')
    : decoded;
  const forms: readonly (readonly [SenderReading['reason'], readonly string[]])[] = [
    [
      'nul',
      raw.includes('\0')
        ? [plain.split('\0', 1)[0] ?? '', plain.replaceAll('\0', ''), plain.replaceAll('\0', ' ')]
        : [],
    ],
    ['bare-cr', /\r/.test(raw) ? plain.split('\r') : []],
    ['comment', raw.includes('(') ? [plain.replace(/\([^()]*\)/g, ''), plain] : []],
    ['quoted', /["\\]/.test(raw) ? [plain.replace(/["\\]/g, '')] : []],
    [
      'blank',
      /\s/.test(raw)
        ? [
            plain.replace(/<[^>]{0,500}/g, (inside) => inside.replace(/\s+/g, '')),
            plain.replace(/[ \t]{0,80}([@.])[ \t]{0,80}/g, '$1'),
          ]
        : [],
    ],
    ['several-at', [plain, plain.replace(/@(?=[^@]*@)/g, ' ')]],
    ['encoded', decoded === plain ? [] : [decoded]],
    ['look-alike', folded === decoded ? [] : [folded]],
  ];
  const names = usual.map(({ name }) => name.toLowerCase());
  const found = forms.flatMap(([reason, texts]) =>
    texts.flatMap((text) =>
      [...text.matchAll(candidate)].map(([address]) =>
        readingOf(field, showControls(address.replace(/^'+|'+$/g, '')), reason),
      ),
    ),
  );
  const named = found.filter(({ mailbox }) => !names.some((name) => name.includes(mailbox.address.toLowerCase())));
  return [...named, ...internationalSenders(usual), ...routes(field)];
}

function readingOf(field: HeaderField, address: string, reason: SenderReading['reason']): SenderReading {
  const at = address.lastIndexOf('@');
  const where = field.body.indexOf(address);
  const start = field.bodySpan.start + Math.max(0, where);
  const span = where === -1 ? field.bodySpan : { start, end: start + address.length };
  const mailbox: Mailbox = {
    span,
    name: '',
    nameSpan: undefined,
    address,
    addressSpan: span,
    localPart: address.slice(0, at),
    domain: address.slice(at + 1).toLowerCase(),
    group: undefined,
  };
  return { mailbox, reason };
}

/** The domain as programs show it that decode punycode. */
function internationalSenders(usual: readonly Mailbox[]): readonly SenderReading[] {
  return usual.flatMap((mailbox): readonly SenderReading[] => {
    const domain = decodeDomain(mailbox.domain);
    if (domain === undefined) return [];
    return [{ mailbox: { ...mailbox, domain, address: `${mailbox.localPart}@${domain}` }, reason: 'international' }];
  });
}

/** A source route, whole, as programs show it that do not know of it. */
function routes(field: HeaderField): readonly SenderReading[] {
  const match = /<[ \t]*(@[^<>]{1,500}:[^<>]{1,500})>/.exec(field.body);
  return match?.[1] === undefined ? [] : [readingOf(field, toReadable(match[1]), 'route')];
}
