import type { Handlers } from '../../../shared/contract/requests';
import { appHandlers } from './app';
import { briefingHandlers } from './briefing';
import { caseHandlers } from './case';
import { custodyHandlers } from './custody';
import { dnsHandlers } from './dns';
import type { EngineState } from './engine-state';
import { identityHandlers } from './identity';
import { importHandlers } from './import';
import { judgementHandlers } from './judgement';
import { lookupHandlers } from './lookups';
import { manyHandlers } from './many';
import { messageHandlers } from './messages';
import { packetHandlers } from './packet';
import { searchHandlers } from './search';

/** Every request of the contract with its handler; one that is missing does not compile. */
export function createHandlers(state: EngineState): Handlers {
  return {
    ...appHandlers(state),
    ...identityHandlers(state),
    ...caseHandlers(state),
    ...importHandlers(state),
    ...messageHandlers(state),
    ...searchHandlers(state),
    ...judgementHandlers(state),
    ...manyHandlers(state),
    ...briefingHandlers(state),
    ...custodyHandlers(state),
    ...packetHandlers(state),
    ...dnsHandlers(state),
    ...lookupHandlers(state),
  };
}
