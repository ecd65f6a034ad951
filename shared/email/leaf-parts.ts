import type { MimePart } from './types';

/** The parts without parts, in the order of the message; bounded, whatever the depth. */
export function leafParts(root: MimePart): readonly MimePart[] {
  const leaves: MimePart[] = [];
  const waiting: MimePart[] = [root];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (part.parts.length === 0) {
      leaves.push(part);
    } else {
      waiting.push(...part.parts.toReversed());
    }
  }
  return leaves;
}

/** Text that a reader of the message sees as its body. */
export function isBodyText({ mediaType, disposition, fileName }: MimePart): boolean {
  return (mediaType === 'text/plain' || mediaType === 'text/html') && disposition !== 'attachment' && fileName === '';
}

/** The parts that a reader of the message sees as files. */
export function attachmentParts(root: MimePart): readonly MimePart[] {
  return leafParts(root).filter((part) => !isBodyText(part) && !part.mediaType.startsWith('multipart/'));
}
