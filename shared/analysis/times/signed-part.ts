import type { Anatomy } from '../../email/types';
import type { FactAt } from '../signatures/fact-at';
import type { MessageSignature } from '../signatures/message-signature';
import { signedParts } from '../signatures/signed-parts';
import type { DecodedTime } from './decoder';

type Facts = Pick<DecodedTime, 'kind' | 'whose' | 'bound'>;

/**
 * When the message was signed by whoever wrote it, and how old and how new the certificates and keys are that came with it.
 *
 * A signature over a file or an enclosed message was there before this message: a lower bound.
 */
export function signedPartTimes(bytes: Uint8Array, anatomy: Anatomy): readonly DecodedTime[] {
  const { signatures, keys } = signedParts({ bytes, anatomy });
  return [
    ...signatures.flatMap(signatureTimes),
    ...keys.map(({ part, created }) =>
      timeAt(created, part.path, { kind: 'pgp-key.created', whose: 'content', bound: 'lower' }),
    ),
  ];
}

function signatureTimes({ form, part, isOwn, signedAt, certificate }: MessageSignature): readonly DecodedTime[] {
  const signed: Facts = isOwn
    ? { kind: `${form}.signed`, whose: 'author', bound: 'equality' }
    : { kind: `${form}.signed`, whose: 'content', bound: 'lower' };
  const begins: Facts = { kind: 'certificate.begins', whose: 'content', bound: 'lower' };
  // A certificate of an enclosed message may have expired long before this one was written.
  const expires: Facts = { kind: 'certificate.expires', whose: 'content', bound: 'upper' };
  return [
    ...(signedAt === undefined ? [] : [timeAt(signedAt, part.path, signed)]),
    ...(certificate === undefined ? [] : [timeAt(certificate.notBefore, part.path, begins)]),
    ...(certificate === undefined || !isOwn ? [] : [timeAt(certificate.notAfter, part.path, expires)]),
  ];
}

function timeAt({ value, place }: FactAt<number>, path: string, facts: Facts): DecodedTime {
  const source = path === '' ? 'body' : `part ${path}`;
  return { source, ...facts, span: place, timeMs: value, precisionSeconds: 1, clock: 'utc', needsSupport: false };
}
