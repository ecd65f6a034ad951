import { LIST_SORTS } from '../../../shared/contract/list-sorts';
import { readSetting, writeSetting } from '../api/settings';
import { type Desk, desk, EMPTY_DESK, type SortKey, withSort } from '../state/desk';

const settingOf = (caseId: string): string => `sort.${caseId}`;

/** Orders the list by a column, or turns its order around, and remembers it for the case. */
export function sortBy(caseId: string, key: SortKey): void {
  desk.update((state) => withSort(state, key));
  const { sort, descending } = desk.get();
  writeSetting(settingOf(caseId), `${sort} ${descending ? 'descending' : 'ascending'}`);
}

/** The empty desk of a case, with the order that its list had last. */
export function deskOfCase(caseId: string): Desk {
  const [stored = '', order = ''] = (readSetting(settingOf(caseId)) ?? '').split(' ');
  const sort = LIST_SORTS.find((key) => key === stored);
  return sort === undefined ? EMPTY_DESK : { ...EMPTY_DESK, sort, descending: order === 'descending' };
}
