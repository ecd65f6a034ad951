/** A mail program's message as a bag of properties (MS-OXPROPS), whatever file it lies in. */
export interface MapiBag {
  /** A string property, decoded. */
  readonly text: (id: number) => string | undefined;
  readonly bytes: (id: number) => Uint8Array | undefined;
  readonly int: (id: number) => number | undefined;
  /** Milliseconds since 1970 UTC. */
  readonly time: (id: number) => number | undefined;
}

export interface MapiAttachment extends MapiBag {
  /** The message that is attached, where it is one. */
  readonly message: () => MapiMessage | undefined;
}

export interface MapiMessage extends MapiBag {
  readonly recipients: readonly MapiBag[];
  readonly attachments: readonly MapiAttachment[];
  /** What could not be read of it, in plain words. */
  readonly problems: readonly string[];
}

/** Property ids (MS-OXPROPS section 2; the number's upper half). */
export const PROP = {
  messageClass: 0x001a,
  subject: 0x0037,
  submitTime: 0x0039,
  receivedByEntry: 0x003f,
  receivedByName: 0x0040,
  sentForName: 0x0042,
  sentForType: 0x0064,
  sentForAddress: 0x0065,
  conversationIndex: 0x0071,
  transportHeaders: 0x007d,
  recipientType: 0x0c15,
  senderName: 0x0c1a,
  senderType: 0x0c1e,
  senderAddress: 0x0c1f,
  displayBcc: 0x0e02,
  displayCc: 0x0e03,
  displayTo: 0x0e04,
  deliveryTime: 0x0e06,
  messageFlags: 0x0e07,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  messageId: 0x1035,
  references: 0x1039,
  inReplyTo: 0x1042,
  displayName: 0x3001,
  addressType: 0x3002,
  address: 0x3003,
  creationTime: 0x3007,
  modificationTime: 0x3008,
  attachData: 0x3701,
  attachShortName: 0x3704,
  attachMethod: 0x3705,
  attachLongName: 0x3707,
  attachType: 0x370e,
  attachContentId: 0x3712,
  smtpAddress: 0x39fe,
  internetCodepage: 0x3fde,
  messageLocale: 0x3ff1,
  lastModifier: 0x3ffa,
  messageCodepage: 0x3ffd,
  senderSmtp: 0x5d01,
  sentForSmtp: 0x5d02,
} as const;

/** Attachment methods (MS-OXPROPS 2.595). */
export const ATTACHED_MESSAGE = 5;
export const ATTACHED_OBJECT = 6;

/** Bits of PidTagMessageFlags (MS-OXCMSG 2.2.1.6). */
export const MESSAGE_FLAG = { unsent: 0x08, fromMe: 0x20 } as const;
