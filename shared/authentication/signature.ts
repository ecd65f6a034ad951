import type { HeaderField, Span } from '../email/types';
import type { Canonicalization } from './canonical';
import type { HashName } from './sha';
import { compactTag, readTagList, type TagList } from './tag-list';

/** What a signature field says, and what is wrong with it by its standard. */
export type SignatureKind = 'dkim' | 'arc-message' | 'arc-seal';

export type SignatureFault =
  | 'list' // the field is no list of tags by the grammar
  | 'duplicate' // a tag stands twice
  | 'missing' // a required tag is missing or empty
  | 'version'
  | 'algorithm'
  | 'canonicalization'
  | 'no-from' // h= does not name From
  | 'seal-signed' // an ARC signature covers an ARC seal
  | 'value' // a value is not of its form
  | 'expiry-before-signing'
  | 'identity-outside'; // i= is not of the domain d=

export interface SignatureProblem {
  readonly fault: SignatureFault;
  /** The tag that it is about; empty for the whole list. */
  readonly tag: string;
  readonly span: Span;
}

export interface Signature {
  readonly kind: SignatureKind;
  readonly field: HeaderField;
  readonly list: TagList;
  /** Tag `d`, in lower case. */
  readonly domain: string;
  readonly selector: string;
  /** Tag `a` as written. */
  readonly algorithm: string;
  readonly keyType: 'rsa' | 'ed25519' | undefined;
  readonly hash: HashName | undefined;
  readonly headerForm: Canonicalization | undefined;
  readonly bodyForm: Canonicalization | undefined;
  /** Tag `h`: names in lower case, in the order in which they were signed. */
  readonly signedNames: readonly string[];
  /** Tag `bh` and tag `b`, base64 without blanks. */
  readonly bodyHash: string;
  readonly value: string;
  /** Tag `l`: bytes of the canonical body that are covered. */
  readonly length: number | undefined;
  /** Seconds since 1970 UTC. */
  readonly signedAt: number | undefined;
  readonly expiresAt: number | undefined;
  /** ARC: tag `i`; 0 where it is none. */
  readonly instance: number;
  /** ARC seal: tag `cv`. */
  readonly chainStatus: string;
  readonly problems: readonly SignatureProblem[];
}

const KINDS: ReadonlyMap<string, SignatureKind> = new Map([
  ['dkim-signature', 'dkim'],
  ['arc-message-signature', 'arc-message'],
  ['arc-seal', 'arc-seal'],
]);

/** Required by RFC 6376 section 3.5 and RFC 8617 section 4.1; `c` may be missing, `t` too. */
const REQUIRED: Readonly<Record<SignatureKind, readonly string[]>> = {
  dkim: ['v', 'a', 'b', 'bh', 'd', 'h', 's'],
  'arc-message': ['i', 'a', 'b', 'bh', 'd', 'h', 's'],
  'arc-seal': ['i', 'a', 'b', 'cv', 'd', 's'],
};

const ALGORITHM = /^(rsa|ed25519)-(sha1|sha256)$/;
const MAX_NAMES = 1_000;

/** Fields that carry a signature; undefined for any other. Never throws. */
export function readSignature(field: HeaderField): Signature | undefined {
  const kind = KINDS.get(field.key);
  if (kind === undefined) {
    return undefined;
  }
  const list = readTagList(field.body);
  const text = (name: string): string => compactTag(list, name);
  const [, keyType, hash] = ALGORITHM.exec(text('a')) ?? [];
  const [headerForm, bodyForm] = formsOf(list, kind);
  const signature: Unchecked = {
    kind,
    field,
    list,
    domain: text('d').toLowerCase(),
    selector: text('s'),
    algorithm: text('a'),
    keyType: keyType === 'rsa' || keyType === 'ed25519' ? keyType : undefined,
    hash: hash === 'sha1' || hash === 'sha256' ? hash : undefined,
    headerForm: kind === 'arc-seal' ? ('relaxed' as const) : headerForm,
    bodyForm,
    signedNames: text('h')
      .toLowerCase()
      .split(':', MAX_NAMES)
      .filter((name) => name !== ''),
    bodyHash: text('bh'),
    value: text('b'),
    length: numberOf(text('l')),
    signedAt: numberOf(text('t')),
    expiresAt: numberOf(text('x')),
    instance: kind === 'dkim' ? 0 : instanceOf(text('i')),
    chainStatus: text('cv').toLowerCase(),
  };
  return { ...signature, problems: problemsOf(signature) };
}

/** Every signature of a kind, from the top. */
export function signaturesOf(fields: readonly HeaderField[], kind: SignatureKind): readonly Signature[] {
  return fields.flatMap((field) => (KINDS.get(field.key) === kind ? (readSignature(field) ?? []) : []));
}

/**
 * Header and body; `simple` where one is not given (RFC 6376 section 3.5). The authors of ARC take `relaxed/relaxed` where
 * `c` is missing (case ams_fields_c_na of their suite); RFC 8617 section 4.1.2 says nothing of it.
 */
function formsOf(
  list: TagList,
  kind: SignatureKind,
): readonly [Canonicalization | undefined, Canonicalization | undefined] {
  const tag = list.tags.get('c');
  if (tag === undefined) {
    return kind === 'dkim' ? ['simple', 'simple'] : ['relaxed', 'relaxed'];
  }
  const [header = '', body = 'simple', ...more] = tag.value.toLowerCase().split('/');
  return more.length > 0 ? [undefined, undefined] : [formOf(header.trim()), formOf(body.trim())];
}

function formOf(word: string): Canonicalization | undefined {
  return word === 'simple' || word === 'relaxed' ? word : undefined;
}

function numberOf(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function instanceOf(text: string): number {
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0;
}

type Unchecked = Omit<Signature, 'problems'>;

function problemsOf(signature: Unchecked): readonly SignatureProblem[] {
  const { field, list, kind } = signature;
  const base = field.bodySpan.start;
  const problems: SignatureProblem[] = list.problems.map(({ kind: what, name, start, end }) => ({
    fault: what === 'duplicate' ? 'duplicate' : 'list',
    tag: name,
    span: end > start ? { start: base + start, end: base + end } : field.nameSpan,
  }));
  const say = (fault: SignatureFault, tag: string): void => {
    const found = list.tags.get(tag);
    const span = found === undefined ? field.nameSpan : { start: base + found.start, end: base + found.end };
    problems.push({ fault, tag, span });
  };
  for (const tag of REQUIRED[kind]) {
    if (isMissing(list, tag, kind)) {
      say('missing', tag);
    }
  }
  for (const [fault, tag, holds] of valueChecks(signature)) {
    const isSaid = REQUIRED[kind].includes(tag) && isMissing(list, tag, kind);
    if (list.tags.has(tag) && !isSaid && !holds) {
      say(fault, tag);
    }
  }
  return problems;
}

/** An empty `h` is a form of its own in ARC (RFC 8617 leaves the choice of fields open); elsewhere empty is missing. */
function isMissing(list: TagList, tag: string, kind: SignatureKind): boolean {
  const value = list.tags.get(tag)?.value;
  return value === undefined || (value === '' && !(tag === 'h' && kind === 'arc-message'));
}

function valueChecks(signature: Unchecked): readonly (readonly [SignatureFault, string, boolean])[] {
  const { kind, list } = signature;
  const value = (tag: string): string => compactTag(list, tag);
  const isArc = kind !== 'dkim';
  const isKnown = ALGORITHM.test(value('a')) && value('a') !== 'ed25519-sha1' && !(isArc && value('a') === 'rsa-sha1');
  const { signedAt = 0, expiresAt = Number.POSITIVE_INFINITY } = signature;
  return [
    ['algorithm', 'a', isKnown],
    ['value', 'b', isBase64(value('b'))],
    ['value', 'bh', isBase64(value('bh'))],
    ['value', 'd', isDomain(value('d'))],
    ['value', 's', isSelector(value('s'))],
    ['value', 't', /^\d{1,15}$/.test(list.tags.get('t')?.value ?? '')],
    ['expiry-before-signing', 'x', expiresAt > signedAt],
    ...(isArc ? arcChecks(signature) : dkimChecks(signature, value)),
    ...(kind === 'arc-seal' ? [] : messageChecks(signature, value)),
  ];
}

type Checks = readonly (readonly [SignatureFault, string, boolean])[];

function messageChecks({ headerForm, bodyForm }: Unchecked, value: (tag: string) => string): Checks {
  return [
    ['canonicalization', 'c', headerForm !== undefined && bodyForm !== undefined],
    ['value', 'l', /^\d{1,76}$/.test(value('l'))],
    ['value', 'x', /^\d{1,15}$/.test(value('x'))],
  ];
}

function dkimChecks({ signedNames, domain }: Unchecked, value: (tag: string) => string): Checks {
  const identity = value('i').toLowerCase();
  const at = identity.lastIndexOf('@') + 1;
  return [
    ['version', 'v', value('v') === '1'],
    ['no-from', 'h', signedNames.includes('from')],
    ['identity-outside', 'i', at > 0 && isWithin(identity.slice(at), domain)],
  ];
}

function arcChecks({ kind, instance, signedNames, chainStatus }: Unchecked): Checks {
  return [
    ['value', 'i', instance > 0],
    ...(kind === 'arc-message'
      ? ([['seal-signed', 'h', !signedNames.includes('arc-seal')]] as const)
      : ([
          ['value', 'cv', /^(?:none|pass|fail)$/.test(chainStatus)],
          // RFC 8617 section 4.1.3: what a seal covers is fixed.
          ['value', 'h', false],
        ] as const)),
  ];
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}

/** Also with underscores and letters of other scripts: what the DNS holds is not ours to forbid. */
function isDomain(text: string): boolean {
  return text.length <= 253 && /^[^\s.@<>"()]+(?:\.[^\s.@<>"()]+)+\.?$/.test(text);
}

function isSelector(text: string): boolean {
  return text.length <= 253 && /^[^\s.@<>"()]+(?:\.[^\s.@<>"()]+)*$/.test(text);
}
