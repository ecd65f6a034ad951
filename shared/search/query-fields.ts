/** What may stand after each field name of the search language, one reader for each field. */
import { SEVERITIES, type Severity } from '../analysis/rule';
import type { QueryNode, TextField } from './ast';
import { nameToken, wordsOf } from './header-words';
import { readDay } from './query-day';

/** A value as written; `quoted` values are phrases and take no `*`. */
export interface FieldValue {
  readonly text: string;
  readonly quoted: boolean;
}

/** A reader answers with the node, or with the reason why the value does not fit, to follow "field:value". */
export type FieldReader = (value: FieldValue) => QueryNode | string;

const HAS_LETTER = /[\p{L}\p{N}]/u;
/** RFC 5322 section 3.6.8. */
const FIELD_NAME = /^[!-9;-~]+$/;
const RULE = /^[a-z0-9.*-]+$/;

/** A word or phrase to be looked for in one column. */
export function readText(field: TextField, value: FieldValue): QueryNode | string {
  if (!HAS_LETTER.test(value.text)) {
    return 'has no letter or digit to search for';
  }
  const prefix = !value.quoted && value.text.endsWith('*');
  return { kind: 'text', field, text: prefix ? value.text.replace(/\*+$/, '') : value.text, prefix };
}

function severityReader({ text }: FieldValue): QueryNode | string {
  const severity = SEVERITIES.find((known): known is Severity => known === text.toLowerCase());
  return severity === undefined ? `is not one of ${SEVERITIES.join(', ')}` : { kind: 'severity', severity };
}

function ruleReader({ text }: FieldValue): QueryNode | string {
  const rule = text.toLowerCase();
  return RULE.test(rule) ? { kind: 'rule', rule } : 'is not a rule id such as received.time-order';
}

const RELATION = /^([a-z0-9.*-]+)(?:\/([0-9a-z]+))?$/;

/** `same-text`, `across.same-text`, `*`; `across.same-text/1k2j3` is one relation of that kind. */
function relationReader({ text }: FieldValue): QueryNode | string {
  const [, relation, name = null] = RELATION.exec(text.toLowerCase()) ?? [];
  if (relation === undefined) {
    return 'is not a kind of relation such as across.same-text';
  }
  const isShort = !relation.includes('.') && !relation.includes('*');
  return { kind: 'relation', relation: isShort ? `across.${relation}` : relation, name };
}

function evidenceReader({ text }: FieldValue): QueryNode | string {
  const digits = /^(?:E-)?(\d{1,6})$/i.exec(text)?.[1];
  return digits === undefined
    ? 'is not an evidence number such as E-001'
    : { kind: 'evidence', evidence: Number(digits) };
}

function refReader({ text }: FieldValue): QueryNode | string {
  const [, evidence, n] = /^E-(\d{1,6})\/(\d{1,9})$/i.exec(text) ?? [];
  return evidence === undefined || n === undefined
    ? 'is not a message such as E-001/42'
    : { kind: 'ref', evidence: Number(evidence), n: Number(n) };
}

function dayReader(kind: 'before' | 'after'): FieldReader {
  return ({ text }) => {
    const timeMs = readDay(text);
    return timeMs === undefined ? 'is not a day such as 2021-03-31, a month or a year' : { kind, timeMs };
  };
}

function hasReader({ text }: FieldValue): QueryNode | string {
  const what = (['finding', 'attachment', 'annotation'] as const).find((known) => known === text.toLowerCase());
  return what === undefined ? 'is not finding, attachment or annotation' : { kind: 'has', what };
}

function isReader({ text }: FieldValue): QueryNode | string {
  switch (text.toLowerCase()) {
    case 'exhibit':
      return { kind: 'exhibit' };
    case 'undated':
      return { kind: 'undated' };
    default:
      return 'is not exhibit or undated';
  }
}

/** `x-mailer`, or `x-mailer=the bat`: a name, then words of that field. */
function headerReader({ text, quoted }: FieldValue): QueryNode | string {
  const equals = text.indexOf('=');
  const [name, value] = equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
  const prefix = !quoted && text.endsWith('*');
  const bareName = equals < 0 && prefix ? name.replace(/\*+$/, '') : name;
  if (!FIELD_NAME.test(bareName)) {
    return 'is not the name of a header field such as x-mailer, or x-mailer=words';
  }
  const words = wordsOf(value);
  if (equals >= 0 && words.length === 0) {
    return 'has no letter or digit to search for after "="';
  }
  return { kind: 'header', name: nameToken(bareName), words, prefix };
}

/** Every field of the language. `ip:` and `trace:` look at hosts, addresses and ids of the route. */
export const QUERY_FIELDS: ReadonlyMap<string, FieldReader> = new Map<string, FieldReader>([
  ['from', (value) => readText('from', value)],
  ['to', (value) => readText('to', value)],
  ['subject', (value) => readText('subject', value)],
  ['body', (value) => readText('body', value)],
  ['header', headerReader],
  ['ip', (value) => readText('trace', value)],
  ['trace', (value) => readText('trace', value)],
  ['rule', ruleReader],
  ['relation', relationReader],
  ['severity', severityReader],
  ['evidence', evidenceReader],
  ['ref', refReader],
  ['tag', ({ text }) => ({ kind: 'tag', tag: text })],
  ['before', dayReader('before')],
  ['after', dayReader('after')],
  ['has', hasReader],
  ['is', isReader],
]);
