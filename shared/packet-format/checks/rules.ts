/** Roles and the rule of two people, by the packet's own journal. */
import { ruleWords } from '../../wording/case-rules';
import { hasRules, needsTwo, rulesBroken, standingApproval } from '../case-rules';
import { entriesOf, journalLines } from './journal-lines';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

/** Nothing where the case has made no rules. The act of exporting itself comes after the journal that the packet carries. */
export async function checkRules(packet: PacketInspection): Promise<Outcome | undefined> {
  const { rules, broken } = rulesBroken(entriesOf((await journalLines(packet)) ?? []));
  const [first] = broken;
  if (first !== undefined) {
    return failed(ruleWords.broken(first.seq, first.why));
  }
  const description = await packet.description();
  const redacted = description?.redaction !== undefined;
  const subject = {
    exhibits: (description?.exhibits ?? []).map(({ label }) => label),
    ...(redacted ? { redacted } : {}),
  };
  if (!needsTwo(rules, 'packet.export', subject)) {
    return hasRules(rules) ? passed(ruleWords.kept(rules.roles.length, rules.twoPersons)) : undefined;
  }
  const proposal = standingApproval(rules, 'packet.export', subject);
  const decision = proposal?.decisions.findLast(({ approved }) => approved);
  return proposal === undefined || decision === undefined
    ? failed(ruleWords.notReleased)
    : passed(ruleWords.released(proposal.entry, decision.entry));
}
