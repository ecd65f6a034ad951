import { describe, expect, test } from 'vitest';
import { isSafePath } from '../../../shared/packet-format/payload-names';
import { proofPath, provenEntries } from '../../../shared/packet-format/proven-entries';
import fc from '../../helpers/properties';

const entry = (seq: number, act: string, subject: Readonly<Record<string, unknown>> = {}) => ({ seq, act, subject });

const JOURNAL = [
  entry(0, 'key.enrol'),
  entry(1, 'case.create'),
  entry(2, 'evidence.begin', { number: 'E-001' }),
  entry(3, 'evidence.receive', { number: 'E-001' }),
  entry(4, 'evidence.receive', { number: 'E-002' }),
  entry(5, 'exhibit.add', {
    exhibits: [
      { label: 'A', ref: 'E-001/1' },
      { label: 'B', ref: 'E-002/4' },
    ],
  }),
  entry(6, 'exhibit.add', { exhibits: [{ label: 'C', ref: 'E-002/5' }] }),
  entry(7, 'exhibit.remove', { exhibits: [{ label: 'A', ref: 'E-001/1' }] }),
  entry(8, 'custody.hand-over'),
  entry(9, 'message.annotate', { ref: 'E-001/1' }),
];

describe('the entries that a packet proves', () => {
  test('are the receipts and choices behind its exhibits, and hand-overs', () => {
    expect(provenEntries(JOURNAL, [{ ref: 'E-001/1', evidence: 'E-001' }])).toEqual([3, 5, 8]);
    expect(provenEntries(JOURNAL, [{ ref: 'E-002/5', evidence: 'E-002' }])).toEqual([4, 6, 8]);
    expect(provenEntries(JOURNAL, [])).toEqual([8]);
  });

  test('are also those that undo a choice of exhibits or the list of persons, and no others', () => {
    const undone = ['exhibit.add', 'exhibit.remove', 'redaction.change', 'message.annotate'].map((of, index) =>
      entry(10 + index, index % 2 === 0 ? 'act.undo' : 'act.redo', { entry: 1, first: 1, of }),
    );
    expect(provenEntries(undone, [])).toEqual([10, 11, 12]);
  });

  test('of odd subjects are none, and nothing throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const odd = [entry(0, 'exhibit.add', { exhibits: value }), entry(1, 'evidence.receive', { number: value })];
        expect(provenEntries(odd, [{ ref: 'E-001/1', evidence: 'E-001' }])).toEqual([]);
      }),
    );
  });

  test('have files with safe names that sort as the journal does', () => {
    fc.assert(
      fc.property(fc.nat(), (seq) => {
        expect(isSafePath(proofPath(seq))).toBe(true);
      }),
    );
    expect(proofPath(9) < proofPath(10)).toBe(true);
  });
});
