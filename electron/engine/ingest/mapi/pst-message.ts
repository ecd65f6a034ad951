/** A message of an Outlook data file, from pst-extractor's tables: raw values are taken, and decoded as everywhere else. */
import type { PSTAttachment, PSTMessage, PSTRecipient } from 'pst-extractor';
import { ATTACHED_MESSAGE, type MapiAttachment, type MapiBag, type MapiMessage, PROP } from './message';
import { codepageOf, propertyBag, type RawProperties, type RawProperty, TYPE } from './property-bag';

/** What pst-extractor keeps of an object; its own accessors decode with a fixed code page and print what goes wrong. */
interface Tables {
  readonly pstTableItems?: ReadonlyMap<number, Item> | null;
  readonly localDescriptorItems?: ReadonlyMap<number, { readonly getData: () => Buffer | null }> | null;
}

interface Item {
  readonly entryValueType: number;
  readonly entryValueReference: number;
  readonly isExternalValueReference: boolean;
  readonly data: Buffer;
}

/** No honest message has more of either. */
const MAX_CHILDREN = 20_000;

export function pstMessage(message: PSTMessage, above?: number): MapiMessage {
  const properties = rawProperties(message);
  const codepage = codepageOf(properties) ?? above;
  const problems: string[] = [];
  const recipients = listOf('the list of recipients', problems, message.numberOfRecipients, (n) =>
    message.getRecipient(n),
  );
  const attachments = listOf('the list of attachments', problems, message.numberOfAttachments, (n) =>
    message.getAttachment(n),
  );
  return {
    ...propertyBag(properties, codepage),
    recipients: recipients.map((one) => propertyBag(rawProperties(one), codepage)),
    attachments: attachments.map((one) => attachmentOf(one, message, codepage)),
    problems,
  };
}

function attachmentOf(attachment: PSTAttachment, holder: PSTMessage, codepage: number | undefined): MapiAttachment {
  const bag: MapiBag = propertyBag(rawProperties(attachment), codepage);
  const isMessage = bag.int(PROP.attachMethod) === ATTACHED_MESSAGE;
  const read = once(() => attachedMessage(attachment, holder));
  const message = (): MapiMessage | undefined => {
    const inner = isMessage ? read() : null;
    return inner === null ? undefined : pstMessage(inner, codepage);
  };
  // Of an attached message that cannot be read nothing is left but its node.
  const bytes = (id: number) => (isMessage && id === PROP.attachData ? undefined : bag.bytes(id));
  return { ...bag, bytes, message };
}

/**
 * pst-extractor 1.12.0 gives an attached message only where the attachment has a node of its own in the file, which none
 * has: its holder's is lent to it. It can be asked once, as it changes the attachment.
 */
function attachedMessage(attachment: PSTAttachment, holder: PSTMessage): PSTMessage | null {
  const node = (holder as unknown as WithNode).descriptorIndexNode;
  (attachment as unknown as WithNode).descriptorIndexNode ??= node;
  return attachment.embeddedPSTMessage;
}

interface WithNode {
  descriptorIndexNode?: unknown;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function listOf<T>(what: string, problems: string[], count: number, read: (n: number) => T | null): readonly T[] {
  const found: T[] = [];
  for (let n = 0; n < Math.min(count, MAX_CHILDREN); n += 1) {
    try {
      const one = read(n);
      if (one !== null) {
        found.push(one);
      }
    } catch {
      problems.push(`parts of ${what}: damaged`);
    }
  }
  return found;
}

export function rawProperties(object: PSTMessage | PSTRecipient | PSTAttachment): RawProperties {
  // Its tables are protected for TypeScript only; their shape is pinned by the exact version and by tests.
  const { pstTableItems, localDescriptorItems } = object as unknown as Tables;
  const found = new Map<number, RawProperty>();
  for (const [id, item] of pstTableItems ?? []) {
    found.set(id, {
      type: item.entryValueType,
      get value() {
        return rawValue(item, localDescriptorItems);
      },
    });
  }
  return found;
}

function rawValue(item: Item, descriptors: Tables['localDescriptorItems']): Buffer {
  const { entryValueType: type, entryValueReference: reference } = item;
  if (type === TYPE.int16 || type === TYPE.int32 || type === TYPE.boolean) {
    const value = Buffer.alloc(4);
    value.writeInt32LE(reference | 0);
    return value;
  }
  if (type === TYPE.object && item.data.length >= 4) {
    // A node below, and its size (MS-PST 2.3.3.5).
    return descriptors?.get(item.data.readUInt32LE(0))?.getData() ?? Buffer.alloc(0);
  }
  if (!item.isExternalValueReference) {
    return item.data;
  }
  return descriptors?.get(reference)?.getData() ?? Buffer.alloc(0);
}
