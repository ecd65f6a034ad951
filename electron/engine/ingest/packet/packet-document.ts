import type { Reader } from '../readers/reader';

const EXHIBIT = /(^|\/)data\/exhibits\/[^/]+$/;

/** Whether a file of a packet is one of its exhibits. @param path below the packet, or through its archive */
export function isExhibitFile(path: string): boolean {
  return EXHIBIT.test(path);
}

/** Whatever else a packet carries: report, forms, journal, lists. Kept, named, and no message. */
export const packetDocument: Reader = {
  id: 'packet-document',
  version: 1,
  recognise: () => undefined,
  split: async () => ({ format: 'unreadable', variant: '', remarks: [], isNoMail: true }),
};
