/** What is said of the key of OpenPGP that a signature was checked by: where it is from, whose it says that it is, what is against it. */
import type { PgpVerdict } from '../signers/pgp/judge-signature';
import type { KeyProblem } from '../signers/pgp/key-state';
import { listInWords } from './rules';

type Signing = NonNullable<PgpVerdict['signing']>;

const CHECKS: Readonly<Record<PgpVerdict['check'], string>> = {
  good: 'The signature fits the key.',
  bad: 'The signature does not fit the key.',
  other:
    'The signature does not fit the key and the part as it lies here: the part was changed, or another key signed.',
  unknown:
    'The signature was not verified: it was made in a way that is not computed here, or what was signed is not known.',
  'no-key':
    'The signature was not verified: the signer’s key neither came with the message nor is among the keys taken in as evidence.',
};

export function pgpCheckSentence({ check }: PgpVerdict): string {
  return CHECKS[check];
}

/** One paragraph, each sentence about one thing. */
export function keyReason({ names, problems, source }: Signing): string {
  return [sourceSentence(source), namesSentence(names), ...problems.map((problem) => PROBLEMS[problem])].join(' ');
}

function sourceSentence(source: Signing['source']): string {
  switch (source.kind) {
    case 'evidence':
      return `The key was taken in as evidence ${source.evidence}.`;
    case 'attached':
      return 'The key was attached to the message itself, which says nothing of who made it.';
    default:
      return 'The key is in the message’s own Autocrypt field, which says nothing of who made it.';
  }
}

/** A sentence has room for a few names only. */
const MAX_SHOWN = 3;
const LONGEST_NAME = 80;

function namesSentence(names: readonly string[]): string {
  const shown = names.slice(0, MAX_SHOWN).map((name) => `“${name.slice(0, LONGEST_NAME)}”`);
  return shown.length === 0 ? '' : `It calls itself the key of ${listInWords(shown)}: whoever made it wrote that.`;
}

const PROBLEMS: Readonly<Record<KeyProblem, string>> = {
  'not-bound':
    'Not both keys have signed that it belongs to its primary key, so nothing said of the primary key holds for it.',
  'not-for-signing': 'By its own word it is not for signing.',
  'no-name': 'No name in it is signed by the key itself.',
  expired: 'By its own word it had expired at the time of signing that the signature claims.',
  revoked: 'Its owner has revoked it, by a signature in the key.',
  'too-many': 'It carries more signatures than are checked, so that what is said of it may be incomplete.',
  'made-later': 'By its own word it was made after the time of signing that the signature claims.',
};
