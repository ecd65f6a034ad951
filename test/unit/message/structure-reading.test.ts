import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readStructureOf, type StructureReading } from '../../../electron/engine/message/read-structure';
import { fromByteString } from '../../../shared/email/byte-string';
import { maxParts } from '../../../shared/email/mime-structure';
import fc from '../../helpers/properties';
import { tempFolder } from '../../helpers/temp-folder';
import { structureAttacks } from './hostile-set';

const folder = tempFolder('structure');
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

/** As a worker reads it: from a file, a few bytes behind its beginning. */
function read(message: string): StructureReading {
  const path = join(folder, 'object');
  const bytes = fromByteString(message);
  writeFileSync(path, Buffer.concat([Buffer.from('####'), bytes]));
  return readStructureOf({ path, offset: 4, length: bytes.length });
}

/** Everything that is said lies inside of the message, and each part inside of the one that holds it. */
function expectInside({ parts }: StructureReading, length: number): void {
  const path: { readonly start: number; readonly end: number }[] = [];
  for (const part of parts) {
    const holder = part.depth === 0 ? { start: 0, end: length } : path[part.depth - 1];
    path[part.depth] = part;
    expect(part.start).toBeGreaterThanOrEqual(holder?.start ?? Number.NaN);
    expect(part.bodyStart).toBeGreaterThanOrEqual(part.start);
    expect(part.end).toBeGreaterThanOrEqual(part.bodyStart);
    expect(part.end).toBeLessThanOrEqual(holder?.end ?? Number.NaN);
    for (const { start, end } of [...part.issues, ...part.further]) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(length);
    }
  }
}

/** Longer than a separating line is looked for: the parts are found by mailparser alone, and the tree says that lines resemble one. */
const BEYOND = 'a boundary of 3,000 letters';

describe('the parts of messages that programs read in different ways', () => {
  test.each(structureAttacks.map((attack) => [attack.attack, attack] as const))(
    '%s',
    (attack, { message, file, isPlain }) => {
      const reading = read(message);
      expectInside(reading, message.length);
      const { parts } = reading;
      const hashes = parts.flatMap(({ decoded, further }) => [decoded?.sha256, ...further.map((one) => one.sha256)]);
      if (file !== undefined && attack !== BEYOND) {
        expect(hashes).toContain(sha256(Buffer.from(file, 'latin1')));
      }
      if (isPlain !== true) {
        expect(parts.flatMap(({ issues }) => issues)).not.toEqual([]);
      }
    },
  );

  test('any bytes are taken calmly, also cut anywhere', () => {
    const messages = structureAttacks.map(({ message }) => message);
    fc.assert(
      fc.property(fc.constantFrom(...messages), fc.double({ min: 0, max: 1, noNaN: true }), (message, share) => {
        const piece = message.slice(0, Math.floor(message.length * share));
        const reading = read(piece);
        expect(reading.parts.length).toBeGreaterThan(0);
        expectInside(reading, piece.length);
      }),
      { numRuns: 60 },
    );
  });

  test('of more parts than are read, as many as are read are listed, and the last says that there are more', () => {
    const part = '--b\r\n\r\nx\r\n';
    const { parts } = read(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${part.repeat(maxParts + 10)}--b--\r\n`);
    expect(parts).toHaveLength(maxParts);
    expect(parts.flatMap(({ issues }) => issues.map(({ code }) => code))).toContain('mime.too-many-parts');
  });
});
