import type { StructureAttack } from './hostile-set';

/** What hostile messages are made of. */

export const CRLF = '\r\n';
export const top = [
  'From: Anna Example <anna@example.org>',
  'To: ben@example.net',
  'Subject: Minutes',
  'MIME-Version: 1.0',
];
export const harmless = 'Good morning';

export const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
export const lines = (...all: readonly string[]): string => all.join(CRLF);
export const message = (fields: readonly string[], ...body: readonly string[]): string =>
  lines(...top, ...fields, '', ...body);
export const markerOf = (attack: string): string => `kestrel-${attack.replace(/[^a-z0-9]+/gi, '')}`;

/** A text part, and one with an attached file whose content holds the marker. */
export const textPart = (text: string): readonly string[] => ['Content-Type: text/plain', '', text];
export const filePart = (content: string): readonly string[] => [
  'Content-Type: application/octet-stream; name="tool.bin"',
  'Content-Disposition: attachment; filename="tool.bin"',
  'Content-Transfer-Encoding: base64',
  '',
  base64(content),
];

export type Make = (marker: string) => Omit<StructureAttack, 'attack'>;

export const inText =
  (make: (marker: string) => string): Make =>
  (marker) => ({ message: make(marker), text: marker });
export const inFile =
  (make: (content: string) => string): Make =>
  (marker) => {
    const content = `MZ\x90\0 ${marker} \xff\xfe`;
    return { message: make(content), file: content };
  };
/** A text that only shows when base64 is undone. */
export const encodedText = (...fields: readonly string[]): Make =>
  inText((marker) => message(fields, base64(`The word is ${marker}.`)));
/** Two parts, the second one with a file, divided by `line`, with the Content-Type as given. */
export const divided = (type: string | readonly string[], line = 'b1', close = `--${line}--`): Make =>
  inFile((content) =>
    message(
      typeof type === 'string' ? [`Content-Type: ${type}`] : type,
      `--${line}`,
      ...textPart(harmless),
      `--${line}`,
      ...filePart(content),
      close,
      '',
    ),
  );

export const mixed = 'Content-Type: multipart/mixed; boundary=b1';
export const cte = 'Content-Transfer-Encoding:';
export const long = 'x'.repeat(90);

export const uuencode = (content: string): readonly string[] => {
  const sign = (value: number): string => (value === 0 ? '`' : String.fromCharCode(value + 32));
  const rows: string[] = [];
  for (let at = 0; at < content.length; at += 45) {
    const piece = content.slice(at, at + 45);
    const padded = piece.padEnd(Math.ceil(piece.length / 3) * 3, '\0');
    const body = (padded.match(/[\s\S]{3}/g) ?? []).map((three) => {
      const bits = (three.charCodeAt(0) << 16) | (three.charCodeAt(1) << 8) | three.charCodeAt(2);
      return [18, 12, 6, 0].map((shift) => sign((bits >> shift) & 63)).join('');
    });
    rows.push(sign(piece.length) + body.join(''));
  }
  return ['begin 644 tool.bin', ...rows, '`', 'end'];
};

export const yenc = (content: string): readonly string[] => {
  const body = [...content].map((unit) => {
    const code = (unit.charCodeAt(0) + 42) & 0xff;
    return [0, 10, 13, 61].includes(code) ? `=${String.fromCharCode((code + 64) & 0xff)}` : String.fromCharCode(code);
  });
  return [`=ybegin line=128 size=${content.length} name=tool.bin`, body.join(''), `=yend size=${content.length}`];
};

export const u16 = (value: number): string => String.fromCharCode(value & 255, (value >> 8) & 255);
export const u32 = (value: number): string => u16(value & 0xffff) + u16(value >>> 16);
export const tnefAttribute = (level: number, id: number, data: string): string =>
  `${String.fromCharCode(level)}${u32(id)}${u32(data.length)}${data}${u16([...data].reduce((sum, unit) => sum + unit.charCodeAt(0), 0))}`;
export const tnef = (content: string): string =>
  u32(0x223e9f78) +
  u16(1) +
  tnefAttribute(2, 0x69002, '\0'.repeat(14)) +
  tnefAttribute(2, 0x18010, 'tool.bin\0') +
  tnefAttribute(2, 0x6800f, content);

export const utf16 = (text: string): string => [...text].map((unit) => `${unit}\0`).join('');
export const utf7 = (text: string): string =>
  `+${base64([...text].map((unit) => `\0${unit}`).join('')).replace(/=+$/, '')}-`;

export const nested = (depth: number, inner: string): string =>
  Array.from({ length: depth }, (_, level) => level).reduceRight(
    (inside, level) =>
      lines(`Content-Type: multipart/mixed; boundary=n${level}`, '', `--n${level}`, inside, `--n${level}--`),
    lines(...textPart(inner)),
  );

export function onlyLf({ message: text }: { readonly message: string }): { readonly message: string } {
  return { message: text.replaceAll(CRLF, '\n') };
}
