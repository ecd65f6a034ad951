/**
 * Authentication-Results and ARC-Authentication-Results (RFC 8601 section 2.2, RFC 8617 section 4.1.1), and Received-SPF
 * (RFC 7208 section 9.1): what somebody wrote down about a check, with the bytes that say it.
 */
import type { ByteString, HeaderField, Span } from '../email/types';
import { trimmedEnd } from './tag-list';

/** `header.d=example.com`: what was checked. */
export interface ResultProperty {
  /** Lower case, such as `header.d`. */
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/** One method and what came out of it. */
export interface MethodResult {
  /** Lower case: `dkim`, `spf`, `dmarc`, `arc` … */
  readonly method: string;
  readonly result: string;
  readonly reason: string;
  readonly properties: readonly ResultProperty[];
  readonly span: Span;
}

export interface ResultsField {
  readonly field: HeaderField;
  /** Who says it; empty where the field does not tell, as Exchange Online writes it. */
  readonly authserv: string;
  readonly authservSpan: Span | undefined;
  /** ARC: tag `i`; 0 where there is none in front. */
  readonly instance: number;
  readonly results: readonly MethodResult[];
  /** `none` where the field says that nothing was checked. */
  readonly isNone: boolean;
}

/** More results than these in one field were put there to tire somebody. */
const MAX_RESULTS = 100;
const MAX_PROPERTIES = 50;
/** Stands for each byte of quoted text, so that nothing inside of it counts. */
const QUOTED = '"';

export function isResultsField({ key }: HeaderField): boolean {
  return key === 'authentication-results' || key === 'arc-authentication-results';
}

/** Never throws; linear. */
export function readResultsField(field: HeaderField): ResultsField {
  const parts = sections(mask(field.body));
  const instance = field.key === 'arc-authentication-results' ? instanceOf(parts[0]) : 0;
  const rest = instance > 0 ? parts.slice(1) : parts;
  const [first, ...further] = rest;
  const isNameless = first !== undefined && METHOD.test(first.text);
  const name = first === undefined || isNameless ? undefined : /[^\s]+/.exec(first.text);
  const start = field.bodySpan.start + (first?.offset ?? 0) + (name?.index ?? 0);
  const results = (isNameless ? rest : further).flatMap((section) => resultOf(field, section));
  return {
    field,
    authserv: unquoted(field, name === undefined || name === null ? undefined : { start, end: start + name[0].length }),
    authservSpan: name === undefined || name === null ? undefined : { start, end: start + name[0].length },
    instance,
    results,
    isNone: results.length === 0 && further.some(({ text }) => text.trim().toLowerCase() === 'none'),
  };
}

interface Section {
  readonly text: ByteString;
  readonly offset: number;
}

function sections(masked: ByteString): readonly Section[] {
  let offset = 0;
  return masked.split(';', MAX_RESULTS).map((text) => {
    const section = { text, offset };
    offset += text.length + 1;
    return section;
  });
}

function instanceOf(section: Section | undefined): number {
  const digits = /^\s*i\s*=\s*([1-9]\d{0,3})\s*$/.exec(section?.text ?? '')?.[1];
  return digits === undefined ? 0 : Number(digits);
}

const METHOD = /^(\s*)([a-z0-9][a-z0-9_.-]*)(?:\s*\/\s*\d+)?\s*=\s*([a-z0-9-]+)/i;
/** Begins at a word's beginning only: else a long word would be tried at each of its letters. */
const PROPERTY = /(?<![a-z0-9_-])([a-z0-9_-]+)(?:\s*\.\s*([a-z0-9_-]+))?\s*=\s*("+|[^\s";]+(?:"+[^\s";]*)?)/gi;

function resultOf(field: HeaderField, { text, offset }: Section): readonly MethodResult[] {
  const match = METHOD.exec(text);
  const [whole = '', lead = '', method = '', result = ''] = match ?? [];
  if (method === '') {
    return [];
  }
  const base = field.bodySpan.start + offset;
  const properties: ResultProperty[] = [];
  let reason = '';
  const rest = text.slice(whole.length);
  for (const found of rest.matchAll(PROPERTY)) {
    const [all, type = '', property, value = ''] = found;
    const end = base + whole.length + found.index + all.length;
    const said = unquoted(field, { start: end - value.length, end });
    const name = (property === undefined ? type : `${type}.${property}`).toLowerCase();
    if (name === 'reason') {
      reason = said;
    } else if (properties.length < MAX_PROPERTIES) {
      properties.push({ name, value: said, span: { start: base + whole.length + found.index, end } });
    } else {
      break;
    }
  }
  const span = { start: base + lead.length, end: base + trimmedEnd(field.body.slice(offset, offset + text.length)) };
  return [{ method: method.toLowerCase(), result: result.toLowerCase(), reason, properties, span }];
}

/** Received-SPF. The result stands first, then a comment, then `key=value` pairs. */
export function readReceivedSpf(field: HeaderField): MethodResult | undefined {
  const masked = mask(field.body);
  const [whole = '', lead = '', result = ''] = /^(\s*)([a-z]+)(?![a-z0-9=-])/i.exec(masked) ?? [];
  if (result === '') {
    return undefined;
  }
  const base = field.bodySpan.start;
  const properties: ResultProperty[] = [];
  for (const found of masked.slice(whole.length).matchAll(PROPERTY)) {
    const [all, type = '', , value = ''] = found;
    const start = base + whole.length + found.index;
    const end = start + all.length;
    if (properties.length < MAX_PROPERTIES) {
      const said = unquoted(field, { start: end - value.length, end });
      properties.push({ name: type.toLowerCase(), value: said, span: { start, end } });
    }
  }
  const span = { start: base + lead.length, end: base + trimmedEnd(field.body) };
  return { method: 'spf', result: result.toLowerCase(), reason: '', properties, span };
}

/** Comments as blanks and quoted text as quotes, so that offsets stay and nothing in them counts. */
function mask(body: ByteString): ByteString {
  if (!/[("]/.test(body)) {
    return body;
  }
  const out: string[] = [];
  for (let at = 0; at < body.length; ) {
    const sign = body.charAt(at);
    const end = sign === '(' ? commentEnd(body, at) : sign === '"' ? quoteEnd(body, at) : at + 1;
    out.push(sign === '(' ? ' '.repeat(end - at) : sign === '"' ? QUOTED.repeat(end - at) : sign);
    at = end;
  }
  return out.join('');
}

/** After the comment's last bracket; comments nest (RFC 5322 section 3.2.2). */
function commentEnd(body: ByteString, start: number): number {
  let depth = 0;
  for (let at = start; at < body.length; at += 1) {
    const sign = body.charAt(at);
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    at += sign === '\\' ? 1 : 0;
    if (depth === 0) {
      return at + 1;
    }
  }
  return body.length;
}

function quoteEnd(body: ByteString, start: number): number {
  for (let at = start + 1; at < body.length; at += 1) {
    const sign = body.charAt(at);
    at += sign === '\\' ? 1 : 0;
    if (sign === '"') {
      return at + 1;
    }
  }
  return body.length;
}

/** A value as it is meant: without quotes and their escapes. */
function unquoted(field: HeaderField, span: Span | undefined): string {
  if (span === undefined) {
    return '';
  }
  const base = field.bodySpan.start;
  const text = field.body.slice(span.start - base, span.end - base);
  return text.includes('"') ? text.replace(/\\(.)|"/g, (_, escaped: string | undefined) => escaped ?? '') : text;
}
