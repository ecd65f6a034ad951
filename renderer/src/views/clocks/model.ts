import type { ClockSearchView, ClockView } from '../../../../shared/contract/unknown-clocks';

/** Whether decoders read the bytes already in half of the messages or more, as the command line has it. */
export function isKnown({ known, messages }: ClockView): boolean {
  return 2 * known >= messages;
}

export function shownClocks({ clocks }: ClockSearchView, withKnown: boolean): readonly ClockView[] {
  return clocks.filter((clock) => withKnown || !isKnown(clock));
}
