import { describe, expect, test } from 'vitest';
import { type CaseView, EMPTY_VIEW } from '../../../electron/engine/case/case-view';
import { taggedView, tagsOfCase, untaggedView } from '../../../electron/engine/case/tags';
import { viewIndexOf } from '../../../electron/engine/catalogue/view-index';

const stamp = (entry: number) => ({ by: 'J. Doe', at: '2026-11-26T08:00:00.000Z', entry });
const note = (ref: string, tags: string[], entry: number) => ({
  id: `n${entry}`,
  ref,
  note: 'n',
  tags,
  span: null,
  ...stamp(entry),
});
const on = (...refs: string[]) => refs.map((ref) => ({ ref }));
const listed = (view: CaseView) => tagsOfCase(view).map(({ tag, since, refs }) => [tag, since, [...refs]]);

describe('tags of a case', () => {
  const noted: CaseView = { ...EMPTY_VIEW, annotations: [note('E-001/1', ['Lead', 'to call'], 5)] };

  test('a tag on many is one line each; who bears it already keeps it as it was', () => {
    const once = { ...noted, ...taggedView(noted, on('E-001/2', 'E-001/3'), 'Lead', stamp(6)) };
    const twice = { ...once, ...taggedView(once, on('E-001/3', 'E-001/4'), 'LEAD', stamp(7)) };

    expect(twice.tags?.map(({ ref, tag, entry }) => [ref, tag, entry])).toEqual([
      ['E-001/2', 'Lead', 6],
      ['E-001/3', 'Lead', 6],
      ['E-001/4', 'LEAD', 7],
    ]);
    expect(listed(twice)).toEqual([
      ['Lead', 5, ['E-001/1', 'E-001/2', 'E-001/3', 'E-001/4']],
      ['to call', 5, ['E-001/1']],
    ]);
  });

  test('taken off, it goes from the message and from notes on it; notes and other messages keep theirs', () => {
    const both = { ...noted, ...taggedView(noted, on('E-001/1', 'E-001/2'), 'lead', stamp(6)) };
    const off = { ...both, ...untaggedView(both, on('E-001/1'), 'LEAD') };

    expect(off.annotations).toMatchObject([{ note: 'n', tags: ['to call'] }]);
    expect(off.tags).toMatchObject([{ ref: 'E-001/2' }]);
    expect(noted.annotations[0]?.tags).toEqual(['Lead', 'to call']);
  });

  test('lists and searches see both kinds, in any capitals', () => {
    const view = { ...noted, ...taggedView(noted, on('E-002/1'), 'Lead', stamp(6)) };
    const index = viewIndexOf(view);

    expect(index.tags('E-001/1')).toEqual(['Lead', 'to call']);
    expect(index.tags('E-002/1')).toEqual(['Lead']);
    expect(index.tagged('lEAD')).toHaveLength(2);
    expect(index.tagged('nobody')).toEqual([]);
  });
});
