/**
 * The observables of a STIX bundle, each once.
 *
 * Their identifiers are made from what they are (STIX 2.1 section 2.9: UUIDv5 over the canonical form of the contributing properties), so that two
 * packets, or two agencies, name the same address alike.
 */
import { canonicalJson } from '../canonical';
import { type Sha1, uuidV5 } from './uuid-v5';

/** A JSON object of the bundle. */
export type StixObject = Readonly<Record<string, unknown>>;

/** Section 2.9: the namespace of identifiers made from contributing properties. */
const NAMESPACE = '00abedb4-aa42-466c-9c01-fed23315a9b7';

/** Section 6: what each kind's identifier is made of, as far as it is written here. */
const CONTRIBUTING = {
  'domain-name': ['value'],
  'email-addr': ['value'],
  'email-message': ['from_ref', 'subject'],
  file: ['hashes', 'name'],
  'ipv4-addr': ['value'],
  'ipv6-addr': ['value'],
  url: ['value'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ObservableType = keyof typeof CONTRIBUTING;

export class ObservableSet {
  readonly #sha1: Sha1;
  readonly #marks: StixObject;
  readonly #found = new Map<string, { readonly object: StixObject; readonly text: string }>();

  /** @param marks properties that every object has */
  constructor(sha1: Sha1, marks: StixObject) {
    this.#sha1 = sha1;
    this.#marks = marks;
  }

  /** Every observable in the order of the exhibits. */
  get all(): readonly StixObject[] {
    return Array.from(this.#found.values(), ({ object }) => object);
  }

  /**
   * Takes an observable in; where one with its identifier is there, that one stays.
   *
   * @returns its identifier
   */
  add(type: ObservableType, properties: StixObject): string {
    const id = `${type}--${this.#uuidOf(type, properties)}`;
    this.#keep(id, type, properties);
    return id;
  }

  /**
   * The same for what the contributing properties do not tell from others: two messages by one sender with one subject
   * would have one identifier. The second and later ones take `otherUuid`, which is of another namespace, as section 2.9 allows.
   */
  addDistinct(type: ObservableType, properties: StixObject, otherUuid: () => string): string {
    const id = `${type}--${this.#uuidOf(type, properties)}`;
    const known = this.#found.get(id)?.text;
    const own = hasContributing(type, properties) && (known === undefined || known === canonicalJson(properties));
    const taken = own ? id : `${type}--${otherUuid()}`;
    this.#keep(taken, type, properties);
    return taken;
  }

  #keep(id: string, type: ObservableType, properties: StixObject): void {
    if (!this.#found.has(id)) {
      const object = { type, spec_version: '2.1', id, ...this.#marks, ...properties };
      this.#found.set(id, { object, text: canonicalJson(properties) });
    }
  }

  #uuidOf(type: ObservableType, properties: StixObject): string {
    return uuidV5(this.#sha1, NAMESPACE, canonicalJson(contributing(type, properties)));
  }
}

function contributing(type: ObservableType, properties: StixObject): StixObject {
  const names: readonly string[] = CONTRIBUTING[type];
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}

function hasContributing(type: ObservableType, properties: StixObject): boolean {
  return Object.keys(contributing(type, properties)).length > 0;
}
