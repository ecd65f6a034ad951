/** Roles and the rule of two people, by the packet's own journal. */
import { ruleWords } from '../../wording/case-rules';
import { hasRules, needsTwo, rulesBroken, standingApproval } from '../case-rules';
import type { JournalEntry } from '../journal-line';
import { parseJournalLine } from '../parse-journal-line';
import { journalLines } from './journal-lines';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

/** Nothing where the case has made no rules. The act of exporting itself comes after the journal that the packet carries. */
export async function checkRules(packet: PacketInspection): Promise<Outcome | undefined> {
  const { rules, broken } = rulesBroken(readable((await journalLines(packet)) ?? []));
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

/** Lines that cannot be read are told by the journal's own check. */
function readable(lines: readonly Uint8Array[]): readonly JournalEntry[] {
  return lines.flatMap((bytes) => {
    const reading = parseJournalLine(bytes);
    return reading.ok ? [reading.line.entry] : [];
  });
}
