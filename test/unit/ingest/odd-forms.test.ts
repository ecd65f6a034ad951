import { describe, expect, test } from 'vitest';
import fc from '../../helpers/properties';
import { fromLine, mail, mbox } from './mail';
import { split } from './split';

const mark = '\u0001'.repeat(4);
const [one, two] = [mail({ subject: 'one' }), mail({ subject: 'two' })];
const [header = '', body = ''] = one.split(/(?<=\n\n)/);

/** One of each form, to be damaged. */
const FORMS: Readonly<Record<string, Buffer>> = {
  cr: Buffer.from(mbox([one, two]).replaceAll('\n', '\r')),
  mmdf: Buffer.from(`${mark}\n${one}${mark}\n${mark}\n${fromLine}\n${two}${mark}\n`),
  babyl: Buffer.from(
    `BABYL OPTIONS:\n\u001f\u000c\n1,,\n${header}*** EOOH ***\nX: y\n\n${body}\u001f\u000c\n0,,\n*** EOOH ***\n${two}\u001f`,
  ),
  wide: Buffer.from(`\ufeff${mbox([one, two])}`, 'utf16le'),
  prefixed: Buffer.from(one.replace(/^/gm, '> ')),
};

describe('odd forms that are damaged', () => {
  test.each(Object.entries(FORMS))('%s: bytes put in, taken out, changed', async (_, whole) => {
    const change = fc.record({
      at: fc.nat(whole.length),
      out: fc.nat(20),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
        fc
          .constantFrom('\r', '\n', mark, `\n${mark}\n`, '\u001f\u000c\n', '\n\u001f', '\nFrom ', '\u0000', '> ')
          .map((text) => Buffer.from(text)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 4 }), async (changes) => {
        const bytes = changes.reduce(
          (sofar, { at, out, put }) => Buffer.concat([sofar.subarray(0, at), put, sofar.subarray(at + out)]),
          whole,
        );
        const { messages, texts } = await split(bytes, 'file');
        const ranges = messages.filter(({ changed }) => changed === undefined);
        expect(ranges.every(({ start, end }) => 0 <= start && start <= end && end <= bytes.length)).toBe(true);
        expect(ranges.every(({ start }, n) => start >= (ranges[n - 1]?.end ?? 0))).toBe(true);
        expect(texts.every((text) => text.length <= 2 * bytes.length + 1)).toBe(true);
        expect(messages.every(({ sha256, contentSha256 }) => sha256 === contentSha256)).toBe(true);
      }),
    );
  });
});

const MB = 1 << 20;
const start = 'From: a@example.com\n\n';
const HOSTILE: Readonly<Record<string, () => Buffer>> = {
  'delimiters of MMDF alone': () => Buffer.from(`${mark}\n${start}${`${mark}\n`.repeat(200_000)}`),
  'bytes 0x01': () => Buffer.from(`${mark}\n${start}${'\u0001'.repeat(4 * MB)}`),
  'delimiters that are none': () => Buffer.from(`${mark}\n${start}${`\n${mark}x`.repeat(200_000)}`),
  'marks of Babyl': () => Buffer.from(`BABYL OPTIONS:\n${'\u001f\u000c\n'.repeat(200_000)}`),
  'marks of Babyl that are none': () => Buffer.from(`BABYL OPTIONS:\n${'\n\u001f'.repeat(400_000)}x`),
  'ends of the header of Babyl': () =>
    Buffer.from(`BABYL OPTIONS:\n\u001f\u000c\n1,,\n${'\n*** EOOH **'.repeat(200_000)}`),
  'bare CRs': () => Buffer.from(`${fromLine}\r${'\r'.repeat(4 * MB)}`),
  'bare CRs and From': () => Buffer.from(`${fromLine}\r${start}${'\rFrom x'.repeat(40_000)}`),
  'quote marks': () => Buffer.from(`> Received: a\n> Message-ID: b\n${'>'.repeat(4 * MB)}`),
  'quoted lines': () => Buffer.from(`> Received: a\n> Message-ID: b\n${'>\n'.repeat(400_000)}`),
  'blanks in UTF-32': () => Buffer.from('0000feff'.padEnd(2 * MB, '00000020'), 'hex'),
};

test.each(Object.entries(HOSTILE))('%s: read to the end, few messages', async (_, make) => {
  const { messages } = await split(make(), 'file');
  expect(messages.length).toBeLessThan(10);
});
