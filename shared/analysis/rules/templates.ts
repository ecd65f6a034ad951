import type { HeaderField, Span } from '../../email/types';
import { contentOf } from '../content/message-content';
import { placesOf } from '../content/place-of';
import type { Observation, Rule, RuleInput } from '../rule';
import { boundaryTokens, fieldsOf, matchToken, type Token } from '../tokens';
import { NOTHING, observed } from './observe';

/** Rules about marks of programs that fill templates: places that were never filled, names that are none. */

/** Places that a program should have filled, in fields whose values a program makes. */
const UNFILLED =
  /(DynTag\d{0,3}|\{\{\s{0,3}[#/$%]?[A-Za-z_][\w.-]{1,40}\s{0,3}\}\}|%%[A-Za-z_][\w-]{1,40}%%|\[\[[A-Za-z_][\w-]{1,40}\]\]|##[A-Za-z_][\w-]{1,40}##|\$\{[A-Za-z_][\w.]{0,40}\}|<%=?\s{0,3}[\w.]{2,40}\s{0,3}%>|%(?:RND|RAND|RANDOM|CUSTOM|MESSAGE|FROM|TO|SUBJECT)_[A-Z_]{1,30}|\[(?:FIRST|LAST|FULL)?_?NAME\]|\[E?MAIL\]|\{(?:first|last|full)_?name\})/;

/** One look for what such a place begins with: most fields hold none of it. */
const MAY_BE_UNFILLED = /[{[%#$]|DynTag/;

const FIELDS = [
  'from',
  'reply-to',
  'to',
  'subject',
  'message-id',
  'date',
  'return-path',
  'x-mailer',
  'list-unsubscribe',
  'sender',
] as const;

/** In texts, only names of merge fields count: programs and their documentation are full of such brackets. */
const UNFILLED_TEXT =
  /(?:\{\{|%%|\[\[|##|\$\{|\{)\s{0,3}(?:contact\.|user\.|recipient\.|subscriber\.)?(?:(?:first|last|full|recipient|user|company|domain|client|victim|customer)[_ .-]?(?:name|e?mail|id)?|e[_-]?mail(?:address)?|unsubscribe(?:_?(?:link|url))?|random_?\w{0,12}|rand_?\w{0,12}|base64_?email|link\d{0,2}|url\d{0,2})\s{0,3}(?:\}\}|%%|\]\]|##|\})/i;

const unfilled: Rule = {
  id: 'software.unfilled-template',
  version: 1,
  family: 'software',
  severity: 'high',
  title: 'A placeholder of a template was never filled in',
  summary: 'The {where} contains “{text}”, a placeholder that a program should have filled in.',
  explanation:
    'Programs that send one text to many people fill placeholders in a template with names, numbers and ' +
    'addresses. A placeholder that the program does not know stays in the message. It suggests that the message ' +
    'was made from a template, and its form can show by which program.',
  innocent: ['a faulty newsletter or a test of one', 'a message about such templates'],
  settle: 'Other messages with the same mark; the program that uses placeholders of this form.',
  reference: 'Forms observed in mail of 2002 to 2024; documentation of mail merge programs',
  look: (input) => [...inHeader(input), ...inBody(input)],
};

function inHeader({ anatomy }: RuleInput): readonly Observation[] {
  const fields = fieldsOf(anatomy, ...FIELDS).flatMap((field): readonly Observation[] => {
    const token = MAY_BE_UNFILLED.test(field.body) ? matchToken(field, UNFILLED) : undefined;
    return token === undefined ? NOTHING : observed(token.span, { where: `field ${field.name}`, text: token.text });
  });
  const boundary = boundaryTokens(anatomy.structure).flatMap((one) => within(one));
  const [first] = boundary;
  return first === undefined
    ? fields
    : [...fields, ...observed(first.span, { where: 'separator of the parts', text: first.text })];
}

function within({ text, span }: Token): readonly Token[] {
  const match = UNFILLED.exec(text);
  if (match === null) return [];
  const start = span.start + match.index;
  return [{ text: match[0], span: { start, end: start + match[0].length } }];
}

/** Plain searches are many times as fast as a pattern on a long text. */
function mayBeUnfilled(text: string): boolean {
  return (
    (text.includes('{') && /\{[\w{ ]/.test(text)) || text.includes('%%') || text.includes('[[') || text.includes('##')
  );
}

function inBody(input: RuleInput): readonly Observation[] {
  const { texts, pages } = contentOf(input);
  return [...texts, ...pages].flatMap(({ body }): readonly Observation[] => {
    const at = mayBeUnfilled(body.content) ? body.content.search(UNFILLED_TEXT) : -1;
    if (at < 0) return NOTHING;
    const text = UNFILLED_TEXT.exec(body.content)?.[0] ?? '';
    const [span] = placesOf(body, [{ start: at, end: at + text.length }]);
    return span === undefined ? NOTHING : observed(span, { where: 'text', text }, 'medium');
  });
}

/** Names of programs that are none: a bare number, a single letter, the name of the field. */
const NO_NAME = /^\s*(\d{1,6}(?:\.\d{1,3})?|[a-z]|x-mailer|mailer|unknown|none|null|undefined|test)\s*$/i;

const emptyMailer: Rule = {
  id: 'software.mailer-without-name',
  version: 1,
  family: 'software',
  severity: 'high',
  title: 'The field for the program’s name contains no name',
  summary: 'The field {field} says “{value}”.',
  explanation:
    'Mail programs write their name and version into this field. A bare number or an empty word was usually put ' +
    'there by a script, often by a mass-mail program whose own name was removed.',
  innocent: ['a home-made program', 'a device whose maker left the field as it was'],
  settle: 'Other messages with the same value; the website or device that sent the message.',
  reference: 'Values observed in mail of 2002 to 2024',
  look: ({ anatomy }) =>
    fieldsOf(anatomy, 'x-mailer', 'user-agent').flatMap((field: HeaderField): readonly Observation[] => {
      const token = matchToken(field, NO_NAME);
      const span: Span | undefined = token?.span;
      return token === undefined || span === undefined
        ? NOTHING
        : observed(span, { field: field.name, value: token.text });
    }),
};

export const templateRules: readonly Rule[] = [unfilled, emptyMailer];
