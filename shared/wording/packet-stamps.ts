/** How the time stamps in a packet are checked with openssl: the commands as they are tested. */
export interface StampCommandFacts {
  readonly size: number;
  /** ISO 8601 in UTC. */
  readonly time: string;
  readonly isBare: boolean;
  readonly answer: string;
  readonly checkpoint: string;
  /** Null where nobody brought the certificates of the authority's issuers. */
  readonly chain: string | null;
}

export const stampIntroduction =
  'An authority outside states when the custody journal stood at a checkpoint, so nobody can have written that part of the journal later, the holder of the key included. The answer has to be "Verification: OK". Get the certificate of the authority\u2019s root from the authority itself and compare it with the one named behind -CAfile, or put it there.';

export const stampExpiredNote =
  'If the authority\u2019s certificate has expired since, add -attime and the stated time in seconds since 1970.';

export function stampTitle({ size, time }: StampCommandFacts): string {
  return `The journal\u2019s first ${size === 1 ? 'entry' : `${size} entries`} existed at ${time}:`;
}

export function stampCommand({ answer, checkpoint, chain, isBare }: StampCommandFacts): readonly string[] {
  return [
    `openssl ts -verify ${isBare ? '-token_in ' : ''}-in ${answer} \\`,
    `  -data ${checkpoint} \\`,
    `  -CAfile ${chain ?? 'ROOT.pem'}`,
  ];
}
