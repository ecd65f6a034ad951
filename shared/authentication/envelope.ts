import { isInternalIp, parseIpAddress } from '../email/ip-address';
import type { Anatomy, Hop } from '../email/types';
import type { SpfClaim } from './spf/evaluate';
import type { StatedResult } from './stated-results';

/** Who handed the message to the receiving side, as far as the receiving side wrote it down. */
export type EnvelopeReading = { readonly claim: SpfClaim } | { readonly unknown: 'client' | 'sender' };

/** The client's address and names from the lowest trusted Received field; the envelope sender from Return-Path. */
export function readEnvelope(
  anatomy: Anatomy,
  route: readonly Hop[],
  stated: readonly StatedResult[],
): EnvelopeReading {
  const spf = stated.find(({ method, trusted }) => method === 'spf' && trusted);
  const said = (name: string): string => spf?.properties.find((property) => property.name === name)?.value ?? '';
  const border = route.findLast(({ trusted, ip }) => trusted && isOutside(ip));
  const ip = border?.ip ?? [said('client-ip'), said('smtp.remote-ip')].find(isOutside) ?? '';
  if (ip === '') {
    return { unknown: 'client' };
  }
  const sender =
    anatomy.returnPath?.address ?? [said('envelope-from'), said('smtp.mailfrom')].find((text) => text !== '');
  if (sender === undefined) {
    return { unknown: 'sender' };
  }
  const address = sender.replace(/^<|>$/g, '');
  return {
    claim: {
      ip,
      helo: border?.helo ?? said('helo'),
      sender: address.includes('@') || address === '' ? address : `@${address}`,
    },
  };
}

function isOutside(ip: string): boolean {
  return parseIpAddress(ip) !== undefined && !isInternalIp(ip);
}
