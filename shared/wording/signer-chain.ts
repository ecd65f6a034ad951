/** What is said of the chain from a signer's certificate to one that was taken in as evidence. Never that it is to be trusted. */
import type { FoundChain } from '../signers/chain';
import type { ChainLink, JudgedTime } from '../signers/chain-link';
import type { ChainVerdict } from '../signers/judge-chain';
import type { ChainProblem } from '../signers/path-problems';
import type { FoundListing } from '../signers/revocations';
import { timeInWords } from './rules';

/** One paragraph, each sentence about one thing. */
export function chainReason({ found, time }: ChainVerdict): string {
  if (found === 'no-certificate') {
    return 'The signer’s certificate is neither in the message nor among the certificates taken in, so no chain was looked for.';
  }
  if (found === 'nothing-held') {
    return 'Whether its chain leads to a certificate that somebody vouches for was not determined: no certificates were taken in as evidence.';
  }
  const sentences = [
    endSentence(found),
    ...(found.end === 'held-root' ? [validitySentence(found, time)] : []),
    ...found.problems.map(problemSentence),
    ...listingSentences(found),
  ];
  return sentences.filter((one) => one !== '').join(' ');
}

function endSentence({ end, links, result }: FoundChain): string {
  const last = links.at(-1);
  const name = nameOf(last);
  switch (end) {
    case 'held-root':
      return `${result === 'leads' ? 'The chain' : 'Each certificate of the chain was signed by the next; it'} leads ${by(links)}to the certificate “${name}” that was taken in as evidence ${last?.held?.evidence ?? ''}.`;
    case 'own-root':
      return links.length === 1
        ? `The certificate “${name}” was issued by itself and came with the message; it is not among those taken in.`
        : `The chain ends at the certificate “${name}”, which issued itself and came with the message; it is not among those taken in.`;
    case 'no-issuer':
      return `The chain does not lead to a certificate that was taken in: the issuer of “${name}”, “${last?.certificate.issuerName ?? ''}”, is neither in the message nor among those taken in.`;
    case 'bad-signature':
      return `The chain does not lead to a certificate that was taken in: “${name}” names “${last?.certificate.issuerName ?? ''}” as its issuer, and none of the certificates of that name has the key that signed it.`;
    case 'unknown-algorithm':
      return `Whether the chain leads to a certificate that was taken in was not determined: “${name}” is signed in a way that is not computed here.`;
    default:
      return 'Whether the chain leads to a certificate that was taken in was not determined: there are more certificates and signatures than are tried.';
  }
}

const nameOf = (link: ChainLink | undefined): string => link?.certificate.name.slice(0, LONGEST_NAME) ?? '';

/** A sentence has room for a few names only. */
const LONGEST_NAME = 80;

function by(links: readonly ChainLink[]): string {
  const between = links.slice(1, -1).map((link) => `“${nameOf(link)}”`);
  return between.length === 0 ? '' : `by ${between.join(', ')} `;
}

function validitySentence({ problems }: FoundChain, { at, clock }: JudgedTime): string {
  if (at === undefined) return '';
  const isValid = !problems.some(({ kind }) => kind === 'expired' || kind === 'not-yet-valid');
  const time = `${clock === 'signature' ? 'the time of signing that the signature claims' : 'the time of the Date field'}, ${timeInWords(at)}`;
  return isValid ? `All of them were valid at ${time}.` : `Validity was judged at ${time}.`;
}

const PROBLEMS: Readonly<Record<ChainProblem['kind'], string>> = {
  'not-yet-valid': 'was not valid yet',
  expired: 'was not valid any more',
  'no-time': 'could not be held against a time: the signature claims none and the Date cannot be read',
  'no-authority': 'issued a certificate of the chain and is not marked as one that may',
  'too-deep': 'is above more authorities than it may be',
  'not-for-signing': 'is not for signing, by its key usage',
  'not-for-mail': 'is not for mail, by its extended key usage',
  'unknown-rule': 'contains a rule that is not read or not compared here, so the question stays open',
  'other-names': 'may not issue for the names in the certificates below it',
  revoked: 'was revoked before that time',
};

function problemSentence({ kind, name }: ChainProblem): string {
  return `The certificate “${name.slice(0, LONGEST_NAME)}” ${PROBLEMS[kind]}.`;
}

function listingSentences({ end, listings }: FoundChain): readonly string[] {
  if (end !== 'held-root') return [];
  if (listings.length === 0) {
    return [
      'Whether one of them was revoked was not determined: no list of their issuers that can be read here was taken in.',
    ];
  }
  return listings.map(listingSentence);
}

function listingSentence({ certificate, held, madeAt, revokedAt }: FoundListing): string {
  const list = `the list of ${timeInWords(madeAt)} that was taken in as evidence ${held.evidence}`;
  const name = certificate.name.slice(0, LONGEST_NAME);
  return revokedAt === undefined
    ? `The certificate “${name}” is not among those revoked in ${list}.`
    : `The certificate “${name}” has been revoked since ${timeInWords(revokedAt)}, by ${list}.`;
}
