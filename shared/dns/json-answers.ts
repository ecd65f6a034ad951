import { type DnsAnswer, type DnsOutcome, type DnsType, dnsName } from './records';
import { typeOf } from './zone-record';

type Unplaced = Omit<DnsAnswer, 'evidence'>;

/** Numbers of record types (RFC 1035 section 3.2.2, RFC 3596). */
const NUMBERS: ReadonlyMap<number, DnsType> = new Map([
  [1, 'A'],
  [5, 'CNAME'],
  [12, 'PTR'],
  [15, 'MX'],
  [16, 'TXT'],
  [28, 'AAAA'],
  [99, 'SPF'],
]);

/**
 * Answers as JSON: replies of DNS over HTTPS (one, a list, or one a line), or `{name: {TXT: […]}}`.
 *
 * @returns undefined where the text is no JSON of these forms
 */
export function readJsonAnswers(text: string): readonly Unplaced[] | undefined {
  const begin = text.trimStart().charAt(0);
  if (begin !== '{' && begin !== '[') {
    return undefined;
  }
  const value = parsed(text) ?? text.split('\n').flatMap((line) => parsed(line) ?? []);
  const replies = Array.isArray(value) ? value : [value];
  const answers = replies.flatMap((reply: unknown) => (isObject(reply) ? answersOf(reply) : []));
  return answers.length === 0 ? undefined : answers;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function answersOf(reply: JsonObject): readonly Unplaced[] {
  return 'Question' in reply || 'Answer' in reply ? replyAnswers(reply) : tableAnswers(reply);
}

function replyAnswers({ Status: status, Question: question, Answer: answer, date }: JsonObject): readonly Unplaced[] {
  const when = typeof date === 'string' && !Number.isNaN(Date.parse(date)) ? date : '';
  const groups = new Map<string, { name: string; type: DnsType; records: string[] }>();
  for (const record of Array.isArray(answer) ? answer : []) {
    const type = isObject(record) ? jsonType(record['type']) : undefined;
    if (isObject(record) && type !== undefined) {
      const name = dnsName(String(record['name']));
      const group = groups.get(`${type} ${name}`) ?? { name, type, records: [] };
      group.records.push(plainData(type, String(record['data'])));
      groups.set(`${type} ${name}`, group);
    }
  }
  const found: Unplaced[] = [...groups.values()].map((group) => ({ ...group, outcome: 'found', date: when }));
  const asked: unknown = Array.isArray(question) ? question[0] : question;
  const type = isObject(asked) ? jsonType(asked['type']) : undefined;
  if (found.length > 0 || !isObject(asked) || type === undefined || typeof status !== 'number') {
    return found;
  }
  const outcome: DnsOutcome = status === 0 ? 'nothing' : status === 3 ? 'no-such-name' : 'failed';
  return [{ name: dnsName(String(asked['name'])), type, outcome, records: [], date: when }];
}

function jsonType(value: unknown): DnsType | undefined {
  return typeof value === 'number' ? NUMBERS.get(value) : typeof value === 'string' ? typeOf(value) : undefined;
}

/** `"a" "b"` is one text. */
function plainData(type: DnsType, data: string): string {
  if (type !== 'TXT' && type !== 'SPF') {
    return dnsName(data);
  }
  return data.startsWith('"')
    ? data
        .replace(/^"|"$/g, '')
        .replace(/"\s{0,20}"/g, '')
        .replace(/\\(["\\])/g, '$1')
    : data;
}

/** `{"example.com": {"TXT": [["v=spf1 ", "-all"]], "MX": […]}}`. */
function tableAnswers(table: JsonObject): readonly Unplaced[] {
  return Object.entries(table).flatMap(([name, byType]) =>
    isObject(byType)
      ? Object.entries(byType).flatMap(([typeName, values]): readonly Unplaced[] => {
          const type = typeOf(typeName);
          return type === undefined || !Array.isArray(values)
            ? []
            : [{ name: dnsName(name), type, outcome: 'found', records: values.map(tableData), date: '' }];
        })
      : [],
  );
}

function tableData(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(String).join('');
  }
  return isObject(value) ? `${String(value['priority'])} ${dnsName(String(value['exchange']))}` : String(value);
}
