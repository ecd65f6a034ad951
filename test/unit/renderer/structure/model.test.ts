import { describe, expect, test } from 'vitest';
import {
  moveByKey,
  partAt,
  partTree,
  visibleRows,
  withToggled,
} from '../../../../renderer/src/views/message/structure/model';
import type { MessagePart } from '../../../../shared/contract/structure';
import fc from '../../../helpers/properties';

function part(path: string, depth: number): MessagePart {
  return {
    path,
    depth,
    mediaType: 'text/plain',
    charset: '',
    disposition: '',
    encoding: '',
    name: '',
    contentId: '',
    boundary: null,
    start: 0,
    bodyStart: 0,
    end: 0,
    decoded: null,
    kind: null,
    warning: null,
    otherTypes: [],
    otherEncodings: [],
    issues: [],
    further: [],
    message: null,
  };
}

/** The message; 1, with 1.1 and 1.2 in it; 2. */
const PARTS = [part('', 0), part('1', 1), part('1.1', 2), part('1.2', 2), part('2', 1)];
const tree = partTree(PARTS);
const pathsOf = (closed: ReadonlySet<number>) => visibleRows(tree, closed).map((row) => row.part.path);
const NONE: ReadonlySet<number> = new Set();

describe('the tree of parts', () => {
  test('says level, place and number of siblings of each row', () => {
    expect(
      visibleRows(tree, NONE).map(({ level, position, siblings, open }) => [level, position, siblings, open]),
    ).toEqual([
      [1, 1, 1, true],
      [2, 1, 2, true],
      [3, 1, 2, null],
      [3, 2, 2, null],
      [2, 2, 2, null],
    ]);
  });

  test('leaves out what is inside of closed parts', () => {
    expect(pathsOf(new Set([1]))).toEqual(['', '1', '2']);
    expect(pathsOf(new Set([0, 1]))).toEqual(['']);
    expect(pathsOf(withToggled(new Set([1]), 1))).toEqual(['', '1', '1.1', '1.2', '2']);
  });

  test('is moved through as the tree pattern says', () => {
    const open = visibleRows(tree, NONE);
    const shut = visibleRows(tree, new Set([1]));
    const step = (rows: typeof open, active: number, key: string) => moveByKey(tree, rows, active, key);
    expect(step(open, 1, 'ArrowDown')).toEqual({ active: 2, toggled: null });
    expect(step(shut, 1, 'ArrowDown')).toEqual({ active: 4, toggled: null });
    expect(step(open, 0, 'ArrowUp')).toEqual({ active: 0, toggled: null });
    expect(step(open, 1, 'End')).toEqual({ active: 4, toggled: null });
    expect(step(open, 4, 'Home')).toEqual({ active: 0, toggled: null });
    expect(step(open, 1, 'ArrowRight')).toEqual({ active: 2, toggled: null });
    expect(step(shut, 1, 'ArrowRight')).toEqual({ active: 1, toggled: 1 });
    expect(step(open, 1, 'ArrowLeft')).toEqual({ active: 1, toggled: 1 });
    expect(step(open, 3, 'ArrowLeft')).toEqual({ active: 1, toggled: null });
    expect(step(shut, 1, 'ArrowLeft')).toEqual({ active: 0, toggled: null });
    expect(step(open, 1, 'Enter')).toEqual({ active: 1, toggled: 1 });
    expect(step(open, 1, 'q')).toBeUndefined();
  });

  test('of 20,000 parts in one another or beside one another is laid out at once', () => {
    const flat = partTree([part('', 0), ...Array.from({ length: 20_000 }, (_, n) => part(String(n + 1), 1))]);
    expect(visibleRows(flat, NONE)).toHaveLength(20_001);
    expect(visibleRows(flat, new Set([0]))).toHaveLength(1);
  });

  test('any key leads to a part that can be seen', () => {
    const keys = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageDown', 'PageUp', ' '];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...keys), { maxLength: 60 }), (pressed) => {
        let active = 0;
        let closed = NONE;
        for (const key of pressed) {
          const move = moveByKey(tree, visibleRows(tree, closed), active, key);
          active = move?.active ?? active;
          closed = move?.toggled == null ? closed : withToggled(closed, move.toggled);
          expect(visibleRows(tree, closed).map(({ index }) => index)).toContain(active);
        }
      }),
    );
  });
});

test('a byte is shown in the innermost part in which it lies', () => {
  const at = (path: string, depth: number, start: number, end: number) => ({ ...part(path, depth), start, end });
  const parts = [at('', 0, 0, 100), at('1', 1, 20, 60), at('1.1', 2, 30, 50), at('2', 1, 60, 90)];
  expect([0, 19, 20, 35, 55, 60, 89, 95, 200].map((byte) => partAt(parts, byte))).toEqual([0, 0, 1, 2, 1, 3, 3, 0, 0]);
});
