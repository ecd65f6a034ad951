import { describe, expect, test } from 'vitest';
import { readAnatomy } from '../../../shared/email/anatomy';
import { listParts, partAt } from '../../../shared/email/part-list';
import fc from '../../helpers/properties';

const NESTED = [
  'Content-Type: multipart/mixed; boundary=a',
  '',
  '--a',
  'Content-Type: text/plain',
  '',
  'one',
  '--a',
  'Content-Type: message/rfc822',
  '',
  'Subject: inner',
  'Content-Type: multipart/alternative; boundary=b',
  '',
  '--b',
  '',
  'two',
  '--b--',
  '--a--',
  '',
].join('\r\n');

const bytesOf = (text: string) => Buffer.from(text, 'latin1');
const structureOf = (text: string) => readAnatomy(bytesOf(text)).structure;

describe('the list of parts', () => {
  test('has each part before those that it holds, with its depth', () => {
    expect(listParts(structureOf(NESTED)).map(({ part, depth }) => [depth, part.path, part.mediaType])).toEqual([
      [0, '', 'multipart/mixed'],
      [1, '1', 'text/plain'],
      [1, '2', 'message/rfc822'],
      [2, '2.TEXT', 'multipart/alternative'],
      [3, '2.1', 'text/plain'],
    ]);
  });

  test('finds the innermost part of a byte', () => {
    const root = structureOf(NESTED);
    const pathAt = (text: string) => partAt(root, NESTED.indexOf(text)).path;
    expect(pathAt('one')).toBe('1');
    expect(pathAt('two')).toBe('2.1');
    expect(pathAt('Subject: inner')).toBe('2.TEXT');
    expect(pathAt('--a--')).toBe('');
    expect(partAt(root, NESTED.length + 100).path).toBe('');
  });

  test('of any bytes: every part once, and the one at a byte holds it', () => {
    const piece = fc.constantFrom(
      ...['--a\r\n', '--a--\r\n', '--b\n', '\r\n', 'Content-Type: multipart/mixed; boundary=b\r\n', 'x\r\n'],
      'Content-Type: message/rfc822\r\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(600), (pieces, offset) => {
        const root = structureOf(`Content-Type: multipart/mixed; boundary=a\r\n\r\n${pieces.join('')}`);
        const parts = listParts(root).map(({ part }) => part);
        expect(new Set(parts).size).toBe(parts.length);
        const found = partAt(root, offset);
        expect(parts).toContain(found);
        expect(found === root || (found.span.start <= offset && offset < found.span.end)).toBe(true);
        expect(found.parts.some(({ span }) => span.start <= offset && offset < span.end)).toBe(false);
      }),
    );
  });
});
