/** What is known of a message's authentication: what it says itself, what its bytes prove, and what DNS answers held as evidence add. */
import type { Analysis } from '../../../shared/analysis/analysis';
import { type BodyHashAnswer, BodyHasher } from '../../../shared/authentication/body-hash';
import { headerCover, joinedSpans, uncoveredFields } from '../../../shared/authentication/cover';
import { type AuthenticationFacts, authenticationFacts } from '../../../shared/authentication/facts';
import { type Signature, signaturesOf } from '../../../shared/authentication/signature';
import type { StatedResult } from '../../../shared/authentication/stated-results';
import type { ArcSetVerdict } from '../../../shared/authentication/verify-arc';
import {
  type DkimVerdict,
  isCheckable,
  type MessageVerdict,
  verifyAll,
} from '../../../shared/authentication/verify-message';
import type { AuthenticationView } from '../../../shared/contract/authentication';
import { type DnsAnswer, DnsAnswers } from '../../../shared/dns/records';
import type { Anatomy } from '../../../shared/email/types';
import {
  answerSource,
  bodyReason,
  chainReason,
  dmarcReason,
  headerReason,
  lengthReason,
  SUBJECT_TAG_REASON,
  spfReason,
  stepWords,
  TOO_LARGE_REASON,
  undoneSentence,
  WEAK_REASON,
} from '../../../shared/wording/authentication';
import { checkSignature } from '../authentication/check-signature';
import { type HeldForSigners, NOTHING_HELD, signerViews } from './signers-view';

/**
 * @param answers DNS answers held as evidence in the case
 * @param held certificates and keys held as evidence
 */
export function readAuthentication(
  bytes: Uint8Array,
  { anatomy, route }: Analysis,
  isWhole: boolean,
  answers: DnsAnswers = new DnsAnswers(),
  held: HeldForSigners = NOTHING_HELD,
): AuthenticationView {
  const facts = authenticationFacts({ bytes, anatomy, route });
  const cut = new BodyHasher(bytes.subarray(anatomy.bodyStart), anatomy.bodyStart, false);
  const bodyHash: AskBodyHash = (signature) => (isWhole ? facts.bodyHash(signature) : cut.answer(signature));
  const verdict = verifyAll({ bytes, anatomy, route, facts, bodyHash, answers, check: checkSignature });
  return {
    results: facts.stated.filter(({ field }) => field.key === 'authentication-results').map(resultView),
    furtherResults: facts.stated
      .filter(({ field }) => field.key !== 'authentication-results')
      .map((stated) => ({ ...resultView(stated), field: stated.field.name, instance: stated.instance })),
    dkim: verdict.dkim.map((one) => dkimView(one, facts, anatomy, isWhole)),
    arc: arcViews(verdict, anatomy, bodyHash),
    signers: signerViews(bytes, anatomy, isWhole, held),
    arcChain: { result: verdict.arc.status, reason: chainReason(verdict.arc.status, facts.chain.problems) },
    spf: { result: spfResult(verdict), reason: spfReason(verdict.spf) },
    dmarc: { result: verdict.dmarc.result, reason: dmarcReason(verdict.dmarc) },
    dnsEvidence: usedEvidence(verdict),
  };
}

function resultView({ authserv, method, result, trusted, span }: StatedResult): AuthenticationView['results'][number] {
  return { authserv, method, result, trusted, start: span.start, end: span.end };
}

function dkimView(
  verdict: DkimVerdict,
  facts: AuthenticationFacts,
  anatomy: Anatomy,
  isWhole: boolean,
): AuthenticationView['dkim'][number] {
  const { signature, bodyHash, header } = verdict;
  const { field, domain, selector, algorithm, hash, length } = signature;
  const undone = isWhole && bodyHash.result === 'mismatch' ? facts.undone(signature) : undefined;
  const cover = headerCover(signature, anatomy.fields);
  const spans = [field, ...cover.fields].map(({ span }) => span);
  return {
    domain,
    selector,
    algorithm,
    bodyHash: bodyHash.result,
    signature: verdict.result,
    headerSignature: header.result,
    reason: sentences(
      bodyReason(bodyHash, length),
      undone === undefined ? '' : undoneSentence(undone),
      isCheckable(anatomy) ? headerReason(header, signature.problems) : TOO_LARGE_REASON,
      verdict.holdsWithoutSubjectTag ? SUBJECT_TAG_REASON : '',
      lengthReason(verdict),
      hash === 'sha1' ? WEAK_REASON : '',
    ),
    start: field.span.start,
    end: field.span.end,
    covers: joinedSpans(bodyHash.covered === undefined ? spans : [...spans, bodyHash.covered]).map((span) => ({
      ...span,
    })),
    uncovered: uncoveredFields(cover, anatomy.fields).map(({ name, span }) => ({ name, ...span })),
    undone:
      undone === undefined
        ? null
        : {
            steps: [...stepWords(undone.steps)],
            added: undone.added.map((span) => ({ ...span })),
            sentence: undoneSentence(undone),
          },
  };
}

/** Every message signature, in the order of the fields from the top; those that stand outside of a chain too. */
function arcViews({ arc }: MessageVerdict, anatomy: Anatomy, bodyHash: AskBodyHash): AuthenticationView['arc'] {
  return signaturesOf(anatomy.fields, 'arc-message').map((message) => {
    const set = arc.sets.find((one) => one.message?.field === message.field);
    return arcView(set ?? { ...OUTSIDE, instance: message.instance, bodyHash: bodyHash(message) }, message, anatomy);
  });
}

type AskBodyHash = (signature: Signature) => BodyHashAnswer;

const OUTSIDE = { message: undefined, seal: undefined, messageVerdict: undefined, sealVerdict: undefined };

function arcView(
  { instance, bodyHash, messageVerdict, sealVerdict, seal }: ArcSetVerdict,
  message: Signature,
  anatomy: Anatomy,
): AuthenticationView['arc'][number] {
  const header = messageVerdict?.result ?? 'not-determined';
  const isChanged = header === 'pass' && bodyHash?.result !== 'match';
  return {
    instance,
    domain: message.domain,
    bodyHash: bodyHash?.result ?? 'not-determined',
    signature: isChanged ? (bodyHash?.result === 'mismatch' ? 'fail' : 'not-determined') : header,
    seal: sealVerdict?.result ?? 'not-determined',
    reason: sentences(
      bodyHash === undefined ? '' : bodyReason(bodyHash, message.length),
      !isCheckable(anatomy)
        ? TOO_LARGE_REASON
        : messageVerdict === undefined
          ? ''
          : headerReason(messageVerdict, message.problems),
      sealVerdict === undefined ? '' : `Seal: ${headerReason(sealVerdict, seal?.problems ?? [])}`,
    ),
    start: message.field.span.start,
    end: message.field.span.end,
  };
}

function spfResult({ spf }: MessageVerdict): string {
  return spf.outcome !== undefined && 'result' in spf.outcome ? spf.outcome.result : 'not-determined';
}

/** Every answer that a result stands on, by evidence item and date. */
function usedEvidence({ dkim, arc, spf, dmarc }: MessageVerdict): string | null {
  const answers: readonly (DnsAnswer | undefined)[] = [
    ...dkim.map(({ header }) => header.answer),
    ...arc.sets.flatMap(({ messageVerdict, sealVerdict }) => [messageVerdict?.answer, sealVerdict?.answer]),
    ...spf.used,
    dmarc.policy?.answer,
  ];
  const sources = [
    ...new Set(answers.flatMap((answer) => (answer === undefined ? [] : [answerSource(answer)]))),
  ].sort();
  return sources.length === 0 ? null : sources.join('; ');
}

function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
