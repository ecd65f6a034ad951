/** Requests, answers and tokens against bytes that openssl made (test/helpers/timestamp-authority.ts) and against hostile ones. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TIMESTAMP_TOOLS } from '../../../electron/engine/custody/timestamp-tools';
import { DER } from '../../../shared/packet-format/der';
import { pemBlocks } from '../../../shared/packet-format/pem';
import { derElement, derInteger } from '../../../shared/packet-format/timestamp/der-writer';
import { judgeToken, type TimestampExpectation } from '../../../shared/packet-format/timestamp/judge-token';
import { formatRequest, readRequest } from '../../../shared/packet-format/timestamp/request';
import { readResponse } from '../../../shared/packet-format/timestamp/response';
import { readToken } from '../../../shared/packet-format/timestamp/token';
import { readTstInfo } from '../../../shared/packet-format/timestamp/tst-info';
import fc from '../../helpers/properties';

const fixture = (name: string): Uint8Array => Uint8Array.from(readFileSync(`test/fixtures/timestamp/${name}`));

const content = fixture('checkpoint.txt');
const request = fixture('checkpoint.tsq');
const response = fixture('checkpoint.tsr');
const root = pemBlocks(Buffer.from(fixture('root.pem')).toString('utf8'), 'CERTIFICATE') ?? [];
const expected: TimestampExpectation = { content, nonce: readRequest(request)?.nonce, certificates: root };

const tokenOf = (bytes: Uint8Array): Uint8Array => {
  const reading = readResponse(bytes);
  return reading.kind === 'token' ? reading.token : new Uint8Array();
};
const token = tokenOf(response);
const judge = (bytes: Uint8Array, change: Partial<TimestampExpectation> = {}) =>
  judgeToken(bytes, { ...expected, ...change }, TIMESTAMP_TOOLS);

describe('a request', () => {
  test('is read back as it was written', () => {
    const digits = fc.uint8Array({ minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), digits, (imprint, nonce) => {
        const bytes = formatRequest({ imprint, nonce });
        const read = readRequest(bytes);
        expect(Buffer.from(read?.imprint ?? [])).toEqual(Buffer.from(imprint));
        expect(read === undefined ? [] : formatRequest(read)).toEqual(bytes);
      }),
    );
  });

  test('in any other form is none', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 120 }), (any) => readRequest(any) === undefined));
    for (let at = 0; at < request.length; at += 1) {
      expect(readRequest(request.subarray(0, at))).toBeUndefined();
    }
    expect(readRequest(Uint8Array.of(...request, 0))).toBeUndefined();
  });
});

describe('an answer', () => {
  test('that refuses says why, by words and by code', () => {
    const words = derElement(DER.sequence, derElement(0x0c, Buffer.from('not today')));
    const bits = derElement(DER.bitString, Uint8Array.of(6, 0, 0x02));
    const refusal = (...parts: Uint8Array[]) =>
      derElement(DER.sequence, derElement(DER.sequence, derInteger(Uint8Array.of(2)), ...parts));

    expect(readResponse(refusal(words, bits))).toEqual({
      kind: 'refused',
      status: 2,
      reason: 'not today; its source of time is not available',
    });
    expect(readResponse(refusal())).toMatchObject({ kind: 'refused', reason: '' });
  });

  test('that grants without a token, and anything else, is malformed', () => {
    const granted = derElement(DER.sequence, derElement(DER.sequence, derInteger(Uint8Array.of(0))));

    expect(readResponse(granted)).toEqual({ kind: 'malformed' });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (any) => readResponse(any).kind === 'malformed'));
  });
});

describe('a token', () => {
  test('holds over its content, under the root that was brought', async () => {
    const verdict = await judge(token);

    expect(verdict).toMatchObject({
      ok: true,
      authority: { name: 'Example Time 1' },
      root: { name: 'Example Time Root' },
    });
    expect(readResponse(token)).toMatchObject({ kind: 'token', isBare: true });
  });

  test('of an issuer that nobody brought holds too, without a root', async () => {
    expect(await judge(token, { certificates: [] })).toMatchObject({ ok: true, root: undefined });
  });

  test('does not hold over other content, or for another question', async () => {
    expect(await judge(token, { content: Uint8Array.of(...content, 10) })).toMatchObject({ failure: 'other-content' });
    expect(await judge(token, { nonce: Uint8Array.of(7) })).toMatchObject({ failure: 'nonce' });
  });

  test('cut off anywhere is none', () => {
    for (let at = 0; at < token.length; at += 1) {
      expect(readToken(token.subarray(0, at))).toBeUndefined();
    }
  });

  test('with a bit of any byte changed says the same, or does not hold', async () => {
    const good = await judge(token);
    for (let at = 0; at < token.length; at += 1) {
      const changed = Uint8Array.from(token);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const verdict = await judge(changed);
      // What is not signed may change: it must not change what is said.
      expect(verdict.ok ? verdict : good).toEqual(good);
    }
  });

  test('of hostile bytes is taken calmly', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.nat(token.length - 1), (any, at) => {
        const spliced = Uint8Array.from(token);
        spliced.set(any.subarray(0, spliced.length - at), at);
        for (const bytes of [any, spliced]) {
          readToken(bytes);
          readTstInfo(bytes);
          readResponse(bytes);
        }
      }),
    );
  });
});

describe('the stated time', () => {
  const statement = (time: string, ...rest: Uint8Array[]) =>
    derElement(
      DER.sequence,
      derInteger(Uint8Array.of(1)),
      derElement(DER.oid, Uint8Array.of(0x2a, 3)),
      readImprint(),
      derInteger(Uint8Array.of(5)),
      derElement(DER.generalizedTime, Buffer.from(time)),
      ...rest,
    );
  const readImprint = () => request.subarray(5, 5 + 2 + (request[6] ?? 0));
  const timeOf = (time: string) => {
    const found = readTstInfo(statement(time))?.time;
    return found === undefined ? undefined : new Date(found).toISOString();
  };

  test('may have a fraction, and must be of the calendar', () => {
    expect(timeOf('20261126101112Z')).toBe('2026-11-26T10:11:12.000Z');
    expect(timeOf('20261126101112.5Z')).toBe('2026-11-26T10:11:12.500Z');
    expect(timeOf('20261126101112.123456Z')).toBe('2026-11-26T10:11:12.123Z');
    for (const odd of ['20261126101112', '20260230101112Z', '20261126101112.50Z', '20261126246000Z', '202611261011Z']) {
      expect(timeOf(odd)).toBeUndefined();
    }
  });

  test('with a binding extension, or fields out of order, is not read', () => {
    const extension = (flag: number) =>
      derElement(
        0xa1,
        derElement(
          DER.sequence,
          derElement(DER.oid, Uint8Array.of(0x2a, 4)),
          derElement(DER.boolean, Uint8Array.of(flag)),
          derElement(DER.octets),
        ),
      );
    const nonce = derInteger(Uint8Array.of(9));

    expect(readTstInfo(statement('20261126101112Z', nonce, extension(0)))).toBeDefined();
    expect(readTstInfo(statement('20261126101112Z', extension(0xff)))).toBeUndefined();
    expect(readTstInfo(statement('20261126101112Z', extension(0), nonce))).toBeUndefined();
  });
});
