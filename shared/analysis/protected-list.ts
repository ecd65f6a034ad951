import type { ProtectedList } from './case-context';

const mostEntries = 500;
const longest = 254;

export type CleanedProtection =
  | { readonly ok: true; readonly list: ProtectedList }
  | { readonly ok: false; readonly problem: string };

/**
 * A list as it is kept: trimmed, each entry once, in the order given; domains and addresses in lower case.
 *
 * What is no domain or no address is refused, so that a slip of the pen does not protect nobody.
 */
export function cleanProtection({ names, domains, addresses }: ProtectedList): CleanedProtection {
  const list = {
    names: unique(names.map((name) => name.replace(/\s+/g, ' ').trim())),
    domains: unique(domains.map((domain) => domain.trim().toLowerCase().replace(/^@/, '').replace(/\.$/, ''))),
    addresses: unique(addresses.map((address) => address.trim().toLowerCase())),
  };
  const problem = findProblem(list);
  return problem === undefined ? { ok: true, list } : { ok: false, problem };
}

function findProblem({ names, domains, addresses }: ProtectedList): string | undefined {
  const all = [...names, ...domains, ...addresses];
  if (all.length > mostEntries) return `The list holds ${all.length} entries; ${mostEntries} is the most.`;
  if (all.some((entry) => entry.length > longest)) return `An entry is longer than ${longest} characters.`;
  const shortName = names.find((name) => [...name].length < 3);
  if (shortName !== undefined) return `“${shortName}” is too short for a name: it would be found everywhere.`;
  const domain = domains.find((one) => !/^[^\s@.]+(?:\.[^\s@.]+)+$/u.test(one));
  if (domain !== undefined) return `“${domain}” is no domain, such as example.com.`;
  const address = addresses.find((one) => !/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/u.test(one));
  return address === undefined ? undefined : `“${address}” is no address, such as name@example.com.`;
}

function unique(entries: readonly string[]): readonly string[] {
  const seen = new Map<string, string>();
  for (const entry of entries) {
    const key = entry.toLowerCase().normalize('NFC');
    if (entry !== '' && !seen.has(key)) seen.set(key, entry);
  }
  return [...seen.values()];
}
