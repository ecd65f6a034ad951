import { defangedValue } from '../../analysis/indicators';
import type { Judgement, Written } from '../../briefing/content';
import { SCALE } from '../../briefing/scales';
import type { MessageView } from '../../contract/model';
import { networkWords, assessment as words } from '../../wording/briefing';
import type { BriefedContent, ReportExhibit } from '../report-content';
import {
  type Block,
  evidence,
  examiner,
  label,
  muted,
  type ReportSection,
  type Rich,
  strong,
  type TableCell,
  tool,
} from '../report-model';
import { examinerCallout, paragraphsOf, stampWords } from './examiner-blocks';
import { hypothesisBlocks } from './hypotheses';
import { quoted, shownLabels } from './report-terms';

const CELL_MAX = 200;
const ROWS_MAX = 60;

/** Whom the messages claim as sender, against what was recorded; then what the examiner makes of it, in words of ICD 203. */
export function assessmentSection(content: BriefedContent): ReportSection {
  const written = content.briefing.assessment;
  return {
    id: 'assessment',
    title: words.title,
    level: 'part',
    startsPage: true,
    blocks: [
      ...claimedBlocks(content),
      ...(written === undefined
        ? [{ kind: 'paragraph', content: [tool(words.none)] } as const]
        : examinersPart(written)),
    ],
  };
}

function examinersPart(written: Written<'assessment'>): readonly Block[] {
  const { claimed, supported, judgements, hypotheses, evidence: rows } = written.content;
  return [
    ...examinerCallout(claimed, written, words.claimed),
    ...examinerCallout(supported, written, words.supported),
    ...judgements.map((judgement, index) => judgementBlock(judgement, index + 1, written)),
    ...hypothesisBlocks(hypotheses, rows),
    ...(judgements.length === 0 ? [] : scaleBlocks),
  ];
}

/** Likelihood and confidence in sentences of their own (ICD 203, D.6.e.(2)(a)). */
function judgementBlock(judgement: Judgement, number: number, written: Written): Block {
  const { statement, likelihood, confidence, because, basis, change } = judgement;
  const [because1 = [], ...further] = paragraphsOf(because);
  return {
    kind: 'callout',
    tone: 'examiner',
    title: words.judgement(number),
    note: stampWords(written),
    paragraphs: [
      [examiner(words.judged(likelihood, statement))],
      [examiner(words.confident(confidence)), ...(because1.length === 0 ? [] : [examiner(' '), ...because1])],
      ...further,
      ...named(words.basis, basis),
      ...named(words.change, change),
    ],
  };
}

function named(name: string, text: string): readonly Rich[] {
  return text.trim() === '' ? [] : [[label(name), examiner(text.trim())]];
}

function claimedBlocks({ exhibits }: BriefedContent): readonly Block[] {
  const columns = words.claimedColumns;
  return [
    { kind: 'heading', level: 2, text: words.claimedTitle },
    { kind: 'paragraph', content: [tool(words.claimedIntroduction)] },
    {
      kind: 'table',
      columns: [
        { title: columns.exhibit, share: 12 },
        { title: columns.states, share: 31 },
        { title: columns.recorded, share: 33 },
        { title: columns.results, share: 24 },
      ],
      rows: alike(exhibits).slice(0, ROWS_MAX),
    },
  ];
}

/** One row for all exhibits that say the same. */
function alike(exhibits: readonly ReportExhibit[]): readonly (readonly TableCell[])[] {
  const rows = new Map<string, { readonly labels: readonly string[]; readonly cells: readonly TableCell[] }>();
  for (const { label: name, message } of exhibits) {
    const cells: readonly TableCell[] = [
      { content: quoted(message.from, CELL_MAX) },
      { content: handedOverBy(message) },
      { content: [tool(resultsOf(message))] },
    ];
    const key = JSON.stringify(cells);
    rows.set(key, { cells, labels: [...(rows.get(key)?.labels ?? []), name] });
  }
  return Array.from(rows.values(), ({ labels, cells }) => [{ content: [strong(shownLabels(labels))] }, ...cells]);
}

/** The host from which the receiving side took the message, as its own field records it. */
function handedOverBy({ route }: MessageView): Rich {
  const boundary = route.filter(({ trusted }) => trusted).at(-1);
  if (boundary === undefined) {
    return [muted(words.notRecorded)];
  }
  const { ip, reverseName, from, registered } = boundary;
  const name = reverseName || from;
  const shown = [ip === '' ? '' : defangedValue('ip', ip), name === '' ? '' : defangedValue('domain', name)];
  const network = registered === null ? '' : networkWords(registered.network, registered.country);
  return [
    evidence(
      shown
        .filter((part) => part !== '')
        .join(' ')
        .slice(0, CELL_MAX),
    ),
    ...(network === '' ? [] : [muted(`  ${network}`)]),
  ];
}

function resultsOf({ authentication: { dkim, spf, dmarc } }: MessageView): string {
  const signatures = dkim.slice(0, 3).map(({ domain, signature }) => `dkim ${signature} (${domain.slice(0, 60)})`);
  return [...signatures, `spf ${spf.result}`, `dmarc ${dmarc.result}`].join('; ');
}

const scaleBlocks: readonly Block[] = [
  { kind: 'heading', level: 2, text: words.scaleTitle },
  { kind: 'paragraph', content: [tool(words.scaleIntroduction)] },
  {
    kind: 'table',
    columns: [
      { title: words.scaleColumns.word, share: 40 },
      { title: words.scaleColumns.range, share: 60 },
    ],
    rows: SCALE.map(({ word, from, to }) => [{ content: [strong(word)] }, { content: [tool(words.range(from, to))] }]),
  },
];
