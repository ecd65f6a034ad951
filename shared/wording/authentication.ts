/** What Chainmail says about signatures, SPF and DMARC of one message. Each sentence names what it stands on. */

import type { ChainProblem } from '../authentication/arc-chain';
import type { BodyHashAnswer } from '../authentication/body-hash';
import type { SignatureProblem } from '../authentication/signature';
import type { UndoStep } from '../authentication/undo/candidate';
import type { Undone } from '../authentication/undo/undo';
import type { DkimVerdict, DmarcVerdict, SpfVerdict } from '../authentication/verify-message';
import type { HeaderVerdict } from '../authentication/verify-signature';
import type { DnsAnswer } from '../dns/records';

const NO_ANSWER = 'No DNS answer for it is held in this case.';

export function bodyReason({ result, form, why, covered }: BodyHashAnswer, length: number | undefined): string {
  switch (result) {
    case 'match': {
      const extent =
        length === undefined || covered === undefined ? '.' : `, as far as the signature covers it (${length} bytes).`;
      return `${MATCHES[form ?? 'as-is']}${extent}`;
    }
    case 'mismatch':
      if (why === 'shorter') {
        return `The signature covers ${length} bytes of the body, and the body of this copy has fewer: its end is missing, or the signature belongs to another message.`;
      }
      return 'The body differs from what was signed. Mailing lists that add a footer and gateways that rewrite mail cause this too.';
    default:
      return NOT_DETERMINED[why ?? 'no-hash'] ?? '';
  }
}

const MATCHES = {
  'as-is': 'The body is the one that was signed',
  'network-line-ends': 'With network line ends, the body is the one that was signed',
  'unquoted-from': 'Without the ">" that a mailbox file put before some lines, the body is the one that was signed',
} as const;

const NOT_DETERMINED: Readonly<Record<string, string>> = {
  'not-whole': 'The message was not read to its end.',
  'no-hash': 'The signature names no body hash that this version can compute.',
  'too-many': 'The message has too many signatures to compute them all.',
  'quoted-from': 'The body has lines that a mailbox file may have changed.',
};

const STEPS: Readonly<Record<UndoStep, string>> = {
  'lines-at-end': 'lines added at the end',
  'lines-at-end-of-part': 'lines added at the end of a part',
  'lines-at-start': 'lines added at the beginning',
  'html-at-start': 'something added at the beginning of the formatted text',
  'html-at-end': 'something added at the end of the formatted text',
  wrapped: 'the message made one part of a new one',
  'part-at-end': 'a part added at the end',
  'part-at-start': 'a part added at the beginning',
  decoded: 'another transfer encoding',
  base64: 'text encoded again as base64',
  'quoted-printable': 'text encoded again as quoted-printable',
  links: 'link addresses rewritten by a gateway',
};

export function stepWords(steps: readonly UndoStep[]): readonly string[] {
  return steps.map((step) => STEPS[step]);
}

/** What explains a body that differs. */
export function undoneSentence({ steps, added }: Undone): string {
  const list = stepWords(steps).join(', ');
  const isOnlyAdded = added.length > 0 && !steps.some((step) => ENCODINGS.has(step));
  return isOnlyAdded
    ? `The signed body is intact except for what was added afterwards (${list}): without it, the body hash matches.`
    : `The signed text is intact: with these changes undone (${list}), the body hash matches.`;
}

const ENCODINGS: ReadonlySet<UndoStep> = new Set(['decoded', 'base64', 'quoted-printable', 'links']);

export function problemWords(problems: readonly SignatureProblem[]): string {
  return [...new Set(problems.map(({ fault, tag }) => FAULTS[fault].replace('{tag}', tag)))].join('; ');
}

const FAULTS: Readonly<Record<SignatureProblem['fault'], string>> = {
  list: 'it is not a list of tags as the standard has it',
  duplicate: 'the tag {tag} appears twice',
  missing: 'the tag {tag} is missing',
  version: 'its version is not 1',
  algorithm: 'its algorithm is unknown or not allowed',
  canonicalization: 'its canonical form is unknown',
  'no-from': 'it does not cover the From field',
  'seal-signed': 'it covers an ARC seal',
  value: 'the tag {tag} has an impossible value',
  'expiry-before-signing': 'it expires before it was made',
  'identity-outside': 'its identity does not belong to its domain',
};

/** `E-002, asked 2026-11-20 10:00:00 UTC`. */
export function answerSource({ evidence, date, received = '' }: DnsAnswer): string {
  const time = date.length > 10 ? `${date.slice(0, 19).replace('T', ' ')} UTC` : date;
  const since = received === '' ? '' : `, received ${received.slice(0, 10)}`;
  return date === '' ? `${evidence}${since}, without a date of its own` : `${evidence}, asked ${time}`;
}

export function headerReason(verdict: HeaderVerdict, problems: readonly SignatureProblem[]): string {
  const { why, answer, keyBits } = verdict;
  const source = answer === undefined ? '' : ` (key: ${answerSource(answer)})`;
  switch (why) {
    case 'good':
      return `The signature over the header holds${source}.${verdict.isTest ? ' The key is marked as a test.' : ''}`;
    case 'bad':
      return `The signature does not hold for this header${source}: a signed field was changed, or the key is not the one of that time.`;
    case 'short-key':
      return `The arithmetic holds, but the key has only ${keyBits} bits, which proves nothing (RFC 8301)${source}.`;
    case 'faulty':
      return `The signature field does not follow its standard: ${problemWords(problems)}.`;
    case 'no-answer-held':
      return `The signature itself needs the public key: ${NO_ANSWER}`;
    default:
      return `${OTHER_REASONS[why]}${source}.`;
  }
}

const OTHER_REASONS: Readonly<
  Record<Exclude<HeaderVerdict['why'], 'good' | 'bad' | 'short-key' | 'faulty' | 'no-answer-held'>, string>
> = {
  'no-key':
    'The DNS had no key for this signature when it was asked. Keys are removed after some time, so this says nothing about the day of sending',
  'dns-failed': 'The DNS gave no answer when it was asked',
  revoked: 'The key had been withdrawn when the DNS was asked',
  'bad-record': 'The record that the DNS gave is not a key record',
  'bad-key': 'The key in the record cannot be read',
  'other-key-type': 'The key is of a different kind from the signature',
  'hash-not-allowed': 'The key record does not allow the hash of this signature',
  identity: 'The key does not allow identities of subdomains',
  'evaluated-enough': 'The message has too many signatures to check them all',
};

export const SUBJECT_TAG_REASON = 'It holds without a tag in the subject, such as lists and gateways add.';
export const WEAK_REASON = 'It uses SHA-1, which must not be relied on (RFC 8301).';
export const TOO_LARGE_REASON = 'The header is too large for its signatures to be checked: not evaluated.';

export function lengthReason({ signature, bodyHash }: DkimVerdict): string {
  return signature.length === undefined || bodyHash.result !== 'match'
    ? ''
    : 'What follows the signed length is not covered.';
}

export function chainReason(status: string, problems: readonly ChainProblem[]): string {
  if (problems.length > 0) {
    return `The chain is broken: ${[...new Set(problems.map(({ kind, instance }) => CHAIN[kind].replace('{n}', String(instance))))].join('; ')}.`;
  }
  return CHAIN_STATES.get(status) ?? '';
}

const CHAIN: Readonly<Record<ChainProblem['kind'], string>> = {
  'no-instance': 'an ARC field has no number',
  'missing-part': 'set {n} is not complete',
  'double-part': 'a part of set {n} appears twice',
  gap: 'a number before {n} is missing',
  'too-many': 'it has more than 50 sets',
  'first-not-none': 'set 1 says that there was a chain before it',
  'later-none': 'set {n} says that there was no chain before it',
  failed: 'the seal of set {n} says that the chain had failed',
};

const CHAIN_STATES: ReadonlyMap<string, string> = new Map([
  ['none', 'The message has no ARC chain.'],
  ['pass', 'Every seal holds, and so does the newest message signature.'],
  ['fail', 'A seal or the newest message signature does not hold.'],
  ['not-determined', `The numbering is complete. Signatures and seals need public keys: ${NO_ANSWER}`],
]);

export function spfReason({ envelope, outcome, used }: SpfVerdict): string {
  if (!('claim' in envelope)) {
    return envelope.unknown === 'client'
      ? 'No trusted field records the address of the computer that handed the message in.'
      : 'The header does not record the sender of the envelope.';
  }
  const { ip, sender, helo } = envelope.claim;
  const who = `${ip} for ${sender === '' ? `the server name ${helo}` : sender.replace(/^@/, '')}`;
  if (outcome === undefined || 'missing' in outcome) {
    const name = outcome === undefined ? '' : ` (${outcome.missing.name}, ${outcome.missing.type})`;
    return `SPF of ${who} needs a DNS record${name}. No DNS record is held in this case that answers it.`;
  }
  const sources = [...new Set(used.map(answerSource))].join('; ');
  return `SPF of ${who}, by the records of that time (${sources}): ${outcome.by}. Records change; they may have been different on the day of sending.`;
}

export function dmarcReason(verdict: DmarcVerdict): string {
  const assumed = verdict.policy?.assumed ?? '';
  const more =
    assumed === '' ? '' : ` That ${assumed} has no record of its own is an assumption: no answer for it is held.`;
  return `${dmarcSentence(verdict)}${more}`;
}

function dmarcSentence({ why, fromDomain, policy, by, missing }: DmarcVerdict): string {
  const source =
    policy === undefined ? '' : ` Policy of ${policy.domain}: ${policy.policy} (${answerSource(policy.answer)}).`;
  switch (why) {
    case 'aligned':
      return `${by === 'dkim' ? 'A signature that holds' : 'The envelope sender that passed SPF'} is of the domain in the From field, ${fromDomain}.${source}`;
    case 'not-aligned':
      return `Neither a signature that holds nor a passed SPF is of the domain in the From field, ${fromDomain}.${source} Forwarding and lists cause this too.`;
    case 'unknown-parts':
      return `Signatures or SPF of the domain in the From field, ${fromDomain}, could not be determined.${source}`;
    case 'no-answer-held':
      return `DMARC needs the DNS record of ${missing?.name ?? fromDomain}. No DNS record is held in this case that answers it.`;
    default:
      return DMARC_REASONS[why].replace('{domain}', fromDomain);
  }
}

const DMARC_REASONS: Readonly<
  Record<Exclude<DmarcVerdict['why'], 'aligned' | 'not-aligned' | 'unknown-parts' | 'no-answer-held'>, string>
> = {
  'no-from': 'The message has no From address.',
  'several-from': 'The From field shows several domains; DMARC is for one.',
  'no-record': 'By the answers held in this case, {domain} had no DMARC record.',
  'dns-failed': 'The DNS gave no answer for the record of {domain} when it was asked.',
};
