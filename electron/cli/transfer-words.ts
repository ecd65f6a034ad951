/** What the verbs that record a transfer have in common. */
import { transferWords } from '../../shared/wording/transfers';
import { type Recorded, transferSaid } from '../engine/session/transfers';
import type { VerbCall, VerbOutcome } from './verb';
import { optionList, optionText } from './words';

/** How something changed hands; all of it may be left out. */
export const TRANSFER_OPTIONS = {
  organisation: { type: 'string' },
  item: { type: 'string', multiple: true },
  method: { type: 'string' },
  remarks: { type: 'string' },
} as const;

export const TRANSFER_USAGE = '[--organisation NAME] [--item E-001]… [--method TEXT] [--remarks TEXT]';

export function transferDetails(call: VerbCall) {
  const said = (name: string) => optionText(call, name) ?? '';
  return transferSaid({
    organisation: said('organisation'),
    items: optionList(call, 'item'),
    method: said('method'),
    remarks: said('remarks'),
  });
}

export function recordedOutcome({ entry }: Recorded, more: readonly string[] = []): VerbOutcome {
  return { json: { entry }, text: [transferWords.recorded(entry), ...more] };
}
