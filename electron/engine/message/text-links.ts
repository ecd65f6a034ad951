import { LIMITS } from './limits';
import type { ShownLink } from './sanitise-html';

/** Addresses written out in plain text, where shown text and target are the same. */
export function linksInText(text: string): readonly ShownLink[] {
  const found = new Set<string>();
  for (const [address] of text.matchAll(/\bhttps?:\/\/[^\s<>"]{1,2000}/gi)) {
    found.add(address.replace(/[).,;:!?'\]]+$/, ''));
    if (found.size >= LIMITS.links) {
      break;
    }
  }
  return [...found].map((address) => ({ shown: address, target: address }));
}
