import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { evaluateSpf } from '../../../shared/authentication/spf/evaluate';
import { type DnsAnswer, DnsAnswers, type DnsType } from '../../../shared/dns/records';
import { hasSuites, suiteFile } from './suites';

/** The test suites of RFC 4408 and RFC 7208 (openspf.org), as three projects ship them. */

interface Case {
  readonly helo: string;
  readonly host: string;
  readonly mailfrom: string;
  readonly result: string | readonly string[];
  readonly explanation?: string;
}

interface Scenario {
  readonly description: string;
  readonly tests: Readonly<Record<string, Case>>;
  readonly zonedata: Readonly<Record<string, readonly unknown[]>>;
}

const FILES = [
  'pyspf/rfc4408-tests.yml',
  'pyspf/rfc7208-tests.yml',
  'mailauth/fixtures/spf/rfc7208-tests.yml',
  'mailauth/fixtures/spf/rfc7208-tests-2014-05.yml',
];

describe.skipIf(!hasSuites)('SPF suites', () => {
  test.each(FILES)('%s', (file) => {
    const differ: string[] = [];
    let cases = 0;
    for (const scenario of parseAllDocuments(suiteFile(file).toString('utf8'))) {
      const { tests, zonedata } = scenario.toJS() as Scenario;
      const zone = new Zone(zonedata);
      for (const [name, one] of Object.entries(tests)) {
        cases += 1;
        const said = verdict(one, zone);
        const wanted = [one.result].flat();
        const isRight =
          wanted.includes(said.result) &&
          (one.explanation === undefined || one.explanation === 'DEFAULT' || said.explanation === one.explanation);
        if (!isRight) {
          differ.push(
            `${file} ${name}: ${said.result} ${said.explanation}, wanted ${wanted.join(' or ')} ${one.explanation ?? ''}`,
          );
        }
      }
    }
    console.log(`${file}: ${cases} cases, ${differ.length} differ`);
    expect(cases).toBeGreaterThan(150);
    expect(differ).toEqual([]);
  });
});

function verdict({ helo, host, mailfrom }: Case, zone: Zone): { result: string; explanation: string } {
  const outcome = evaluateSpf({ ip: host, helo, sender: mailfrom }, (question) =>
    zone.answer(question.name, question.type),
  );
  return 'result' in outcome ? outcome : { result: `missing ${outcome.missing.name}`, explanation: '' };
}

/** The suite's DNS: what is not in it does not exist; `TIMEOUT` is a failure; SPF records stand for TXT where there are none. */
class Zone {
  readonly #answers: DnsAnswers;
  readonly #names = new Set<string>();
  readonly #timeouts = new Set<string>();
  readonly #typed = new Set<string>();

  constructor(zonedata: Scenario['zonedata']) {
    this.#answers = new DnsAnswers(
      Object.entries(zonedata ?? {}).flatMap(([owner, entries]) => this.#read(owner, entries)),
    );
  }

  #read(owner: string, entries: readonly unknown[]): readonly DnsAnswer[] {
    const name = owner.toLowerCase();
    this.#names.add(name);
    const byType = new Map<string, string[]>();
    for (const [type, value] of entries.flatMap((entry) =>
      Object.entries(typeof entry === 'string' ? { [entry]: '' } : { ...(entry as object) }),
    )) {
      if (type === 'TIMEOUT') {
        this.#timeouts.add(name);
      } else {
        byType.set(type, [...(byType.get(type) ?? []), ...(value === 'NONE' ? [] : [dataOf(type, value)])]);
        this.#typed.add(`${type} ${name}${value === 'TIMEOUT' ? ' TIMEOUT' : ''}`);
      }
    }
    byType.set('TXT', byType.get('TXT') ?? byType.get('SPF') ?? []);
    return [...byType]
      .filter(([, records]) => records.length > 0)
      .map(([type, records]) => ({
        name,
        type: type as DnsType,
        outcome: 'found',
        records,
        evidence: 'E-001',
        date: '',
      }));
  }

  answer(name: string, type: DnsType): DnsAnswer {
    const base = { name, type, records: [], evidence: 'E-001', date: '' };
    const found = this.#answers.nearest({ name, type }, undefined);
    const isTimeout = this.#typed.has(`${type} ${name} TIMEOUT`) || (found === undefined && this.#timeouts.has(name));
    if (isTimeout) {
      return { ...base, outcome: 'failed' };
    }
    return found ?? { ...base, outcome: this.#names.has(name) ? 'nothing' : 'no-such-name' };
  }
}

function dataOf(type: string, value: unknown): string {
  if (type === 'MX' && Array.isArray(value)) {
    return value.join(' ');
  }
  return Array.isArray(value) ? value.join('') : String(value);
}
