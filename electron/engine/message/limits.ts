/** What one message may cost, whatever it was made to do to its reader. */
export const LIMITS = {
  /** Time for one task of a worker. */
  taskMs: 10_000,
  /** JavaScript memory of one worker; a task that needs more is ended with its worker. */
  workerMemoryMb: 512,
  /** Of a longer message, the beginning is read. */
  messageBytes: 25 << 20,
  /** Text of one message in the search index, in characters. */
  searchText: 512 << 10,
  /** Text of one header in the index of header fields, in characters. */
  headerText: 64 << 10,
  /** Senders of one message that are counted. */
  senders: 20,
  /** Characters of one address list or subject in the message table. */
  columnText: 2_000,
  /** Attachments that are listed. */
  attachments: 1_000,
  /** Links and remote images that are listed. */
  links: 2_000,
  /** Characters of HTML that are sanitised. */
  html: 4 << 20,
  /** Characters of text that are shown. */
  text: 4 << 20,
  /** Bytes of pictures inside the message that its page shows. */
  inlineImages: 8 << 20,
  /** What is read of a message whose whole could not be. */
  headerBytes: 256 << 10,
  /** What is read of a message for its line in the list, before the rest. */
  listHeaderBytes: 64 << 10,
} as const;

export const TRUNCATED_SENTENCE =
  'The message is larger than 25 MB: its first 25 MB were read. All of its bytes are in the vault.';
