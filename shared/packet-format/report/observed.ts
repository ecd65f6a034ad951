/** What the places of one observation say, and where they are. */
import type { FindingView } from '../../contract/model';
import { exhibitWords } from '../../wording/packet-exhibit';
import { byteRange } from '../../wording/packet-report';
import type { ReportExhibit } from '../report-content';

const OBSERVED_MAX = 12;
const SPANS_MAX = 8;

/** What was observed, each sentence once. */
export function observedSentences(places: readonly FindingView[]): readonly string[] {
  const sentences = [...new Set(places.map(({ summary }) => summary))];
  const more = sentences.length - OBSERVED_MAX;
  return more <= 0 ? sentences : [...sentences.slice(0, OBSERVED_MAX), exhibitWords.moreObserved(more)];
}

/** `bytes 12–40 (Message-ID); …` */
export function whereOf(places: readonly FindingView[], { message }: ReportExhibit): string {
  const spans = places.flatMap((place) => place.spans);
  const shown = spans.slice(0, SPANS_MAX).map(({ start, end }) => {
    const field = message.headers.find((header) => start >= header.start && start < header.end);
    return `${byteRange(start, end)}${field === undefined ? '' : ` (${field.name})`}`;
  });
  const more = spans.length > SPANS_MAX ? ' \u2026' : '';
  return `${shown.join('; ')}${more}`;
}
