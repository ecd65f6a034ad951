import { fromDigits, fromFiletime, fromUuidV1 } from './clocks';
import { decoder, digitsDecoder, hexSecondsDecoder, secondsDecoder, type TimeDecoder } from './decoder';
import { readNumeral } from './numerals';

const SECONDS_TO_INN_EPOCH = 673_416_000;

/** Outlook and Outlook Express: counter, FILETIME, then four bytes of the host's address or random ones. */
export const outlookMessageId: TimeDecoder = decoder(
  'message-id.outlook',
  /^[0-9a-f]{4}([0-9a-f]{8})\$([0-9a-f]{8})\$[0-9a-f]{8}\$?@/i,
  ([high = '', low = '']) => fromFiletime(high, low),
  { precisionSeconds: 0.001 },
);

/** Gnus: two halves of sixteen bits, each a base 36 number written with the letters backwards. */
function fromGnus(signs: string): number | undefined {
  const high = readNumeral(signs.slice(0, 4), 'base36Reversed');
  const low = readNumeral(signs.slice(4), 'base36Reversed');
  return high === undefined || low === undefined ? undefined : ((high & 0xffff) * 65_536 + (low & 0xffff)) * 1000;
}

function fromInn(signs: string): number | undefined {
  const seconds = readNumeral(signs, 'base32Hex');
  return seconds === undefined ? undefined : (seconds + SECONDS_TO_INN_EPOCH) * 1000;
}

/** Pine and Alpine: two-digit year, month, day, hour, minute. */
const PINE = /^(?:alpine|pine)\.[A-Za-z0-9]{1,8}\.[\d.]{1,16}?\.(\d{10})\d{3}\.\d/i;

/** HCL Notes: Julian day and hundredths of a second; the top byte of the first half holds flags. */
function fromNotes(dayHex: string, timeHex: string): number {
  const day = (Number.parseInt(dayHex, 16) & 0xff_ffff) - 2_440_588;
  return day * 86_400_000 + Number.parseInt(timeHex, 16) * 10;
}

/** Ids that a program on the author's own computer makes. */
export const messageIdDesktop: readonly TimeDecoder[] = [
  outlookMessageId,
  digitsDecoder('message-id.mutt', /^(\d{14})\.G[A-Z]\d{1,10}@/),
  // Mutt up to 1.3: a letter and the process, and the author's wall clock.
  digitsDecoder('message-id.mutt-old', /^(\d{14})\.[A-Z]\d{1,5}@/, { clock: 'local' }),
  digitsDecoder('message-id.git', /^(\d{14})\.\d{1,10}-\d{1,6}-/),
  digitsDecoder('message-id.stgit', /^(\d{14})\.[\d.]{1,24}\.stgit@/),
  // Python up to 3.3: process number, random number, and a word that the program chose.
  digitsDecoder('message-id.python-old', /^(\d{14})\.\d{1,7}\.\d{1,6}(?:\.[\w-]{1,40})?@/),
  digitsDecoder('message-id.sylpheed', /^(\d{14})\.[0-9a-f]{8}[.@]/, { clock: 'local' }),
  digitsDecoder('message-id.neomutt', /^(\d{14})\.[a-z0-9]{16}@/),
  hexSecondsDecoder('message-id.thunderbird', /^([0-9A-Fa-f]{8})\.\d{5,8}@/),
  hexSecondsDecoder('message-id.pegasus', /^([0-9A-F]{8})\.\d{1,6}\.[0-9A-F]{1,8}@/, { clock: 'local' }),
  secondsDecoder('message-id.evolution', /^(\d{9,10})\.\d{1,7}\.\d{1,5}\.camel@/),
  decoder('message-id.gnus', /^[0-9a-z]{1,6}([0-9a-z]{8})\.(?:fsf|wl|ln2)/, ([signs = '']) => fromGnus(signs)),
  decoder('message-id.inn', /^([0-9a-v]{6})\$[0-9a-v]{1,8}\$\d{1,3}@/, ([signs = '']) => fromInn(signs)),
  digitsDecoder('message-id.kmail', /^(\d{12})\.\d{5}\./, { clock: 'local', precisionSeconds: 60 }),
  digitsDecoder('message-id.eudora', /^\d{1,2}\.\d\.\d{1,2}\.\d{1,2}\.\d{1,2}\.(\d{14})\.[0-9a-f]{8}@/, {
    clock: 'local',
  }),
  digitsDecoder('message-id.the-bat', /^\d{3,11}\.(\d{14})@/, { clock: 'local' }),
  decoder('message-id.pine', PINE, ([digits = '']) => fromDigits(`${digits < '89' ? '20' : '19'}${digits}`), {
    clock: 'local',
    precisionSeconds: 60,
  }),
  decoder(
    'message-id.notes',
    /^OF[0-9A-F]{8}\.[0-9A-F]{8}-ON[0-9A-F]{8}\.[0-9A-F]{8}-([0-9A-F]{8})\.([0-9A-F]{8})@/,
    ([day = '', time = '']) => fromNotes(day, time),
    { precisionSeconds: 0.01 },
  ),
  hexSecondsDecoder('message-id.etpan', /^etPan\.([0-9a-f]{8})\./),
  decoder(
    'message-id.uuid-v1',
    /^([0-9A-Fa-f]{8})-([0-9A-Fa-f]{4})-(1[0-9A-Fa-f]{3})-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}@/,
    ([low = '', middle = '', high = '']) => fromUuidV1(low, middle, high),
    { precisionSeconds: 0.001, needsSupport: true },
  ),
  secondsDecoder('message-id.exmh', /^\d{1,7}\.(\d{9,10})@/, { needsSupport: true }),
];

/** The moment at which the message was begun, in ids that also carry the moment of sending. */
export const messageIdDrafts: readonly TimeDecoder[] = [
  decoder(
    'message-id.notes-created',
    /^OF[0-9A-F]{8}\.[0-9A-F]{8}-ON([0-9A-F]{8})\.([0-9A-F]{8})-/,
    ([day = '', time = '']) => fromNotes(day, time),
    { precisionSeconds: 0.01, bound: 'lower' },
  ),
];
