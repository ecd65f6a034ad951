/** The MIME tree of one message with what is odd in each part. Runs in a worker; never throws for bad mail. */
import { createHash } from 'node:crypto';
import type { FurtherReading, MessagePart, PartIssue } from '../../../shared/contract/structure';
import { readAnatomy } from '../../../shared/email/anatomy';
import { encodingReadings, typeReadings } from '../../../shared/email/declared-readings';
import { readExtras } from '../../../shared/email/extra-readings';
import { listParts, partAt } from '../../../shared/email/part-list';
import type { ExtraReading } from '../../../shared/email/reading-list';
import { decodeBody } from '../../../shared/email/transfer-decoding';
import type { Anatomy, MimePart } from '../../../shared/email/types';
import { issueWords } from '../../../shared/wording/issues';
import { READING_WORDS, TOO_MANY_READINGS } from '../../../shared/wording/readings';
import type { MessagePlace } from './analysed-message';
import { contentKind } from './content-kind';
import { LIMITS, TRUNCATED_SENTENCE } from './limits';
import { readPlace } from './read-place';

/** A part as its bytes tell it: which message the case made of it is not known here. */
export type ReadPart = Omit<MessagePart, 'message'>;

export interface StructureReading {
  readonly parts: readonly ReadPart[];
  readonly problem: string | null;
}

/** Of one part; a part has hardly any, a hostile one as many as it likes. */
const MOST_ISSUES = 100;
const MOST_FURTHER = 100;

/** Offsets are those of the message as it lies in the evidence: quoting of a container is not undone. */
export function readStructureOf(place: MessagePlace): StructureReading {
  const bytes = readPlace(place, LIMITS.messageBytes);
  const anatomy = readAnatomy(bytes);
  const issues = byPart(anatomy, anatomy.issues, ({ span }) => span.start);
  const { readings, isCut } = readExtras(bytes, anatomy);
  const further = byPart(anatomy, readings, ({ span }) => span.start);
  const parts = listParts(anatomy.structure).map(({ part, depth }) => ({
    ...declaredBy(part),
    depth,
    start: part.span.start,
    bodyStart: part.bodySpan.start,
    end: part.span.end,
    ...contentOf(bytes, part),
    ...ambiguitiesOf(part),
    issues: (issues.get(part) ?? []).slice(0, MOST_ISSUES).map(partIssue),
    further: (further.get(part) ?? []).slice(0, MOST_FURTHER).map(furtherReading),
  }));
  const problems = [
    ...(bytes.length < place.length ? [TRUNCATED_SENTENCE] : []),
    ...(isCut ? [TOO_MANY_READINGS] : []),
  ];
  return { parts, problem: problems.length === 0 ? null : problems.join(' ') };
}

/** Things found in the message, by the innermost part that holds their first byte. */
function byPart<T>(
  { structure }: Anatomy,
  found: readonly T[],
  startOf: (one: T) => number,
): ReadonlyMap<MimePart, readonly T[]> {
  const lists = new Map<MimePart, T[]>();
  for (const one of found) {
    const part = partAt(structure, startOf(one));
    const list = lists.get(part);
    if (list === undefined) {
      lists.set(part, [one]);
    } else {
      list.push(one);
    }
  }
  return lists;
}

function declaredBy({ path, mediaType, charset, disposition, transferEncoding, fileName, ...part }: MimePart) {
  return {
    path,
    mediaType,
    charset,
    disposition,
    encoding: transferEncoding,
    name: fileName,
    contentId: part.contentId,
    boundary: part.boundary ?? null,
  };
}

function contentOf(bytes: Uint8Array, part: MimePart): Pick<ReadPart, 'decoded' | 'kind' | 'warning'> {
  if (part.parts.length > 0) {
    return { decoded: null, kind: null, warning: null };
  }
  const content = decodeBody(bytes, part);
  return {
    decoded: { bytes: content.length, sha256: sha256(content) },
    ...contentKind(part.fileName, part.mediaType, content),
  };
}

/** All that a part declares, where that is more than one thing. */
function ambiguitiesOf({ fields }: MimePart): Pick<ReadPart, 'otherTypes' | 'otherEncodings'> {
  const types = [...new Set(typeReadings(fields).map(({ mediaType }) => mediaType))];
  const encodings = encodingReadings(fields);
  return {
    otherTypes: types.length > 1 ? types : [],
    otherEncodings: encodings.length > 1 ? [...encodings] : [],
  };
}

function partIssue({ code, span }: Anatomy['issues'][number]): PartIssue {
  return { code, what: issueWords(code), start: span.start, end: span.end };
}

function furtherReading({ reason, kind, mediaType, fileName, content, span }: ExtraReading): FurtherReading {
  return {
    where: READING_WORDS[reason],
    kind,
    mediaType,
    name: fileName,
    bytes: content.length,
    sha256: sha256(content),
    start: span.start,
    end: span.end,
  };
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
