import { type AuthenticationFacts, authenticationFacts } from '../../authentication/facts';
import type { Signature } from '../../authentication/signature';
import type { StatedResult } from '../../authentication/stated-results';
import type { Span } from '../../email/types';
import { problemWords, stepWords } from '../../wording/authentication';
import { countInWords, timeInWords } from '../../wording/rules';
import { registeredDomain } from '../domain';
import type { Observation, Rule, RuleInput, Severity } from '../rule';
import { DAY_MS, MINUTE_MS, NOTHING, observed } from './observe';

/** Rules about DKIM signatures (RFC 6376): what they cover, how they are made, and whether the body is still the signed one. */

function tagSpan({ field, list }: Signature, name: string): Span {
  const tag = list.tags.get(name);
  const base = field.bodySpan.start;
  return tag === undefined || tag.start === tag.end ? field.nameSpan : { start: base + tag.start, end: base + tag.end };
}

/** What the receiving side wrote down about a signature of that domain. */
function recordedPass({ domain }: Signature, facts: AuthenticationFacts): StatedResult | undefined {
  return facts.stated.find(
    ({ method, result, trusted, instance, properties }) =>
      method === 'dkim' &&
      result === 'pass' &&
      trusted &&
      instance === 0 &&
      properties.some((one) => isOf(one, domain)),
  );
}

function isOf({ name, value }: { readonly name: string; readonly value: string }, domain: string): boolean {
  const said = value.toLowerCase();
  return (
    (name === 'header.d' && said === domain) ||
    (name === 'header.i' && registeredDomain(said.slice(said.lastIndexOf('@') + 1)) === registeredDomain(domain))
  );
}

const bodyChanged: Rule = {
  id: 'authentication.body-changed',
  version: 1,
  family: 'authentication',
  severity: 'medium',
  title: 'The receiver recorded a valid signature, but the body is not the signed one',
  summary:
    'The receiving side recorded that the signature of {domain} was valid. The body of this copy is not the one ' +
    'that was signed.{more}',
  explanation:
    'A DKIM signature, made by a mail domain, contains a check sum of the body. The receiver recorded that it ' +
    'fitted when the message came in. In this copy it does not, so the body was changed later: by whoever kept, ' +
    'forwarded or exported the message, or by a program of the recipient. Where Chainmail can name the change ' +
    'and the rest fits, it says so.',
  innocent: [
    'names or addresses that were taken out to protect somebody',
    'a banner or footer that a gateway or list added after the check',
    'an export that changed line ends or encodings',
  ],
  settle: 'The message as it lies on the receiving server or in the recipient’s mailbox, fetched without conversion.',
  reference: 'RFC 6376 sections 3.7 and 8.15; RFC 8601 section 2.7.1',
  look: (input) => {
    const facts = authenticationFacts(input);
    return facts.dkim.slice(0, MAX_SIGNATURES).flatMap((signature): readonly Observation[] => {
      const passed = recordedPass(signature, facts);
      if (passed === undefined || facts.bodyHash(signature).result !== 'mismatch') {
        return NOTHING;
      }
      return changed(signature, passed, facts, input);
    });
  },
};

const MAX_SIGNATURES = 10;

function changed(
  signature: Signature,
  passed: StatedResult,
  facts: AuthenticationFacts,
  { anatomy }: RuleInput,
): readonly Observation[] {
  const undone = facts.undone(signature);
  const body = { start: anatomy.bodyStart, end: anatomy.length };
  const added = undone === undefined || undone.added.length === 0 ? [body] : undone.added;
  const more = undone === undefined ? '' : ` With this undone, it is: ${stepWords(undone.steps).join(', ')}.`;
  const spans = [passed.span, ...added.filter(({ start, end }) => end > start)];
  return observed(
    tagSpan(signature, 'bh'),
    { domain: signature.domain, more },
    undone === undefined ? undefined : 'info',
    spans,
  );
}

const syntax: Rule = {
  id: 'authentication.signature-syntax',
  version: 1,
  family: 'authentication',
  severity: 'medium',
  title: 'A DKIM signature field does not follow its standard',
  summary: 'A DKIM signature of {domain} cannot hold as it is written: {problems}.',
  explanation:
    'A DKIM signature, made by a mail domain, is a list of values that programs write. One that lacks a required ' +
    'value or contradicts itself cannot be checked by anybody, whatever the keys are.',
  innocent: [
    'a faulty or home-made signing program',
    'a gateway or export that damaged the field',
    'a copy in which digits or addresses were replaced to protect somebody',
  ],
  settle:
    'Another copy of the message; other messages by the same sender in their original form: whether their ' +
    'signatures have the same fault.',
  reference: 'RFC 6376 sections 3.2 and 3.5',
  look: (input) =>
    authenticationFacts(input).dkim.flatMap(({ problems, domain, field }): readonly Observation[] => {
      const [first] = problems;
      return first === undefined
        ? NOTHING
        : observed(
            first.span,
            { domain: domain === '' ? 'no domain' : domain, problems: problemWords(problems) },
            undefined,
            [field.nameSpan],
          );
    }),
};

const partialBody: Rule = {
  id: 'authentication.partial-body',
  version: 1,
  family: 'authentication',
  severity: 'high',
  title: 'A signature covers only the beginning of the body, and more follows',
  summary:
    'The signature of {domain} covers the first {length} bytes of the body. {rest} of further content are not covered.',
  explanation:
    'A DKIM signature, made by a mail domain, can cover only the first part of the body. Anybody can add to the ' +
    'rest without breaking it. Here there is content that it does not cover.',
  innocent: ['a mailing list that added a footer to mail of a sender that allows it'],
  settle: 'The message as the sender sent it; whether the sender’s other mail has the same tag.',
  reference: 'RFC 6376 section 8.2',
  look: (input) => {
    const facts = authenticationFacts(input);
    return facts.dkim.slice(0, MAX_SIGNATURES).flatMap((signature): readonly Observation[] => {
      const { length, domain } = signature;
      const covered = length === undefined ? undefined : facts.bodyHash(signature).covered;
      if (length === undefined || covered === undefined) {
        return NOTHING;
      }
      const rest = contentAfter(input.bytes, covered.end, input.anatomy.length);
      const words = { domain, length: String(length), rest: countInWords(rest.end - rest.start, 'byte') };
      return rest.end === rest.start ? NOTHING : observed(tagSpan(signature, 'l'), words, undefined, [rest]);
    });
  },
};

/** What is not covered, without the blanks around it. */
function contentAfter(bytes: Uint8Array, from: number, to: number): Span {
  let [start, end] = [from, to];
  while (start < end && (bytes[start] ?? 0) <= 32) {
    start += 1;
  }
  while (end > start && (bytes[end - 1] ?? 0) <= 32) {
    end -= 1;
  }
  return { start, end };
}

/** Queues give up after five days (RFC 5321 section 4.5.4.1); of 1,498 messages of lists one waited longer than a week. */
const LONGEST_WAY_MS = 7 * DAY_MS;

/** Clocks of two servers may differ by so much. */
const CLOCK_SLACK_MS = 10 * MINUTE_MS;

const signatureTime: Rule = {
  id: 'authentication.signature-time',
  version: 2,
  family: 'authentication',
  severity: 'high',
  title: 'The time of a signature does not fit the time at which the message was received',
  summary: 'The signature of {domain} {what} {time}. The receiving side took the message in at {received}.',
  explanation:
    'A DKIM signature, made by a mail domain, can hold the time at which it was made and the time at which it ' +
    'expires. It cannot be made after the message was received. Where it had expired by then, or was made more ' +
    'than a week before, it may be of an earlier sending: a signed message can be sent to others again, and the ' +
    'signature still holds.',
  innocent: [
    'a server whose clock was wrong',
    'a message that waited for long in a queue, in moderation or in another mailbox',
    'a message that somebody resent with its old signature',
  ],
  settle: 'The logs of the signing server and of the receiving server for this message.',
  reference: 'RFC 6376 section 3.5, tags t and x',
  look: (input) => {
    const received = receivedMs(input);
    if (received === undefined) {
      return NOTHING;
    }
    return authenticationFacts(input).dkim.flatMap((signature) => timesAgainst(signature, received));
  },
};

/** When the receiving side first had the message: by its lowest trusted hop. */
function receivedMs({ route }: RuleInput): number | undefined {
  return route.findLast(({ trusted }) => trusted)?.date?.instantMs;
}

function timesAgainst(signature: Signature, received: number): readonly Observation[] {
  const { domain, signedAt, expiresAt } = signature;
  const say = (tag: string, what: string, seconds: number, severity?: Severity): readonly Observation[] =>
    observed(
      tagSpan(signature, tag),
      { domain, what, time: timeInWords(seconds * 1000), received: timeInWords(received) },
      severity,
    );
  if (signedAt !== undefined && isPlausible(signedAt) && signedAt * 1000 > received + CLOCK_SLACK_MS) {
    return say('t', 'says that it was made at', signedAt);
  }
  if (expiresAt !== undefined && isPlausible(expiresAt) && expiresAt * 1000 < received - CLOCK_SLACK_MS) {
    return say('x', 'says that it holds until', expiresAt, 'medium');
  }
  return signedAt !== undefined && isPlausible(signedAt) && signedAt * 1000 < received - LONGEST_WAY_MS
    ? say('t', 'says that it was made at', signedAt, 'medium')
    : NOTHING;
}

/** 1990 to 2100: others are no times. */
function isPlausible(seconds: number): boolean {
  return seconds > 631_152_000 && seconds < 4_102_444_800;
}

const weak: Rule = {
  id: 'authentication.weak-signature',
  version: 1,
  family: 'authentication',
  severity: 'medium',
  title: 'A signature uses a method that no longer counts as safe',
  summary: 'The signature of {domain} uses {what}.',
  explanation:
    'DKIM signatures with the old hash SHA-1, or with a key of fewer than 1024 bits, must not be relied on: ' +
    'others than the owner of the key may be able to make them. A receiver that follows the standard ignores ' +
    'them.',
  innocent: ['a sender whose set-up was made before 2018 and never changed'],
  settle: 'Other messages of the same sender from that time: whether they were signed in the same way.',
  reference: 'RFC 8301',
  look: (input) =>
    authenticationFacts(input).dkim.flatMap((signature): readonly Observation[] => {
      const { keyType, hash, value, domain } = signature;
      // An RSA signature is as long as its key (RFC 8017 section 8.2).
      const bits = keyType === 'rsa' ? Math.floor((value.replace(/=+$/, '').length * 3) / 4) * 8 : 0;
      if (bits > 0 && bits >= 256 && bits < 1024) {
        return observed(tagSpan(signature, 'b'), { domain, what: `an RSA key of ${bits} bits` });
      }
      return hash === 'sha1' ? observed(tagSpan(signature, 'a'), { domain, what: 'the hash SHA-1' }) : NOTHING;
    }),
};

const arcChain: Rule = {
  id: 'authentication.arc-chain',
  version: 1,
  family: 'authentication',
  severity: 'medium',
  title: 'The numbering of the ARC seals is broken',
  summary: 'The ARC fields do not make a chain: {problem}.',
  explanation:
    'Servers that pass a message on can seal what they found (ARC). Each seal is a set of three fields with one ' +
    'number. A number that is missing or appears twice means that fields were removed, added, or written wrongly.',
  innocent: ['a server that seals wrongly', 'an export or archive that drops fields that it does not know'],
  settle: 'The message as it lies on the receiving server; messages that came the same way at that time.',
  reference: 'RFC 8617 sections 4.2 and 5.2',
  look: (input) => {
    const { problems } = authenticationFacts(input).chain;
    const [first, ...rest] = problems.filter(({ kind }) => kind !== 'failed');
    if (first === undefined) {
      return NOTHING;
    }
    const problem = CHAIN_WORDS[first.kind].replace('{n}', String(first.instance));
    return observed(
      first.field.nameSpan,
      { problem },
      undefined,
      rest.slice(0, 10).map(({ field }) => field.nameSpan),
    );
  },
};

const CHAIN_WORDS: Readonly<Record<AuthenticationFacts['chain']['problems'][number]['kind'], string>> = {
  'no-instance': 'a field has no number',
  'missing-part': 'set {n} is not complete',
  'double-part': 'a part of set {n} appears twice',
  gap: 'a number before {n} is missing',
  'too-many': 'there are more than 50 sets',
  'first-not-none': 'set 1 says that there was a chain before it',
  'later-none': 'set {n} says that there was no chain before it',
  failed: 'the seal of set {n} says that the chain had failed',
};

export const authenticationRules: readonly Rule[] = [bodyChanged, syntax, partialBody, signatureTime, weak, arcChain];
