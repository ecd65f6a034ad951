import { noPiece, type Piece } from './received-sender';
import type { TraceWord } from './trace-words';

/** What servers write into comments beside the clauses: who signed in, over which encryption, for which envelope. */
export interface TraceDetails {
  /** The sender that was given to the server (MAIL FROM); `<>` for the empty one. */
  readonly envelopeFrom: Piece;
  /** The account that signed in to send. */
  readonly account: Piece;
  /** Name or number of the user of that computer whose program handed the message in. */
  readonly localUser: Piece;
  /** As written: `TLSv1.3`, `TLS1_2`. */
  readonly tlsVersion: Piece;
  readonly tlsCipher: Piece;
}

const none: TraceDetails = {
  envelopeFrom: noPiece,
  account: noPiece,
  localUser: noPiece,
  tlsVersion: noPiece,
  tlsCipher: noPiece,
};

const maySpeak = /[-_/]|^(?:tls|ssl)$/i;

/** A line without these words has nothing to look for; most have none. */
const mayHold = /envelope|auth|account|user|uid|from|with|tls|ssl|cipher|encrypted/i;

/**
 * Reads the comments, and the words of the `with` clause, where Cisco and Exim write the cipher.
 *
 * @param withWords the words after `with`
 */
export function readTraceDetails(words: readonly TraceWord[], withWords: readonly TraceWord[]): TraceDetails {
  const comments = words.filter((word) => word.kind === 'comment' && mayHold.test(word.text));
  if (comments.length === 0 && !withWords.some(({ text }) => maySpeak.test(text))) return none;
  return {
    envelopeFrom: firstMatch(comments, envelopePatterns),
    account: firstMatch(comments, accountPatterns),
    localUser: firstMatch(comments, localUserPatterns),
    ...readTls(comments, withWords),
  };
}

/** Exim, Sendmail, FreeBSD's Postfix, PowerMTA; qmail-ldap. */
const envelopePatterns = [
  /^\s*envelope-(?:from|sender)\s{1,80}<([^<>\s]{1,320})>/i,
  /^\s*envelope-(?:from|sender)\s{1,80}(<>|[^<>\s]{1,320})/i,
];

const accountPatterns = [
  // Postfix; Kerio, MailEnable and others write it in like words.
  /\bauthenticated[ -](?:sender|user|as|id)(?:entity)?[:=]?\s{0,80}<?([^\s<>(),;]{1,320})/i,
  /\bsmtp-auth\s{1,80}username\s{1,80}([^\s,;]{1,320})/i,
  // Courier.
  /^\s*AUTH:? (?:LOGIN|PLAIN|CRAM-\w{1,10}|DIGEST-\w{1,10})\s{1,80}([^\s,;]{1,320})/i,
  // CommuniGate.
  /^\s*account\s{1,80}([^\s<>]{1,320})(?:\s|$)/i,
  // Yahoo: (user@192.0.2.1 with login)
  /^\s*(\S{1,320})@[0-9.]{7,15}\s{1,80}with\s{1,80}(?:login|plain|cram\S{0,10})\s*$/i,
];

const localUserPatterns = [
  // Postfix; qmail.
  /\bfrom\s{1,80}userid\s{1,80}(\d{1,10})/,
  /\binvoked\s{1,80}by\s{1,80}uid\s{1,80}(\d{1,10})/,
  // Sendmail: (from user@localhost)
  /^from\s{1,80}([^\s@]{1,64})@\S{1,255}\s*$/,
];

function firstMatch(comments: readonly TraceWord[], patterns: readonly RegExp[]): Piece {
  for (const comment of comments) {
    for (const pattern of patterns) {
      const match = pattern.exec(comment.text);
      const text = match?.[1];
      if (match === null || text === undefined || text === '') continue;
      const start = comment.start + 1 + match.index + match[0].lastIndexOf(text);
      return { text, start, end: start + text.length };
    }
  }
  return noPiece;
}

const version = /(?<![\w.-])(TLSv1\/SSLv3|TLS ?v?\d(?:[._]\d)?|SSLv[23])(?![\w.-]*\.[a-z])/i;
/** Exchange and Mimecast: `(TLS)`, `(Using TLS)`; James: `with ESMTP via SSL`. */
const bareVersion = /^\s*(?:using )?(TLS|SSL)\s*$/i;
const namedCipher = /\bcipher[= ]([\w-]{4,60})/i;
const cipher =
  /(?<![\w.-])((?:TLS_|(?:AEC|EC|E|A)?DHE?[-_]|(?:AES|RC4|DES|CAMELLIA|CHACHA20|NULL|EXP|PSK|SRP|GOST)\d{0,6}[-_])[A-Z\d_-]{3,60})(?![\w.]*\.[a-z])/;

/** Version and cipher, in whichever order and with whichever signs between: read each by its own shape. */
function readTls(
  comments: readonly TraceWord[],
  withWords: readonly TraceWord[],
): Pick<TraceDetails, 'tlsVersion' | 'tlsCipher'> {
  const spoken = withWords.filter(({ kind, text }) => kind === 'word' && /[-_/]/.test(text));
  const candidates = comments.filter(({ text }) => !text.includes('[') && /tls|ssl|cipher|encrypted/i.test(text));
  const isStated = candidates.length > 0;
  const words = spoken.filter(({ text }) => isStated || /^E?SMTPS?\/TLS\//i.test(text));
  const stated = firstShape(candidates, version, 1);
  const bare = orElse(firstShape(candidates, bareVersion, 1), () => firstShape(withWords, bareVersion, 0));
  return {
    tlsVersion: stated.text === '' ? bare : stated,
    tlsCipher: orElse(
      orElse(firstShape(candidates, namedCipher, 1), () => firstShape(candidates, cipher, 1)),
      () => firstShape(words, cipher, 0),
    ),
  };
}

function orElse(piece: Piece, other: () => Piece): Piece {
  return piece.text === '' || /^TLSv/i.test(piece.text) ? other() : piece;
}

function firstShape(words: readonly TraceWord[], shape: RegExp, offset: 0 | 1): Piece {
  for (const word of words) {
    const match = shape.exec(word.text.slice(0, 1000).replaceAll('/', offset === 0 ? ' ' : '/'));
    const text = match?.[1];
    if (match === null || text === undefined) continue;
    const start = word.start + offset + match.index + match[0].lastIndexOf(text);
    return { text, start, end: start + text.length };
  }
  return noPiece;
}
