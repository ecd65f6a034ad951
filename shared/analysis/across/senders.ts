import { countInWords } from '../../wording/rules';
import type { Member } from './member';
import type { Related } from './relation-kind';

export const NO_RELATION: readonly Related[] = [];

/** Different senders; messages without one are counted as one. */
export function countSenders(members: readonly Member[]): number {
  return new Set(members.map((member) => member.value('from'))).size;
}

export function sendersInWords(count: number): string {
  return count === 1 ? 'one sender' : countInWords(count, 'sender');
}
