import { type DecodedBody, readDecodedBody } from '../../email/decoded-body';
import { isBodyText } from '../../email/leaf-parts';
import type { Anatomy, MimePart } from '../../email/types';
import { rememberLastBy } from '../../text/remember';
import type { RuleInput } from '../rule';
import { partsOf } from '../tokens';
import { type HtmlReading, readHtml } from './html-reading';

/**
 * The bodies and files of a message, read once for all rules about content. Bounded in number and size: what a rule
 * says of a body that is cut holds for its beginning.
 */
export interface MessageContent {
  readonly texts: readonly TextBody[];
  readonly pages: readonly PageBody[];
  readonly files: readonly FilePart[];
}

export interface TextBody {
  readonly part: MimePart;
  readonly body: DecodedBody;
}

export interface PageBody extends TextBody {
  readonly reading: HtmlReading;
}

/** A part that is no body text: its first bytes, and on demand all of it. */
export interface FilePart {
  readonly part: MimePart;
  readonly head: DecodedBody;
  /** The whole content, decoded at each call; up to 8 MB encoded. */
  readonly whole: () => DecodedBody;
}

const LIMITS = { bodies: 20, files: 100, text: 512 << 10, head: 4 << 10, whole: 8 << 20 } as const;

/** The content of a message, decoded at the first call: rules ask one after the other, and it is no part of what threads exchange. */
export const contentOf = rememberLastBy(
  ({ anatomy }: Pick<RuleInput, 'bytes' | 'anatomy'>) => anatomy,
  ({ bytes, anatomy }): MessageContent => readContent(bytes, anatomy),
);

function readContent(bytes: Uint8Array, { structure }: Pick<Anatomy, 'structure'>): MessageContent {
  const texts: TextBody[] = [];
  const pages: PageBody[] = [];
  const files: FilePart[] = [];
  let left: number = LIMITS.text;
  for (const part of partsOf(structure)) {
    if (part.parts.length > 0 || part.mediaType.startsWith('multipart/')) continue;
    if (!isBodyText(part)) {
      if (files.length < LIMITS.files) files.push(filePart(bytes, part));
      continue;
    }
    if (texts.length + pages.length >= LIMITS.bodies || left <= 0) continue;
    const body = readDecodedBody(bytes, part, left);
    left -= body.content.length;
    if (part.mediaType === 'text/html') pages.push({ part, body, reading: readHtml(body.content) });
    else texts.push({ part, body });
  }
  return { texts, pages, files };
}

function filePart(bytes: Uint8Array, part: MimePart): FilePart {
  return {
    part,
    head: readDecodedBody(bytes, part, LIMITS.head),
    whole: () => readDecodedBody(bytes, part, LIMITS.whole),
  };
}
