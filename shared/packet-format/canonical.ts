/**
 * Canonical JSON (RFC 8785, JCS): one value, one text, so that a text can be hashed and signed.
 *
 * The `canonicalize` package refuses NaN, lone surrogates and cycles but drops `undefined` and functions and turns a Map
 * into `{}`; what cannot be written truly is refused here first.
 */
import canonicalize from 'canonicalize';

const MAX_DEPTH = 64;

/**
 * @throws TypeError naming the place (`$.a[3]`) of what is not plain JSON
 */
export function canonicalJson(value: unknown): string {
  assertPlain(value, '$', 0);
  const text = canonicalize(value);
  if (text === undefined) {
    throw new TypeError('$ cannot be written as JSON');
  }
  return text;
}

/** How a lone surrogate is written: what may hold one is looked at the slow way. */
const ESCAPED_SURROGATE = '\\ud';

/**
 * Whether `text`, of which `value` was parsed, is canonical.
 *
 * Where all keys stand in order, JSON's own writing is the canonical one; it takes a fifth of the time.
 *
 * @throws TypeError as `canonicalJson`
 */
export function isCanonicalText(text: string, value: unknown): boolean {
  const isPlainCase = !text.includes(ESCAPED_SURROGATE) && hasSortedKeys(value, 0);
  return (isPlainCase && JSON.stringify(value) === text) || canonicalJson(value) === text;
}

function hasSortedKeys(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) {
    return true;
  }
  if (depth >= MAX_DEPTH || 'toJSON' in value) {
    return false;
  }
  let before = '';
  for (const [key, member] of Object.entries(value)) {
    if ((!Array.isArray(value) && key < before) || !hasSortedKeys(member, depth + 1)) {
      return false;
    }
    before = key;
  }
  return true;
}

function assertPlain(value: unknown, place: string, depth: number): void {
  if (depth > MAX_DEPTH) {
    throw new TypeError(`${place} is nested too deeply`);
  }
  if (typeof value === 'string') {
    assertWellFormed(value, place);
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) {
      throw new TypeError(`${place} is not a finite number`);
    }
  } else if (Array.isArray(value)) {
    // By index: `forEach` would skip the holes of a sparse array.
    for (let index = 0; index < value.length; index += 1) {
      assertPlain(value[index], `${place}[${index}]`, depth + 1);
    }
  } else if (isPlainObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      assertWellFormed(key, place);
      assertPlain(member, `${place}.${key}`, depth + 1);
    }
  } else if (value !== null && typeof value !== 'boolean') {
    throw new TypeError(`${place} is not plain JSON`);
  }
}

const LONE_SURROGATE = /\p{Surrogate}/u;

function assertWellFormed(text: string, place: string): void {
  if (LONE_SURROGATE.test(text)) {
    throw new TypeError(`${place} holds half a character (a lone surrogate)`);
  }
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !('toJSON' in value);
}
