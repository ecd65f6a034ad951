import { useState } from 'react';
import type { RelationSummary } from '../../../../shared/contract/relations';
import { relationsPage as words } from '../../../../shared/wording/window/relations';
import { useRequest } from '../../api/use-request';
import { Button } from '../../components/button';
import { MailText } from '../../components/mail-text';
import { SeverityMark } from '../../components/severity-mark';
import { grouped } from '../../format/numbers';
import { term } from '../../format/query';
import { desk, withQuery } from '../../state/desk';
import { RelatedMessages } from '../message/across/related-messages';

/** One relation; open, its messages and what they share. */
export function RelationItem({ relation }: { readonly relation: RelationSummary }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <button
        type="button"
        data-roving=""
        tabIndex={-1}
        className="observation"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <SeverityMark severity={relation.severity} />
        <MailText text={relation.summary} />
      </button>
      {isOpen && <Opened relation={relation} />}
    </li>
  );
}

function Opened({ relation: { id, count, summary } }: { readonly relation: RelationSummary }) {
  const asked = useRequest('case:relation', { id }, 0);
  return (
    <section className="relation-details" aria-label={summary}>
      <p>
        <Button kind="link" onPress={() => desk.update((state) => withQuery(state, term('relation', id)))}>
          {words.showMessages(grouped(count))}
        </Button>
      </p>
      <RelatedMessages asked={asked} ownRef={null} />
    </section>
  );
}
