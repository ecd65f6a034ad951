/** Everything that can be found out about a message's authentication with the DNS answers at hand. */
import { type DnsAnswer, DnsAnswers, type DnsQuestion } from '../dns/records';
import type { Anatomy, HeaderField, Hop, Mailbox } from '../email/types';
import type { BodyHashAnswer } from './body-hash';
import { type DmarcPolicy, findPolicy, isAligned, type PolicySearch } from './dmarc';
import { type EnvelopeReading, readEnvelope } from './envelope';
import type { AuthenticationFacts } from './facts';
import { fieldSource } from './field-source';
import type { Signature } from './signature';
import { evaluateSpf, type SpfOutcome } from './spf/evaluate';
import { withoutSubjectTags } from './subject-tags';
import { type ArcVerdict, type VerifyContext, verifyArc, verifyMessage } from './verify-arc';
import type { CheckSignature, HeaderVerdict } from './verify-signature';

export interface DkimVerdict {
  readonly signature: Signature;
  readonly bodyHash: BodyHashAnswer;
  readonly header: HeaderVerdict;
  /** The header's signature holds once a tag is taken from the subject. */
  readonly holdsWithoutSubjectTag: boolean;
  readonly result: 'pass' | 'fail' | 'permerror' | 'temperror' | 'not-determined';
}

export interface SpfVerdict {
  readonly envelope: EnvelopeReading;
  readonly outcome: SpfOutcome | undefined;
  /** Answers that the result stands on. */
  readonly used: readonly DnsAnswer[];
}

export interface DmarcVerdict {
  readonly result: 'pass' | 'fail' | 'none' | 'permerror' | 'temperror' | 'not-determined';
  readonly fromDomain: string;
  readonly policy: DmarcPolicy | undefined;
  readonly by: 'dkim' | 'spf' | undefined;
  readonly why:
    | 'no-from'
    | 'several-from'
    | 'no-answer-held'
    | 'no-record'
    | 'dns-failed'
    | 'unknown-parts'
    | 'aligned'
    | 'not-aligned';
  readonly missing: DnsQuestion | undefined;
}

export interface MessageVerdict {
  readonly dkim: readonly DkimVerdict[];
  readonly arc: ArcVerdict;
  readonly spf: SpfVerdict;
  readonly dmarc: DmarcVerdict;
}

export interface VerifyInput {
  readonly bytes: Uint8Array;
  readonly anatomy: Anatomy;
  readonly route: readonly Hop[];
  readonly facts: AuthenticationFacts;
  readonly bodyHash: (signature: Signature) => BodyHashAnswer;
  readonly answers: DnsAnswers;
  readonly check: CheckSignature;
}

/** Signatures that are checked with keys; the rest is listed. */
const MAX_CHECKED = 50;
/** A header of more is made to cost time: canonical forms would be made for each signature. */
const MAX_HEADER_BYTES = 256 << 10;
const MAX_FIELDS = 1_000;

/** Whether the header is of a size that signatures are checked for. */
export function isCheckable({ headerSpan, fields }: Anatomy): boolean {
  return headerSpan.end - headerSpan.start <= MAX_HEADER_BYTES && fields.length <= MAX_FIELDS;
}

const NO_KEYS = new DnsAnswers();

export function verifyAll(input: VerifyInput): MessageVerdict {
  const { anatomy, facts, bytes, check, bodyHash } = input;
  const keys = isCheckable(anatomy) ? input.answers : NO_KEYS;
  const context: VerifyContext = { fields: anatomy.fields, sourceOf: fieldSource(bytes), keys, check, bodyHash };
  const dkim = facts.dkim.map((signature, index) =>
    dkimVerdict(signature, index < MAX_CHECKED ? context : { ...context, keys: NO_KEYS }),
  );
  const arc = verifyArc(facts.chain, context);
  const spf = spfVerdict(input);
  return { dkim, arc, spf, dmarc: dmarcVerdict(input, dkim, spf) };
}

function dkimVerdict(signature: Signature, context: VerifyContext): DkimVerdict {
  const bodyHash = context.bodyHash(signature);
  const header = verifyMessage(signature, context);
  const holdsWithoutSubjectTag = header.why === 'bad' && holdsWithoutTag(signature, context);
  return { signature, bodyHash, header, holdsWithoutSubjectTag, result: together(header, bodyHash) };
}

/** Header and body together: what a verifier of the copy at hand says. */
function together({ result }: HeaderVerdict, bodyHash: BodyHashAnswer): DkimVerdict['result'] {
  if (result !== 'pass') {
    return result;
  }
  return bodyHash.result === 'match' ? 'pass' : bodyHash.result === 'mismatch' ? 'fail' : 'not-determined';
}

function holdsWithoutTag(signature: Signature, context: VerifyContext): boolean {
  const subject = context.fields.findLast(({ key }) => key === 'subject');
  if (subject === undefined) {
    return false;
  }
  return withoutSubjectTags(context.sourceOf(subject)).some((text) => {
    const sourceOf = (field: HeaderField): string => (field === subject ? text : context.sourceOf(field));
    return verifyMessage(signature, { ...context, sourceOf }).why === 'good';
  });
}

function receivedAt({ anatomy, route }: VerifyInput): number | undefined {
  return (
    route.findLast(({ trusted, date }) => trusted && date?.instantMs !== undefined)?.date?.instantMs ??
    anatomy.date?.instantMs
  );
}

function spfVerdict(input: VerifyInput): SpfVerdict {
  const { anatomy, route, facts, answers } = input;
  const envelope = readEnvelope(anatomy, route, facts.stated);
  if (!('claim' in envelope)) {
    return { envelope, outcome: undefined, used: [] };
  }
  const at = receivedAt(input);
  const used: DnsAnswer[] = [];
  const outcome = evaluateSpf(envelope.claim, (question) => {
    const answer = answers.nearest(question, at);
    used.push(...(answer === undefined ? [] : [answer]));
    return answer;
  });
  return { envelope, outcome, used };
}

function dmarcVerdict(input: VerifyInput, dkim: readonly DkimVerdict[], spf: SpfVerdict): DmarcVerdict {
  const domains = [
    ...new Set(
      shownSenders(input.anatomy)
        .map(({ domain }) => domain)
        .filter((domain) => domain !== ''),
    ),
  ];
  const [fromDomain = ''] = domains;
  const say = (
    result: DmarcVerdict['result'],
    why: DmarcVerdict['why'],
    more: Partial<DmarcVerdict> = {},
  ): DmarcVerdict => ({
    result,
    why,
    fromDomain,
    policy: undefined,
    by: undefined,
    missing: undefined,
    ...more,
  });
  if (domains.length !== 1) {
    return say(domains.length === 0 ? 'none' : 'permerror', domains.length === 0 ? 'no-from' : 'several-from');
  }
  const at = receivedAt(input);
  const search: PolicySearch = findPolicy(fromDomain, (question) => input.answers.nearest(question, at));
  if (search === 'none') {
    return say('none', 'no-record');
  }
  if (search === 'temperror') {
    return say('temperror', 'dns-failed');
  }
  return 'missing' in search
    ? say('not-determined', 'no-answer-held', { missing: search.missing })
    : { ...say('fail', 'not-aligned'), policy: search, ...alignment(search, fromDomain, dkim, spf) };
}

function alignment(
  policy: DmarcPolicy,
  fromDomain: string,
  dkim: readonly DkimVerdict[],
  { envelope, outcome }: SpfVerdict,
): Pick<DmarcVerdict, 'result' | 'why' | 'by'> {
  const aligned = dkim.filter(({ signature }) => isAligned(signature.domain, fromDomain, policy.isStrictDkim));
  if (aligned.some(({ result }) => result === 'pass')) {
    return { result: 'pass', why: 'aligned', by: 'dkim' };
  }
  const spfDomain = 'claim' in envelope ? envelopeDomain(envelope.claim.sender, envelope.claim.helo) : '';
  const isSpfAligned = isAligned(spfDomain, fromDomain, policy.isStrictSpf);
  const spfResult = outcome !== undefined && 'result' in outcome ? outcome.result : undefined;
  if (isSpfAligned && spfResult === 'pass') {
    return { result: 'pass', why: 'aligned', by: 'spf' };
  }
  const isSpfOpen = spfResult === undefined && (isSpfAligned || spfDomain === '');
  const isOpen = isSpfOpen || aligned.some(({ result }) => result === 'not-determined' || result === 'temperror');
  return isOpen
    ? { result: 'not-determined', why: 'unknown-parts', by: undefined }
    : { result: 'fail', why: 'not-aligned', by: undefined };
}

function envelopeDomain(sender: string, helo: string): string {
  return (sender === '' ? helo : sender.slice(sender.lastIndexOf('@') + 1)).toLowerCase();
}

/** The senders of the usual reading; what only other readings give is named by rules. */
function shownSenders({ from, fromReadings }: Anatomy): readonly Mailbox[] {
  const others = new Set(fromReadings.map(({ mailbox }) => mailbox));
  return from.filter((mailbox) => !others.has(mailbox));
}
