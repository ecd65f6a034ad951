/**
 * Body and attachments: by mailparser, or by our own structure where mailparser refuses; beside both, what only other
 * programs would show. Header facts never come from here.
 */
import { createHash } from 'node:crypto';
import { type Attachment, type ParsedMail, simpleParser } from 'mailparser';
import type { AttachmentView } from '../../../shared/contract/model';
import { readAnatomy } from '../../../shared/email/anatomy';
import { attachmentParts, isBodyText, leafParts } from '../../../shared/email/leaf-parts';
import { decodeBody, decodeText } from '../../../shared/email/transfer-decoding';
import type { Anatomy, MimePart } from '../../../shared/email/types';
import {
  furtherContentsSentence,
  furtherFile,
  furtherHeading,
  furtherText,
  SIMPLER_READER,
  TEXT_CUT,
  TOO_MANY_READINGS,
  tooManyAttachments,
} from '../../../shared/wording/readings';
import { contentKind } from './content-kind';
import { type FurtherContents, furtherContents } from './further-contents';
import { htmlWords } from './html-words';
import { LIMITS } from './limits';
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
  readonly problems: readonly string[];
}

interface RawFile {
  readonly name: string;
  readonly type: string;
  readonly contentId: string;
  readonly content: Uint8Array;
}

/** `known`: the structure of these bytes, where it has been read already. */
export async function readBody(bytes: Uint8Array, known: Anatomy | undefined): Promise<BodyReading> {
  return compose(await wholeBody(bytes, known ?? readAnatomy(bytes)));
}

/** A file that `readBody` lists, by its place in that list; undefined where there is none. */
export async function readOneFile(
  bytes: Uint8Array,
  index: number,
): Promise<{ readonly name: string; readonly content: Uint8Array } | undefined> {
  return (await wholeBody(bytes, readAnatomy(bytes))).files[index];
}

async function wholeBody(bytes: Uint8Array, anatomy: Anatomy): Promise<RawBody> {
  const first = await rawBody(bytes, anatomy);
  return complete(first, furtherContents(bytes, anatomy, first));
}

async function rawBody(bytes: Uint8Array, anatomy: Anatomy): Promise<RawBody> {
  try {
    return fromMailparser(await simpleParser(Buffer.from(bytes), OPTIONS));
  } catch {
    return fromStructure(bytes, anatomy);
  }
}

/** The first reading with what the others have more: texts under a line that says where from, files with the others. */
function complete(first: RawBody, { texts, files, isCut }: FurtherContents): RawBody {
  const html = first.html === '' ? texts.find(({ isHtml }) => isHtml) : undefined;
  const others = texts.filter((text) => text !== html);
  const added = others.map(({ text, isHtml, where }) => {
    const readable = isHtml ? htmlWords(text, LIMITS.text) : text;
    return `${furtherHeading(where)}\n${readable.trim()}`;
  });
  const base =
    first.text === '' && first.html !== '' && added.length > 0 ? htmlWords(first.html, LIMITS.text) : first.text;
  return {
    text: [...(base === '' ? [] : [base]), ...added].join('\n\n'),
    html: html?.text ?? first.html,
    files: [...first.files, ...files],
    problems: [...first.problems, ...furtherProblems({ texts, files, isCut })],
  };
}

function furtherProblems({ texts, files, isCut }: FurtherContents): readonly string[] {
  const found = [
    ...texts.map(({ where }) => furtherText(where)),
    ...files.map(({ name, where }) => furtherFile(name, where)),
  ];
  const named = [...new Set(found)];
  return [...(named.length === 0 ? [] : [furtherContentsSentence(named)]), ...(isCut ? [TOO_MANY_READINGS] : [])];
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
    text: textOf(mail.text),
    html: textOf(mail.html),
    files: mail.attachments.map(rawFile),
    problems: [],
  };
}

/** Of hostile fields mailparser makes values of other types than it declares. */
function rawFile({ filename, contentType, cid, content }: Attachment): RawFile {
  const type = textOf(contentType);
  return {
    name: textOf(filename),
    type: type === '' ? 'application/octet-stream' : type,
    contentId: textOf(cid),
    content: Buffer.isBuffer(content) ? content : new Uint8Array(),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
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
    problems: [SIMPLER_READER],
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

function compose({ text, html, files, problems }: RawBody): BodyReading {
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
      ...problems,
      ...(isCut ? [TEXT_CUT] : []),
      ...(files.length > LIMITS.attachments ? [tooManyAttachments(files.length, LIMITS.attachments)] : []),
    ],
  };
}

function attachmentView({ name, type, content }: RawFile): AttachmentView {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { name, type, bytes: content.length, sha256, ...contentKind(name, type, content) };
}
