import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../../../shared/analysis/analyse';
import type { EmbeddedTime } from '../../../../shared/email/types';
import { bytesOf } from '../honest-mail';

/** The recorded vectors, each embedded in a whole message at its own field, read as every message is read. */

const VECTORS = resolve('../shared/research/forensics-vectors.json');
const isPresent = existsSync(VECTORS);

interface Vector {
  readonly input: string;
  readonly decoded?: string;
  readonly root?: string;
  readonly children?: readonly string[];
  readonly date_header?: string;
  readonly received_date?: string;
}

/** A hash-locked clock needs a search: tested in hash-lock.test.ts. */
const NOT_DECODED = new Set(['hash-locked.phpmailer']);

/** A message that holds the vector where software puts it, and the place where it stands. */
function messageWith(key: string, { input, date_header, received_date }: Vector): readonly [text: string, at: string] {
  const date = date_header === undefined ? '' : `Date: ${date_header}\r\n`;
  const head = `From: a@example.com\r\n${date}Subject: x\r\n`;
  const value = input.endsWith(' (hex)') ? Buffer.from(input.slice(0, -6), 'hex').toString('base64') : input;
  const part = `--${key.startsWith('bnd') || key.startsWith('gmail.b') ? value : 'b'}\r\nContent-Type: text/plain\r\n`;
  switch (key.split('.')[0]) {
    case 'rcv':
      return [`Received: from a by b.example.com with ESMTP id ${value}; ${received_date}\r\n${head}\r\n`, value];
    case 'mid':
      return [`${head}Message-ID: <${value}>\r\n\r\nx\r\n`, value];
    case 'thread-index':
      return [`${head}Thread-Index: ${value}\r\n\r\nx\r\n`, value];
    case 'cid':
      return [
        `${head}Content-Type: multipart/related; boundary=b\r\n\r\n${part}Content-ID: <${value}>\r\n\r\nx\r\n--b--\r\n`,
        value,
      ];
    case 'bnd':
      return [
        `${head}Content-Type: multipart/mixed; boundary="${value}"\r\n\r\n${part}\r\nx\r\n--${value}--\r\n`,
        value,
      ];
    default:
      return key === 'gmail.service-id'
        ? [`${head}X-GM-MSGID: ${value}\r\n\r\nx\r\n`, value]
        : [`${head}Content-Type: multipart/mixed; boundary="${value}"\r\n\r\n${part}\r\nx\r\n`, value];
  }
}

/** Every expected time that was not found exactly, or not inside of the vector's own bytes. */
function missing(key: string, vector: Vector): readonly string[] {
  const [text, at] = messageWith(key, vector);
  const { times } = analyse(bytesOf(text));
  const start = text.indexOf(at);
  const inside = times.filter(({ span }) => span.start >= start && span.end <= start + at.length);
  const expected = [vector.decoded ?? vector.root ?? '', ...(vector.children ?? [])];
  return expected
    .filter((time) => !inside.some((found) => isExactly(found, time)))
    .map(
      (time) =>
        `${vector.input}: ${time} not in ${inside.map(({ kind, timeMs }) => `${kind} ${new Date(timeMs).toISOString()}`).join(', ')}`,
    );
}

/** Recorded with floating point, which loses the last millisecond: Outlook's number of .689 s exactly stands as .688. */
const USES_FLOATS = /^(?:message-id\.outlook|content-id\.outlook|boundary\.next-part|thread-index\.\w+)$/;

function isExactly(found: EmbeddedTime, expected: string): boolean {
  const isLocal = !expected.endsWith('Z');
  const away = Math.abs(found.timeMs - Date.parse(`${expected.replace(/Z$/, '')}Z`));
  return away <= (USES_FLOATS.test(found.kind) ? 1 : 0) && (found.clock === 'local') === isLocal;
}

describe.skipIf(!isPresent)('recorded vectors', () => {
  const all = isPresent ? (JSON.parse(readFileSync(VECTORS, 'utf8')) as Record<string, readonly Vector[]>) : {};
  const keys = Object.keys(all).filter((key) => !NOT_DECODED.has(key));

  test.each(keys)('%s', (key) => {
    expect((all[key] ?? []).flatMap((vector) => missing(key, vector))).toEqual([]);
  });

  // A forged or absent Date hides no clock.
  test.each(keys)('%s without any date', (key) => {
    const bare = (all[key] ?? []).map(({ date_header: _, ...vector }) => vector);
    expect(bare.flatMap((vector) => missing(key, vector))).toEqual([]);
  });
});

if (!isPresent) {
  console.warn('skipped: the recorded vectors are not at ../shared/research/forensics-vectors.json');
}
