/** What a redacted packet says about what is not in it. */
import { plainLine } from '../text/visible-text';
import { grouped } from './packet-numbers';

export const redactionMarks = {
  withheld: '[WITHHELD]',
  embedded: (bytes: number) => `[A file of ${grouped(bytes)} characters stood in the text here. It was left out.]`,
  attachment: (file: { name: string; type: string; bytes: number; sha256: string | null }) =>
    [
      'An attachment stood here. It was left out of the redacted copy, as it cannot be searched as text.',
      `Name: ${file.name === '' ? '(none)' : file.name}`,
      `Type: ${file.type}`,
      `Size: ${grouped(file.bytes)} bytes`,
      file.sha256 === null
        ? 'SHA-256: not given, as the file names a person who is not named here.'
        : `SHA-256: ${file.sha256}`,
      '',
    ].join('\r\n'),
} as const;

/** Why a list of persons is refused; the caller adds that nothing was changed. */
export const redactionProblems = {
  tooMany: (count: number, most: number) => `The list names ${grouped(count)} persons; ${most} is the most.`,
  numberTwice: 'Two persons of the list have the same number.',
  addressTwice: (address: string) => `“${address}” is given for two persons, or twice for one.`,
  empty: 'A person has neither a name nor an address nor a word.',
  tooManyValues: (most: number) => `A person has more than ${most} names, addresses and words.`,
  tooLong: (longest: number) => `An entry is longer than ${longest} characters.`,
  noAddress: (address: string) => `“${address}” is not an address such as name@example.com.`,
  tooShort: (value: string) => `“${value}” is too short: it would be found everywhere.`,
  unchanged: 'Nothing was changed.',
} as const;

/** Fields in front of a derivative, so that nobody takes it for the message. */
export function derivativeNotice(label: string, originalSha256: string, entry: number): readonly string[] {
  return [
    `X-Chainmail-Derivative: redacted copy of exhibit ${label}, written anew; not the original`,
    `X-Chainmail-Original-SHA-256: ${originalSha256}`,
    `X-Chainmail-Journal-Entry: ${entry}`,
  ];
}

const ENCODINGS: Readonly<Record<string, string>> = {
  folded: 'over a line end',
  'character-reference': 'HTML character references',
  percent: 'percent-encoding',
  'quoted-printable': 'quoted-printable',
  escape: 'escape sequences',
  defanged: 'defanged',
  tags: 'between tags',
  'encoded-word': 'an encoded word',
  base64: 'base64',
  hex: 'hexadecimal',
  'utf-16': 'UTF-16',
  wrapped: 'over the ends of lines',
};

/** `plain text`, or `base64 in percent-encoding`: the outermost last. */
export function encodingWords(encodings: readonly string[]): string {
  return encodings.length === 0
    ? 'plain text'
    : encodings
        .map((encoding) => ENCODINGS[encoding] ?? encoding)
        .toReversed()
        .join(' in ');
}

const INSIDE: Readonly<Record<string, string>> = {
  '': '',
  name: 'the name of ',
  packed: 'a packed file in ',
  stream: 'a stream of ',
  drawn: 'the text of ',
};

interface FoundResidue {
  readonly path: string;
  readonly residue: { readonly token: string; readonly encodings: readonly string[]; readonly inside: string };
}

export function residueSentence(found: readonly FoundResidue[], total: number): string {
  const places = found.map(
    ({ path, residue: { token, encodings, inside } }) =>
      `${token} in ${INSIDE[inside] ?? ''}${path} (${encodingWords(encodings)})`,
  );
  const more = total > found.length ? ` and ${grouped(total - found.length)} more files` : '';
  return `The packet was not written: it would still name ${places.join('; ')}${more}. The case is unharmed and nothing was signed. Look for what names the person there (a label, the examiner, the case’s number, an ordinary word on the list), change it or the list, and build again.`;
}

export const redactionSentences = {
  unknownProfile: (given: string, known: string) =>
    `There is no redaction profile "${plainLine(given)}". No packet was written. The one that there is: --redact ${known}, which leaves out the persons of the case's list.`,
  nobody:
    'Nobody is on the list of persons who are not to be named, so there is nothing to redact. No packet was written. Put persons on the list, or build the packet with the originals.',
  stageScan: 'Looking for what was missed',
} as const;

export const redactionReport = {
  title: 'Redaction log',
  introduction: [
    'This packet does not name the persons listed here. Each is replaced by a token, the same in every exhibit and in every packet of this case. The exhibits are copies that were written anew from the messages; the originals are not in the packet. No value that was replaced stands in this log or anywhere in the packet: each file was searched for them, plain and in the encodings of mail, before the packet was signed.',
    'What was observed in a message was observed in its original. Signatures of the message’s senders cannot be verified on a copy; the results that are given were obtained on the original.',
    'Each copy names the SHA-256 of its original and the journal entry in which that original was chosen as the exhibit; the entry is proved by a file of its own in data/custody/proofs/. Whoever has the original can see that it is the one.',
  ],
  list: (entry: number, by: string, at: string) =>
    `The list of persons was set by ${by} on ${at}, journal entry ${entry}. The journal holds the SHA-256 of the list with a random salt, so that nobody can guess it and the examiner cannot change it afterwards:`,
  personColumns: { token: 'Token', reason: 'Why not named', sought: 'Searched for' },
  noReason: 'not stated',
  sought: (names: number, addresses: number, words: number) =>
    [
      names === 0 ? '' : 'the name',
      addresses === 0 ? '' : addresses === 1 ? 'one address' : `${addresses} addresses`,
      words === 0 ? '' : words === 1 ? 'one further word' : `${words} further words`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  copiesTitle: 'Copies and originals',
  copyColumns: { label: 'Exhibit', entry: 'Entry', copy: 'SHA-256 of the copy', original: 'SHA-256 of the original' },
  exhibitTitle: (label: string) => `Exhibit ${label}`,
  changeColumns: { place: 'Where', what: 'What was replaced', count: 'Times' },
  forms: {
    address: 'an address',
    account: 'the part of an address before the @',
    name: 'a name',
    word: 'a further word',
    hash: 'a hash of an address, name or word',
  },
  omission: (kind: keyof typeof OMISSIONS, bytes: number) => `${OMISSIONS[kind]}, ${grouped(bytes)} bytes`,
  nothing: 'Nothing had to be replaced.',
  more: (count: number) => `${grouped(count)} more rows are in data/redaction/redaction-log.json.`,
  guessable:
    'Everything in this message but the persons’ values is in the copy. Whoever guesses a value and writes the original anew byte for byte can see by the original’s SHA-256, which the custody journal holds, whether the guess is right.',
} as const;

const OMISSIONS = {
  signature: 'left out: values of a signature',
  'body-hash': 'left out: the hash of the body in a signature',
  personal: 'left out: what each recipient gets for themselves',
  opaque: 'left out: a value that only the service that wrote it can read',
  attachment: 'left out: a file that cannot be searched as text',
  outside: 'left out: text outside all parts',
  embedded: 'left out: a file inside a text',
} as const;
