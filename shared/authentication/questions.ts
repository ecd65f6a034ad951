import type { DnsAnswer, DnsAnswers, DnsQuestion, DnsType } from '../dns/records';
import { dmarcQuestion, organisationalDomain } from './dmarc';
import { readEnvelope } from './envelope';
import type { FactsInput } from './facts';
import { authenticationFacts } from './facts';
import type { Signature } from './signature';
import { evaluateSpf } from './spf/evaluate';
import { keyQuestion } from './verify-signature';

export type QuestionPurpose = 'dkim' | 'arc' | 'spf' | 'dmarc';

export interface AskedQuestion extends DnsQuestion {
  readonly purpose: QuestionPurpose;
}

/** What a message leaves to be asked of the DNS, with what is held already. Names that no server can be asked for are left out. */
export function questionsOf(input: FactsInput, held: DnsAnswers): readonly AskedQuestion[] {
  const facts = authenticationFacts(input);
  const keys = (signatures: readonly Signature[], purpose: QuestionPurpose): readonly AskedQuestion[] =>
    signatures
      .filter(({ domain, selector }) => domain !== '' && selector !== '')
      .map((signature) => ({ ...keyQuestion(signature), purpose }));
  const arc = facts.chain.sets.flatMap(({ messages, seals }) => [...messages, ...seals]);
  const from = [...new Set(input.anatomy.from.map(({ domain }) => domain).filter((domain) => domain !== ''))];
  const policies = from.slice(0, MAX_FROM).flatMap((domain) => [domain, organisationalDomain(domain)]);
  return unique([
    ...keys(facts.dkim, 'dkim'),
    ...keys(arc, 'arc'),
    ...[...new Set(policies)].map((domain): AskedQuestion => ({ ...dmarcQuestion(domain), purpose: 'dmarc' })),
    ...spfQuestions(input, held),
  ]).filter(isAskable);
}

const MAX_FROM = 4;

/** Every question that the sender's record leads to; answers that are not there are taken as leading no further. */
function spfQuestions({ anatomy, route, ...rest }: FactsInput, held: DnsAnswers): readonly AskedQuestion[] {
  const envelope = readEnvelope(anatomy, route, authenticationFacts({ anatomy, route, ...rest }).stated);
  if (!('claim' in envelope)) {
    return [];
  }
  const asked: AskedQuestion[] = [];
  evaluateSpf(envelope.claim, (question) => {
    asked.push({ ...question, purpose: 'spf' });
    return held.nearest(question, undefined) ?? endOf(question);
  });
  return asked;
}

/** An answer that ends nothing early: neither an error nor a match. */
function endOf(question: DnsQuestion): DnsAnswer {
  return { ...question, outcome: 'found', records: [ENDS[question.type]], evidence: '', date: '' };
}

const ENDS: Readonly<Record<DnsType, string>> = {
  TXT: 'v=spf1 ?all',
  SPF: 'v=spf1 ?all',
  A: '0.0.0.0',
  AAAA: '::',
  MX: '0 ',
  PTR: 'invalid',
  CNAME: 'invalid',
};

/** Letters, digits, hyphen, underscore: nothing else goes into a script that somebody runs. */
export function isAskable({ name }: DnsQuestion): boolean {
  return name.length <= 253 && /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+$/.test(name) && !name.startsWith('-');
}

function unique(questions: readonly AskedQuestion[]): readonly AskedQuestion[] {
  const seen = new Set<string>();
  return questions.filter(({ name, type }) => {
    const key = `${type} ${name}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
