import type { Span } from '../../email/types';
import type { PlacedPart } from './placed-parts';

/** Beyond it no digest is computed. */
export const MAX_SIGNED = 8 << 20;

/** What a signature in a part of its own stands over. */
export interface Beside {
  /** The part before it, with its header (RFC 1847 section 2.1); undefined where there is none, or it is too long. */
  readonly covers: Span | undefined;
  /** Whether the message says so: `multipart/signed` with these two parts. Else a list may have put the parts elsewhere. */
  readonly isDeclared: boolean;
}

export function besideOf({ part, parent }: PlacedPart): Beside {
  const at = parent?.parts.indexOf(part) ?? -1;
  const span = parent?.parts[at - 1]?.span;
  const covers = span === undefined || span.end - span.start > MAX_SIGNED ? undefined : span;
  return { covers, isDeclared: parent?.mediaType === 'multipart/signed' && at === 1 };
}
