import type { Annotation } from '../../../../../shared/contract/model';
import { card } from '../../../../../shared/wording/window/headers';
import { Button } from '../../../components/button';
import { MailText } from '../../../components/mail-text';
import { inUtc } from '../../../format/time';

/** A note of the examiner, in the examiner's ink. */
export function AnnotationCard({
  annotation,
  onClose,
}: {
  readonly annotation: Annotation;
  readonly onClose: () => void;
}) {
  return (
    <section className="finding-card card-annotation" aria-label={card.assess} data-card="">
      <header className="card-head">
        <span className="annotation-mark" aria-hidden="true" />
        <p className="card-title">
          <MailText text={annotation.note} />
        </p>
        <Button kind="quiet" className="card-close" label={card.close} onPress={onClose}>
          ✕
        </Button>
      </header>
      {annotation.tags.length > 0 && <p>{annotation.tags.join(', ')}</p>}
      <p className="meta">{card.by(annotation.by, inUtc(annotation.at), annotation.entry)}</p>
    </section>
  );
}
