/** What a content is by its first bytes, beside what its name and its declared type say. */
import { KIND_WORDS, kindBesideName, kindBesideType, kindOfContent } from '../../../shared/analysis/content/file-kind';
import { toByteString } from '../../../shared/email/byte-string';
import { kindBesideNameSentence, kindBesideTypeSentence } from '../../../shared/wording/structure';

export interface ContentKind {
  /** In words; null where the first bytes say nothing. */
  readonly kind: string | null;
  /** Where name or declared type say something else: a sentence. */
  readonly warning: string | null;
}

/** So much the marks of `file-kind` look at. */
const HEAD_BYTES = 1024;

export function contentKind(name: string, mediaType: string, content: Uint8Array): ContentKind {
  const head = toByteString(content, 0, Math.min(content.length, HEAD_BYTES));
  const found = kindOfContent(head);
  const besideName = kindBesideName(name, head);
  const besideType = kindBesideType(mediaType.toLowerCase(), head);
  return {
    kind: found === undefined ? null : KIND_WORDS[found],
    warning:
      besideName !== undefined
        ? kindBesideNameSentence(KIND_WORDS[besideName])
        : besideType !== undefined
          ? kindBesideTypeSentence(KIND_WORDS[besideType])
          : null,
  };
}
