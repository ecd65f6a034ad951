/**
 * A message of RFC 5322 from properties. The same properties always give the same bytes: no clock, no chance.
 *
 * Header fields that the container stores stand first and verbatim, but for those that describe the MIME structure,
 * which is new: they are kept with `X-Original-` before their names. What is not stored is not made up.
 */
import type { Rebuilt } from '../containers/container';
import { bodyParts } from './body-parts';
import { composeHeader } from './compose-header';
import { ATTACHED_OBJECT, type MapiAttachment, type MapiMessage, PROP } from './message';
import { attachmentPart, boundaryFor, joinParts, type Part, rfc822Part } from './mime-part';

export interface Composed {
  readonly bytes: Buffer;
  readonly missing: readonly string[];
}

/** Messages attached to messages; deeper ones stay where they are. */
const MAX_DEPTH = 5;

export function rebuild(message: MapiMessage, by: string): { readonly bytes: Buffer; readonly rebuilt: Rebuilt } {
  const { bytes, missing } = compose(message, 0);
  return { bytes, rebuilt: { by, missing: [...new Set(missing)] } };
}

export function compose(message: MapiMessage, depth: number): Composed {
  const header = composeHeader(message);
  const body = bodyParts(message);
  const attached = message.attachments.map((attachment, index) => attachedPart(attachment, index + 1, depth));
  const parts = attached.flatMap(({ part }) => part ?? []);
  const root =
    parts.length === 0 ? body.part : joinParts('mixed', [body.part, ...parts], boundaryFor([body.part, ...parts]));
  const bytes = Buffer.concat([
    Buffer.from(`${header.text}MIME-Version: 1.0\r\n`, 'utf8'),
    root.header,
    Buffer.from('\r\n'),
    root.body,
  ]);
  const missing = [
    ...header.missing,
    ...body.missing,
    ...kindMissing(message),
    ...attached.flatMap(({ missing: one }) => one),
    ...message.problems,
  ];
  return { bytes, missing };
}

const OF_A_KIND = /^IPM\.(?:Contact|DistList|Appointment|Task|TaskRequest|Activity|StickyNote|Schedule\.Meeting)\b/i;

/** Items that are no mail have fields of their own (MS-OXOCNTC, MS-OXOCAL and others): names are read, these are not. */
function kindMissing(message: MapiMessage): readonly string[] {
  const kind = OF_A_KIND.exec(message.text(PROP.messageClass) ?? '')?.[0];
  return kind === undefined
    ? []
    : [`the fields of an item of the kind ${kind} (such as addresses, places and times of it)`];
}

interface Attached {
  readonly part: Part | undefined;
  readonly missing: readonly string[];
}

function attachedPart(attachment: MapiAttachment, place: number, depth: number): Attached {
  const name =
    attachment.text(PROP.attachLongName) ??
    attachment.text(PROP.attachShortName) ??
    attachment.text(PROP.displayName) ??
    '';
  const label = name === '' ? `attachment ${place}` : `attachment ${place} ("${name.slice(0, 100)}")`;
  try {
    const inner = attachment.message();
    if (inner !== undefined) {
      if (depth + 1 > MAX_DEPTH) {
        return { part: undefined, missing: [`${label}: a message attached deeper than ${MAX_DEPTH} levels`] };
      }
      const { bytes, missing } = compose(inner, depth + 1);
      return {
        part: rfc822Part(bytes),
        missing: missing.map((one) =>
          `in the attached message: ${one}`.replace(/^(?:in the attached message: )+/, 'in the attached message: '),
        ),
      };
    }
    const content = attachment.bytes(PROP.attachData);
    if (content === undefined) {
      const why =
        attachment.int(PROP.attachMethod) === ATTACHED_OBJECT
          ? 'an object of another program'
          : 'its content is not in the container';
      return { part: undefined, missing: [`${label}: ${why}`] };
    }
    const type = attachment.text(PROP.attachType) ?? '';
    return {
      part: attachmentPart({ name, type, contentId: attachment.text(PROP.attachContentId) ?? '', content }),
      missing: [],
    };
  } catch {
    return { part: undefined, missing: [`${label}: it is damaged and could not be read`] };
  }
}
