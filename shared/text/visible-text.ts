/**
 * Makes text from an email harmless to read: what cannot be seen, or can mislead, is shown by its code point.
 *
 * Two grades. *Unsafe* characters may not stand in any file of a packet that a person opens: control characters (a
 * terminal obeys them), format characters (bidirectional overrides turn text round: Unicode TR 36 section 2.8,
 * CVE-2021-42574), lone surrogates, private use. *Ambiguous* ones are also written out in print: marks, blanks that are
 * not U+0020, right-to-left letters, and letters of another alphabet inside a Latin word.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;
const AMBIGUOUS =
  /[\p{M}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const OTHER_BLANK = /(?! )\p{Zs}/u;
const WORD = /[\p{L}\p{N}]+/gu;
const LATIN = /\p{Script=Latin}/u;
const LOOK_ALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

/** A stretch of text; `escaped` ones are code points to be set in a frame, such as `<U+202E>`. */
export interface TextRun {
  readonly text: string;
  readonly escaped: boolean;
}

/** A character's name in print: `<U+202E>`. */
export function codePointLabel(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Whether a character must be written out in every file that a person may open or print. */
export function isUnsafeCharacter(character: string): boolean {
  return UNSAFE.test(character);
}

/** One line of text that is safe in a terminal, a spreadsheet and an editor: unsafe characters by code point. */
export function plainLine(text: string): string {
  return plainRuns(text, isUnsafeCharacter)
    .map((run) => run.text)
    .join('');
}

/** Text cut into what may be set as it is and what must be shown as a code point. */
export function visibleRuns(text: string): readonly TextRun[] {
  const mixed = mixedPositions(text);
  return plainRuns(text, (character, index) => isHidden(character) || mixed.has(index));
}

function isHidden(character: string): boolean {
  return UNSAFE.test(character) || AMBIGUOUS.test(character) || OTHER_BLANK.test(character);
}

type Test = (character: string, index: number) => boolean;

function plainRuns(text: string, mustEscape: Test): readonly TextRun[] {
  const runs: TextRun[] = [];
  let plain = '';
  let index = 0;
  for (const character of text) {
    if (mustEscape(character, index)) {
      if (plain !== '') {
        runs.push({ text: plain, escaped: false });
      }
      runs.push({ text: codePointLabel(character), escaped: true });
      plain = '';
    } else {
      plain += character;
    }
    index += character.length;
  }
  return plain === '' ? runs : [...runs, { text: plain, escaped: false }];
}

/** Where letters of a look-alike alphabet stand in a word that also has Latin ones (Unicode TR 39 section 5). */
function mixedPositions(text: string): ReadonlySet<number> {
  const positions = new Set<number>();
  if (!LOOK_ALIKE.test(text)) {
    return positions;
  }
  for (const match of text.matchAll(WORD)) {
    if (LATIN.test(match[0])) {
      addLookAlikes(match[0], match.index, positions);
    }
  }
  return positions;
}

function addLookAlikes(word: string, start: number, positions: Set<number>): void {
  let index = start;
  for (const character of word) {
    if (LOOK_ALIKE.test(character)) {
      positions.add(index);
    }
    index += character.length;
  }
}
