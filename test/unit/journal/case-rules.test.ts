import type { Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  initialRules,
  ROLES,
  roleOf,
  ruleAgainst,
  rulesBroken,
  stepRules,
} from '../../../shared/packet-format/case-rules';
import { JOURNAL_ACTS, type JournalAct, type JournalEntry } from '../../../shared/packet-format/journal-line';
import { ruleWords } from '../../../shared/wording/case-rules';
import fc from '../../helpers/properties';

const [ANN, BEN, EVE] = ['a'.repeat(64), 'b'.repeat(64), 'e'.repeat(64)];

type Act = readonly [key: string, act: JournalAct, subject?: JournalEntry['subject']];

/** A journal of these acts; the first is entry 0. */
function journalOf(acts: readonly Act[]): readonly JournalEntry[] {
  return acts.map(([key, act, subject = {}], seq) => ({
    v: 1,
    seq,
    id: String(seq),
    at: '2026-01-01T00:00:00.000Z',
    zone: '+00:00',
    mono: seq,
    session: 's',
    actor: { name: key.slice(0, 1), organisation: '', key },
    act,
    subject,
    tool: { name: 'Chainmail', version: '0' },
    prev: '',
  }));
}

const START: readonly Act[] = [
  [ANN, 'key.enrol'],
  [ANN, 'case.create'],
];
const TWO_PEOPLE: readonly Act[] = [
  ...START,
  [ANN, 'role.assign', { key: BEN, role: 'reviewer' }],
  [ANN, 'policy.set', { twoPersons: ['release'] }],
];
const PACKET = { exhibits: ['A', 'B'] };
const ABOUT = { exhibits: ['A', 'B'], redacted: false };
const PROPOSED: readonly Act[] = [...TWO_PEOPLE, [ANN, 'release.propose', { act: 'packet.export', about: ABOUT }]];
const APPROVED: readonly Act[] = [...PROPOSED, [BEN, 'release.decide', { proposal: 4, approved: true }]];

const whys = (acts: readonly Act[]) => rulesBroken(journalOf(acts)).broken.map(({ seq, why }) => [seq, why]);

describe('roles', () => {
  test('a case without roles takes every key as an examiner', () => {
    expect(whys([...START, [BEN, 'exhibit.add'], [EVE, 'packet.export', PACKET]])).toEqual([]);
  });

  test('once one is given, keys without a role can only read; who made the case stays an examiner', () => {
    const acts: readonly Act[] = [
      ...START,
      [ANN, 'role.assign', { key: BEN, role: 'examiner' }],
      [ANN, 'exhibit.add'],
      [BEN, 'exhibit.add'],
      [EVE, 'message.annotate'],
    ];

    expect(whys(acts)).toEqual([[5, ruleWords.readOnly]]);
  });

  test('a reviewer annotates, decides, verifies, and nothing else', () => {
    const rules = rulesBroken(journalOf([...START, [ANN, 'role.assign', { key: BEN, role: 'reviewer' }]])).rules;
    const allowed = JOURNAL_ACTS.filter((act) => ruleAgainst(rules, { act, subject: {} }, BEN) === null);

    expect(allowed).toEqual([
      'key.enrol',
      'message.annotate',
      'message.annotate-many',
      'tag.add',
      'tag.remove',
      'custody.take-over',
      'custody.correct',
      'custody.timestamp',
      'identity.notice',
      'case.verify',
      'clock.jump',
      'journal.repair',
    ]);
  });

  test('who gives the first role keeps their own, also in a case that somebody else made', () => {
    const acts: readonly Act[] = [
      ...START,
      [BEN, 'role.assign', { key: EVE, role: 'reviewer' }],
      [BEN, 'exhibit.add'],
      [ANN, 'exhibit.add'],
    ];

    expect(whys(acts)).toEqual([]);
  });

  test('the maker of a case can be given another role, and it holds', () => {
    const acts: readonly Act[] = [
      ...START,
      [ANN, 'role.assign', { key: BEN, role: 'examiner' }],
      [BEN, 'role.assign', { key: ANN, role: 'read-only' }],
      [ANN, 'exhibit.add'],
    ];

    expect(whys(acts)).toEqual([[4, ruleWords.readOnly]]);
  });
});

describe('the rule of two people', () => {
  test('cannot be made while nobody could be the second', () => {
    const alone: readonly Act[] = [...START, [ANN, 'policy.set', { twoPersons: ['release'] }]];
    const reader: readonly Act[] = [
      ...START,
      [ANN, 'role.assign', { key: BEN, role: 'read-only' }],
      [ANN, 'policy.set', { twoPersons: ['release'] }],
    ];

    expect(whys(alone)).toEqual([[2, ruleWords.noSecondPerson]]);
    expect(whys(reader)).toEqual([[3, ruleWords.noSecondPerson]]);
  });

  test('lets a packet out that somebody else approved', () => {
    expect(whys([...APPROVED, [ANN, 'packet.export', { ...PACKET, approval: 5 }]])).toEqual([]);
    const searched: readonly Act[] = [...APPROVED, [ANN, 'search.save'], [ANN, 'search.remove']];
    expect(whys([...searched, [ANN, 'packet.export', { ...PACKET, approval: 5 }]])).toEqual([]);
  });

  test.each<readonly [what: string, acts: readonly Act[], expected: readonly (readonly [number, string])[]]>([
    ['nothing was proposed', [...TWO_PEOPLE, [ANN, 'packet.export', PACKET]], [[4, ruleWords.needsApproval]]],
    [
      'nobody decided',
      [...PROPOSED, [ANN, 'packet.export', { ...PACKET, approval: 4 }]],
      [[5, ruleWords.needsApproval]],
    ],
    [
      'the proposer approved',
      [
        ...PROPOSED,
        [ANN, 'release.decide', { proposal: 4, approved: true }],
        [ANN, 'packet.export', { ...PACKET, approval: 5 }],
      ],
      [
        [5, ruleWords.ownProposal],
        [6, ruleWords.needsApproval],
      ],
    ],
    [
      'somebody without a role approved',
      [...PROPOSED, [EVE, 'release.decide', { proposal: 4, approved: true }]],
      [[5, ruleWords.readOnly]],
    ],
    [
      'it was refused afterwards',
      [
        ...APPROVED,
        [BEN, 'release.decide', { proposal: 4, approved: false }],
        [ANN, 'packet.export', { ...PACKET, approval: 5 }],
      ],
      [[7, ruleWords.needsApproval]],
    ],
    [
      'the exhibits are others',
      [...APPROVED, [ANN, 'packet.export', { exhibits: ['A'], approval: 5 }]],
      [[6, ruleWords.needsApproval]],
    ],
    [
      'it is redacted, and the proposal was not',
      [...APPROVED, [ANN, 'packet.export', { ...PACKET, redacted: true, approval: 5 }]],
      [[6, ruleWords.needsApproval]],
    ],
    [
      'the case was changed since',
      [...APPROVED, [BEN, 'message.annotate'], [ANN, 'packet.export', { ...PACKET, approval: 5 }]],
      [[7, ruleWords.needsApproval]],
    ],
    [
      'it went out already',
      [
        ...APPROVED,
        [ANN, 'packet.export', { ...PACKET, approval: 5 }],
        [ANN, 'packet.export', { ...PACKET, approval: 5 }],
      ],
      [[7, ruleWords.needsApproval]],
    ],
    ['the approval is not named', [...APPROVED, [ANN, 'packet.export', PACKET]], [[6, ruleWords.needsApproval]]],
  ])('refuses a packet when %s', (_, acts, expected) => {
    expect(whys(acts)).toEqual(expected);
  });

  test('a copy that is given out is an examiner’s act, and leaves what was approved as it stood', () => {
    const copy: Act = [ANN, 'copy.save', { ref: 'E-001/1', what: 'message' }];
    expect(whys([...APPROVED, copy, [ANN, 'packet.export', { ...PACKET, approval: 5 }]])).toEqual([]);
    expect(whys([...TWO_PEOPLE, [BEN, 'copy.save'], [EVE, 'copy.save']])).toEqual([
      [4, ruleWords.notForReviewers],
      [5, ruleWords.readOnly],
    ]);
  });

  test('a comparison with voter files is an examiner’s act, and leaves what was approved as it stood', () => {
    const comparison: Act = [ANN, 'voters.compare', { messages: 2 }];
    expect(whys([...APPROVED, comparison, [ANN, 'packet.export', { ...PACKET, approval: 5 }]])).toEqual([]);
    expect(whys([...TWO_PEOPLE, [BEN, 'voters.compare']])).toEqual([[4, ruleWords.notForReviewers]]);
  });

  test('cannot be lifted, nor can anybody be given a role, by one alone', () => {
    expect(whys([...TWO_PEOPLE, [ANN, 'policy.set', { twoPersons: [] }]])).toEqual([[4, ruleWords.needsApproval]]);
    expect(whys([...TWO_PEOPLE, [ANN, 'role.assign', { key: EVE, role: 'reviewer' }]])).toEqual([
      [4, ruleWords.needsApproval],
    ]);
  });

  test('is lifted, or a role given, by what another approved', () => {
    const lift: readonly Act[] = [
      ...TWO_PEOPLE,
      [ANN, 'release.propose', { act: 'policy.set', about: { twoPersons: [] } }],
      [BEN, 'release.decide', { proposal: 4, approved: true }],
      [ANN, 'policy.set', { twoPersons: [], approval: 5 }],
      [ANN, 'packet.export', PACKET],
    ];
    const role: readonly Act[] = [
      ...TWO_PEOPLE,
      [ANN, 'release.propose', { act: 'role.assign', about: { key: EVE, role: 'reviewer' } }],
      [BEN, 'release.decide', { proposal: 4, approved: true }],
      [ANN, 'role.assign', { key: EVE, role: 'examiner', approval: 5 }],
      [ANN, 'role.assign', { key: EVE, role: 'reviewer', approval: 5 }],
    ];

    expect(whys(lift)).toEqual([]);
    // The approval was for another role; what was done instead ended it.
    expect(whys(role)).toEqual([
      [6, ruleWords.needsApproval],
      [7, ruleWords.needsApproval],
    ]);
  });

  test('for redactions alone leaves other packets to one person', () => {
    const acts: readonly Act[] = [
      ...START,
      [ANN, 'role.assign', { key: BEN, role: 'reviewer' }],
      [ANN, 'policy.set', { twoPersons: ['redaction'] }],
      [ANN, 'packet.export', PACKET],
      [ANN, 'packet.export', { ...PACKET, redacted: true }],
    ];

    expect(whys(acts)).toEqual([[5, ruleWords.needsApproval]]);
  });
});

/** What somebody tries; numbers of entries are those of the last proposal and the last decision. */
const attempt = fc.record({
  key: fc.constantFrom(ANN, ANN, BEN, BEN, EVE),
  what: fc.constantFrom(
    ...['propose', 'decide', 'export'],
    ...['propose', 'decide', 'export'],
    'decide',
    'role',
    'lift',
    'note',
  ),
  other: fc.constantFrom(ANN, BEN, EVE),
  role: fc.constantFrom('examiner' as const, ...ROLES),
  approved: fc.constantFrom(true, true, true, false),
});

type Attempt = typeof attempt extends Arbitrary<infer T> ? T : never;

function actOf({ key, what, other, role, approved }: Attempt, kept: readonly JournalEntry[]): Act {
  const lastOf = (act: JournalAct) => kept.findLast((entry) => entry.act === act)?.seq ?? 0;
  const approval = lastOf('release.decide');
  switch (what) {
    case 'role':
      return [key, 'role.assign', { key: other, role, approval }];
    case 'lift':
      return [key, 'policy.set', { twoPersons: [], approval }];
    case 'propose':
      return [key, 'release.propose', { act: 'packet.export', about: ABOUT }];
    case 'decide':
      return [key, 'release.decide', { proposal: lastOf('release.propose'), approved }];
    case 'export':
      return [key, 'packet.export', { ...PACKET, approval }];
    default:
      return [key, 'message.annotate'];
  }
}

test('whatever people try: while two have to agree, no packet leaves without two different keys', () => {
  let exported = 0;
  fc.assert(
    fc.property(fc.array(attempt, { minLength: 30, maxLength: 40 }), (attempts) => {
      const kept = [...journalOf(TWO_PEOPLE)];
      let { rules } = rulesBroken(kept);
      for (const one of attempts) {
        const [entry] = journalOf([actOf(one, kept)]) as [JournalEntry];
        const next = { ...entry, seq: kept.length };
        if (ruleAgainst(rules, next, next.actor.key) === null) {
          if (next.act === 'packet.export' && rules.twoPersons.includes('release')) {
            // Looked up anew from the entries alone.
            const decision = kept[Number(next.subject['approval'])];
            const proposal = kept[Number(decision?.subject['proposal'])];
            expect([decision?.act, proposal?.act]).toEqual(['release.decide', 'release.propose']);
            expect(decision?.actor.key).not.toBe(proposal?.actor.key);
            exported += 1;
          }
          rules = stepRules(rules, next);
          kept.push(next);
        }
      }
      expect(rulesBroken(kept).broken).toEqual([]);
    }),
    { numRuns: 500 },
  );
  expect(exported).toBeGreaterThan(20);
});

test('odd subjects change nothing and throw nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...JOURNAL_ACTS), fc.dictionary(fc.string(), fc.jsonValue()), (act, subject) => {
      const [entry] = journalOf([[ANN, act, subject]]);
      const rules = stepRules(initialRules(ANN), entry as JournalEntry);
      expect(ROLES).toContain(roleOf(rules, ANN));
    }),
  );
});
