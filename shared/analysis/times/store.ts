import type { StoreFacts } from '../../contract/store-facts';
import type { EmbeddedTime } from '../../email/types';

/** A time that the mailbox keeps of a message, outside of its bytes. */
export interface StoreTime extends Pick<EmbeddedTime, 'timeMs' | 'precisionSeconds' | 'bound'> {
  /** Such as `pst.created`. */
  readonly kind: string;
  readonly event: StoreEvent;
  /** The store's own name for it. */
  readonly name: string;
}

export type StoreEvent = 'submitted' | 'delivered' | 'created' | 'changed' | 'seen' | 'file-created' | 'file-changed';

/** By the stores' own names. A message was there when its item was made, seen or changed: not younger than that. */
const EVENTS: ReadonlyMap<string, readonly [event: StoreEvent, bound: EmbeddedTime['bound']]> = new Map([
  ['PR_CLIENT_SUBMIT_TIME', ['submitted', 'equality']],
  ['PR_MESSAGE_DELIVERY_TIME', ['delivered', 'equality']],
  ['PR_CREATION_TIME', ['created', 'upper']],
  ['PR_LAST_MODIFICATION_TIME', ['changed', 'upper']],
  ['directory created', ['file-created', 'upper']],
  ['directory modified', ['file-changed', 'upper']],
  ['file name', ['delivered', 'equality']],
  ['date-received', ['delivered', 'equality']],
  ['date-last-viewed', ['seen', 'upper']],
]);

/** Names that are not known here, from a later program, are passed over. */
export function storeTimes(store: StoreFacts | undefined): readonly StoreTime[] {
  return (store?.times ?? []).flatMap(({ name, time, precisionSeconds }) => {
    const [event, bound] = EVENTS.get(name) ?? [];
    const timeMs = Date.parse(time);
    return event === undefined || bound === undefined || Number.isNaN(timeMs)
      ? []
      : [{ kind: `${store?.kind ?? ''}.${event}`, event, name, timeMs, precisionSeconds, bound }];
  });
}
