import { describe, expect, it } from 'vitest';
import { CandidateRows, ClueIndex } from '../../../../electron/engine/voter-files/candidate-rows';
import { type Columns, columnsOf } from '../../../../shared/analysis/voter-files/columns';
import { cluesOf } from '../../../../shared/analysis/voter-files/told';

const columns = columnsOf(['first_name', 'last_name', 'address', 'zip', 'zip4', 'email']) as Columns;

function rowsFor(text: string, address = 'somebody@example.net') {
  const index = new ClueIndex();
  index.add(cluesOf({ addresses: [], names: [], subject: '', text: 'another message' }));
  index.add(cluesOf({ addresses: [address], names: [], subject: '', text }));
  return new CandidateRows(index);
}

const take = (rows: CandidateRows, cells: readonly (readonly string[])[]) => {
  for (const [index, row] of cells.entries()) rows.take(row, columns, index);
};

describe('rows that may be a recipient’s', () => {
  it('are found by the address, in any case', () => {
    const rows = rowsFor('nothing', 'Jane.Roe@Example.com');
    take(rows, [['Jane', 'Roe', '', '', '', 'jane.roe@example.com']]);
    expect(rows.messages).toEqual([1]);
  });

  it('are found by the name where a number of the row stands in the message, and not without one', () => {
    const rows = rowsFor('Jane Roe, 12 Elm St, 99501');
    take(rows, [
      ['JANE', 'ROE', '77 OAK ST', '99777', '', ''],
      ['JANE', 'ROE', '12 OAK ST', '', '', ''],
      ['JOHN', 'ROE', '12 ELM ST', '99501', '', ''],
    ]);
    expect(rows.of(1).map((row) => row.get('address'))).toEqual(['12 OAK ST']);
    expect(rowsWith('Jane Roe 995011234', ['JANE', 'ROE', '', '99501', '1234', ''])).toBe(1);
  });

  it('are those for which most speaks, of many people with one name', () => {
    const rows = rowsFor('John Smith, 12 Elm St, Anytown 99501', 'john@example.com');
    const others = Array.from({ length: 500 }, (_, n) => ['JOHN', 'SMITH', '12 OAK ST', String(10_000 + n), '', '']);
    take(rows, [
      ...others,
      ['JOHN', 'SMITH', '12 ELM ST', '99501', '', ''],
      ['J', 'SMITH', '', '', '', 'john@example.com'],
      ...others,
    ]);
    const kept = rows.of(1);
    expect(kept.length).toBe(20);
    expect(kept.some((row) => row.get('zip') === '99501')).toBe(true);
    expect(kept.some((row) => row.get('email') === 'john@example.com')).toBe(true);
  });

  it('are told from a sample of others that is spread over the file and always the same', () => {
    const many = Array.from({ length: 10_000 }, (_, n) => [`F${n}`, `L${n}`, '', String(10_000 + n), '', '']);
    const zips = () => {
      const rows = rowsFor('nothing');
      take(rows, many);
      return rows.sample.map((row) => Number(row.get('zip')) - 10_000);
    };
    const sample = zips();
    expect(sample).toEqual(zips());
    expect(sample).toHaveLength(64);
    expect(
      [0, 1, 2, 3].map((quarter) => sample.filter((n) => Math.floor(n / 2_500) === quarter).length).every((n) => n > 8),
    ).toBe(true);
  });
});

function rowsWith(text: string, cells: readonly string[]): number {
  const rows = rowsFor(text);
  take(rows, [cells]);
  return rows.of(1).length;
}
