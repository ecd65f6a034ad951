import { decodeDomain } from '../email/punycode';
import { editDistance } from '../text/edit-distance';
import { withFewMarks } from '../text/few-marks';
import { skeletonOf } from '../text/skeleton';
import { isSameOrganisation, registeredDomain } from './domain';

/**
 * Whether a domain imitates a protected one, and how.
 *
 * Compared are the registered domains, without their public suffix, and every label of the longer host. A domain of the
 * protected organisation itself is never an imitation.
 */
export interface LookAlike {
  readonly original: string;
  /** In words: `looks the same`, `differs in one character` … */
  readonly how: string;
}

/** Longest label that is compared sign by sign. */
const longest = 63;

export function findLookAlike(domain: string, protectedDomains: readonly string[]): LookAlike | undefined {
  const shown = (decodeDomain(domain) ?? domain).toLowerCase();
  if (shown === '' || protectedDomains.some((original) => isSameOrganisation(domain, original))) return undefined;
  for (const original of protectedDomains) {
    const how = imitation(shown, original);
    if (how !== undefined) return { original, how };
  }
  return undefined;
}

function imitation(shown: string, original: string): string | undefined {
  const [ours, theirs] = [partsOf(original), partsOf(shown)];
  if (ours.label.length < 2) return undefined;
  if (skeletonOf(theirs.registered) === skeletonOf(ours.registered)) return 'consists of characters that look the same';
  if (theirs.label === ours.label) return 'has the same name under another ending';
  if (skeletonOf(theirs.label) === skeletonOf(ours.label)) {
    return 'consists of characters that look the same, under another ending';
  }
  return similarLabel(theirs.label, ours.label) ?? insideLonger(shown, ours);
}

interface DomainParts {
  readonly registered: string;
  /** What stands before the public suffix: `example` of `example.co.uk`. */
  readonly label: string;
}

function partsOf(host: string): DomainParts {
  const registered = registeredDomain(host);
  const dot = registered.indexOf('.');
  return { registered, label: (dot === -1 ? registered : registered.slice(0, dot)).slice(0, longest) };
}

const affixes =
  /^(?:my|the|secure|login|mail|email|web|www|support|help|info|vote|votes|voting|voter|elect|election|elections|ballot|official|portal|online|account|accounts|verify|service|services|team|us|usa|gov|state|county|city|app|id|pay|billing|update|alert|alerts|news|office|hr|admin)$/;

function similarLabel(theirs: string, ours: string): string | undefined {
  const [a, b] = [skeletonOf(theirs), skeletonOf(ours)];
  const [bare, ownBare] = [a.replaceAll('-', ''), b.replaceAll('-', '')];
  if (bare === ownBare) return 'differs in a hyphen only';
  if (ownBare.length >= 4 && (bare === `${ownBare}s` || `${bare}s` === ownBare)) return 'differs in a plural s';
  if (ownBare.length >= 4 && isAffixed(bare, ownBare, a, b)) return 'has an extra word before or after the name';
  const limit = slipsFor(ownBare.length);
  const distance = limit === 0 ? 1 : editDistance(bare, ownBare, limit);
  if (distance > limit) return undefined;
  return distance === 1 ? 'differs in one character' : 'differs in two characters';
}

/** Short names have many honest neighbours. */
function slipsFor(length: number): 0 | 1 | 2 {
  if (length >= 10) return 2;
  return length >= 6 ? 1 : 0;
}

function isAffixed(bare: string, ownBare: string, theirs: string, ours: string): boolean {
  const rest = bare.startsWith(ownBare)
    ? bare.slice(ownBare.length)
    : bare.endsWith(ownBare)
      ? bare.slice(0, -ownBare.length)
      : '';
  if (rest !== '' && (affixes.test(rest) || /^\d{1,4}$/.test(rest))) return true;
  // Apart by a hyphen any word counts: `example-anything`.
  return theirs.startsWith(`${ours}-`) || theirs.endsWith(`-${ours}`);
}

/** `county.gov.example.com`: the whole protected domain, or its name as a label, before a domain of somebody else. */
function insideLonger(shown: string, ours: DomainParts): string | undefined {
  const own = registeredDomain(shown);
  const before = shown.endsWith(`.${own}`) ? shown.slice(0, -own.length - 1) : '';
  if (before === '') return undefined;
  const plain = ours.registered.replaceAll('.', '-');
  if (`.${before}.`.includes(`.${ours.registered}.`) || before.split('.').includes(plain)) {
    return 'holds the whole name, and belongs to somebody else';
  }
  return ours.label.length >= 5 && before.split('.').includes(ours.label)
    ? 'holds the name as a part, and belongs to somebody else'
    : undefined;
}

/** A name as it is compared: small letters, no titles, no signs, the order of its words left out. */
export function nameKey(name: string): readonly string[] {
  return skeletonOf(withFewMarks(name).normalize('NFKC'))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !titles.has(word))
    .toSorted();
}

const titles: ReadonlySet<string> = new Set([
  'dr',
  'mr',
  'mrs',
  'ms',
  'prof',
  'hon',
  'sir',
  'the',
  'of',
  'and',
  'inc',
  'llc',
  'ltd',
]);

export interface NameMatch {
  readonly original: string;
  /** The shown name is the protected one, but for a slip or the order of its words; else it holds it and more. */
  readonly isWhole: boolean;
}

/** The protected name that a display name shows. */
export function findProtectedName(shown: string, names: readonly string[]): NameMatch | undefined {
  const words = nameKey(shown);
  if (words.length === 0) return undefined;
  const joined = words.join('');
  for (const original of names) {
    const own = nameKey(original);
    const ownJoined = own.join('');
    if (own.length === 0) continue;
    const isClose = ownJoined.length >= 6 && editDistance(joined.slice(0, 80), ownJoined.slice(0, 80), 1) <= 1;
    if (joined === ownJoined || isClose) return { original, isWhole: true };
    const isHeld = own.length > 1 || ownJoined.length >= 6;
    if (isHeld && own.every((word) => words.includes(word))) return { original, isWhole: false };
  }
  return undefined;
}
