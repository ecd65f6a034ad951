import { declarationAttacks } from './hostile-declarations';
import { divisionAttacks } from './hostile-divisions';
import { markerOf } from './hostile-pieces';

/**
 * Messages that mail programs read in different ways, by the name of the attack.
 *
 * Each structure attack hides something that at least one common program shows: a text (`text`) or the content of a file
 * (`file`). Messages are byte strings: one unit for each byte.
 */
export interface StructureAttack {
  readonly attack: string;
  readonly message: string;
  readonly text?: string;
  readonly file?: string;
  /** Whether nothing in it is ambiguous: it has to be recovered all the same, and no rule needs to fire. */
  readonly isPlain?: boolean;
}

/** Nothing in them is ambiguous: each program should get them right, and some do not. */
const plainOnes: ReadonlySet<string> = new Set([
  'an encoding in capitals',
  'an encoding that is folded',
  'a soft line break at the end of a part',
  'an inner boundary that begins like the outer one',
  'boundaries after LF only',
  'a boundary with blanks behind it',
  'a part without a header',
  'uuencode as transfer encoding',
  'a type folded inside the word',
  'a body in UTF-16 declared as UTF-8',
  'header with LF and body with CRLF',
]);

export const structureAttacks: readonly StructureAttack[] = [...declarationAttacks, ...divisionAttacks].map(
  ([attack, make]) => ({
    attack,
    ...make(markerOf(attack)),
    isPlain: plainOnes.has(attack),
  }),
);
