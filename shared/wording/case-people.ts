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

/** What a proposal is for, in words. @param about canonical JSON, as the proposal holds it */
export function aboutWords({ act, about }: Pick<CasePeople['proposals'][number], 'act' | 'about'>): string {
  const said: unknown = JSON.parse(about === '' ? '{}' : about);
  const part = (key: string): unknown =>
    typeof said === 'object' && said !== null ? Object.entries(said).find(([name]) => name === key)?.[1] : undefined;
  const list = (key: string): readonly string[] => {
    const value = part(key);
    return Array.isArray(value) ? value.map((item) => plainLine(String(item))) : [];
  };
  switch (act) {
    case 'packet.export': {
      const exhibits = list('exhibits');
      const kind = part('redacted') === true ? 'A packet with redactions' : 'A packet';
      return `${kind}, exhibits ${exhibits.length === 0 ? 'none' : exhibits.join(', ')}`;
    }
    case 'role.assign':
      return `The role ${plainLine(String(part('role')))} for the key ${plainLine(String(part('key'))).slice(0, 16)}…`;
    case 'policy.set': {
      const guards = list('twoPersons').map(guardName);
      return guards.length === 0 ? 'No second person any more' : `Two people for ${guards.join(', ')}`;
    }
  }
}

function proposalLine({ entry, act, about, decisions, by }: CasePeople['proposals'][number]): string {
  const last = decisions.filter((one) => one.by !== by).at(-1);
  const state = last === undefined ? 'not decided' : `${last.approved ? 'approved' : 'refused'} in entry ${last.entry}`;
  return `Open proposal, entry ${entry}: ${aboutWords({ act, about })}, ${state}.`;
}
