import { describe, expect, test } from 'vitest';
import { EMPTY_REPORT, forCase, withDraft } from '../../../../renderer/src/state/drafts';
import { freshEvidence, withHypotheses } from '../../../../renderer/src/views/packet/briefing/assessment-model';
import { emptyContent } from '../../../../shared/briefing/content';

describe('drafts', () => {
  const written = withDraft(forCase(EMPTY_REPORT, 'case_1'), 'summary', { text: 'Begun' });

  test('stay while the case is the same, and end with another one', () => {
    expect(forCase(written, 'case_1')).toBe(written);
    expect(forCase(written, 'case_2').drafts).toEqual({});
  });

  test('a recorded or discarded one is gone, the others stay', () => {
    const two = withDraft(written, 'limitations', { text: 'Also begun' });
    expect(withDraft(two, 'summary', undefined).drafts).toEqual({ limitations: { text: 'Also begun' } });
  });
});

describe('hypotheses', () => {
  const content = {
    ...emptyContent('assessment'),
    hypotheses: ['one', 'two', 'three'],
    evidence: [{ text: 'e', exhibits: '', marks: ['consistent', 'inconsistent', 'neutral'] }],
  } as Parameters<typeof withHypotheses>[0];
  const marks = (hypotheses: string[]) => withHypotheses(content, hypotheses).evidence[0]?.marks;

  test('one that is taken away takes its marks with it', () => {
    expect(marks(['one', 'three'])).toEqual(['consistent', 'neutral']);
    expect(marks(['one', 'two'])).toEqual(['consistent', 'inconsistent']);
  });

  test('one that is added begins neutral; one that is reworded keeps its marks', () => {
    expect(marks(['one', 'two', 'three', ''])).toEqual(['consistent', 'inconsistent', 'neutral', 'neutral']);
    expect(marks(['one', 'two!', 'three'])).toEqual(['consistent', 'inconsistent', 'neutral']);
    expect(freshEvidence(2).marks).toEqual(['neutral', 'neutral']);
  });
});
