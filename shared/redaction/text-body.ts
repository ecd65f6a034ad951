/** Text parts of a derivative: decoded, with tokens in place, and with what cannot be read as text taken out. */
import { redactionMarks } from '../wording/redaction';
import type { ChangeCount, Omission } from './change';
import type { Needle } from './needles';
import { redactText } from './redact-text';

/** Files inside of a text: uuencoded, and pictures in the page itself. */
const UUENCODED =
  /^begin(?:-base64)? [0-7]{3,4} [^\n]*\n(?:(?!begin|(?:end|====)[ \t]*\r?$)[^\n]+(?:\n|(?![\s\S])))*(?:(?:end|====)[ \t]*\r?$)?/gm;
const DATA_LINK = /data:[\w.+/;=-]{0,80};base64,[A-Za-z0-9+/=\s%]{16,}/gi;

export interface TextTools {
  readonly needles: readonly Needle[];
  readonly changes: ChangeCount;
  readonly omissions: Omission[];
}

export function redactBody(decoded: string, place: string, { needles, changes, omissions }: TextTools): string {
  const searched = [UUENCODED, DATA_LINK].reduce(
    (text, pattern) =>
      text.replace(pattern, (file) => {
        omissions.push({ place, kind: 'embedded', bytes: file.length, sha256: null });
        return pattern === DATA_LINK ? `data:,${redactionMarks.withheld}` : redactionMarks.embedded(file.length);
      }),
    decoded,
  );
  const { text, found } = redactText(searched, needles);
  changes.add(place, found);
  return text;
}

/** Longest line that may stand as it is (RFC 5322 section 2.1.1), in bytes. */
const LINE_MAX = 998;
const encoder = new TextEncoder();

export interface WrittenText {
  readonly encoding: '8bit' | 'quoted-printable';
  readonly text: string;
}

/** UTF-8 as it is where its lines are short enough, so that whoever checks a derivative can read it; else quoted-printable. */
export function bodyText(text: string): WrittenText {
  const lines = text.split(/\r\n|\r|\n/);
  const isShort = lines.every((line) => line.length * 3 <= LINE_MAX || encoder.encode(line).length <= LINE_MAX);
  return isShort && !text.includes('\u0000')
    ? { encoding: '8bit', text: lines.join('\r\n') }
    : { encoding: 'quoted-printable', text: lines.map(quotedLine).join('\r\n') };
}

const SOFT_LINE = 72;

function quotedLine(line: string): string {
  const bytes = encoder.encode(line);
  const signs = Array.from(bytes, (byte, at) =>
    (byte > 32 && byte < 127 && byte !== 61) || (byte === 32 && at < bytes.length - 1)
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  const lines: string[] = [];
  let current = '';
  for (const sign of signs) {
    if (current.length + sign.length > SOFT_LINE) {
      lines.push(`${current}=`);
      current = '';
    }
    current += sign;
  }
  return [...lines, current].join('\r\n');
}
