import { decodeUtf8 } from '../text/utf8';
import { isCanonicalText } from './canonical';
import { JOURNAL_ACTS, type JournalAct, type JournalEntry } from './journal-line';

export interface ParsedLine {
  readonly entry: JournalEntry;
  /** The entry object's text as it stands in the line: what was signed. */
  readonly signedText: string;
  /** Base64. */
  readonly signature: string;
}

export type LineReading =
  | { readonly ok: true; readonly line: ParsedLine }
  | { readonly ok: false; readonly problem: string };

const HEAD = '{"entry":';
const BEFORE_SIGNATURE = ',"sig":"';
const AFTER_SIGNATURE = '"}';
const TAIL = /,"sig":"([A-Za-z0-9+/]{1,200}={0,2})"\}$/;
const ENTRY_KEYS = 'act,actor,at,id,mono,prev,seq,session,subject,tool,v,zone';

/** A line's text (without its line end) from an entry's canonical text and its signature. */
export function formatJournalLine(signedText: string, signature: string): string {
  return `${HEAD}${signedText}${BEFORE_SIGNATURE}${signature}${AFTER_SIGNATURE}`;
}

/** What was signed, in the bytes of a line that could be read. */
export function signedBytes(lineBytes: Uint8Array, { signature }: ParsedLine): Uint8Array {
  const tail = BEFORE_SIGNATURE.length + signature.length + AFTER_SIGNATURE.length;
  return lineBytes.subarray(HEAD.length, lineBytes.length - tail);
}

/** Reads one line's bytes, without the line end. Never throws; says in words what is wrong. */
export function parseJournalLine(bytes: Uint8Array): LineReading {
  const text = decodeUtf8(bytes);
  if (text === undefined) {
    return bad('is not text in UTF-8');
  }
  const tail = TAIL.exec(text);
  if (tail === null || !text.startsWith(HEAD)) {
    return bad('does not have the form of a journal line');
  }
  const signedText = text.slice(HEAD.length, tail.index);
  const entry = parseEntry(signedText);
  return typeof entry === 'string' ? bad(entry) : { ok: true, line: { entry, signedText, signature: tail[1] ?? '' } };
}

function bad(problem: string): LineReading {
  return { ok: false, problem };
}

/** The entry, or what is wrong with it. Not in canonical form means that two programs could read two things. */
function parseEntry(text: string): JournalEntry | string {
  try {
    const value: unknown = JSON.parse(text);
    if (!isEntry(value)) {
      return 'does not have the fields of a journal entry';
    }
    return isCanonicalText(text, value) ? value : 'is not written in canonical form';
  } catch {
    return 'is not JSON';
  }
}

const HASH = /^[0-9a-f]{64}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const ZONE = /^[+-]\d\d:\d\d$/;

function isEntry(value: unknown): value is JournalEntry {
  if (!isObject(value) || Object.keys(value).sort().join() !== ENTRY_KEYS) {
    return false;
  }
  const { v, seq, id, at, zone, mono, session, actor, act, subject, tool, prev } = value;
  return (
    v === 1 &&
    isCount(seq) &&
    isText(id) &&
    matches(INSTANT, at) &&
    matches(ZONE, zone) &&
    typeof mono === 'number' &&
    isText(session) &&
    isActor(actor) &&
    isAct(act) &&
    isObject(subject) &&
    isTool(tool) &&
    matches(HASH, prev)
  );
}

function isActor(value: unknown): boolean {
  return isObject(value) && isText(value['name']) && isText(value['organisation']) && matches(HASH, value['key']);
}

function isTool(value: unknown): boolean {
  return isObject(value) && value['name'] === 'Chainmail' && isText(value['version']);
}

function isAct(value: unknown): value is JournalAct {
  return JOURNAL_ACTS.some((act) => act === value);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function matches(pattern: RegExp, value: unknown): boolean {
  return isText(value) && pattern.test(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
