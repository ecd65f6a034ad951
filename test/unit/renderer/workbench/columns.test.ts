import { describe, expect, test } from 'vitest';
import {
  COLUMN_KEYS,
  DEFAULT_LAYOUT,
  readLayout,
  tracksOf,
  WIDTH_LIMITS,
  withMoved,
  withShown,
  withWidth,
} from '../../../../renderer/src/views/workbench/grid/columns';
import { headActOf } from '../../../../renderer/src/views/workbench/grid/head-keys';
import fc from '../../../helpers/properties';

describe('the columns of the grid', () => {
  test('a hidden column comes back to its place, and the last one stays', () => {
    const without = withShown(DEFAULT_LAYOUT, 'received', false);

    expect(without.shown).toEqual(['severity', 'ref', 'from', 'subject', 'exhibit']);
    expect(withShown(without, 'received', true)).toEqual(DEFAULT_LAYOUT);
    const only = { shown: ['ref' as const], widths: {} };
    expect(withShown(only, 'ref', false)).toEqual(only);
  });

  test('a column moves by one place and stops at the ends', () => {
    expect(withMoved(DEFAULT_LAYOUT, 'ref', 1).shown.slice(0, 3)).toEqual(['severity', 'received', 'ref']);
    expect(withMoved(DEFAULT_LAYOUT, 'severity', -1)).toEqual(DEFAULT_LAYOUT);
    expect(withMoved(DEFAULT_LAYOUT, 'exhibit', 1)).toEqual(DEFAULT_LAYOUT);
    expect(withMoved(DEFAULT_LAYOUT, 'tags', 1)).toEqual(DEFAULT_LAYOUT);
  });

  test('a width that was set is a track of that size, and is given back', () => {
    const wide = withWidth(DEFAULT_LAYOUT, 'subject', 300.4);

    expect(tracksOf(wide, 'wide').template).toContain(' 300px ');
    expect(tracksOf(wide, 'wide').least).toBe(tracksOf(DEFAULT_LAYOUT, 'wide').least + 180);
    expect(withWidth(wide, 'subject', undefined)).toEqual(DEFAULT_LAYOUT);
    expect(withWidth(DEFAULT_LAYOUT, 'ref', 3).widths).toEqual({ ref: WIDTH_LIMITS.min });
  });

  test.each([
    [null],
    ['no JSON'],
    ['[]'],
    ['{"shown":"ref","widths":[3]}'],
    ['{"shown":["no-such","choose"],"widths":{"ref":"wide"}}'],
  ])('stored %j is the layout of the beginning', (stored) => expect(readLayout(stored)).toEqual(DEFAULT_LAYOUT));

  test('any layout that can be chosen comes back from where it is stored', () => {
    const layouts = fc.record({
      shown: fc.uniqueArray(fc.constantFrom(...COLUMN_KEYS), { minLength: 1 }),
      widths: fc.dictionary(
        fc.constantFrom(...COLUMN_KEYS),
        fc.integer({ min: WIDTH_LIMITS.min, max: WIDTH_LIMITS.max }),
      ),
    });
    fc.assert(
      fc.property(layouts, (layout) => {
        expect(readLayout(JSON.stringify(layout))).toEqual(layout);
        expect(tracksOf(layout, 'narrow').template.split(' ').length).toBeGreaterThanOrEqual(layout.shown.length + 2);
      }),
    );
  });

  test('whatever is stored, there is a layout with known columns, each once', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const { shown } = readLayout(JSON.stringify(value));
        expect(shown.length).toBeGreaterThan(0);
        expect(new Set(shown).size).toBe(shown.length);
      }),
    );
  });
});

describe('the keys of a column’s head', () => {
  const press = (key: string, held: Partial<{ ctrlKey: boolean; shiftKey: boolean; altKey: boolean }> = {}) =>
    headActOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

  test.each([
    ['ArrowRight', {}, { kind: 'focus', step: 1 }],
    ['End', {}, { kind: 'focus', step: 'last' }],
    ['ArrowLeft', { ctrlKey: true }, { kind: 'widen', by: -8 }],
    ['ArrowRight', { ctrlKey: true, shiftKey: true }, { kind: 'move', step: 1 }],
    ['0', { ctrlKey: true }, { kind: 'fit' }],
    ['0', {}, null],
    ['ArrowLeft', { altKey: true }, null],
    ['ArrowLeft', { shiftKey: true }, null],
    ['ArrowDown', {}, null],
  ] as const)('%s %j', (key, held, act) => expect(press(key, held)).toEqual(act));
});
