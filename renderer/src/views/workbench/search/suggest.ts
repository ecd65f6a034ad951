/** Suggestions for the word at the caret of the search field; pure. What the engine has to be asked for is named. */

import { RELATION_KINDS } from '../../../../../shared/analysis/across/registry';
import { SEVERITIES, type Severity } from '../../../../../shared/analysis/rule';
import type { CaseState } from '../../../../../shared/contract/requests';
import { type QueryToken, queryTokens } from '../../../../../shared/search/query-tokens';
import {
  hasValues,
  headerNames,
  isValues,
  type SearchFieldName,
  searchFields,
  searchWords,
} from '../../../../../shared/wording/window/search';
import { severityMeanings } from '../../../../../shared/wording/window/severity';
import { grouped } from '../../../format/numbers';
import { quotedValue } from '../../../format/query';
import { readSeverity } from '../grid/row-model';

export interface Suggestion {
  /** What stands in the search afterwards in the place of the word. */
  readonly word: string;
  /** A field's name, which is followed by a value: the next suggestions are for that. */
  readonly goesOn: boolean;
  readonly label: string;
  readonly hint: string;
  readonly severity?: Severity;
  /** Messages that fit it alone, where that is known. */
  readonly messages?: number;
}

export interface Suggestions {
  /** The word that is replaced. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly Suggestion[];
  /** Further ones that fit. */
  readonly more: number;
}

/** What has to be asked of the engine: senders that begin so. */
export interface SenderQuestion {
  readonly start: string;
}

export interface Senders extends SenderQuestion {
  readonly senders: readonly { readonly name: string; readonly messages: number }[];
}

export type Known = Pick<CaseState, 'rules' | 'evidence' | 'tags'>;

const SHOWN = 12;

/** The word that the caret stands in or behind; undefined between words. */
export function wordAt(text: string, caret: number): QueryToken | undefined {
  return queryTokens(text).find(({ offset, word }) => offset < caret && caret <= offset + word.length);
}

/** Every letter begins some field's name, and every other word. */
const LEAST_OF_NAME = 2;

/** Whether the word at the caret is the beginning of a field's name, and more than its first letter. */
export function isFieldName({ text, caret }: Typed): boolean {
  const token = wordAt(text, caret);
  const isWord = token?.field === '' && !token.quoted && token.value.length >= LEAST_OF_NAME;
  return isWord && fieldNames(token.value.toLowerCase(), '').length > 0;
}

/** The senders that have to be asked for before there can be suggestions. */
export function senderQuestion(text: string, caret: number): SenderQuestion | undefined {
  const token = wordAt(text, caret);
  return token?.field === 'from' && !token.quoted && token.value !== '' ? { start: token.value } : undefined;
}

/** @param senders the last answer of the engine, whatever it was asked for */
export function suggestionsFor(text: string, caret: number, known: Known, senders: Senders | undefined): Suggestions {
  const token = wordAt(text, caret);
  const [start, end] = token === undefined ? [caret, caret] : [token.offset, token.offset + token.word.length];
  const all = token === undefined ? fieldNames('', '') : candidates(token, known, senders);
  return { start, end, items: all.slice(0, SHOWN), more: Math.max(0, all.length - SHOWN) };
}

function candidates(token: QueryToken, known: Known, senders: Senders | undefined): readonly Suggestion[] {
  const minus = token.negated ? '-' : '';
  if (token.field === '') {
    return token.quoted || token.kind === 'or' ? [] : fieldNames(token.value.toLowerCase(), minus);
  }
  const typed = token.value.toLowerCase();
  const values = valuesOf(token.field, typed, known, senders);
  const isWhole = values.length === 1 && values[0]?.value.toLowerCase() === typed;
  return isWhole
    ? []
    : values.map(({ value, ...rest }) => ({
        word: `${minus}${token.field}:${quotedValue(value)}`,
        goesOn: false,
        label: value,
        ...rest,
      }));
}

function fieldNames(typed: string, minus: string): readonly Suggestion[] {
  return Object.entries(searchFields)
    .filter(([name]) => name.startsWith(typed))
    .map(([name, hint]) => ({ word: `${minus}${name}:`, goesOn: true, label: `${name}:`, hint }));
}

interface Value extends Partial<Pick<Suggestion, 'label' | 'severity' | 'messages'>> {
  readonly value: string;
  readonly hint: string;
}

function valuesOf(field: string, typed: string, known: Known, senders: Senders | undefined): readonly Value[] {
  switch (field satisfies string as SearchFieldName) {
    case 'rule':
      return known.rules
        .filter(({ rule, title }) => rule.includes(typed) || title.toLowerCase().includes(typed))
        .map(({ rule, title, severity, messages }) => ({
          value: rule,
          hint: title,
          severity: readSeverity(severity),
          messages,
        }));
    case 'relation':
      return RELATION_KINDS.filter(({ id, title }) => id.includes(typed) || title.toLowerCase().includes(typed)).map(
        ({ id, title, severity }) => ({ value: id, hint: title, severity }),
      );
    case 'evidence':
      return known.evidence
        .filter(({ number, name }) => number.toLowerCase().startsWith(typed) || name.toLowerCase().includes(typed))
        .map(({ number, name, messages }) => ({ value: number, hint: name, messages }));
    case 'tag':
      return known.tags
        .filter(({ tag }) => tag.toLowerCase().includes(typed))
        .map(({ tag, messages }) => ({ value: tag, hint: '', messages }));
    case 'severity':
      return SEVERITIES.filter((severity) => severity.startsWith(typed)).map((severity) => ({
        value: severity,
        hint: severityMeanings[severity],
        severity,
      }));
    case 'has':
      return named(hasValues, typed);
    case 'is':
      return named(isValues, typed);
    case 'header':
      return named(headerNames, typed);
    case 'from':
      return (senders?.senders ?? [])
        .filter(({ name }) => name.startsWith(typed))
        .map(({ name, messages }) => ({ value: name, hint: searchWords.senderOf(grouped(messages)) }));
    default:
      return [];
  }
}

function named(values: Readonly<Record<string, string>>, typed: string): readonly Value[] {
  return Object.entries(values)
    .filter(([value]) => value.startsWith(typed))
    .map(([value, hint]) => ({ value, hint }));
}

export interface Typed {
  readonly text: string;
  readonly caret: number;
}

/** Puts a suggestion in the place of its word; a whole one is followed by a blank, so that the next word can be typed. */
export function withSuggestion(text: string, { start, end }: Suggestions, { word, goesOn }: Suggestion): Typed {
  const rest = text.slice(end);
  const gap = goesOn || rest.startsWith(' ') ? '' : ' ';
  return { text: `${text.slice(0, start)}${word}${gap}${rest}`, caret: start + word.length + (goesOn ? 0 : 1) };
}
