import { describe, expect, it } from 'vitest';
import { type Chance, explain } from '../../../../shared/analysis/voter-files/explain';
import type { Grade, RowMatch } from '../../../../shared/analysis/voter-files/match-row';
import type { ValueKind } from '../../../../shared/analysis/voter-files/row-values';

const match = (grades: Partial<Record<ValueKind, Grade>>): RowMatch => ({
  fits: 'name',
  grades: new Map(Object.entries(grades) as [ValueKind, Grade][]),
});
const none: Chance = { judged: 100, fitted: 0, found: new Map() };
const EXACT = match({ 'last-name': 'exact', zip: 'exact' });
const OTHER_FORM = match({ 'last-name': 'normalised', zip: 'exact' });
const CONTRADICTED = match({ 'last-name': 'exact', zip: 'exact', zip4: 'other' });

describe('what explains a message', () => {
  const outcomes = (matches: readonly (RowMatch | null)[], chances = matches.map(() => none)) =>
    explain([matches], chances).outcomes[0];

  it('is told apart by the values of the row', () => {
    expect(outcomes([EXACT, OTHER_FORM, CONTRADICTED, null])).toEqual([
      'verbatim',
      'normalised',
      'partly',
      'not-found',
    ]);
  });

  it('is only partly a file that lacks what another one has', () => {
    const more = match({ 'last-name': 'exact', zip: 'exact', phone: 'exact' });
    expect(outcomes([EXACT, more])).toEqual(['partly', 'verbatim']);
  });

  it('is not judged by what chance finds, except what is said of a party', () => {
    const often: Chance = {
      judged: 100,
      fitted: 0,
      found: new Map([
        ['city', 40],
        ['party', 40],
      ] as const),
    };
    const withCity = match({ 'last-name': 'exact', zip: 'exact', city: 'exact' });
    const withParty = match({ 'last-name': 'exact', zip: 'exact', party: 'exact' });
    expect(outcomes([EXACT, withCity], [often, often])).toEqual(['verbatim', 'verbatim']);
    expect(outcomes([EXACT, withParty], [often, often])).toEqual(['partly', 'verbatim']);
  });
});

describe('files over a case', () => {
  const table = [
    [EXACT, null, null],
    [EXACT, OTHER_FORM, null],
    [EXACT, OTHER_FORM, null],
    [null, null, EXACT],
    [null, null, CONTRADICTED],
    [null, null, null],
  ];
  const { files, cover, unexplained } = explain(table, [none, none, none]);

  it('are counted by outcome and by value', () => {
    expect(files.map(({ outcomes }) => Object.values(outcomes))).toEqual([
      [3, 0, 0, 3],
      [0, 2, 0, 4],
      [1, 0, 1, 4],
    ]);
    expect(files[2]?.grades.get('zip4')).toEqual({ exact: 0, normalised: 0, other: 1 });
  });

  it('are chosen until nothing more is explained', () => {
    expect(cover).toEqual([
      { file: 0, explains: 3, equal: [] },
      { file: 2, explains: 1, equal: [] },
    ]);
    expect(unexplained).toBe(2);
  });

  it('that explain as many are named beside the one that is chosen: the one with more verbatim', () => {
    const twins = explain(
      [
        [OTHER_FORM, EXACT],
        [null, null],
      ],
      [none, none],
    );
    expect(twins.cover).toEqual([{ file: 1, explains: 1, equal: [0] }]);
    expect(twins.unexplained).toBe(1);
  });

  it('may be no file at all', () => {
    expect(explain([], [none])).toMatchObject({ cover: [], unexplained: 0 });
  });
});
