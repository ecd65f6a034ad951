import type { EventData, EventName } from '../../../shared/contract/events';
import { findBridge } from './bridge';

/** What reaches the page: the menu's keys go to the desktop process. */
type PageEvent = Exclude<EventName, 'menu:keys'>;

export type Listeners = { readonly [N in PageEvent]: (data: EventData<N>) => void };

/** Hands each event of the engine to its listener; unknown names are ignored. Returns the way to stop. */
export function listen(listeners: Listeners): () => void {
  const bridge = findBridge();
  if (bridge === undefined) {
    return () => {};
  }
  return bridge.subscribe((name, data) => {
    if (isEventName(name, listeners) && typeof data === 'object' && data !== null) {
      dispatch(listeners, name, data);
    }
  });
}

function isEventName(name: string, listeners: Listeners): name is PageEvent {
  return Object.hasOwn(listeners, name);
}

function dispatch<N extends PageEvent>(listeners: Listeners, name: N, data: object): void {
  // Safe: the desktop process forwards only events that it has parsed with the contract's schema.
  listeners[name](data as EventData<N>);
}
