/** What the bytes alone say about authentication. Keys and records live in the DNS, which is never asked: "not determined". */
import type { Analysis } from '../../../shared/analysis/analysis';
import type { AuthenticationView } from '../../../shared/contract/model';
import { readHeader } from '../../../shared/email/anatomy';
import type { HeaderField } from '../../../shared/email/types';
import { readResults } from './authentication-results';
import { BodyHasher } from './body-hash';
import { base64Tag, readTagList } from './tag-list';

const NO_RECORD = 'No DNS record is held in this case.';
/** Further signatures are listed, their body hashes are not computed. */
const MAX_SIGNATURES = 50;

/** `content`: the message with container quoting undone; offsets are those of the bytes as they lie (`analysis`). */
export function readAuthentication(
  content: Uint8Array,
  { anatomy, route }: Analysis,
  isWhole: boolean,
): AuthenticationView {
  const hasher = new BodyHasher(content.subarray(readHeader(content).bodyStart), isWhole);
  const named = (key: string) => anatomy.fields.filter((field) => field.key === key);
  return {
    results: [...readResults(anatomy.fields, route)],
    dkim: named('dkim-signature').map((field, index) => dkimView(field, hasher, index)),
    arc: named('arc-message-signature').map((field, index) => arcView(field, hasher, index)),
    spf: { result: 'not-determined', reason: `SPF needs the sender's DNS record. ${NO_RECORD}` },
    dmarc: { result: 'not-determined', reason: `DMARC needs the sender's DNS record. ${NO_RECORD}` },
    dnsEvidence: null,
  };
}

function dkimView(field: HeaderField, hasher: BodyHasher, index: number): AuthenticationView['dkim'][number] {
  const tags = readTagList(field.body);
  const { result, reason } = bodyHash(tags, hasher, index);
  return {
    domain: (tags.get('d') ?? '').toLowerCase(),
    selector: tags.get('s') ?? '',
    algorithm: tags.get('a') ?? '',
    bodyHash: result,
    signature: 'not-determined',
    reason: `${reason} The signature itself needs the public key: ${NO_RECORD}`,
    start: field.span.start,
    end: field.span.end,
  };
}

function arcView(field: HeaderField, hasher: BodyHasher, index: number): AuthenticationView['arc'][number] {
  const tags = readTagList(field.body);
  const { result, reason } = bodyHash(tags, hasher, index);
  return {
    instance: Number.parseInt(tags.get('i') ?? '', 10) || 0,
    bodyHash: result,
    signature: 'not-determined',
    seal: 'not-determined',
    reason: `${reason} Signature and seal need public keys: ${NO_RECORD}`,
  };
}

function bodyHash(tags: ReadonlyMap<string, string>, hasher: BodyHasher, index: number) {
  if (index >= MAX_SIGNATURES) {
    return { result: 'not-determined', reason: 'The message has too many signatures to compute them all.' } as const;
  }
  const length = /^\d{1,12}$/.exec(tags.get('l') ?? '');
  return hasher.answer({
    expected: base64Tag(tags, 'bh'),
    algorithm: tags.get('a') ?? '',
    canonicalization: tags.get('c') ?? 'simple/simple',
    length: length === null ? undefined : Number(length[0]),
  });
}
