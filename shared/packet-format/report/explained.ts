/**
 * What each rule's observation means, once for the whole report.
 *
 * A packet of few exhibits explains every observation where it stands, so that an exhibit's pages can be read alone. With
 * more, the same page of text would stand many times and hide what differs: then each observation keeps what is
 * its own (what was observed, innocent causes, error rate, where) and names the explanation here.
 */
import type { FindingView } from '../../contract/model';
import { explainedWords } from '../../wording/packet-exhibit';
import type { ReportContent, ReportExhibit } from '../report-content';
import { type Block, type KeyValueRow, muted, type ReportSection, tool } from '../report-model';
import { rank } from './report-terms';

/** Packets of more exhibits than this explain each rule once. */
const EXPLAINED_IN_PLACE_MAX = 3;

/** Numbers of the explanations by rule, from 1; of no rule where each observation is explained in its place. */
export type Explained = ReadonlyMap<string, number>;

export function explainedOnce(exhibits: readonly ReportExhibit[]): Explained {
  return new Map(rulesExplained(exhibits).map(({ rule }, index) => [rule, index + 1]));
}

export function explainedSections({ exhibits }: ReportContent): readonly ReportSection[] {
  const rules = rulesExplained(exhibits);
  if (rules.length === 0) {
    return [];
  }
  return [
    {
      id: 'observations',
      title: explainedWords.title,
      level: 'part',
      startsPage: true,
      blocks: [
        { kind: 'paragraph', content: [tool(explainedWords.introduction)] },
        ...rules.flatMap((finding, index) => explanation(finding, index + 1)),
      ],
    },
  ];
}

/** One finding of each rule that is explained once, the strongest first, then by name. */
function rulesExplained(exhibits: readonly ReportExhibit[]): readonly FindingView[] {
  if (exhibits.length <= EXPLAINED_IN_PLACE_MAX) {
    return [];
  }
  const found = new Map<string, FindingView>();
  for (const finding of exhibits.flatMap(({ message }) => message.findings)) {
    const known = found.get(finding.rule);
    if (known === undefined || rank(finding.severity) < rank(known.severity)) {
      found.set(finding.rule, finding);
    }
  }
  return [...found.values()].sort(
    (a, b) => rank(a.severity) - rank(b.severity) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
}

function explanation(finding: FindingView, number: number): readonly Block[] {
  return [
    { kind: 'heading', level: 3, text: `${number}. ${finding.title}` },
    {
      kind: 'key-values',
      rows: [
        ...meaningRows(finding),
        errorRateRow(finding),
        referenceRow(finding),
        { label: explainedWords.rule, value: [muted(explainedWords.version(finding.rule, finding.ruleVersion))] },
      ],
    },
  ];
}

interface Meaning {
  readonly explanation: string;
  readonly innocent: readonly string[];
  readonly settle: string;
}

/** What an observation of this rule, or a relation of this kind, means whichever messages it is in. */
export function meaningRows(finding: Meaning): readonly KeyValueRow[] {
  return [
    { label: explainedWords.meaning, value: [tool(finding.explanation)] },
    innocentRow(finding),
    { label: explainedWords.settle, value: [tool(finding.settle)] },
  ];
}

export function innocentRow({ innocent }: Pick<Meaning, 'innocent'>): KeyValueRow {
  return { label: explainedWords.innocent, value: [tool(sentenceOf(innocent))] };
}

export function errorRateRow({ errorRate }: FindingView): KeyValueRow {
  return { label: explainedWords.errorRate, value: [tool(errorRate)] };
}

export function referenceRow({ reference }: FindingView): KeyValueRow {
  return { label: explainedWords.reference, value: [tool(reference)] };
}

function sentenceOf(phrases: readonly string[]): string {
  const text = phrases.map((phrase) => phrase.replace(/[.\s]+$/, '')).join('; ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
