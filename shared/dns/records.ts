/** DNS answers as data: what was asked, what came back, when, and where that is recorded. Nothing here asks anybody. */

export type DnsType = 'TXT' | 'A' | 'AAAA' | 'MX' | 'PTR' | 'CNAME' | 'SPF';

export interface DnsQuestion {
  /** Lower case, without the last dot. */
  readonly name: string;
  readonly type: DnsType;
}

/** One record, its data in plain form: TXT joined, MX as `preference host`, names in lower case without the last dot. */
export interface DnsRecord extends DnsQuestion {
  readonly data: string;
}

/** What an answer says about a question. `nothing`: the name has no record of this type; `failed`: the servers gave no answer. */
export type DnsOutcome = 'found' | 'nothing' | 'no-such-name' | 'failed';

export interface DnsAnswer extends DnsQuestion {
  readonly outcome: DnsOutcome;
  readonly records: readonly string[];
  /** The evidence item, such as `E-003`. */
  readonly evidence: string;
  /** When it was asked, ISO 8601; empty where the file does not say. */
  readonly date: string;
  /** When the file was received as evidence, ISO 8601: the answer is not younger. */
  readonly received?: string;
}

export type Lookup = (question: DnsQuestion) => DnsAnswer | undefined;

export function dnsName(text: string): string {
  return text.toLowerCase().replace(/\.$/, '');
}

/** Answers held as evidence, by question. */
export class DnsAnswers {
  readonly #byQuestion = new Map<string, DnsAnswer[]>();
  #size = 0;

  constructor(answers: Iterable<DnsAnswer> = []) {
    for (const answer of answers) {
      const key = keyOf(answer);
      const known = this.#byQuestion.get(key) ?? [];
      known.push(answer);
      this.#byQuestion.set(key, known);
      this.#size += 1;
    }
  }

  get size(): number {
    return this.#size;
  }

  /** Every answer to a question; CNAMEs are followed where the answers hold them. */
  all(question: DnsQuestion): readonly DnsAnswer[] {
    const direct = this.#byQuestion.get(keyOf(question)) ?? [];
    const alias = this.#aliasOf(question);
    return alias === undefined ? direct : [...direct.filter(({ outcome }) => outcome === 'found'), ...alias];
  }

  /** The answer nearest to an instant; without one, or where no answer says its date, the first. */
  nearest(question: DnsQuestion, timeMs: number | undefined): DnsAnswer | undefined {
    const distance = (answer: DnsAnswer): number => {
      const at = Date.parse(answer.date);
      return timeMs === undefined || Number.isNaN(at) ? Number.MAX_SAFE_INTEGER : Math.abs(at - timeMs);
    };
    const rank = (answer: DnsAnswer): number => (answer.outcome === 'failed' ? 1 : 0);
    return [...this.all(question)].sort((a, b) => rank(a) - rank(b) || distance(a) - distance(b))[0];
  }

  #aliasOf({ name, type }: DnsQuestion): readonly DnsAnswer[] | undefined {
    let target = name;
    for (let step = 0; step < MAX_ALIASES; step += 1) {
      const alias = (this.#byQuestion.get(keyOf({ name: target, type: 'CNAME' })) ?? []).find(
        ({ outcome }) => outcome === 'found',
      );
      if (alias === undefined || type === 'CNAME') {
        break;
      }
      target = dnsName(alias.records[0] ?? '');
    }
    return target === name ? undefined : this.#byQuestion.get(keyOf({ name: target, type }));
  }
}

const MAX_ALIASES = 8;

function keyOf({ name, type }: DnsQuestion): string {
  return `${type} ${dnsName(name)}`;
}
