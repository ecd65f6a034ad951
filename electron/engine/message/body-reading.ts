/** Body and attachments by mailparser; by our own structure where mailparser refuses. Header facts never come from here. */
import { createHash } from 'node:crypto';
import { type Attachment, type ParsedMail, simpleParser } from 'mailparser';
import type { AttachmentView } from '../../../shared/contract/model';
import { readAnatomy } from '../../../shared/email/anatomy';
import { decodeBody, decodeText } from '../../../shared/email/transfer-decoding';
import type { Anatomy, MimePart } from '../../../shared/email/types';
import { htmlWords } from './html-words';
import { LIMITS } from './limits';
import { attachmentParts, isBodyText, leafParts } from './parts';
import { mailPage, type ShownLink, sanitiseMailHtml } from './sanitise-html';
import { linksInText } from './text-links';

export interface BodyReading {
  readonly attachments: readonly AttachmentView[];
  readonly text: string;
  readonly page: string;
  readonly links: readonly ShownLink[];
  readonly remoteImages: readonly string[];
  readonly problems: readonly string[];
}

/** What both ways of reading give. */
interface RawBody {
  readonly text: string;
  readonly html: string;
  readonly files: readonly RawFile[];
  readonly problem: string | undefined;
}

interface RawFile {
  readonly name: string;
  readonly type: string;
  readonly contentId: string;
  readonly content: Uint8Array;
}

/** `known`: the structure of these bytes, where it has been read already. */
export async function readBody(bytes: Uint8Array, known: Anatomy | undefined): Promise<BodyReading> {
  return compose(await rawBody(bytes, known));
}

async function rawBody(bytes: Uint8Array, known: Anatomy | undefined): Promise<RawBody> {
  try {
    return fromMailparser(await simpleParser(Buffer.from(bytes), OPTIONS));
  } catch {
    return fromStructure(bytes, known ?? readAnatomy(bytes));
  }
}

/** No conversion of one form into the other, no links made, no pictures put in: what is there, as it is. */
const OPTIONS = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  keepDeliveryStatus: true,
} as const;

function fromMailparser(mail: ParsedMail): RawBody {
  return {
    text: mail.text ?? '',
    html: mail.html === false ? '' : (mail.html ?? ''),
    files: mail.attachments.map(rawFile),
    problem: undefined,
  };
}

function rawFile({ filename, contentType, cid, content }: Attachment): RawFile {
  return { name: filename ?? '', type: contentType, contentId: cid ?? '', content };
}

function fromStructure(bytes: Uint8Array, { structure }: Anatomy): RawBody {
  const bodies = leafParts(structure).filter(isBodyText);
  const textOf = (type: string) =>
    bodies
      .filter(({ mediaType }) => mediaType === type)
      .map((part) => decodeText(bytes, part))
      .join('\n');
  return {
    text: textOf('text/plain'),
    html: textOf('text/html'),
    files: attachmentParts(structure).map((part) => structureFile(bytes, part)),
    problem: 'The message is built in an unusual way: its body was read by a simpler reader.',
  };
}

function structureFile(bytes: Uint8Array, part: MimePart): RawFile {
  return {
    name: part.fileName,
    type: part.mediaType,
    contentId: part.contentId,
    content: decodeBody(bytes, part),
  };
}

function compose({ text, html, files, problem }: RawBody): BodyReading {
  const pictures = new Map(files.filter(({ contentId }) => contentId !== '').map((file) => [file.contentId, file]));
  const clean = html === '' ? undefined : sanitiseMailHtml(html, (id) => pictures.get(id));
  const shown = text === '' && html !== '' ? htmlWords(html, LIMITS.text) : text.slice(0, LIMITS.text);
  const isCut = clean?.isCut === true || text.length > LIMITS.text;
  return {
    attachments: files.slice(0, LIMITS.attachments).map(attachmentView),
    text: shown,
    page: clean === undefined ? '' : mailPage(clean.html),
    links: clean === undefined || clean.links.length === 0 ? linksInText(shown) : clean.links,
    remoteImages: clean?.remoteImages ?? [],
    problems: [
      ...(problem === undefined ? [] : [problem]),
      ...(isCut ? ['The text is longer than is shown: its beginning is shown.'] : []),
      ...(files.length > LIMITS.attachments ? [tooMany(files.length)] : []),
    ],
  };
}

function attachmentView({ name, type, content }: RawFile): AttachmentView {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { name, type, bytes: content.length, sha256 };
}

function tooMany(count: number): string {
  return `The message has ${count} attachments: the first ${LIMITS.attachments} are listed.`;
}
