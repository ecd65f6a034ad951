import type { ByteString } from '../email/types';

/** `[list] `, `[EXTERNAL] `: what lists and gateways put before a subject, at its beginning or after `Re:`. */
const TAG = /\[[^\]\r\n]{1,60}\][ \t]?|\b(?:EXTERNAL|EXT):[ \t]/gi;
const MAX_TRIES = 4;

/** The field without one of its tags, and without all of them; none where there is no tag. */
export function withoutSubjectTags(raw: ByteString): readonly ByteString[] {
  const tags = [...raw.matchAll(TAG)].slice(0, MAX_TRIES);
  const single = tags.map(({ index, 0: tag }) => raw.slice(0, index) + raw.slice(index + tag.length));
  return tags.length > 1 ? [...single, raw.replace(TAG, '')] : single;
}
