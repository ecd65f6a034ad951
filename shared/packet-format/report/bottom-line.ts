import type { Severity } from '../../analysis/rule';
import type { FindingView } from '../../contract/model';
import { decisionWords, notAssessed, severityWords } from '../../wording/packet-report';
import {
  assessmentSentence,
  inExhibits,
  observationSentence,
  receivedSentence,
  scopeSentence,
  summary,
} from '../../wording/packet-summary';
import type { BriefedContent } from '../report-content';
import { type Block, muted, type ReportSection, type TableCell, tool } from '../report-model';
import { examinerCallout } from './examiner-blocks';
import { rank, readableTime } from './report-terms';

const STRONG: readonly Severity[] = ['proof', 'high', 'medium'];
const ROWS_MAX = 12;

/** One rule's observations over all exhibits. */
interface Observed {
  readonly title: string;
  readonly severity: Severity;
  readonly labels: readonly string[];
  readonly findings: readonly FindingView[];
}

/** The examiner's own bottom line; then what was found, in the shortest form, and what is not claimed. */
export function bottomLineSection(content: BriefedContent): ReportSection {
  const observed = strongest(content);
  const written = content.briefing.summary;
  return {
    id: 'bottom-line',
    title: summary.title,
    level: 'part',
    startsPage: true,
    blocks: [
      ...(written === undefined ? [] : examinerCallout(written.content.text, written)),
      { kind: 'paragraph', content: [tool(openingWords(content))] },
      { kind: 'paragraph', content: [tool(countWords(content))] },
      { kind: 'heading', level: 2, text: summary.observationsTitle },
      observed.length === 0 ? noObservations : observationTable(observed, content.exhibits.length),
      {
        kind: 'callout',
        tone: 'caution',
        title: summary.notClaimedTitle,
        paragraphs: summary.notClaimed.map((sentence) => [tool(sentence)]),
      },
    ],
  };
}

const noObservations: Block = { kind: 'paragraph', content: [tool(summary.noObservations)] };

function openingWords(content: BriefedContent): string {
  const items = new Set(content.exhibits.map((exhibit) => exhibit.evidence.number));
  const received = content.exhibits.map((exhibit) => exhibit.evidence.receivedAt).sort();
  const [first, last] = [received[0], received[received.length - 1]];
  const scope = scopeSentence(content.exhibits.length, items.size);
  return first === undefined || last === undefined
    ? scope
    : `${scope} ${receivedSentence(readableTime(first), readableTime(last))}`;
}

function countWords(content: BriefedContent): string {
  const findings = content.exhibits.flatMap((exhibit) => exhibit.message.findings);
  const of = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const counts = observationSentence(findings.length, of('proof'), of('high'), of('medium'));
  return findings.length === 0 ? counts : `${counts} ${assessmentWords(findings)}`;
}

function assessmentWords(findings: readonly FindingView[]): string {
  const decided = (word: string) => findings.filter((finding) => finding.assessment?.decision === word).length;
  const open = findings.filter((finding) => finding.assessment === null).length;
  return assessmentSentence(decided('confirmed'), decided('innocent'), decided('undecided'), open);
}

/** What a reader should see first: strong observations, and any that the examiner confirmed. */
function belongsInFront({ severity, assessment }: FindingView): boolean {
  return STRONG.includes(severity) || assessment?.decision === 'confirmed';
}

/** Observations by rule, the strongest and most frequent first. */
function strongest(content: BriefedContent): readonly Observed[] {
  const byRule = new Map<string, Observed>();
  for (const { label, message } of content.exhibits) {
    for (const finding of message.findings.filter(belongsInFront)) {
      const key = `${finding.severity} ${finding.rule}`;
      const known = byRule.get(key);
      byRule.set(key, {
        title: finding.title,
        severity: finding.severity,
        labels: [...new Set([...(known?.labels ?? []), label])],
        findings: [...(known?.findings ?? []), finding],
      });
    }
  }
  return [...byRule.values()]
    .sort((a, b) => rank(a.severity) - rank(b.severity) || b.labels.length - a.labels.length)
    .slice(0, ROWS_MAX);
}

function observationTable(observed: readonly Observed[], exhibits: number): Block {
  return {
    kind: 'table',
    columns: [
      { title: summary.columns.observation, share: 44 },
      { title: summary.columns.weight, share: 22 },
      { title: summary.columns.exhibits, share: 20 },
      { title: summary.columns.assessed, share: 22 },
    ],
    rows: observed.map((row) => observationRow(row, exhibits)),
  };
}

function observationRow(row: Observed, exhibits: number): readonly TableCell[] {
  return [
    { content: [tool(row.title)], mark: { number: null, severity: row.severity } },
    { content: [muted(severityWords[row.severity])] },
    { content: [tool(inExhibits(row.labels.length, exhibits, row.labels))] },
    { content: [muted(decisionsOf(row.findings))] },
  ];
}

function decisionsOf(findings: readonly FindingView[]): string {
  const words = findings.map(({ assessment }) =>
    assessment === null ? notAssessed : decisionWords[assessment.decision],
  );
  return [...new Set(words)]
    .map((word) => (findings.length === 1 ? word : `${words.filter((other) => other === word).length} ${word}`))
    .join(', ');
}
