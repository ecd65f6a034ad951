/** The examiner's own words as blocks: always in the examiner's voice, always with who wrote them and when. */
import type { Written } from '../../briefing/content';
import { draftNote } from '../../wording/briefing';
import { assessedBy } from '../../wording/packet-exhibit';
import { examinersWords } from '../../wording/packet-report';
import { type Block, examiner, type Rich } from '../report-model';
import { readableTime } from './report-terms';

type Stamp = Pick<Written, 'by' | 'at' | 'entry'>;

/** A framed passage; none where nothing is written. */
export function examinerCallout(text: string, stamp: Stamp, title: string = examinersWords): readonly Block[] {
  const paragraphs = paragraphsOf(text);
  return paragraphs.length === 0
    ? []
    : [{ kind: 'callout', tone: 'examiner', title, note: stampWords(stamp), paragraphs }];
}

/** Who wrote it, when, in which entry; or that it is a draft. */
export function stampWords({ by, at, entry }: Stamp): string {
  return entry === null ? draftNote : assessedBy(by, readableTime(at), entry);
}

/** One paragraph a line; empty lines only part them. */
export function paragraphsOf(text: string): readonly Rich[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => [examiner(line)]);
}
