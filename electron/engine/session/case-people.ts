/** Who has which role in a case, and what two people agree on. */

import type { CasePeople } from '../../../shared/contract/case-people';
import { aboutOf, type Guard, type Role, roleOf } from '../../../shared/packet-format/case-rules';
import type { JournalSubject } from '../../../shared/packet-format/journal-line';
import * as acts from '../case/custody-acts';
import { rulesOf } from '../case/project-handling';
import type { RecordData } from '../case/records';
import { exhibitsOf } from '../case/selectors';
import type { SubjectOf } from '../case/subjects';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';
import type { Recorded } from './transfers';

/** People with their keys and roles, rules, and what is proposed. */
export function describePeople({ store }: CaseSession): CasePeople {
  const rules = rulesOf(store.view);
  const known = new Map(store.view.keys.map((key) => [key.fingerprint, key]));
  const keys = [...new Set([...known.keys(), ...rules.roles.map(({ key }) => key)])];
  return {
    people: keys.map((key) => ({
      key,
      name: known.get(key)?.name ?? null,
      organisation: known.get(key)?.organisation ?? null,
      role: roleOf(rules, key),
    })),
    everybodyIsExaminer: rules.roles.length === 0,
    twoPersons: [...rules.twoPersons],
    proposals: rules.proposals.map(({ entry, by, act, about, decisions, closedBy }) => ({
      entry,
      by,
      act,
      about,
      decisions: decisions.map((one) => ({ ...one })),
      closedBy,
    })),
  };
}

/** @throws FailureError `bad-request` where a second person has to approve it and has not */
export async function assignRole(session: CaseSession, signer: Signer, given: RecordData<'role'>): Promise<Recorded> {
  return recorded(await acts.assignRole(session.store, signer, given));
}

/** @throws FailureError `bad-request` as `assignRole`, and when nobody could be the second person */
export async function setPolicy(session: CaseSession, signer: Signer, policy: RecordData<'policy'>): Promise<Recorded> {
  return recorded(await acts.setPolicy(session.store, signer, policy));
}

/** What can be put before a second person. */
export type Proposed =
  | { readonly act: 'packet.export'; readonly redacted: boolean }
  | { readonly act: 'role.assign'; readonly key: string; readonly role: Role }
  | { readonly act: 'policy.set'; readonly twoPersons: readonly Guard[] };

/** Puts something before a second person: a packet is that of the exhibits as they stand. */
export async function propose(
  session: CaseSession,
  signer: Signer,
  proposed: Proposed,
  note: string,
): Promise<Recorded> {
  const { act, ...rest } = proposed;
  const exhibits = exhibitsOf(session.store.view).map(({ label }) => label);
  const subject: JournalSubject = act === 'packet.export' ? { exhibits, ...rest } : rest;
  return recorded(await acts.propose(session.store, signer, { act, about: aboutOf(act, subject), note }));
}

/** @throws FailureError `bad-request` for one's own proposal, or one that is not open */
export async function decide(
  session: CaseSession,
  signer: Signer,
  decision: RecordData<'decision'> & { readonly proposal: number },
): Promise<Recorded> {
  return recorded(await acts.decide(session.store, signer, decision));
}

/**
 * What the entry of a packet of the present exhibits will say, with the approval that it needs.
 *
 * @throws FailureError `bad-request` when two people have to agree and have not, or the key may not
 */
export function allowedRelease(session: CaseSession, signer: Signer, isRedacted: boolean): ReleaseSubject {
  const { store } = session;
  const exhibits = exhibitsOf(store.view).map(({ label }) => label);
  const list = isRedacted ? store.view.redaction?.entry : undefined;
  const said = { exhibits, ...(list === undefined ? {} : { redaction: list }) };
  const subject = acts.withApproval(store, 'packet.export', said);
  store.refuse(signer, 'packet.export', subject);
  return subject;
}

type ReleaseSubject = Pick<SubjectOf<'packet.export'>, 'exhibits' | 'redaction' | 'approval'>;

function recorded({ entry }: { readonly entry: { readonly seq: number } }): Recorded {
  return { entry: entry.seq };
}
