import { readDateMark, readWhen } from './date-line';
import { readJsonAnswers } from './json-answers';
import { readPemKey } from './pem-key';
import { readZoneLines, type ZoneLine } from './read-lines';
import { type DnsAnswer, type DnsOutcome, type DnsQuestion, type DnsRecord, dnsName } from './records';
import { fullName, readHostLine, readPlainText, readZoneRecord, typeOf } from './zone-record';

/**
 * A file with DNS answers, in any of the forms that people get them: what `dig`, `host` and `nslookup` print, zone files,
 * JSON of DNS over HTTPS, a key as PEM with its name. Never throws; what is no answer is passed over.
 */
export interface AnswerFile {
  readonly answers: readonly Omit<DnsAnswer, 'evidence'>[];
  /** Lines that are neither answers nor comments. */
  readonly strange: number;
}

const MAX_CHARACTERS = 8 << 20;
const MAX_ANSWERS = 50_000;

/** @param fileName tells the name of a PEM key where the file itself does not */
export function readAnswers(text: string, fileName = ''): AnswerFile {
  const cut = text.slice(0, MAX_CHARACTERS).replace(/^\ufeff/, '');
  const known = readJsonAnswers(cut) ?? readPemKey(cut, fileName);
  if (known !== undefined) {
    return { answers: known.slice(0, MAX_ANSWERS), strange: 0 };
  }
  const reader = new AnswerReader();
  for (const line of readZoneLines(cut)) {
    reader.take(line);
  }
  return reader.finish();
}

type Unplaced = Omit<DnsAnswer, 'evidence'>;

/** One reply of a server, from its header line to the next. */
interface Block {
  readonly status: string;
  question: DnsQuestion | undefined;
  records: DnsRecord[];
  date: string;
}

class AnswerReader {
  readonly #answers: Unplaced[] = [];
  readonly #loose: DnsRecord[] = [];
  #block: Block | undefined;
  #date = '';
  #origin = '';
  #lastOwner = '';
  #section = '';
  #strange = 0;
  #waiting = '';

  take(line: ZoneLine): void {
    if (line.words.length === 0 && line.comment !== '') {
      this.#takeComment(line.comment);
    } else if (line.words.length > 0) {
      this.#takeLine(line);
    }
  }

  finish(): AnswerFile {
    this.#endBlock();
    this.#answers.push(...grouped(this.#loose, this.#date));
    return { answers: this.#answers.slice(0, MAX_ANSWERS), strange: this.#strange };
  }

  #takeComment(comment: string): void {
    const status = /->>HEADER<<-.{0,80}status:\s*([A-Z]+)/.exec(comment)?.[1];
    const section = /^;?\s*(\w+) SECTION:/.exec(comment)?.[1];
    if (status !== undefined) {
      this.#endBlock();
      this.#block = { status, question: undefined, records: [], date: '' };
      this.#section = '';
    } else if (section !== undefined) {
      this.#section = section.toUpperCase();
    } else if (/^;?\s*(?:connection timed out|no servers could be reached)/i.test(comment)) {
      this.#block ??= { status: 'TIMEOUT', question: undefined, records: [], date: '' };
    } else {
      this.#takeMark(comment);
    }
  }

  #takeMark(comment: string): void {
    const asked = /^\s?([^\s;]{1,255})\s+(?:IN|ANY)\s+([A-Z]+)\s*$/.exec(comment);
    const type = typeOf(asked?.[2] ?? '');
    const date = readDateMark(comment);
    const when = readWhen(comment);
    if (asked !== null && type !== undefined && this.#block !== undefined) {
      this.#block.question = { name: dnsName(asked[1] ?? ''), type };
    } else if (date !== '') {
      this.#date = date;
    } else if (when !== '') {
      this.#noteWhen(when);
    }
  }

  #noteWhen(when: string): void {
    if (this.#block === undefined) {
      this.#date = when;
    } else {
      this.#block.date = when;
    }
  }

  #takeLine(line: ZoneLine): void {
    const [first, second] = line.words;
    const directive = first?.text.toUpperCase();
    if (directive === '$ORIGIN') {
      this.#origin = dnsName(second?.text ?? '');
    } else if (directive !== '$TTL' && directive !== '$INCLUDE') {
      this.#takeRecord(line);
    }
  }

  #takeRecord(line: ZoneLine): void {
    const reading = readZoneRecord(line, { origin: this.#origin, lastOwner: this.#lastOwner });
    if (reading === 'other') {
      this.#noteOwner(line);
      return;
    }
    const record = reading?.record ?? this.#continued(line) ?? readHostLine(line) ?? readPlainText(line);
    if (record === undefined) {
      this.#takeNothing(line);
      return;
    }
    if (reading !== undefined) {
      this.#noteOwner(line);
    }
    if (this.#block === undefined) {
      this.#loose.push(record);
    } else if (this.#section !== 'AUTHORITY' && this.#section !== 'ADDITIONAL') {
      this.#block.records.push(record);
    } else {
      // What a server adds unasked is no answer.
    }
  }

  #noteOwner({ words, isIndented }: ZoneLine): void {
    this.#lastOwner = isIndented ? this.#lastOwner : fullName(words[0]?.text ?? '', this.#origin);
    this.#lastOwner = this.#lastOwner === '' ? '' : `${this.#lastOwner}.`;
    this.#lastOwner = this.#lastOwner.replace(/\.\.$/, '.');
  }

  /** `nslookup` on Windows puts the strings of a text on lines of their own. */
  #continued({ words, raw }: ZoneLine): DnsRecord | undefined {
    const owner = /^(\S{1,255})\s{1,20}text =\s{0,20}$/.exec(raw)?.[1];
    if (owner !== undefined) {
      this.#waiting = dnsName(owner);
      return { name: this.#waiting, type: 'TXT', data: '' };
    }
    const isText = this.#waiting !== '' && words.every(({ isQuoted }) => isQuoted);
    const last = isText ? this.#loose.pop() : undefined;
    this.#waiting = isText ? this.#waiting : '';
    return last === undefined ? undefined : { ...last, data: last.data + words.map(({ text }) => text).join('') };
  }

  #takeNothing({ raw }: ZoneLine): void {
    const missing = /^Host (\S{1,255}) not found: 3\(NXDOMAIN\)/.exec(raw)?.[1];
    const server = /^\*\* server can't find (\S{1,255}): NXDOMAIN/.exec(raw)?.[1];
    const [, name = '', type = ''] = /^(\S{1,255}) has no (\S{1,10}) record/.exec(raw) ?? [];
    const known = typeOf(type);
    if (known !== undefined) {
      this.#answers.push({ name: dnsName(name), type: known, outcome: 'nothing', records: [], date: this.#date });
    } else if (missing !== undefined || server !== undefined) {
      const gone = dnsName(missing ?? server ?? '');
      this.#answers.push({ name: gone, type: 'TXT', outcome: 'no-such-name', records: [], date: this.#date });
    } else {
      this.#strange += 1;
    }
  }

  #endBlock(): void {
    const block = this.#block;
    this.#block = undefined;
    if (block === undefined) {
      return;
    }
    const date = block.date === '' ? this.#date : block.date;
    const found = grouped(block.records, date);
    this.#answers.push(...found);
    const { question } = block;
    if (question !== undefined && !found.some(({ name, type }) => name === question.name && type === question.type)) {
      const outcome = outcomeOf(block.status, found);
      if (outcome !== undefined) {
        this.#answers.push({ ...question, outcome, records: [], date });
      }
    }
  }
}

/** A question that was answered by an alias is answered by what the alias leads to. */
function outcomeOf(status: string, found: readonly Unplaced[]): DnsOutcome | undefined {
  if (found.some(({ type }) => type === 'CNAME')) {
    return undefined;
  }
  if (status === 'NOERROR') {
    return 'nothing';
  }
  return status === 'NXDOMAIN' ? 'no-such-name' : 'failed';
}

/** Records of one name and type are one answer. */
function grouped(records: readonly DnsRecord[], date: string): readonly Unplaced[] {
  const groups = new Map<string, { name: string; type: DnsRecord['type']; records: string[] }>();
  for (const { name, type, data } of records) {
    const key = `${type} ${name}`;
    const group = groups.get(key) ?? { name, type, records: [] };
    group.records.push(data);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({ ...group, outcome: 'found', date }));
}

/** How much of a file decides whether it holds answers. */
const HEAD_CHARACTERS = 16_384;

/**
 * Whether a file that begins so holds DNS answers, by its content: marks of the programs that print them, or lines that
 * are nothing but records. Mail that talks about the DNS has lines of other kinds before.
 */
export function looksLikeAnswers(head: string, fileName = ''): boolean {
  const text = head.slice(0, HEAD_CHARACTERS).replace(/^(?:\ufeff|\u00ef\u00bb\u00bf)/, '');
  if (/^[\s;]{0,20}(?:<<>> DiG |->>HEADER<<-|chainmail dns answers)/.test(text)) {
    return true;
  }
  if (readPemKey(text, fileName) !== undefined) {
    return true;
  }
  const begin = text.trimStart().charAt(0);
  if (begin === '{' || begin === '[') {
    return (
      /"(?:Question|Answer|TXT|MX)"\s{0,9}:/.test(text) &&
      (head.length >= HEAD_CHARACTERS || readJsonAnswers(text) !== undefined)
    );
  }
  // Asked for every file of a folder: of mail, the first line is enough.
  if (!firstLineIsAnswer(text)) {
    return false;
  }
  // The last line of a long head is cut off.
  const whole = text.length < HEAD_CHARACTERS ? text : text.slice(0, Math.max(0, text.lastIndexOf('\n')));
  const { answers, strange } = readAnswers(whole, fileName);
  return answers.length > 0 && strange <= STRANGE_LINES * answers.length;
}

/** `nslookup` prints the server first; more lines of other kinds than that, and it is another file. */
const STRANGE_LINES = 2;

function firstLineIsAnswer(text: string): boolean {
  for (const line of readZoneLines(text.slice(0, 4_096))) {
    if (line.words.length > 0) {
      return (
        /^(?:\$(?:ORIGIN|TTL)\b|Server:|Using domain server)/i.test(line.raw) ||
        readAnswers(line.raw).answers.length > 0 ||
        readZoneRecord(line, { origin: '', lastOwner: '' }) !== undefined
      );
    }
  }
  return false;
}
