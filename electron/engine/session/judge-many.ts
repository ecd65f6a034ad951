/** The examiner's word on several messages at once. On one message it is the act on one message. */
import { FailureError } from '../../../shared/contract/failure';
import type { Decision } from '../../../shared/contract/model';
import { manyWords } from '../../../shared/wording/many-acts';
import * as acts from '../case/acts';
import { annotateMany, assessMany } from '../case/many-acts';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';
import { ruleTitle } from './rule-title';
import { targetsOf } from './targets';

/** What an act on many came to. */
export interface DoneOnMany {
  readonly entry: number;
  /** The messages that it is about. */
  readonly refs: readonly string[];
}

/** What the rules observed in any of these messages: in how many, and how many of those are assessed. */
export interface RuleAmong {
  readonly rule: string;
  readonly title: string;
  readonly severity: string;
  readonly messages: number;
  readonly assessed: number;
}

export function rulesAmong(session: CaseSession, refs: readonly string[]): readonly RuleAmong[] {
  const chosen = new Set(refs);
  const assessed = new Map<string, number>();
  for (const { ref, rule } of session.store.view.assessments) {
    if (chosen.has(ref)) {
      assessed.set(rule, (assessed.get(rule) ?? 0) + 1);
    }
  }
  return session.catalogue.ruleCountsAmong([...chosen]).map(({ rule, severity, messages }) => ({
    rule,
    title: ruleTitle(rule),
    severity,
    messages,
    assessed: Math.min(messages, assessed.get(rule) ?? 0),
  }));
}

/**
 * Records one decision on what a rule observed in these messages; those in which it observed nothing are passed over.
 *
 * @throws FailureError `not-found` when it observed nothing in any of them
 */
export async function assessMessages(
  session: CaseSession,
  signer: Signer,
  judgement: {
    readonly refs: readonly string[];
    readonly rule: string;
    readonly decision: Decision;
    readonly reason: string;
  },
): Promise<DoneOnMany> {
  const { refs, rule, decision, reason } = judgement;
  const found = session.catalogue.observedIn(rule, refs);
  const observed = new Set(found.refs);
  const targets = targetsOf(session, refs).filter(({ ref }) => observed.has(ref));
  const [first] = targets;
  if (first === undefined) {
    throw new FailureError('not-found', manyWords.notObserved(rule));
  }
  const said = { rule, ruleVersion: found.ruleVersion, decision, reason };
  const entry =
    targets.length === 1
      ? (await acts.assessFinding(session.store, signer, { ...first, ...said })).entry
      : (await assessMany(session.store, signer, targets, said)).entry.seq;
  return { entry, refs: targets.map(({ ref }) => ref) };
}

/** Records one note on each of these messages as a whole. */
export async function annotateMessages(
  session: CaseSession,
  signer: Signer,
  written: { readonly refs: readonly string[]; readonly note: string; readonly tags: readonly string[] },
): Promise<DoneOnMany> {
  const { refs, note } = written;
  const tags = [...written.tags];
  const targets = targetsOf(session, refs);
  const [first] = targets;
  const entry =
    first !== undefined && targets.length === 1
      ? (await acts.annotateMessage(session.store, signer, { ...first, note, tags, span: null })).entry
      : (await annotateMany(session.store, signer, targets, { note, tags })).entry.seq;
  return { entry, refs: targets.map(({ ref }) => ref) };
}
