/** What is said when a stored file turns out to be damaged while the case is worked on. */

/** The last entry of the journal that speaks of the file as whole. */
export interface LastGood {
  readonly how: 'received' | 'checked';
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly entry: number;
}

interface Damage {
  /** Path inside the case. */
  readonly file: string;
  readonly ref: string;
  /** What is wrong: `is missing`, `its bytes have …`. */
  readonly problem: string;
  readonly lastGood: LastGood | null;
}

const HOW: Readonly<Record<LastGood['how'], string>> = {
  received: 'when it was received',
  checked: 'when the case was checked',
};

export const damageWords = {
  object: ({ file, ref, problem, lastGood }: Damage): string => {
    const since =
      lastGood === null
        ? ''
        : ` It was last known to be whole ${HOW[lastGood.how]}, ${lastGood.at.slice(0, 16).replace('T', ' ')} UTC (entry ${lastGood.entry}).`;
    return `The stored file ${file}, which holds ${ref}, is damaged: ${clause(problem)}.${since} From now on the case can only be read. Bring this file back from a copy and check the case.`;
  },
  /** The stored file is whole, and the message is not what its list says. */
  otherBytes: (ref: string): string =>
    `The bytes of ${ref} are not those that were received. The other files of the case are not affected by this. Verify the case to see what is damaged, and bring it back from a copy.`,
};

/** A problem is told as “is missing” or as “its bytes …”. */
function clause(problem: string): string {
  return problem.startsWith('its ') ? problem : `it ${problem}`;
}
