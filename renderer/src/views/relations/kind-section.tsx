import { useRef, useState } from 'react';
import type { RelationKindView } from '../../../../shared/contract/relations';
import { across } from '../../../../shared/wording/window/across';
import { relationsPage as words } from '../../../../shared/wording/window/relations';
import { severityNames } from '../../../../shared/wording/window/severity';
import { useRequest } from '../../api/use-request';
import { Button } from '../../components/button';
import { type Fact, Facts } from '../../components/facts';
import { Pager } from '../../components/pager';
import { Problem } from '../../components/problem';
import { SeverityMark } from '../../components/severity-mark';
import { useRoving } from '../../components/use-roving';
import { grouped } from '../../format/numbers';
import { term } from '../../format/query';
import { desk, withQuery } from '../../state/desk';
import { causesOf, provenanceOf } from '../message/across/relation-facts';
import { RelationItem } from './relation-item';

const PAGE = 10;

interface KindSectionProps {
  readonly kind: RelationKindView;
  readonly revision: number;
}

/** One kind of relation: what it means, how often it is seen, and a page of its relations, which are one stop for keys. */
export function KindSection({ kind, revision }: KindSectionProps) {
  const [offset, setOffset] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const roving = useRoving(list);
  const asked = { kind: kind.kind, offset, limit: PAGE };
  const { value, failure } = useRequest('case:relations', asked, revision);
  return (
    <section className="place-section" aria-label={kind.title}>
      <KindHead kind={kind} />
      <p className="place-prose">{kind.explanation}</p>
      <details className="place-details relation-meaning">
        <summary>{words.meaning}</summary>
        <Facts facts={[...ratesOf(kind), ...causesOf(kind), ...provenanceOf(kind)]} />
      </details>
      <Problem sentence={failure} />
      {value === null && failure === null && <p className="muted">{words.looking}</p>}
      <ul ref={list} className="observations" onKeyDown={roving.onKeyDown} onFocus={roving.onFocus}>
        {value?.relations.map((relation) => (
          <RelationItem key={relation.id} relation={relation} />
        ))}
      </ul>
      <Pager
        offset={offset}
        size={PAGE}
        total={kind.total}
        onTurn={setOffset}
        words={{ page: words.page, earlier: words.stronger, later: words.weaker }}
        cut={{ kept: kind.kept, sentence: words.cut(grouped(kind.kept)) }}
      />
    </section>
  );
}

function KindHead({ kind: { kind, severity, title, total, messages } }: Pick<KindSectionProps, 'kind'>) {
  return (
    <div className="relation-head">
      <SeverityMark severity={severity} />
      <h3 className="place-name">{title}</h3>
      <span className="muted">{words.counted(grouped(total), grouped(messages))}</span>
      <Button
        kind="link"
        label={words.showKindOf(words.showKind(grouped(messages)), title)}
        onPress={() => desk.update((state) => withQuery(state, term('relation', kind)))}
      >
        {words.showKind(grouped(messages))}
      </Button>
    </div>
  );
}

/** Grades of one kind are measured apart. */
function ratesOf({ rates }: RelationKindView): readonly Fact[] {
  return rates.map(({ severity, errorRate }) => ({
    name: rates.length === 1 ? across.errorRate : words.rateOf(severityNames[severity].toLowerCase()),
    value: errorRate,
  }));
}
