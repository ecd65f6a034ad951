import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyScheme } from '../../../electron/engine/signers/verify-scheme';
import { type FoundChain, findChain } from '../../../shared/signers/chain';
import { CertificateCollector, CertificateShelf } from '../../../shared/signers/held-certificates';
import { readPathCertificate } from '../../../shared/signers/path-certificate';
import type { SchemeVerifier } from '../../../shared/signers/scheme';
import { SignerBudget } from '../../../shared/signers/signer-budget';
import { type SampleKey, sampleCertificate, sampleKey } from './sample-certificates';

const TIME = { at: Date.UTC(2024, 0, 1), clock: 'signature' } as const;

interface Asked {
  readonly chain: FoundChain;
  /** Signatures that were checked. */
  readonly checks: number;
}

function chainOf(leaf: Uint8Array, companions: readonly Uint8Array[], held: readonly Uint8Array[]): Asked {
  const collector = new CertificateCollector({ certificates: 20_000, bytes: 1 << 26 }, (der) =>
    createHash('sha256').update(der).digest('hex'),
  );
  collector.add({ certificates: held, lists: [], strange: 0 }, { evidence: 'E-001' });
  const shelf = new CertificateShelf(collector.collected(), companions);
  let checks = 0;
  const verify: SchemeVerifier = (...given) => {
    checks += 1;
    return verifyScheme(...given);
  };
  const certificate = readPathCertificate(leaf);
  if (certificate === undefined) throw new Error('no certificate');
  const sources = {
    issuersOf: shelf.issuersOf.bind(shelf),
    listsOf: shelf.listsOf.bind(shelf),
    verify,
    budget: new SignerBudget(),
  };
  return { chain: findChain({ certificate, held: undefined }, TIME, sources), checks };
}

/** From a root downwards, each issued by the one before. */
function line(length: number): { readonly certificates: readonly Uint8Array[]; readonly last: SampleKey } {
  const certificates: Uint8Array[] = [];
  let issuerKey = sampleKey();
  for (let index = 0; index < length; index += 1) {
    const key = index === 0 ? issuerKey : sampleKey();
    const issuer = `Authority ${Math.max(0, index - 1)}`;
    certificates.push(sampleCertificate({ subject: `Authority ${index}`, issuer, key, issuerKey }));
    issuerKey = key;
  }
  return { certificates, last: issuerKey };
}

const signer = (issuer: string, issuerKey: SampleKey) =>
  sampleCertificate({ subject: 'Anna Example', issuer, key: sampleKey(), issuerKey, isAuthority: false });

describe('a chain to a held root', () => {
  it('is found through certificates of the message and held ones alike', () => {
    const { certificates, last } = line(4);
    const [root = new Uint8Array(), second = new Uint8Array(), ...companions] = certificates;
    const { chain } = chainOf(signer('Authority 3', last), companions, [root, second]);
    expect(chain.result).toBe('leads');
    expect(chain.links.map(({ held }) => held?.evidence)).toEqual([undefined, undefined, undefined, 'E-001', 'E-001']);
  });

  it('goes back where a certificate of the same name leads nowhere', () => {
    const { certificates, last } = line(3);
    const [root = new Uint8Array()] = certificates;
    const stray = sampleCertificate({ subject: 'Authority 2', issuer: 'Nobody', key: last, issuerKey: sampleKey() });
    const { chain } = chainOf(signer('Authority 2', last), [stray, ...certificates.slice(1)], [root]);
    expect(chain.result).toBe('leads');
  });

  it('takes a signer’s certificate that issued itself and is held', () => {
    const key = sampleKey();
    const own = sampleCertificate({ subject: 'Anna', issuer: 'Anna', key, issuerKey: key, isAuthority: false });
    const collector = new CertificateCollector({ certificates: 1, bytes: 1 << 16 }, () => '');
    collector.add({ certificates: [own], lists: [], strange: 0 }, { evidence: 'E-001' });
    const [link] = new CertificateShelf(collector.collected(), []).issuersOf(readPathCertificate(own) ?? fail());
    if (link === undefined) throw new Error('not held');
    const sources = { issuersOf: () => [], listsOf: () => [], verify: verifyScheme, budget: new SignerBudget() };
    expect(findChain(link, TIME, sources)).toMatchObject({ result: 'leads', end: 'held-root' });
  });
});

const fail = (): never => {
  throw new Error('no certificate');
};

describe('hostile certificates', () => {
  it('that issue each other end', () => {
    const [one, other] = [sampleKey(), sampleKey()];
    const circle = [
      sampleCertificate({ subject: 'One', issuer: 'Other', key: one, issuerKey: other }),
      sampleCertificate({ subject: 'Other', issuer: 'One', key: other, issuerKey: one }),
    ];
    const { chain, checks } = chainOf(signer('One', one), circle, circle.slice(1));
    expect(chain.result).toBe('no-path');
    expect(checks).toBeLessThan(10);
  });

  it('in many circles of the same names end', () => {
    const key = sampleKey();
    const names = ['A', 'B', 'C', 'D'];
    const all = names.flatMap((subject) =>
      names.flatMap((issuer) =>
        [1, 2, 3].map((serial) => sampleCertificate({ subject, issuer, key, issuerKey: key, serial })),
      ),
    );
    const { chain, checks } = chainOf(signer('A', key), all.slice(0, 16), []);
    expect(chain.result).not.toBe('leads');
    expect(checks).toBeLessThanOrEqual(60);
  });

  it('in a chain that never ends are not followed for ever', () => {
    const { certificates, last } = line(40);
    const [root = new Uint8Array(), ...rest] = certificates;
    const { chain, checks } = chainOf(signer('Authority 39', last), rest.slice(-15), [root, ...rest]);
    expect(chain).toMatchObject({ result: 'not-determined', end: 'too-many' });
    expect(checks).toBeLessThanOrEqual(60);
  });

  it('of one name by the ten thousand cost no more than some', () => {
    const [key, wrong] = [sampleKey(), sampleKey()];
    const many = Array.from({ length: 10_000 }, (_, serial) =>
      sampleCertificate({ subject: 'Root', issuer: 'Root', key: wrong, issuerKey: wrong, serial }),
    );
    const { chain, checks } = chainOf(signer('Root', key), [], many);
    expect(chain).toMatchObject({ result: 'no-path', end: 'bad-signature' });
    expect(checks).toBeLessThanOrEqual(60);
  });

  it('among ten thousand of other names the right one is found', () => {
    const key = sampleKey();
    const many = Array.from({ length: 10_000 }, (_, index) =>
      sampleCertificate({ subject: `Root ${index}`, issuer: `Root ${index}`, key, issuerKey: key }),
    );
    const { chain, checks } = chainOf(signer('Root 9999', key), [], many);
    expect([chain.result, checks]).toEqual(['leads', 2]);
  });
});
