import { limitations } from '../../wording/briefing';
import type { BriefedContent, ReportExhibit } from '../report-content';
import { type ReportSection, tool } from '../report-model';
import { examinerCallout } from './examiner-blocks';

/** What the report cannot show: what the program knows to be missing, then the examiner's own words. */
export function limitationsSection(content: BriefedContent): ReportSection {
  const written = content.briefing.limitations;
  return {
    id: 'limitations',
    title: limitations.title,
    level: 'part',
    startsPage: false,
    blocks: [
      { kind: 'heading', level: 2, text: limitations.knownTitle },
      { kind: 'list', items: knownGaps(content).map((sentence) => [tool(sentence)]) },
      ...(written === undefined ? [] : examinerCallout(written.content.text, written)),
    ],
  };
}

function knownGaps({ exhibits, evidence }: BriefedContent): readonly string[] {
  const setAside = evidence.reduce((sum, item) => sum + item.setAside.length, 0);
  const unassessed = exhibits
    .flatMap(({ message }) => message.findings)
    .filter(({ assessment }) => assessment === null).length;
  return [
    limitations.ofScope,
    limitations.clocks,
    ...about(exhibits, ({ message }) => message.authentication.dnsEvidence === null, limitations.dns),
    ...about(
      exhibits,
      ({ message: { origin } }) => origin === 'rebuilt' || origin === 'transcribed',
      limitations.rebuilt,
    ),
    ...about(exhibits, ({ message }) => message.bodyProblem !== null, limitations.unread),
    ...(setAside === 0 ? [] : [limitations.setAside(setAside)]),
    ...(unassessed === 0 ? [] : [limitations.unassessed(unassessed)]),
  ];
}

function about(
  exhibits: readonly ReportExhibit[],
  isMeant: (exhibit: ReportExhibit) => boolean,
  sentence: (labels: string) => string,
): readonly string[] {
  const labels = exhibits.filter(isMeant).map(({ label }) => label);
  return labels.length === 0 ? [] : [sentence(exhibitNames(labels, exhibits.length))];
}

const NAMED_MAX = 8;

function exhibitNames(labels: readonly string[], all: number): string {
  if (labels.length === all && all > 1) {
    return limitations.everyExhibit;
  }
  const more = labels.length > NAMED_MAX ? ` ${limitations.andMore(labels.length - NAMED_MAX)}` : '';
  return `${labels.length === 1 ? 'Exhibit' : 'Exhibits'} ${labels.slice(0, NAMED_MAX).join(', ')}${more}`;
}
