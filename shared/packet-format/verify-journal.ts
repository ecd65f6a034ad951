/**
 * Verifies a custody journal over its stored bytes: form, order, chain, signatures, keys and times.
 *
 * Pure: hashing and the check of a signature are given, so that the engine, a packet's own page and a test run the same
 * code. It never throws for what is in the journal; it cannot see that whole last lines are gone (compare the head with
 * the case file, a packet or a printed checkpoint for that), nor a journal rewritten whole by the holder of its keys.
 */
import { FIRST_PREV, type JournalEntry, type JournalLine } from './journal-line';
import { type ParsedLine, parseJournalLine, signedBytes } from './parse-journal-line';

type Eventually<T> = T | Promise<T>;

/** What verification needs from outside. None of these may throw for bad input. */
export interface JournalTools {
  /** SHA-256, hexadecimal. */
  readonly sha256: (bytes: Uint8Array) => Eventually<string>;
  /** Whether `signature` (base64, DER) over `bytes` is by the certificate's key. */
  readonly verifySignature: (bytes: Uint8Array, signature: string, certificatePem: string) => Eventually<boolean>;
  /** SHA-256 of the certificate's public key; null when it is not a certificate with a P-256 key. */
  readonly keyFingerprint: (certificatePem: string) => Eventually<string | null>;
  /** The certificate stored as the object with this SHA-256; null when it is missing or its bytes are others. */
  readonly certificate: (sha256: string) => Eventually<string | null>;
  /** Told of every line that can be read, in order, so that nobody has to read them again. */
  readonly onLine?: (line: JournalLine) => void;
}

export type JournalProblem = 'form' | 'order' | 'chain' | 'signature' | 'key' | 'time' | 'torn';

export interface JournalFinding {
  /** The entry's place by its number; for a line that cannot be read, the number that it should have. */
  readonly seq: number;
  readonly problem: JournalProblem;
  /** In words, naming the entry. */
  readonly detail: string;
}

export interface EnrolledKey {
  readonly fingerprint: string;
  readonly name: string;
  readonly organisation: string;
  readonly certificate: string;
  /** Entry that enrolled it. */
  readonly entry: number;
}

export interface JournalReport {
  readonly ok: boolean;
  readonly findings: readonly JournalFinding[];
  /** Lines that end with a line end, readable or not. */
  readonly entries: number;
  /** Last whole line. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  readonly keys: readonly EnrolledKey[];
}

interface Walk {
  /** In the order of the lines; null where a signature's check found nothing, or is under way. */
  readonly findings: (JournalFinding | null)[];
  /** Checks of signatures that are under way. */
  underWay: Promise<void>[];
  readonly keys: Map<string, EnrolledKey>;
  readonly monoBySession: Map<string, number>;
  before: JournalEntry | null;
  /** Number that the next line should have. */
  expected: number;
  prev: string;
  head: JournalReport['head'];
}

const LINE_END = 0x0a;
/** So many signatures are checked side by side, where the given check can do that. */
const SIDE_BY_SIDE = 2048;

export async function verifyJournal(bytes: Uint8Array, tools: JournalTools): Promise<JournalReport> {
  const walk: Walk = {
    findings: [],
    underWay: [],
    keys: new Map(),
    monoBySession: new Map(),
    before: null,
    expected: 0,
    prev: FIRST_PREV,
    head: null,
  };
  let entries = 0;
  const whole = bytes.subarray(0, endOfWholeLines(bytes));
  for (const { start, end } of wholeLines(whole)) {
    await verifyLine(walk, whole.subarray(start, end), tools);
    entries += 1;
  }
  const torn = bytes.length - whole.length;
  if (torn > 0) {
    add(walk, walk.expected, 'torn', `after the last whole entry there are ${torn} bytes of a line that was cut off`);
  }
  await Promise.all(walk.underWay);
  const findings = walk.findings.filter((finding) => finding !== null);
  return {
    ok: findings.length === 0,
    findings,
    entries,
    head: walk.head,
    keys: [...walk.keys.values()],
  };
}

/**
 * Where the whole lines end. What stands after that is a line that a kill or a power cut left unfinished: it lacks its end, or
 * its end reached the disk before a part of it did, which then reads as NUL bytes; a line as it was written has none.
 */
export function endOfWholeLines(bytes: Uint8Array): number {
  const last = bytes.lastIndexOf(LINE_END);
  if (last !== bytes.length - 1 || last <= 0) {
    return last + 1;
  }
  const start = bytes.lastIndexOf(LINE_END, last - 1) + 1;
  return bytes.subarray(start, last).includes(0) ? start : last + 1;
}

/** Byte ranges of the lines that end with a line end. */
export function* wholeLines(bytes: Uint8Array): Generator<{ readonly start: number; readonly end: number }> {
  let start = 0;
  for (let end = bytes.indexOf(LINE_END); end !== -1; end = bytes.indexOf(LINE_END, start)) {
    yield { start, end };
    start = end + 1;
  }
}

async function verifyLine(walk: Walk, lineBytes: Uint8Array, tools: JournalTools): Promise<void> {
  const reading = parseJournalLine(lineBytes);
  const hash = await tools.sha256(lineBytes);
  if (reading.ok) {
    const { entry } = reading.line;
    tools.onLine?.({ ...reading.line, hash });
    checkOrder(walk, entry);
    checkTimes(walk, entry);
    await enrolKey(walk, entry, tools);
    await checkSignature(walk, reading.line, lineBytes, tools);
    walk.before = entry;
    walk.expected = Math.max(walk.expected, entry.seq + 1);
    walk.head = { seq: entry.seq, hash };
  } else {
    add(walk, walk.expected, 'form', `entry ${walk.expected} ${reading.problem}`);
    walk.head = { seq: walk.expected, hash };
    walk.expected += 1;
  }
  walk.prev = hash;
}

function add(walk: Walk, seq: number, problem: JournalProblem, detail: string): void {
  walk.findings.push({ seq, problem, detail });
}

function checkOrder(walk: Walk, entry: JournalEntry): void {
  const { seq } = entry;
  const { expected } = walk;
  if (seq > expected) {
    const gap = seq === expected + 1 ? `entry ${expected} is missing` : `entries ${expected} to ${seq - 1} are missing`;
    add(walk, expected, 'order', `${gap} before entry ${seq}`);
  } else if (seq < expected) {
    add(walk, seq, 'order', `entry ${seq} stands where entry ${expected} should be: it was moved or repeated`);
  }
  if (entry.prev !== walk.prev) {
    const before =
      expected === 0 ? 'the start of a journal' : `the line before it, where entry ${expected - 1} should be`;
    add(walk, seq, 'chain', `entry ${seq} does not continue ${before}: that line was changed, removed or moved`);
  }
}

/** A wall clock that ran backwards is stated by a `clock.jump`; unstated, the entry was not made when it says. */
function checkTimes(walk: Walk, entry: JournalEntry): void {
  const { seq, session, mono } = entry;
  if (Number.isNaN(Date.parse(entry.at))) {
    add(walk, seq, 'time', `entry ${seq} names a time that does not exist: ${entry.at}`);
  }
  if (walk.before !== null && entry.at < walk.before.at && entry.act !== 'clock.jump') {
    add(
      walk,
      seq,
      'time',
      `entry ${seq} is dated before entry ${walk.before.seq}, and no change of the clock is recorded`,
    );
  }
  const last = walk.monoBySession.get(session);
  if (last !== undefined && mono < last) {
    add(walk, seq, 'time', `entry ${seq} was made earlier in its session than the entry before it`);
  }
  walk.monoBySession.set(session, mono);
}

async function enrolKey(walk: Walk, entry: JournalEntry, tools: JournalTools): Promise<void> {
  if (entry.act !== 'key.enrol') {
    return;
  }
  const { seq, actor, subject } = entry;
  const sha256 = certificateHash(subject['certificate']);
  const certificate = sha256 === null ? null : await tools.certificate(sha256);
  if (certificate === null) {
    add(walk, seq, 'key', `entry ${seq} enrols a key whose certificate is missing or damaged`);
    return;
  }
  const fingerprint = await tools.keyFingerprint(certificate);
  if (fingerprint === null || fingerprint !== subject['key'] || fingerprint !== actor.key) {
    add(walk, seq, 'key', `entry ${seq} enrols a key that is not the one of its certificate`);
    return;
  }
  const { name, organisation } = actor;
  walk.keys.set(fingerprint, { fingerprint, name, organisation, certificate, entry: seq });
}

function certificateHash(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'sha256' in value && typeof value.sha256 === 'string'
    ? value.sha256
    : null;
}

async function checkSignature(walk: Walk, line: ParsedLine, lineBytes: Uint8Array, tools: JournalTools): Promise<void> {
  const { seq, actor } = line.entry;
  const key = walk.keys.get(actor.key);
  if (key === undefined) {
    add(walk, seq, 'key', `entry ${seq} is signed by a key that was not enrolled before it`);
    return;
  }
  if (key.name !== actor.name || key.organisation !== actor.organisation) {
    add(walk, seq, 'key', `entry ${seq} names another person than the one whose key signed it`);
  }
  const fits = tools.verifySignature(signedBytes(lineBytes, line), line.signature, key.certificate);
  if (fits === false) {
    walk.findings.push(wrongSignature(seq));
  } else if (fits !== true) {
    await checkLater(walk, seq, fits);
  }
}

/** Goes on with the next line while the check runs; what it finds stands where it would have stood. */
async function checkLater(walk: Walk, seq: number, check: Promise<boolean>): Promise<void> {
  const place = walk.findings.push(null) - 1;
  const done = check.then((fits) => {
    walk.findings[place] = fits ? null : wrongSignature(seq);
  });
  walk.underWay.push(done);
  if (walk.underWay.length >= SIDE_BY_SIDE) {
    await Promise.all(walk.underWay);
    walk.underWay = [];
  }
}

function wrongSignature(seq: number): JournalFinding {
  const detail = `the signature of entry ${seq} does not fit its content: the entry was changed`;
  return { seq, problem: 'signature', detail };
}
