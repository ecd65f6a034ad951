import { expect, test } from 'vitest';
import { familiesOf } from '../../../../renderer/src/views/workbench/tree/families';

const rule = (id: string) => ({ rule: id, title: id, severity: 'low', messages: 1 });

test('more than forty rules are grouped by family, in the order of each family’s first rule', () => {
  const flat = Array.from({ length: 40 }, (_, index) => rule(`times.r${index}`));

  expect(familiesOf(flat)).toBeNull();
  const families = familiesOf([rule('received.a'), ...flat, rule('received.b'), rule('lone')]) ?? [];
  expect(families.map(({ name, rules }) => [name, rules.length])).toEqual([
    ['received', 2],
    ['times', 40],
    ['lone', 1],
  ]);
});
