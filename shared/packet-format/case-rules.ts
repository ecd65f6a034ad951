/**
 * Who may do what in a case, and what two people have to agree on: folded over the journal's entries, from these alone.
 *
 * The same code refuses an act before it is made and finds it afterwards in a case or packet, where a changed program
 * let it pass. What it tells apart are keys: that two keys belong to two people is for the certificates.
 */
import { ruleWords } from '../wording/case-rules';
import { canonicalJson } from './canonical';
import type { JournalAct, JournalEntry, JournalSubject } from './journal-line';
import { UNDOABLE, undoAgainst } from './undo';

export const ROLES = ['examiner', 'reviewer', 'read-only'] as const;
export type Role = (typeof ROLES)[number];

/** What a case can ask two people for: any packet; a packet with redactions. */
export const GUARDS = ['release', 'redaction'] as const;
export type Guard = (typeof GUARDS)[number];

/** Acts that can be proposed to a second person. */
export const PROPOSABLE = ['packet.export', 'role.assign', 'policy.set'] as const;
export type ProposableAct = (typeof PROPOSABLE)[number];

export interface Proposal {
  /** Entry by which it was made. */
  readonly entry: number;
  /** Key of whoever made it. */
  readonly by: string;
  readonly act: ProposableAct;
  /** What exactly is to be done, as canonical JSON (see `aboutOf`). */
  readonly about: string;
  readonly decisions: readonly { readonly entry: number; readonly by: string; readonly approved: boolean }[];
  /** Entry that carried it out, or that changed the case since; null while it stands. */
  readonly closedBy: number | null;
}

/** Written into views: the order of the keys is fixed here and there. */
export interface CaseRules {
  /** Key that made the case. */
  readonly creator: string;
  readonly roles: readonly { readonly key: string; readonly role: Role; readonly entry: number }[];
  readonly twoPersons: readonly Guard[];
  readonly proposals: readonly Proposal[];
}

/** The rules of a case that has made none: whoever has a key is an examiner. */
export function initialRules(creator: string): CaseRules {
  return { creator, roles: [], twoPersons: [], proposals: [] };
}

export function hasRules({ roles, twoPersons, proposals }: CaseRules): boolean {
  return roles.length + twoPersons.length + proposals.length > 0;
}

/** Once somebody was given a role, a key without one can only read; who made the case, or gave the first role, is an examiner until told otherwise. */
export function roleOf({ roles, creator }: CaseRules, key: string): Role {
  const given = roles.find((one) => one.key === key)?.role;
  return given ?? (roles.length === 0 || key === creator ? 'examiner' : 'read-only');
}

/** Made by the program on behalf of another act. */
const AUTOMATIC: ReadonlySet<JournalAct> = new Set(['key.enrol', 'clock.jump', 'journal.repair']);

const REVIEWERS: ReadonlySet<JournalAct> = new Set([
  'message.annotate',
  'message.annotate-many',
  'tag.add',
  'tag.remove',
  // As far as the act that is undone was theirs to take: see `ruleAgainst`.
  'act.undo',
  'act.redo',
  'release.decide',
  'custody.take-over',
  'custody.correct',
  'custody.timestamp',
  'identity.notice',
  'case.verify',
]);

/** Acts that leave what a packet says as it was when it was proposed. */
const BESIDE_THE_PACKET: ReadonlySet<JournalAct> = new Set([
  ...AUTOMATIC,
  'copy.save',
  'voters.compare',
  'release.propose',
  'release.decide',
  'search.save',
  'search.remove',
  'custody.timestamp',
  'identity.notice',
  'case.verify',
]);

type Act = Pick<JournalEntry, 'act' | 'subject'>;

/** Why this key may not do this now, as a sentence; null when it may. */
export function ruleAgainst(rules: CaseRules, { act, subject }: Act, key: string): string | null {
  const against = roleAgainst(rules, act, key);
  if (against !== null) {
    return against;
  }
  switch (act) {
    case 'role.assign':
    case 'policy.set':
    case 'packet.export':
      return againstGuarded(rules, act, subject);
    case 'release.decide':
      return againstDecision(rules, subject, key);
    case 'act.undo':
    case 'act.redo':
      return undoneRole(rules, subject, key);
    default:
      return null;
  }
}

/** The role has to have the act that is undone. */
function undoneRole(rules: CaseRules, { of }: JournalSubject, key: string): string | null {
  const act = [...UNDOABLE].find((one) => one === of);
  return roleOf(rules, key) === 'examiner' || (act !== undefined && roleAgainst(rules, act, key) === null)
    ? null
    : ruleWords.notForReviewers;
}

/** Why a key's role does not have such an act, as a sentence; null when it has. */
export function roleAgainst(rules: CaseRules, act: JournalAct, key: string): string | null {
  const role = roleOf(rules, key);
  if (AUTOMATIC.has(act) || role === 'examiner' || (role === 'reviewer' && REVIEWERS.has(act))) {
    return null;
  }
  return role === 'reviewer' ? ruleWords.notForReviewers : ruleWords.readOnly;
}

function againstGuarded(rules: CaseRules, act: ProposableAct, subject: JournalSubject): string | null {
  if (act === 'policy.set' && guardsOf(subject).length > 0 && !hasSecondPerson(rules)) {
    return ruleWords.noSecondPerson;
  }
  if (!needsTwo(rules, act, subject)) {
    return null;
  }
  const approved = proposalOf(rules, subject['approval']);
  const fits =
    approved?.closedBy === null && approved.act === act && approved.about === canonicalJson(aboutOf(act, subject));
  return fits && isApproved(approved) ? null : ruleWords.needsApproval;
}

/** Whether a second person has to approve: also of changes to who may approve and of lifting the rule itself. */
export function needsTwo({ twoPersons }: CaseRules, act: ProposableAct, subject: JournalSubject): boolean {
  switch (act) {
    case 'packet.export':
      return twoPersons.includes('release') || (isRedacted(subject) && twoPersons.includes('redaction'));
    case 'role.assign':
      return twoPersons.length > 0;
    case 'policy.set': {
      const kept = guardsOf(subject);
      return twoPersons.some((guard) => !kept.includes(guard));
    }
  }
}

function againstDecision(rules: CaseRules, subject: JournalSubject, key: string): string | null {
  const proposal = proposalAt(rules, subject['proposal']);
  if (proposal === undefined || proposal.closedBy !== null) {
    return ruleWords.noSuchProposal;
  }
  return proposal.by === key ? ruleWords.ownProposal : null;
}

/** The rules after an entry; the same object where it changes none. */
export function stepRules(rules: CaseRules, { seq, act, subject, actor }: JournalEntry): CaseRules {
  const closed = closeProposals(rules, seq, act);
  switch (act) {
    case 'role.assign': {
      const { key, role } = subject;
      const given = ROLES.find((one) => one === role);
      if (typeof key !== 'string' || given === undefined) {
        return closed;
      }
      // Who gives the first role does not lose their own by it.
      const giver = closed.roles.length === 0 && closed.creator !== actor.key ? actor.key : '';
      const own: CaseRules['roles'] = giver === '' ? [] : [{ key: giver, role: 'examiner', entry: seq }];
      const others = [...own, ...closed.roles].filter((one) => one.key !== key);
      return { ...closed, roles: [...others, { key, role: given, entry: seq }] };
    }
    case 'policy.set':
      return { ...closed, twoPersons: guardsOf(subject) };
    case 'release.propose': {
      const proposed = PROPOSABLE.find((one) => one === subject['act']);
      const about = typeof subject['about'] === 'object' ? canonicalJson(subject['about']) : '';
      return proposed === undefined
        ? closed
        : {
            ...closed,
            proposals: [
              ...closed.proposals,
              { entry: seq, by: actor.key, act: proposed, about, decisions: [], closedBy: null },
            ],
          };
    }
    case 'release.decide': {
      const decision = { entry: seq, by: actor.key, approved: subject['approved'] === true };
      return {
        ...closed,
        proposals: closed.proposals.map((one) =>
          one.entry === subject['proposal'] ? { ...one, decisions: [...one.decisions, decision] } : one,
        ),
      };
    }
    default:
      return closed;
  }
}

/** A packet that was proposed is the case as it stood then: whatever changes it since ends the proposal. */
function closeProposals(rules: CaseRules, seq: number, act: JournalAct): CaseRules {
  if (BESIDE_THE_PACKET.has(act) || rules.proposals.every(({ closedBy }) => closedBy !== null)) {
    return rules;
  }
  return { ...rules, proposals: rules.proposals.map((one) => ({ ...one, closedBy: one.closedBy ?? seq })) };
}

/** What an act of this subject does, to be proposed and compared with what was. */
export function aboutOf(act: ProposableAct, subject: JournalSubject): JournalSubject {
  switch (act) {
    case 'packet.export':
      return { exhibits: subject['exhibits'] ?? [], redacted: isRedacted(subject) };
    case 'role.assign':
      return { key: subject['key'] ?? '', role: subject['role'] ?? '' };
    case 'policy.set':
      return { twoPersons: guardsOf(subject) };
  }
}

/** Approved by somebody, and refused by nobody since. */
export function isApproved({ decisions, by }: Proposal): boolean {
  const last = decisions.filter((one) => one.by !== by).at(-1);
  return last?.approved === true;
}

/** The proposal that stands for doing exactly this; undefined when none was approved. */
export function standingApproval(rules: CaseRules, act: ProposableAct, subject: JournalSubject): Proposal | undefined {
  const about = canonicalJson(aboutOf(act, subject));
  return rules.proposals.findLast(
    (one) => one.closedBy === null && one.act === act && one.about === about && isApproved(one),
  );
}

/** A proposal says `redacted`, the export's entry names the list of persons. */
function isRedacted({ redacted, redaction }: JournalSubject): boolean {
  return redacted === true || typeof redaction === 'number';
}

/** @param approval entry of a decision */
function proposalOf(rules: CaseRules, approval: unknown): Proposal | undefined {
  return rules.proposals.find(({ decisions }) =>
    decisions.some(({ entry, approved }) => entry === approval && approved),
  );
}

function proposalAt({ proposals }: CaseRules, entry: unknown): Proposal | undefined {
  return proposals.find((one) => one.entry === entry);
}

function guardsOf(subject: JournalSubject): readonly Guard[] {
  const asked = subject['twoPersons'];
  return Array.isArray(asked) ? GUARDS.filter((guard) => asked.includes(guard)) : [];
}

function hasSecondPerson({ roles, creator }: CaseRules): boolean {
  const able = new Set(roles.filter(({ role }) => role !== 'read-only').map(({ key }) => key));
  return roles.some(({ key }) => key === creator) ? able.size > 1 : able.size > 0;
}

/** Entries that the rules forbade when they were made: each with the sentence that says why. */
export function rulesBroken(entries: Iterable<JournalEntry>): {
  readonly rules: CaseRules;
  readonly broken: readonly { readonly seq: number; readonly why: string }[];
} {
  const broken: { seq: number; why: string }[] = [];
  const earlier = new Map<number, JournalEntry>();
  let rules: CaseRules | null = null;
  for (const entry of entries) {
    rules ??= initialRules(entry.actor.key);
    const why = ruleAgainst(rules, entry, entry.actor.key) ?? undoAgainst(entry, (seq) => earlier.get(seq));
    earlier.set(entry.seq, entry);
    if (why !== null) {
      broken.push({ seq: entry.seq, why });
    }
    rules = stepRules(rules, entry);
  }
  return { rules: rules ?? initialRules(''), broken };
}
