import type { Bridge } from '../../../shared/contract/events';

declare global {
  interface Window {
    readonly chainmail?: Bridge;
  }
}

/** The one door to the engine; undefined where the page runs outside Chainmail. */
export function findBridge(): Bridge | undefined {
  return window.chainmail;
}
