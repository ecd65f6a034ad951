import type { MessageView } from '../../../../../shared/contract/model';
import { times as words } from '../../../../../shared/wording/window/message';
import { Button } from '../../../components/button';
import { type Fact, Facts } from '../../../components/facts';
import { grouped } from '../../../format/numbers';
import { duration, inUtc } from '../../../format/time';
import { desk, showingHeaders } from '../../../state/desk';

type Consensus = NonNullable<MessageView['consensus']>;

/** What all clocks say together: where most agree, what bounds it, and which one stands apart. */
export function ConsensusFacts({ consensus }: { readonly consensus: Consensus }) {
  const { time, agreeing, clocks, spreadSeconds, notBefore, notAfter, authorZone, outliers } = consensus;
  const spread = duration(spreadSeconds);
  const facts: readonly Fact[] = [
    {
      name: words.agree,
      value: (
        <>
          <span className="evidence">{inUtc(time)}</span>{' '}
          <span className="muted">{words.agreeing(grouped(agreeing), grouped(clocks), spread)}</span>
        </>
      ),
    },
    ...(notBefore === null ? [] : [{ name: words.notBefore, value: inUtc(notBefore), evidence: true }]),
    ...(notAfter === null ? [] : [{ name: words.notAfter, value: inUtc(notAfter), evidence: true }]),
    ...(authorZone === null ? [] : [{ name: words.zone, value: authorZone, evidence: true }]),
    ...outliers.map((outlier) => ({ name: words.apart, value: <Outlier outlier={outlier} /> })),
  ];
  return (
    <section aria-label={words.consensus}>
      <Facts facts={withUniqueNames(facts)} />
    </section>
  );
}

/** Facts are told apart by their names: a second one of a name is numbered. */
function withUniqueNames(facts: readonly Fact[]): readonly Fact[] {
  return facts.map((fact, index) => {
    const before = facts.slice(0, index).filter(({ name }) => name === fact.name).length;
    return before === 0 ? fact : { ...fact, name: `${fact.name} (${before + 1})` };
  });
}

function Outlier({ outlier }: { readonly outlier: Consensus['outliers'][number] }) {
  const { kind, start, end, differenceSeconds } = outlier;
  const difference = duration(Math.abs(differenceSeconds));
  return (
    <>
      <Button
        kind="link"
        label={`${words.apart}: ${kind}`}
        onPress={() => desk.update((state) => showingHeaders(state, { span: { start, end } }))}
      >
        {kind}
      </Button>{' '}
      {differenceSeconds > 0 ? words.later(difference) : words.earlier(difference)}
    </>
  );
}
