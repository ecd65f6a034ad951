/** For which names an authority may issue certificates (name constraints, RFC 5280 section 4.2.1.10). */
import { decodeBytes } from '../email/byte-string';
import { DER, type DerNode, equalBytes, membersOf, onlyMember, readDer, wholeElement } from '../packet-format/der';

/** Kinds of names, by their tags (section 4.2.1.6). */
const NAME = { mail: 0x81, directory: 0xa4 } as const;
const PERMITTED = 0xa0;
const EXCLUDED = 0xa1;

export interface NameRules {
  readonly permitted: readonly DerNode[];
  readonly excluded: readonly DerNode[];
}

/** Undefined where the extension holds what is not read here. */
export function readNameRules(extension: Uint8Array): NameRules | undefined {
  const members = membersOf(wholeElement(extension), DER.sequence) ?? [];
  const of = (tag: number) =>
    members.filter((node) => node.tag === tag).flatMap(({ content }) => readDer(content) ?? []);
  const [permitted, excluded] = [of(PERMITTED).map(baseOf), of(EXCLUDED).map(baseOf)];
  const isRead = members.length > 0 && members.every(({ tag }) => tag === PERMITTED || tag === EXCLUDED);
  return isRead && permitted.every(isNode) && excluded.every(isNode) ? { permitted, excluded } : undefined;
}

/** The smallest and the largest depth are not used in certificates, and not read. */
const baseOf = (subtree: DerNode): DerNode | undefined => onlyMember(subtree, DER.sequence);
const isNode = (node: DerNode | undefined): node is DerNode => node !== undefined;

/** The names of a certificate that rules are about: its subject, its other names, and the addresses in its subject. */
export function ruledNames(
  subject: DerNode,
  alternatives: Uint8Array | undefined,
  addresses: readonly DerNode[],
): readonly DerNode[] {
  const own = subject.content.length === 0 ? [] : [{ tag: NAME.directory, raw: subject.raw, content: subject.raw }];
  const others = membersOf(wholeElement(alternatives ?? new Uint8Array(0)), DER.sequence) ?? [];
  return [...own, ...others, ...addresses.map((node) => ({ ...node, tag: NAME.mail }))];
}

/** Whether all names are such as the rules allow. */
export function judgeNames(
  { permitted, excluded }: NameRules,
  names: readonly DerNode[],
): 'within' | 'outside' | 'unknown' {
  let verdict: 'within' | 'unknown' = 'within';
  for (const name of names) {
    const bad = excluded.filter(({ tag }) => tag === name.tag).map((rule) => isUnder(name, rule));
    const good = permitted.filter(({ tag }) => tag === name.tag).map((rule) => isUnder(name, rule));
    if (bad.includes(true) || (good.length > 0 && good.every((one) => one === false))) return 'outside';
    if (bad.includes(undefined) || (good.length > 0 && !good.includes(true))) verdict = 'unknown';
  }
  return verdict;
}

/** Undefined where this is not compared here. */
function isUnder(name: DerNode, rule: DerNode): boolean | undefined {
  if (name.tag === NAME.mail) return isAddressUnder(decodeBytes(name.content), decodeBytes(rule.content));
  if (name.tag !== NAME.directory) return undefined;
  const [parts, base] = [name, rule].map(({ content }) => membersOf(wholeElement(content), DER.sequence));
  if (parts === undefined || base === undefined) return undefined;
  const isSame = base.every((part, index) => equalBytes(part.raw, parts[index]?.raw ?? new Uint8Array(0)));
  // Names that are the same may be encoded otherwise.
  return isSame ? true : undefined;
}

/** One mailbox, all of a host, or all of the hosts below a domain. */
function isAddressUnder(address: string, rule: string): boolean | undefined {
  const at = address.lastIndexOf('@');
  const host = address.slice(at + 1).toLowerCase();
  const wanted = rule.slice(rule.lastIndexOf('@') + 1).toLowerCase();
  if (at <= 0 || wanted === '') return undefined;
  if (rule.includes('@')) return host === wanted && address.slice(0, at) === rule.slice(0, rule.lastIndexOf('@'));
  return wanted.startsWith('.') ? host.endsWith(wanted) : host === wanted;
}
