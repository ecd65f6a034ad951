import type { RelationView } from '../../../shared/contract/relations';
import { clip } from '../../../shared/text/text-block';
import { relations as words } from '../../../shared/wording/relations';
import { listRelations, relationsOfMessage } from '../../engine/session/list-relations';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { checkedRef, noMorePositionals, optionNumber, optionText, requiredPositional } from '../words';

export const relations: Verb = {
  usage: 'DIR [--ref REF | --kind ID] [--limit N] [--offset N]',
  options: {
    ref: { type: 'string' },
    kind: { type: 'string' },
    limit: { type: 'string' },
    offset: { type: 'string' },
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const ref = optionText(call, 'ref');
    const asked = {
      kind: optionText(call, 'kind'),
      limit: optionNumber(call, 'limit', 100, 1),
      offset: optionNumber(call, 'offset', 0),
    };
    const list = await withCase(call, dir, 'read', (session) =>
      ref === undefined ? listRelations(session, asked) : relationsOfMessage(session, checkedRef(ref)),
    );
    return {
      json: { ...list },
      text: [
        ...list.relations.flatMap(relationLines),
        `${list.relations.length} of ${list.total.toLocaleString('en')}`,
        ...(list.reading === 0 ? [] : [words.stillReading(list.reading)]),
      ],
    };
  },
};

function relationLines({ severity, kind, summary, count, messages }: RelationView): readonly string[] {
  const more = count - messages.length;
  return [
    `${severity.padEnd(6)} ${kind}: ${summary}`,
    ...messages.flatMap(({ ref, from, date, isForComparison, traits }) => [
      `    ${ref.padEnd(12)} ${(date ?? 'no date').padEnd(25)} ${clip(from, 60)}${isForComparison ? ` (${words.forComparison})` : ''}`,
      ...traits.map(({ name, text, start, end }) => `        ${name}: ${clip(text, 90)}  bytes ${start} to ${end}`),
    ]),
    ...(more > 0 ? [`    and ${more.toLocaleString('en')} more`] : []),
  ];
}
