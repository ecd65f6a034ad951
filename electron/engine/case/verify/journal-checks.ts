import type { Check } from '../../../../shared/contract/outcomes';
import type { JournalFinding, JournalProblem } from '../../../../shared/packet-format/verify-journal';
import type { CaseSnapshot } from './case-snapshot';
import { checkResult, counted } from './check-result';

const BY_KEY = new Set<JournalProblem>(['signature', 'key']);

/** The journal's order and chain, and its signatures and keys, as two checks. */
export function checkJournal({ report, session }: CaseSnapshot): readonly Check[] {
  // A line that a running or killed session left unfinished is nobody's tampering; the next opening records it.
  const isExcused = ({ problem }: JournalFinding) => problem === 'torn' && session !== 'closed';
  const findings = report.findings.filter((finding) => !isExcused(finding));
  const wording = (list: readonly JournalFinding[]) => list.map(({ detail }) => `journal.jsonl: ${detail}`);
  const torn = report.findings.some(isExcused)
    ? '; a last line was cut off when a session ended, and is not counted'
    : '';
  const chain = checkResult(
    'Journal',
    report.entries === 0
      ? [`journal.jsonl: it has no entries`]
      : wording(findings.filter(({ problem }) => !BY_KEY.has(problem))),
    `${counted(report.entries, 'entry', 'entries')}, each continuing the one before${torn}`,
  );
  const keys = report.keys.map(({ name, fingerprint }) => `${name} (${fingerprint})`).join(', ');
  const signatures = checkResult(
    'Signatures',
    wording(findings.filter(({ problem }) => BY_KEY.has(problem))),
    `${counted(report.entries, 'signature', 'signatures')} by ${counted(report.keys.length, 'key', 'keys')}: ${keys}`,
  );
  return [chain, signatures];
}
