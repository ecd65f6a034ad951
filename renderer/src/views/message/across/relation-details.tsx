import type { RelationSummary } from '../../../../../shared/contract/relations';
import { across as words } from '../../../../../shared/wording/window/across';
import { useRequest } from '../../../api/use-request';
import { Facts } from '../../../components/facts';
import { RelatedMessages } from './related-messages';
import { causesOf, provenanceOf } from './relation-facts';

interface RelationDetailsProps {
  readonly messageRef: string;
  readonly relation: RelationSummary;
}

/** The messages of a relation with what each of them shares, and what the relation means and need not mean. */
export function RelationDetails({ messageRef, relation }: RelationDetailsProps) {
  const asked = useRequest('message:relation', { ref: messageRef, id: relation.id }, 0);
  const rate = { name: words.errorRate, value: relation.errorRate };
  return (
    <section className="relation-details" aria-label={relation.title}>
      <p>{relation.explanation}</p>
      <RelatedMessages asked={asked} ownRef={messageRef} />
      <Facts facts={[...causesOf(relation), rate, ...provenanceOf(relation)]} />
    </section>
  );
}
