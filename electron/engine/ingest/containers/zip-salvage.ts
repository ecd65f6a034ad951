/** A zip archive without its list at the end: files are found by the headers in front of their bytes. */
import type { Unpacking, UnpackRequest } from './container';
import type { OutputBudget } from './inner-content';
import { NameTally } from './inner-name';
import { filesByHeaders } from './zip-by-headers';
import type { ArchiveBytes } from './zip-bytes';

const NOTHING_READ = 'a zip archive that is damaged or was cut off: nothing in it could be read';

export async function* salvageZip(
  request: UnpackRequest,
  archive: ArchiveBytes,
  budget: OutputBudget,
  why: string,
): Unpacking {
  const gaps = [{ start: 0, end: archive.size }];
  const found = yield* filesByHeaders({
    archive,
    gaps,
    request,
    budget,
    names: new NameTally(),
    first: 0,
    unlisted: null,
  });
  const remarks = [
    `${why} ${found.items} files were found by their own headers.`,
    ...searchRemarks(found.endedAt, budget),
  ];
  return found.items === 0
    ? { variant: '', remarks: searchRemarks(found.endedAt, budget), problem: NOTHING_READ }
    : { variant: 'damaged', remarks, problem: null };
}

/** Why a search for headers is not known to have found everything. */
export function searchRemarks(endedAt: number | null, budget: OutputBudget): readonly string[] {
  const ended = `It was searched up to byte ${endedAt} for files that no list names; what lies behind was not searched.`;
  return [endedAt === null ? null : ended, budget.left < 0 ? budget.remark : null].filter((one) => one !== null);
}
