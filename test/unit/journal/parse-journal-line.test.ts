import { beforeAll, describe, expect, test } from 'vitest';
import { parseJournalLine } from '../../../shared/packet-format/parse-journal-line';
import { testSigner } from '../../helpers/test-signer';
import { sampleLines } from './sample-journal';

let line: string;

beforeAll(async () => {
  line = (await sampleLines(await testSigner(), 2))[1] ?? '';
});

function problemOf(text: string | Uint8Array): string {
  const reading = parseJournalLine(typeof text === 'string' ? Buffer.from(text) : text);
  return reading.ok ? 'none' : reading.problem;
}

describe('a journal line', () => {
  test('gives its entry, the text that was signed and the signature', () => {
    const reading = parseJournalLine(Buffer.from(line));
    const signedText = line.slice('{"entry":'.length, line.indexOf(',"sig":"'));
    expect(reading).toEqual({
      ok: true,
      line: { entry: JSON.parse(signedText), signedText, signature: JSON.parse(line).sig },
    });
  });

  test.each<readonly [string, (text: string) => string, string]>([
    ['is empty', () => '', 'does not have the form of a journal line'],
    ['has no signature', (text) => text.slice(0, text.indexOf(',"sig"')), 'does not have the form of a journal line'],
    ['has white space', (text) => text.replace('{"entry":{', '{"entry": {'), 'is not written in canonical form'],
    [
      'names a key twice',
      (text) => text.replace('"act":"case.verify"', '"act":"case.create","act":"case.verify"'),
      'is not written in canonical form',
    ],
    [
      'has its keys in another order',
      (text) => text.replace(/"act":"case.verify",(.*),"at"/, '$1,"act":"case.verify","at"'),
      'is not written in canonical form',
    ],
    [
      'lacks a field',
      (text) => text.replace('"zone":"-05:00"', '"zome":"-05:00"'),
      'does not have the fields of a journal entry',
    ],
    [
      'has an act of no known kind',
      (text) => text.replace('case.verify', 'case.delete'),
      'does not have the fields of a journal entry',
    ],
    [
      'has a fraction for a number',
      (text) => text.replace('"seq":1', '"seq":1.5'),
      'does not have the fields of a journal entry',
    ],
    ['is of another version', (text) => text.replace('"v":1', '"v":2'), 'does not have the fields of a journal entry'],
    ['begins with a byte order mark', (text) => `\ufeff${text}`, 'does not have the form of a journal line'],
    ['ends in a carriage return', (text) => `${text}\r`, 'does not have the form of a journal line'],
  ])('that %s is refused with the reason', (_, change, problem) => {
    expect(problemOf(change(line))).toBe(problem);
  });

  test('that is not UTF-8 is refused with the reason', () => {
    expect(problemOf(Uint8Array.of(0x7b, 0xff, 0xfe))).toBe('is not text in UTF-8');
  });
});
