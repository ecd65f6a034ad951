import type { MessageRow } from '../../../shared/contract/model';
import { clip } from '../../../shared/text/text-block';
import { listMessages } from '../../engine/session/list-messages';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionNumber, optionText, requiredPositional } from '../words';

export const messages: Verb = {
  usage: 'DIR [--query Q] [--limit N] [--offset N]',
  options: { query: { type: 'string' }, limit: { type: 'string' }, offset: { type: 'string' } },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const asked = {
      query: optionText(call, 'query') ?? '',
      sort: 'ref' as const,
      descending: false,
      limit: optionNumber(call, 'limit', 1_000, 1),
      offset: optionNumber(call, 'offset', 0),
    };
    const list = await withCase(call, dir, 'read', (session) => listMessages(session, asked));
    return {
      json: { total: list.total, messages: list.messages },
      text: [...list.messages.map(rowLine), `${list.messages.length} of ${list.total.toLocaleString('en')}`],
    };
  },
};

function rowLine(row: MessageRow): string {
  const worst = (['proof', 'high', 'medium', 'low', 'info'] as const).find((severity) => row.findings[severity] > 0);
  return [
    row.ref.padEnd(12),
    (row.received ?? row.date ?? 'no date').padEnd(25),
    (worst ?? '').padEnd(7),
    clip(row.from, 38).padEnd(38),
    clip(row.subject, 60),
  ].join(' ');
}
