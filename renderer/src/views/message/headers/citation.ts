import type { SpanData } from '../../../../../shared/contract/model';
import type { ByteString } from '../../../../../shared/email/types';
import { headers } from '../../../../../shared/wording/window/headers';
import { type Segment, segmentsOf } from './segments';

/**
 * Bytes as text that can be pasted anywhere: line ends kept, characters decoded, and what cannot be seen written out,
 * so that the citation says the same on paper as on the screen.
 */
export function citableText(bytes: ByteString, { start, end }: SpanData): string {
  return segmentsOf(bytes, start, end)
    .map((segment) => textOf(bytes, segment))
    .join('');
}

function textOf(bytes: ByteString, segment: Segment): string {
  const character = bytes.charAt(segment.start);
  if (character === '\n' || character === '\r' || character === '\t') {
    return character;
  }
  return segment.kind === 'hidden' ? `⟨${segment.label}⟩` : segment.shown;
}

export function citation(bytes: ByteString, span: SpanData, ref: string, sha256: string): string {
  return headers.citation(citableText(bytes, span), ref, span.start, span.end, sha256);
}
