import type { HeaderField, MimePart, Span } from '../../email/types';
import { remember } from '../../text/remember';
import { listInWords } from '../../wording/rules';
import type { Observation, Rule } from '../rule';
import { bodyToken, fieldsOf, partsOf } from '../tokens';
import { NOTHING, observed } from './observe';

/** Rules about the language and the letters that an author's program is set to: leads, not anomalies. */

const preferred: Rule = {
  id: 'content.language-fields',
  version: 1,
  family: 'content',
  severity: 'info',
  title: 'The header records a language of the text or of the author’s program',
  summary: 'The field {field} says {value}.',
  explanation:
    'Some programs write down the language of the text, or the languages that the author has chosen for the ' +
    'program. It is a lead to where the author’s computer was set up, not to who used it.',
  innocent: ['the ordinary behaviour of that program', 'a program that was never set to the author’s own language'],
  settle: 'Other messages by the same sender: whether they show the same languages.',
  reference: 'RFC 3282; [MS-OXCMAIL]',
  look: ({ anatomy }) =>
    fieldsOf(anatomy, 'accept-language', 'content-language').flatMap((field): readonly Observation[] => {
      const { text, span } = bodyToken(field);
      return text === '' || /^en(?:-US)?(?:,\s*en(?:-US)?)?$/i.test(text)
        ? NOTHING
        : observed(span, { field: field.name, value: text });
    }),
};

/** Charsets that tell of a region, by the families of letters that they hold. */
const REGIONS: readonly (readonly [RegExp, string])[] = [
  [/^(?:windows-1251|koi8-[ru]|iso-8859-5|cp866|ibm866|x-mac-cyrillic)$/, 'Cyrillic'],
  [/^(?:gb2312|gbk|gb18030|hz-gb-2312|x-gbk|cp936)$/, 'simplified Chinese'],
  [/^(?:big5|big5-hkscs)$/, 'traditional Chinese'],
  [/^(?:iso-2022-jp(?:-\w+)?|shift[_-]jis|sjis|euc-jp|windows-31j)$/, 'Japanese'],
  [/^(?:euc-kr|ks_c_5601-1987|iso-2022-kr|windows-949)$/, 'Korean'],
  [/^(?:windows-1256|iso-8859-6)$/, 'Arabic'],
  [/^(?:windows-1255|iso-8859-8(?:-i)?)$/, 'Hebrew'],
  [/^(?:windows-1253|iso-8859-7)$/, 'Greek'],
  [/^(?:windows-1254|iso-8859-9)$/, 'Turkish'],
  [/^(?:windows-874|tis-620|iso-8859-11)$/, 'Thai'],
  [/^(?:windows-1258)$/, 'Vietnamese'],
  [/^(?:windows-1250|iso-8859-2)$/, 'Central European'],
  [/^(?:windows-1257|iso-8859-(?:4|13))$/, 'Baltic'],
];

interface Declared {
  readonly charset: string;
  readonly region: string;
  readonly span: Span;
}

const regionOf = remember(200, (charset): string | undefined => REGIONS.find(([names]) => names.test(charset))?.[1]);

function ofPart(part: MimePart): readonly Declared[] {
  const region = regionOf(part.charset);
  const field = part.fields.find(({ key }) => key === 'content-type');
  return region === undefined || field === undefined
    ? []
    : [{ charset: part.charset, region, span: bodyToken(field).span }];
}

function firstMatches(text: string, pattern: RegExp, most: number): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (const match of text.matchAll(pattern)) {
    found.push(match);
    if (found.length >= most) break;
  }
  return found;
}

function ofField(field: HeaderField): readonly Declared[] {
  if (!field.body.includes('=?')) return [];
  return firstMatches(field.body, /=\?([\w.:+-]{1,40})(?:\*[\w-]{1,20})?\?[bq]\?/gi, 20).flatMap((match) => {
    const charset = (match[1] ?? '').toLowerCase();
    const region = regionOf(charset);
    const start = field.bodySpan.start + match.index;
    return region === undefined ? [] : [{ charset, region, span: { start, end: start + match[0].length } }];
  });
}

const charsets: Rule = {
  id: 'content.regional-charset',
  version: 1,
  family: 'content',
  severity: 'info',
  title: 'The message declares a character set of one region',
  summary: 'Texts of the message are declared in {charsets}.',
  explanation:
    'A character set says which letter each byte stands for. Before UTF-8, which holds all letters, each region ' +
    'had sets of its own. A program often takes the set from the settings of the computer. In a text with plain ' +
    'Latin letters it hints at how the author’s computer, or the template, was set up.',
  innocent: [
    'an author who writes in that language',
    'a quotation or a name in those letters',
    'a program that chooses the set by the text',
  ],
  settle: 'Other messages by the same sender: whether they declare the same set.',
  reference: 'RFC 2046 section 4.1.2; RFC 2047 section 2; IANA character sets',
  look: ({ anatomy }) => {
    const inHeader = fieldsOf(anatomy, 'subject', 'from', 'to', 'reply-to').flatMap(ofField);
    const found = [...inHeader, ...partsOf(anatomy.structure).flatMap(ofPart)];
    const [first, ...rest] = found;
    if (first === undefined) return NOTHING;
    const names = [...new Set(found.map(({ charset, region }) => `${charset} (${region})`))].slice(0, 6);
    return observed(
      first.span,
      { charsets: listInWords(names) },
      undefined,
      rest.slice(0, 9).map(({ span }) => span),
    );
  },
};

export const languageRules: readonly Rule[] = [preferred, charsets];
