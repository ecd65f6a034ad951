import { fieldsNamed, firstField } from '../../email/anatomy';
import type { HeaderField } from '../../email/types';
import { countInWords, timeInWords } from '../../wording/rules';
import {
  ARC_SELECTOR_EPOCHS,
  DKIM_SELECTOR_EPOCHS,
  type EpochTable,
  EXCHANGE_BUILD_EPOCHS,
  FIELD_NAME_EPOCHS,
  GMAIL_PAIRS,
  GMAIL_SOURCE_EPOCHS,
  GMAIL_STATE_EPOCHS,
  type ProviderEpoch,
  sideOf,
} from '../provider-epochs';
import type { Observation, Rule, RuleInput } from '../rule';
import { matchToken, type Token } from '../tokens';
import { NOTHING, observed } from './observe';

/** Rules about marks that a provider changes from time to time: they tell the weeks in which a message passed it. */

interface Mark {
  /** What stands in the message. */
  readonly token: Token;
  readonly epoch: ProviderEpoch;
}

const sixSigns = /^\s*(\S{6})/;

function markIn(field: HeaderField, pattern: RegExp, table: EpochTable, key?: string): readonly Mark[] {
  const token = matchToken(field, pattern);
  const epoch = token && table.get(key ?? token.text);
  return token === undefined || epoch === undefined ? [] : [{ token, epoch }];
}

const DOMAIN = /(?:^|;)[ \t\r\n]*d[ \t\r\n]*=[ \t\r\n]*([\w.-]{1,253})/;
const SELECTOR = /(?:^|;)[ \t\r\n]*s[ \t\r\n]*=[ \t\r\n]*([\w.-]{1,253})/;

function selectorMark(field: HeaderField, table: EpochTable): readonly Mark[] {
  const domain = matchToken(field, DOMAIN)?.text.toLowerCase();
  const selector = matchToken(field, SELECTOR)?.text;
  return markIn(field, SELECTOR, table, `${domain}/${selector}`);
}

const BUILD = /\bid[ \t\r\n]{1,4}(15\.2[01]\.\d{1,5})\.\d{1,5}/;

/** The marks of a field, by its name in lower case. */
const MARKS: ReadonlyMap<string, (field: HeaderField) => readonly Mark[]> = new Map([
  ['x-gm-message-state', (field) => markIn(field, sixSigns, GMAIL_STATE_EPOCHS)],
  ['x-google-smtp-source', (field) => markIn(field, sixSigns, GMAIL_SOURCE_EPOCHS)],
  ['dkim-signature', (field) => selectorMark(field, DKIM_SELECTOR_EPOCHS)],
  ['x-google-dkim-signature', (field) => selectorMark(field, DKIM_SELECTOR_EPOCHS)],
  ['arc-seal', (field) => selectorMark(field, ARC_SELECTOR_EPOCHS)],
]);

function nameMark({ key, name, nameSpan }: HeaderField): readonly Mark[] {
  const epoch = FIELD_NAME_EPOCHS.get(key);
  return epoch === undefined ? [] : [{ token: { text: name, span: nameSpan }, epoch }];
}

/** `not observed before 8 November 2022 (in 917 messages)`. */
function whenSeen({ firstMs, lastMs, messages }: ProviderEpoch, side: 'before' | 'after'): string {
  const dayMs = side === 'before' ? firstMs : lastMs;
  const day = timeInWords(dayMs ?? 0).split(',')[0];
  return `not observed ${side} ${day} (seen in ${countInWords(messages, 'message')})`;
}

/** One finding for each field at most: a mark that names its weeks, against the Date. */
function look({ anatomy }: RuleInput): readonly Observation[] {
  const { date } = anatomy;
  const dateMs = date?.instantMs;
  if (date === undefined || dateMs === undefined) {
    return NOTHING;
  }
  return anatomy.fields.flatMap((field): readonly Observation[] => {
    const marks = [...(MARKS.get(field.key)?.(field) ?? []), ...nameMark(field)];
    return marks.flatMap(({ token, epoch }): readonly Observation[] => {
      const side = sideOf(epoch, dateMs);
      const values = { field: field.name, mark: token.text, dateTime: timeInWords(dateMs) };
      return side === 'inside'
        ? NOTHING
        : observed(date.span, { ...values, when: whenSeen(epoch, side) }, undefined, [token.span]);
    });
  });
}

const INNOCENT = [
  'an old message that was moved into another mailbox later, or sent again',
  "a wrong clock on the author's computer",
  'a change at the provider that was not observed',
];

const providerToken: Rule = {
  id: 'date.disagrees-with-provider-token',
  version: 2,
  family: 'times',
  severity: 'high',
  title: 'The date lies outside the weeks in which a provider’s mark was seen',
  summary: 'The Date field says {dateTime}. The mark “{mark}” of the field {field} was {when}.',
  explanation:
    'Large providers put marks into messages that pass their servers, and change them every few weeks or years: ' +
    'parts of Google’s own fields, names of signing keys, fields that did not exist before. In many thousands of ' +
    'public messages this mark was seen in other weeks only. That does not make the date impossible.',
  innocent: INNOCENT,
  reference: '83,515 messages of public mailing lists 2019 to 2026; 26,332 of 26,332 further values agreed',
  settle: 'The provider’s records of this message; other messages of that day with the same kind of mark.',
  look,
};

const serverBuild: Rule = {
  id: 'received.build-against-date',
  version: 1,
  family: 'route',
  severity: 'high',
  title: 'A step of the route names a version of Exchange Online from other weeks',
  summary: 'A step of the route is dated {dateTime} and names the version {mark} of Exchange Online, which was {when}.',
  explanation:
    'Microsoft’s servers write the version of their software into each line. A version is in use for about three ' +
    'weeks. In many thousands of public messages this one was seen in other weeks only. That does not make the ' +
    'date impossible.',
  innocent: [
    'a server whose clock was wrong',
    'a version that was kept in use somewhere for longer than was observed',
    'a copy in which dates were replaced to protect somebody',
  ],
  reference: '360 versions in 83,515 messages of 2019 to 2026; 17,649 of 17,669 further hops agreed',
  settle:
    'The organisation’s message trace (Exchange Online keeps it for 90 days); other messages of that day that ' +
    'passed the same servers.',
  look: ({ anatomy, route }) =>
    route.flatMap((hop, index): readonly Observation[] => {
      const field = fieldsNamed(anatomy, 'received')[index];
      const timeMs = hop.date?.instantMs;
      const [mark] = field === undefined ? [] : markIn(field, BUILD, EXCHANGE_BUILD_EPOCHS);
      const side = mark === undefined || timeMs === undefined ? 'inside' : sideOf(mark.epoch, timeMs);
      if (mark === undefined || timeMs === undefined || hop.date === undefined || side === 'inside') {
        return NOTHING;
      }
      const values = { mark: mark.token.text, dateTime: timeInWords(timeMs), when: whenSeen(mark.epoch, side) };
      return observed(mark.token.span, values, undefined, [hop.date.span]);
    }),
};

const tokenPair: Rule = {
  id: 'provider.token-pair',
  version: 1,
  family: 'times',
  severity: 'high',
  title: 'Two marks of Google do not come from the same weeks',
  summary:
    'The fields X-Gm-Message-State ({state}) and X-Google-Smtp-Source ({source}) begin with marks of different weeks.',
  explanation:
    'Google’s servers write both fields at the same moment, and change both marks together. In many thousands of ' +
    'messages each mark of one field was seen with a single mark of the other. Here they are mixed, as can ' +
    'happen when fields of two messages are put together.',
  innocent: [
    'a day on which Google changed both marks, and its servers did not change at once',
    'a message that passed Google twice',
  ],
  reference: '14 pairs in 45,198 messages of public mailing lists 2019 to 2026',
  settle: 'Google’s records of this message.',
  look: ({ anatomy }) => {
    const stateField = firstField(anatomy, 'x-gm-message-state');
    const sourceField = firstField(anatomy, 'x-google-smtp-source');
    const state = stateField && matchToken(stateField, sixSigns);
    const source = sourceField && matchToken(sourceField, sixSigns);
    const isKnown = state !== undefined && source !== undefined && GMAIL_SOURCE_EPOCHS.has(source.text);
    return isKnown && GMAIL_PAIRS.has(state.text) && GMAIL_PAIRS.get(state.text) !== source.text
      ? observed(state.span, { state: state.text, source: source.text }, undefined, [source.span])
      : NOTHING;
  },
};

export const providerTokenRules: readonly Rule[] = [providerToken, serverBuild, tokenPair];
