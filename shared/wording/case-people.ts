/** Who may do what in a case, as lines of text. */
import type { CasePeople } from '../contract/case-people';
import { plainLine } from '../text/visible-text';
import { guardName } from './case-rules';

export function peopleLines({ people, everybodyIsExaminer, twoPersons, proposals }: CasePeople): readonly string[] {
  const open = proposals.filter(({ closedBy }) => closedBy === null);
  return [
    ...people.map(({ key, name, role }) =>
      `${role.padEnd(10)} ${key}  ${name === null ? '' : plainLine(name)}`.trimEnd(),
    ),
    everybodyIsExaminer
      ? 'Nobody was given a role: whoever has a key may act as an examiner.'
      : 'Keys that are not listed can only read.',
    twoPersons.length === 0
      ? 'One person may release packets.'
      : `Two people have to agree on: ${twoPersons.map(guardName).join(', ')}.`,
    ...open.map(proposalLine),
  ];
}

function proposalLine({ entry, act, about, decisions, by }: CasePeople['proposals'][number]): string {
  const last = decisions.filter((one) => one.by !== by).at(-1);
  const state = last === undefined ? 'not decided' : `${last.approved ? 'approved' : 'refused'} in entry ${last.entry}`;
  return `Open proposal, entry ${entry}: ${act} ${about}, ${state}.`;
}
