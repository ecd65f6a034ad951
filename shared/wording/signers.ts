/** What is said of signatures by whoever wrote a message (S/MIME, OpenPGP): what was checked, and what was not. */
import type { MessageSignature } from '../analysis/signatures/message-signature';
import type { CmsCheck } from '../signers/check-cms';
import type { PgpVerdict } from '../signers/pgp/judge-signature';
import { timeInWords } from './rules';
import { pgpCheckSentence } from './signer-keys';

/** How the signature fits the signer's key. */
export type SignerCheck = CmsCheck['check'];

export const signatureForms: Readonly<Record<MessageSignature['form'], string>> = { smime: 'S/MIME', pgp: 'OpenPGP' };

/** One paragraph, each sentence about one thing. */
export function cmsReason(signature: MessageSignature, check: SignerCheck, isFrom: boolean | null): string {
  return paragraph(
    contentSentence(signature),
    CHECKS[check],
    certificateSentence(signature),
    fromSentence(isFrom),
    whereSentence(signature),
  );
}

export function pgpReason(signature: MessageSignature, verdict: PgpVerdict, isFrom: boolean | null): string {
  // A signature that fits is over the whole digest, and not over its first two bytes alone.
  const content = verdict.check === 'good' ? WHOLE : contentSentence(signature);
  return paragraph(content, pgpCheckSentence(verdict), fromSentence(isFrom), whereSentence(signature));
}

function paragraph(...sentences: readonly string[]): string {
  return sentences.filter((one) => one !== '').join(' ');
}

/** Null where there is nothing to compare. */
function fromSentence(isFrom: boolean | null): string {
  if (isFrom === null) return '';
  return isFrom ? 'It is for the address in the From field.' : 'It is not for the address in the From field.';
}

const whereSentence = ({ isOwn }: MessageSignature): string => (isOwn ? '' : ELSEWHERE);

const WHOLE = 'The signed part is unchanged since it was signed.';

function contentSentence({ content, form, hash }: MessageSignature): string {
  const by = form === 'pgp' ? `the first two bytes of its digest (${hash})` : `its digest (${hash})`;
  switch (content) {
    case 'unchanged':
      return `By ${by}, the signed part is unchanged since it was signed.`;
    case 'changed':
      return `By ${by}, the part is not the one that was signed. Lists and servers that rewrite mail cause this too.`;
    default:
      return 'Whether the signed part is unchanged was not determined.';
  }
}

const CHECKS: Readonly<Record<SignerCheck, string>> = {
  good: 'The signature fits the key in the signer’s certificate.',
  bad: 'The signature does not fit the key in the signer’s certificate.',
  other:
    'The signature is over the part itself and does not fit the key in the signer’s certificate: the part was changed, or another key signed.',
  'no-certificate': 'No certificate of the signer came with it, so the signature was not verified.',
  unknown: 'The signature was made in a way that is not verified here.',
};

function certificateSentence({ certificate }: MessageSignature): string {
  if (certificate === undefined) {
    return '';
  }
  const { notBefore, notAfter } = certificate;
  return `The certificate is valid from ${timeInWords(notBefore.value)} to ${timeInWords(notAfter.value)}.`;
}

const ELSEWHERE = 'It covers an enclosed message, a file, or a part that was moved, not this message as a whole.';
