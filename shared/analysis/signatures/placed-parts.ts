import type { MimePart } from '../../email/types';

/** A part with what stands around it. */
export interface PlacedPart {
  readonly part: MimePart;
  /** The multipart that it is in, if any. */
  readonly parent: MimePart | undefined;
  /** Whether it belongs to a message that is enclosed in this one. */
  readonly isEnclosed: boolean;
}

const MAX_PARTS = 200;

/** The parts of a message in reading order, bounded. */
export function placedParts(structure: MimePart): readonly PlacedPart[] {
  const found: PlacedPart[] = [];
  const waiting: PlacedPart[] = [{ part: structure, parent: undefined, isEnclosed: false }];
  for (let next = waiting.pop(); next !== undefined && found.length < MAX_PARTS; next = waiting.pop()) {
    found.push(next);
    const { part, isEnclosed } = next;
    const isMessage = part.mediaType.startsWith('message/');
    const inside = part.parts.slice(0, MAX_PARTS).map((one) => ({
      part: one,
      parent: isMessage ? undefined : part,
      isEnclosed: isEnclosed || isMessage,
    }));
    waiting.push(...inside.toReversed());
  }
  return found;
}
