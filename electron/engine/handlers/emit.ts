import type { EventData, EventName } from '../../../shared/contract/events';

/** Sends an event to the window. */
export type Emit = <N extends EventName>(name: N, data: EventData<N>) => void;
