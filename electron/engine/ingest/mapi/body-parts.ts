/** Bodies of a rebuilt message, in the forms that the container stores. */
import { charsetOf } from '../../../../shared/email/codepages';
import { plainRtf, rtfWords, unpackRtf } from '../../../../shared/email/rtf';
import { type MapiMessage, PROP } from './message';
import { attachmentPart, boundaryFor, joinParts, type Part, textPart } from './mime-part';

export interface Bodies {
  readonly part: Part;
  readonly missing: readonly string[];
}

export function bodyParts(message: MapiMessage): Bodies {
  const text = message.text(PROP.body);
  const html = htmlPart(message);
  const rtf = text === undefined || html === undefined ? rtfParts(message) : undefined;
  const plain = text === undefined ? rtf?.text : textPart('plain', 'utf-8', Buffer.from(text));
  const formatted = html ?? rtf?.html;
  const parts = [plain, formatted].flatMap((one) => one ?? []);
  const [first, second] = parts;
  const raw = first === undefined ? rtf?.raw : undefined;
  const missing = [
    ...(rtf?.problem === undefined ? [] : [rtf.problem]),
    ...(html === undefined && rtf?.html !== undefined
      ? ['an HTML body of its own: it was taken out of the stored RTF']
      : []),
  ];
  if (first !== undefined && second !== undefined) {
    return { part: joinParts('alternative', parts, boundaryFor(parts)), missing };
  }
  if (raw !== undefined && rtf?.words !== undefined) {
    const forms = [rtf.words, raw];
    return {
      part: joinParts('alternative', forms, boundaryFor(forms)),
      missing: [...missing, 'a plain body of its own: its words were taken out of the stored RTF'],
    };
  }
  if (first === undefined && raw === undefined) {
    return { part: textPart('plain', 'utf-8', new Uint8Array(0)), missing: [...missing, 'a body: none is stored'] };
  }
  return { part: first ?? raw ?? textPart('plain', 'utf-8', new Uint8Array(0)), missing };
}

function htmlPart(message: MapiMessage): Part | undefined {
  const bytes = message.bytes(PROP.html);
  if (bytes !== undefined && bytes.length > 0) {
    return textPart('html', charsetOf(message.int(PROP.internetCodepage)), bytes);
  }
  const text = message.text(PROP.html);
  return text === undefined || text === '' ? undefined : textPart('html', 'utf-8', Buffer.from(text));
}

interface RtfParts {
  readonly text?: Part;
  readonly html?: Part;
  readonly raw?: Part;
  /** The words of RTF of its own, in which no text or HTML was put. */
  readonly words?: Part;
  readonly problem?: string;
}

function rtfParts(message: MapiMessage): RtfParts | undefined {
  const packed = message.bytes(PROP.rtf);
  if (packed === undefined || packed.length === 0) {
    return undefined;
  }
  const rtf = unpackRtf(packed);
  if (rtf === undefined) {
    return { problem: 'the RTF body: it is damaged and could not be unpacked' };
  }
  const reading = plainRtf(rtf);
  const raw = attachmentPart({ name: 'body.rtf', type: 'application/rtf', contentId: '', content: rtf });
  if (reading === undefined) {
    const words = rtfWords(rtf);
    return words.trim() === '' ? { raw } : { raw, words: textPart('plain', 'utf-8', Buffer.from(words)) };
  }
  const part = textPart(reading.kind, 'utf-8', Buffer.from(reading.text));
  return reading.kind === 'html' ? { html: part, raw } : { text: part, raw };
}
