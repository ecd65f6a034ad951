import { describe, expect, test } from 'vitest';
import { checkSignature } from '../../../electron/engine/authentication/check-signature';
import { readArcChain } from '../../../shared/authentication/arc-chain';
import { BodyHasher } from '../../../shared/authentication/body-hash';
import { fieldSource } from '../../../shared/authentication/field-source';
import { verifyArc } from '../../../shared/authentication/verify-arc';
import { DnsAnswers } from '../../../shared/dns/records';
import { readHeader } from '../../../shared/email/anatomy';
import { hasSuites, suiteFile } from './suites';

/** The ARC validation suite of Valimail, as mailauth ships it. */

interface Case {
  readonly message: string;
  readonly cv: string;
}

interface Scenario {
  readonly description: string;
  readonly tests: Readonly<Record<string, Case>>;
  readonly 'txt-records': Readonly<Record<string, string>>;
}

/** Where Chainmail says something else on purpose, and what it says. */
const DIFFERENCES: ReadonlyMap<string, string> = new Map([
  // No answer of the DNS is held: that a key was not there cannot be known.
  ['public_key_na', 'not-determined'],
]);

describe.skipIf(!hasSuites)('ARC suite', () => {
  const suite = hasSuites
    ? (JSON.parse(suiteFile('mailauth/fixtures/arc/arc-draft-validation-tests.json').toString('utf8')) as Scenario[])
    : [];

  test('every case', () => {
    const differ: string[] = [];
    let cases = 0;
    for (const { tests, 'txt-records': records } of suite) {
      const keys = new DnsAnswers(
        Object.entries(records).map(([name, text]) => ({
          name,
          type: 'TXT' as const,
          outcome: 'found' as const,
          records: [text],
          evidence: 'E-001',
          date: '',
        })),
      );
      for (const [name, { message, cv }] of Object.entries(tests)) {
        cases += 1;
        const status = statusOf(message, keys);
        // Where the suite leaves the state open, a seal that says `fail` makes the chain a failed one.
        const wanted = DIFFERENCES.get(name) ?? (cv === '' ? 'fail' : cv.toLowerCase());
        if (status !== wanted) {
          differ.push(`${name}: ${status}, wanted ${wanted}`);
        }
      }
    }
    console.log(`${cases} cases, ${differ.length} differ, ${DIFFERENCES.size} named`);
    expect(cases).toBe(171);
    expect(differ).toEqual([]);
  });
});

function statusOf(message: string, keys: DnsAnswers): string {
  const bytes = new Uint8Array(Buffer.from(message, 'utf8'));
  const { fields, bodyStart } = readHeader(bytes);
  const hasher = new BodyHasher(bytes.subarray(bodyStart), bodyStart, true);
  return verifyArc(readArcChain(fields), {
    fields,
    sourceOf: fieldSource(bytes),
    keys,
    check: checkSignature,
    bodyHash: (signature) => hasher.answer(signature),
  }).status;
}
