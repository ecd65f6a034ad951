import { describe, expect, test } from 'vitest';
import { rulesBroken } from '../../../shared/packet-format/case-rules';
import { JOURNAL_ACTS, type JournalAct, type JournalEntry } from '../../../shared/packet-format/journal-line';
import { stepOf, UNDOABLE, undoAgainst } from '../../../shared/packet-format/undo';
import { actSentence } from '../../../shared/wording/acts';
import { undoWords } from '../../../shared/wording/undo';
import { undoRuleWords } from '../../../shared/wording/undo-rules';
import fc from '../../helpers/properties';

const [ANN, BEN] = ['a'.repeat(64), 'b'.repeat(64)];

type Act = readonly [key: string, act: JournalAct, subject?: JournalEntry['subject']];

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
  [ANN, 'case.create'],
  [ANN, 'exhibit.add'],
  [ANN, 'message.annotate'],
];
const undo = (entry: number, first: number, of: string) => ({ entry, first, of });
const whys = (acts: readonly Act[]) => rulesBroken(journalOf(acts)).broken.map(({ seq, why }) => [seq, why]);

describe('entries that undo', () => {
  test('undo, redo and undo again name the act that stood first', () => {
    const acts: readonly Act[] = [
      ...START,
      [ANN, 'act.undo', undo(1, 1, 'exhibit.add')],
      [ANN, 'act.redo', undo(3, 1, 'exhibit.add')],
      [ANN, 'act.undo', undo(4, 1, 'exhibit.add')],
    ];

    expect(whys(acts)).toEqual([]);
    expect(journalOf(acts).map((entry) => stepOf(entry)?.first ?? null)).toEqual([null, 1, 2, 1, 1, 1]);
  });

  test.each<readonly [what: string, act: Act, why: string]>([
    ['of somebody else', [BEN, 'act.undo', undo(1, 1, 'exhibit.add')], undoRuleWords.ofAnother(1)],
    ['of a case that was created', [ANN, 'act.undo', undo(0, 0, 'case.create')], undoRuleWords.namesNothing],
    ['that says another kind', [ANN, 'act.undo', undo(1, 1, 'message.annotate')], undoRuleWords.namesAnother],
    ['that says another first act', [ANN, 'act.undo', undo(1, 2, 'exhibit.add')], undoRuleWords.namesAnother],
    ['of what does not exist', [ANN, 'act.undo', undo(9, 9, 'exhibit.add')], undoRuleWords.namesNothing],
    ['of itself', [ANN, 'act.undo', undo(3, 3, 'exhibit.add')], undoRuleWords.namesNothing],
    ['done again without having been undone', [ANN, 'act.redo', undo(1, 1, 'exhibit.add')], undoRuleWords.namesAnother],
    ['without anything', [ANN, 'act.undo'], undoRuleWords.namesNothing],
  ])('%s: found in the journal', (_, act, why) => {
    expect(whys([...START, act])).toEqual([[3, why]]);
  });

  test('a reviewer who claims that an exhibit was a note is found', () => {
    const acts: readonly Act[] = [
      [ANN, 'case.create'],
      [BEN, 'exhibit.add'],
      [ANN, 'role.assign', { key: BEN, role: 'reviewer' }],
      [BEN, 'act.undo', undo(1, 1, 'message.annotate')],
      [BEN, 'act.undo', undo(1, 1, 'exhibit.add')],
      [BEN, 'message.annotate'],
      [BEN, 'act.undo', undo(5, 5, 'message.annotate')],
    ];

    expect(whys(acts).map(([seq]) => seq)).toEqual([3, 4]);
  });

  test('whatever the subject, nothing is thrown and every act has words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...JOURNAL_ACTS), fc.dictionary(fc.string(), fc.jsonValue()), (act, subject) => {
        const [entry] = journalOf([[ANN, act, subject]]) as [JournalEntry];
        undoAgainst(entry, () => entry);
        expect(actSentence(act, subject)).not.toContain('undefined');
      }),
    );
  });
});

test('every act can be undone or says why not', () => {
  for (const act of JOURNAL_ACTS) {
    const isNamed = undoWords.name(act) !== 'an act';
    expect([act, isNamed]).toEqual([act, UNDOABLE.has(act)]);
    const isOfProgram = undoWords.cannot(1, act).endsWith('It was made by the program itself.');
    expect([act, isOfProgram]).toEqual([act, UNDOABLE.has(act) || act === 'clock.jump' || act === 'journal.repair']);
  }
});
