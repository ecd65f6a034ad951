/** The plain way to do what `shared/redaction` does quickly: slow, and short enough to be seen to be right. */
import { decodeBase64 } from '../../../shared/email/base64';
import { decodeWindows1252, fromByteString, toByteString } from '../../../shared/email/byte-string';
import { foldedText } from '../../../shared/redaction/folded';
import type { Needle } from '../../../shared/redaction/needles';
import type { EncodedValue } from '../../../shared/redaction/residue/encoded-values';

/** A line of a reading, and the run that it stands for. */
export interface PlainRun {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const BASE64_WORD = /[A-Za-z0-9+/_-]{8,}={0,2}/g;
const BASE64_LINES = /[A-Za-z0-9+/_-](?:[A-Za-z0-9+/_-]|\r?\n[ \t]?(?=[A-Za-z0-9+/_-])){7,}={0,2}/g;
const HEX_RUN = /[0-9a-fA-F]{10,}/g;

/** The readings that are not empty, each as its runs. */
export function plainBase64(text: string): readonly (readonly PlainRun[])[] {
  const patterns = (text.match(BASE64_LINES) ?? []).some((run) => run.includes('\n'))
    ? [BASE64_WORD, BASE64_LINES]
    : [BASE64_WORD];
  return [0, 1, 2, 3].flatMap((skip) =>
    patterns.flatMap((pattern) =>
      heldIn(text, pattern, (run) => decodeBase64(fromByteString(run.replace(/[\s=]+/g, '')).subarray(skip))),
    ),
  );
}

export function plainHex(text: string): readonly (readonly PlainRun[])[] {
  return [0, 1].flatMap((skip) => heldIn(text, HEX_RUN, (run) => Buffer.from(run.slice(skip), 'hex')));
}

function heldIn(text: string, pattern: RegExp, decode: (run: string) => Uint8Array): readonly (readonly PlainRun[])[] {
  const runs = Array.from(text.matchAll(pattern), ({ index, 0: run }) => ({
    start: index,
    end: index + run.length,
    text: plainText(decode(run)),
  })).filter((run) => run.text !== '');
  return runs.length === 0 ? [] : [runs];
}

/** What counts as text in bytes that look decoded. */
export function plainText(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  const isUtf8 = !text.includes('\ufffd');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: text has none
  if (isUtf8 && !/[\x00-\x08\x0e-\x1f\x7f]/.test(text)) {
    return text;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: text has none
  const hasText = /[^\x00-\x1f\x7f\ufffd]{7}/u.test(text) || /(?:[\x20-\xff]\x00){5}/.test(toByteString(bytes));
  return hasText ? `${decodeWindows1252(bytes)}${isUtf8 ? '' : `\n\n${text}`}` : '';
}

export function plainFolded(text: string): string {
  return [...text].map(foldedText).join('');
}

export function plainStanding(text: string, needles: readonly Needle[]): readonly Needle[] {
  const folded = plainFolded(text);
  const digits = folded.replace(/[^0-9]/g, '');
  return needles.filter(
    (needle) => needle.hints.every((hint) => folded.includes(hint)) && digits.includes(needle.digits),
  );
}

/** Whether one of the pieces stands in a text, as it is or where ends of lines part it. */
export function plainPieces(text: string, values: readonly EncodedValue[]): boolean {
  const joined = text.replace(/=?\r?\n[ \t]*/g, '');
  return values.some(({ bytes, anyCase }) =>
    [text, joined].some((one) => (anyCase ? one.toLowerCase() : one).includes(bytes)),
  );
}
