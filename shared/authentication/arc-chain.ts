import type { HeaderField } from '../email/types';
import { readResultsField } from './results-field';
import { readSignature, type Signature } from './signature';

/** One set of an ARC chain (RFC 8617 section 4.2): the parts that are there. */
export interface ArcSet {
  readonly instance: number;
  readonly results: readonly HeaderField[];
  readonly messages: readonly Signature[];
  readonly seals: readonly Signature[];
}

/** What is wrong with the numbering of a chain; `field` is where to look. */
export interface ChainProblem {
  readonly kind:
    | 'no-instance' // a field of ARC without a number of a set
    | 'missing-part' // a set without one of its three parts
    | 'double-part'
    | 'gap'
    | 'too-many'
    | 'first-not-none' // set 1 says that a chain was there before it
    | 'later-none' // a later set says that no chain was there
    | 'failed'; // a seal says that the chain had failed
  readonly instance: number;
  readonly field: HeaderField;
}

export interface ArcChain {
  /** From set 1 upwards. */
  readonly sets: readonly ArcSet[];
  readonly problems: readonly ChainProblem[];
}

/** RFC 8617 section 5.1.1.1. */
const MAX_SETS = 50;

/** The chain by its structure alone; no key and no DNS is needed for that. */
export function readArcChain(fields: readonly HeaderField[]): ArcChain {
  const sets = new Map<number, { results: HeaderField[]; messages: Signature[]; seals: Signature[] }>();
  const problems: ChainProblem[] = [];
  for (const field of fields) {
    if (!ARC_FIELDS.has(field.key)) {
      continue;
    }
    const signature = readSignature(field);
    const instance = signature?.instance ?? readResultsField(field).instance;
    if (instance === 0) {
      problems.push({ kind: 'no-instance', instance, field });
      continue;
    }
    const set = sets.get(instance) ?? { results: [], messages: [], seals: [] };
    sets.set(instance, set);
    if (signature === undefined) {
      set.results.push(field);
    } else {
      (signature.kind === 'arc-seal' ? set.seals : set.messages).push(signature);
    }
  }
  const ordered = [...sets].sort(([a], [b]) => a - b).map(([instance, set]) => ({ instance, ...set }));
  return { sets: ordered, problems: [...problems, ...structureProblems(ordered)] };
}

const ARC_FIELDS: ReadonlySet<string> = new Set(['arc-authentication-results', 'arc-message-signature', 'arc-seal']);

function structureProblems(sets: readonly ArcSet[]): readonly ChainProblem[] {
  return sets.flatMap((set, index): readonly ChainProblem[] => {
    const { instance, results, messages, seals } = set;
    const field = seals[0]?.field ?? messages[0]?.field ?? results[0];
    if (field === undefined) {
      return [];
    }
    const counts = [results.length, messages.length, seals.length];
    const say = (kind: ChainProblem['kind'], holds: boolean): readonly ChainProblem[] =>
      holds ? [{ kind, instance, field }] : [];
    const status = seals[0]?.chainStatus ?? '';
    return [
      ...say('missing-part', counts.includes(0)),
      ...say(
        'double-part',
        counts.some((count) => count > 1),
      ),
      ...say('gap', instance !== (sets[index - 1]?.instance ?? 0) + 1),
      ...say('too-many', instance > MAX_SETS),
      ...say('first-not-none', instance === 1 && status === 'pass'),
      ...say('later-none', instance > 1 && status === 'none'),
      ...say('failed', status === 'fail'),
    ];
  });
}
