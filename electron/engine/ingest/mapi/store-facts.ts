/** What a mail program's store keeps of a message beside what became its bytes. */
import type { StoreFacts } from '../../../../shared/contract/store-facts';
import { type MapiBag, MESSAGE_FLAG, PROP } from './message';
import { shownSubject } from './subject';

/** Property names as MS-OXPROPS lists them beside the canonical ones. */
const TIMES = [
  ['PR_CLIENT_SUBMIT_TIME', PROP.submitTime],
  ['PR_MESSAGE_DELIVERY_TIME', PROP.deliveryTime],
  ['PR_CREATION_TIME', PROP.creationTime],
  ['PR_LAST_MODIFICATION_TIME', PROP.modificationTime],
] as const;

/** The index of a thread grows by five bytes a reply; one that is longer than this is no index. */
const MAX_INDEX_BYTES = 2_000;
const MAX_NAME = 200;
const MAX_SUBJECT = 300;

export type MoreFacts = Pick<StoreFacts, 'kind' | 'folder'> & { readonly times?: StoreFacts['times'] };

/** @param more what the file around the message says */
export function storeFacts(message: MapiBag, { kind, folder, times = [] }: MoreFacts): StoreFacts {
  const index = message.bytes(PROP.conversationIndex);
  const changedBy = message.text(PROP.lastModifier)?.slice(0, MAX_NAME) ?? '';
  const marks = marksOf(message);
  const hasTransportHeaders = (message.text(PROP.transportHeaders) ?? '').trim() !== '';
  const subject = hasTransportHeaders ? shownSubject(message) : undefined;
  return {
    kind,
    times: [...TIMES.flatMap(([name, id]) => storeTime(name, message.time(id))), ...times],
    ...(folder === undefined ? {} : { folder }),
    ...(marks.length === 0 ? {} : { marks: [...marks] }),
    ...(index === undefined || index.length === 0 || index.length > MAX_INDEX_BYTES
      ? {}
      : { conversationIndex: Buffer.from(index).toString('hex') }),
    hasTransportHeaders,
    ...(subject === undefined ? {} : { subject: subject.slice(0, MAX_SUBJECT) }),
    ...(changedBy === '' ? {} : { changedBy }),
  };
}

/** FILETIME's first second stands for "none"; what no calendar has is left out. */
export function storeTime(name: string, timeMs: number | undefined): StoreFacts['times'] {
  const isTime = timeMs !== undefined && timeMs > FIRST_MS && timeMs < LAST_MS;
  return isTime ? [{ name, time: new Date(timeMs).toISOString(), precisionSeconds: 0.001 }] : [];
}

const FIRST_MS = Date.UTC(1980, 0, 1);
const LAST_MS = Date.UTC(2100, 0, 1);

function marksOf(message: MapiBag): readonly string[] {
  const flags = message.int(PROP.messageFlags) ?? 0;
  const isReceived =
    message.bytes(PROP.receivedByEntry) !== undefined || (message.text(PROP.receivedByName) ?? '') !== '';
  const isInternal = (message.text(PROP.senderType) ?? message.text(PROP.sentForType) ?? '').toUpperCase() === 'EX';
  return [
    ...((flags & MESSAGE_FLAG.unsent) === 0 ? [] : ['unsent']),
    ...((flags & MESSAGE_FLAG.fromMe) === 0 ? [] : ['from-me']),
    ...(isReceived ? ['received'] : []),
    ...(isInternal ? ['exchange-sender'] : []),
  ];
}
