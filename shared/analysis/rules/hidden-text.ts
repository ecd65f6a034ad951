import type { ByteString, MimePart, Span } from '../../email/types';
import { countInWords } from '../../wording/rules';
import type { HiddenBy } from '../content/css-look';
import type { HiddenText } from '../content/html-reading';
import { contentOf, type PageBody, type TextBody } from '../content/message-content';
import { placesOf } from '../content/place-of';
import type { Observation, Rule, RuleInput } from '../rule';
import { NOTHING, observed } from './observe';

/** Rules about text that a program reads and a person does not see, or sees otherwise. */

const HOW: Readonly<Record<HiddenBy, string>> = {
  display: 'not displayed (display: none)',
  visibility: 'made invisible (visibility)',
  opacity: 'made fully transparent',
  'font-size': 'set in letters of zero size',
  colour: 'written in the colour of the background',
  'off-screen': 'placed outside the page',
  'no-room': 'put into a box without room',
  'outlook-only': 'hidden from Outlook',
  attribute: 'not displayed (hidden)',
};

/** A preview line, which mail programs show beside the subject, is hidden in the page and about as long as this. */
const PREVIEW_WORDS = 40;

function wordsOf(text: string): number {
  return text.split(/\s+/).filter((word) => /[A-Za-z0-9]{2}/.test(word)).length;
}

const hiddenText: Rule = {
  id: 'content.hidden-text',
  version: 1,
  family: 'content',
  severity: 'medium',
  title: 'The formatted text contains words that a reader does not see',
  summary: 'In the formatted text, {count} {how}.',
  explanation:
    'Words that nobody sees are still read by filters and by search. Some newsletters hide a short preview line ' +
    'in this way. Long hidden texts are more often meant for programs than for readers.',
  innocent: [
    'a preview line that mail programs show beside the subject',
    'a second version of the text for small screens',
    'white letters on a background that a style sheet colours',
  ],
  settle:
    'The hidden words themselves; the message in the mail program that the recipient used; other messages by the same sender.',
  reference: 'CSS Display Module Level 3; Lin et al., hidden text salting as observed in spam since 2003',
  look: (input) =>
    contentOf(input).pages.flatMap(({ body, reading }) =>
      Object.entries(HOW).flatMap(([by, how]): readonly Observation[] => {
        const found = reading.hidden.filter((one) => one.by === by);
        const words = found.reduce((sum, { text }) => sum + wordsOf(text), 0);
        const [first, ...rest] = placesOf(body, longestFirst(found));
        if (first === undefined || words === 0) return NOTHING;
        const severity = words > PREVIEW_WORDS ? 'medium' : 'low';
        const verb = words === 1 ? 'is' : 'are';
        return observed(first, { count: countInWords(words, 'word'), how: `${verb} ${how}` }, severity, rest);
      }),
    ),
};

function longestFirst(found: readonly HiddenText[]): readonly Span[] {
  return [...found]
    .sort((a, b) => b.text.length - a.text.length || a.span.start - b.span.start)
    .map(({ span }) => span);
}

/** Signs without a shape as UTF-8 bytes, or as character references, between two letters. */
const ZERO_WIDTH =
  /(?<=[A-Za-z])(?:\xe2\x80[\x8b-\x8f]|\xe2\x81[\xa0-\xa4]|\xef\xbb\xbf|&#(?:820[3-7]|828[89]|8290|65279|x200[b-f]|x206[0-4]|xfeff);?|&zw(?:n?j);|&ZeroWidthSpace;)(?=[A-Za-z])/gi;
/** A quick look before the careful one: plain searches are many times as fast as a pattern on a long text. */
function mayHoldSign(content: ByteString): boolean {
  const isBare = content.includes('\xe2\x80') || content.includes('\xe2\x81') || content.includes('\xef\xbb\xbf');
  return isBare || (content.includes('&') && /&(?:#[86x]|zw|zero)/i.test(content));
}

const FEWEST_SIGNS = 3;

const dividedWords: Rule = {
  id: 'content.divided-words',
  version: 1,
  family: 'content',
  severity: 'high',
  title: 'Words of the text are divided by something that a reader does not see',
  summary: 'In the text, {what} at {count}.',
  explanation:
    'A word with an invisible character or an empty element inside looks whole to a reader, and is two words to ' +
    'a search or a filter. Writing programs rarely put them inside words by themselves.',
  innocent: [
    'a text that was copied from a web page',
    'a program that marks where long words may be divided',
    'an editor that left empty elements behind when a text was changed',
  ],
  settle: 'The words that are divided; other messages by the same sender or tool.',
  reference: 'Unicode Technical Report 36, section 3.1',
  look: (input) => {
    const { pages, texts } = contentOf(input);
    const signs = [...pages, ...texts].flatMap((one) =>
      divisions(one, invisibleSigns(one), 'an invisible character stands inside words'),
    );
    const marks = pages.flatMap((page) =>
      divisions(page, page.reading.splits, 'empty HTML elements stand inside words'),
    );
    return [...signs, ...marks];
  },
};

function divisions({ body }: TextBody, spans: readonly Span[], what: string): readonly Observation[] {
  const [first, ...rest] = spans.length < FEWEST_SIGNS ? [] : placesOf(body, spans);
  return first === undefined
    ? NOTHING
    : observed(first, { what, count: countInWords(spans.length, 'place') }, undefined, rest);
}

function invisibleSigns({ body }: TextBody): readonly Span[] {
  const { content } = body;
  if (!mayHoldSign(content)) return [];
  const spans: Span[] = [];
  for (const { 0: sign, index } of content.matchAll(ZERO_WIDTH)) {
    spans.push({ start: index, end: index + sign.length });
    if (spans.length >= 200) break;
  }
  return spans;
}

/** Words of ASCII letters: the two forms may be in different charsets, and these are the same in all. */
function wordSet(text: string): ReadonlySet<string> {
  return new Set(
    text
      .slice(0, 128 << 10)
      .toLowerCase()
      .match(/[a-z][a-z0-9]{2,30}/g) ?? [],
  );
}

const FEWEST_WORDS = 20;

/** What both have of all words that one of them has: 1 for the same words, 0 for none in common. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length;
  return common / (a.size + b.size - common);
}

/** The plain and the formatted form of one text: children of the same multipart/alternative, at any depth below. */
function alternativePairs(input: RuleInput): readonly (readonly [TextBody, PageBody])[] {
  const { texts, pages } = contentOf(input);
  const pairs: (readonly [TextBody, PageBody])[] = [];
  const visit = (part: MimePart, depth: number): void => {
    if (part.mediaType === 'multipart/alternative') {
      const text = texts.find((one) => part.parts.includes(one.part));
      const page = pages.find((one) => one.part.span.start >= part.span.start && one.part.span.end <= part.span.end);
      if (text !== undefined && page !== undefined) pairs.push([text, page]);
    }
    if (depth < 10) for (const child of part.parts.slice(0, 50)) visit(child, depth + 1);
  };
  if (texts.length > 0 && pages.length > 0) visit(input.anatomy.structure, 0);
  return pairs.slice(0, 5);
}

const textsDiffer: Rule = {
  id: 'content.texts-differ',
  version: 1,
  family: 'content',
  severity: 'medium',
  title: 'The plain and the formatted text of the message say different things',
  summary: 'The plain text has {plain} distinct words, the formatted text {formatted}; {common} % of all are in both.',
  explanation:
    'A message can carry its text in two forms, and a mail program shows one of them. Both should say the same. ' +
    'Where they do not, readers with different programs read different messages, and a filter may judge one by ' +
    'the other.',
  innocent: [
    'a plain text that only says that the message should be read elsewhere',
    'a newsletter whose plain text was shortened or forgotten',
    'a text in pictures',
  ],
  settle: 'Both texts side by side; other messages by the same sender.',
  reference: 'RFC 2046 section 5.1.4',
  look: (input) =>
    alternativePairs(input).flatMap(([text, page]): readonly Observation[] => {
      const [plain, formatted] = [wordSet(text.body.content), wordSet(page.reading.text)];
      const common = likeness(plain, formatted);
      if (Math.min(plain.size, formatted.size) < FEWEST_WORDS || common >= 0.3) return NOTHING;
      const values = {
        plain: String(plain.size),
        formatted: String(formatted.size),
        common: String(Math.round(common * 100)),
      };
      return observed(text.body.place(0, text.body.content.length), values, common < 0.1 ? 'medium' : 'low', [
        page.body.place(0, page.body.content.length),
      ]);
    }),
};

export const hiddenTextRules: readonly Rule[] = [hiddenText, dividedWords, textsDiffer];
