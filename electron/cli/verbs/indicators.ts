import { listIndicators } from '../../engine/session/list-indicators';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredPositional } from '../words';

export const indicators: Verb = {
  usage: 'DIR [--query Q]',
  options: { query: { type: 'string' } },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const query = optionText(call, 'query') ?? '';
    const list = await withCase(call, dir, 'read', (session) =>
      listIndicators(session, query, {
        signal: call.signal,
        onProgress: (doneMessages) => call.progress.report({ stage: 'Reading messages', doneMessages }),
      }),
    );
    return {
      json: { ...list },
      text: [
        ...list.indicators.map(
          ({ kind, defanged, messages, refs }) =>
            `${kind.padEnd(8)} ${String(messages).padStart(7)}  ${defanged}  ${refs.slice(0, 3).join(' ')}`,
        ),
        `${list.indicators.length.toLocaleString('en')} indicators in ${list.messages.toLocaleString('en')} messages${list.isCut ? ': more were not listed' : ''}`,
      ],
    };
  },
};
