import { useEffect, useRef } from 'react';
import type { FindingView } from '../../../../../shared/contract/model';
import { card } from '../../../../../shared/wording/window/headers';
import { severityMeanings, severityNames } from '../../../../../shared/wording/window/severity';
import { Button } from '../../../components/button';
import { type Fact, Facts } from '../../../components/facts';
import { MailText } from '../../../components/mail-text';
import { SeverityMark } from '../../../components/severity-mark';
import { grouped } from '../../../format/numbers';
import { AssessmentForm } from './assessment-form';
import './finding-card.css';

interface FindingCardProps {
  readonly finding: FindingView;
  /** Set when the card was asked for by key or press: it takes the focus then. */
  readonly takesFocus: boolean;
  readonly onClose: () => void;
}

/** A finding, whole: what was seen, what it means, what else it can mean, how often it is wrong, and the judgement. */
export function FindingCard({ finding, takesFocus, onClose }: FindingCardProps) {
  const element = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another finding in the same card takes the focus again
  useEffect(() => {
    if (takesFocus) {
      element.current?.focus({ preventScroll: true });
    }
    element.current?.scrollIntoView({ block: 'nearest' });
    // Where both do not fit, the bytes matter more than the end of the card.
    element.current?.previousElementSibling?.scrollIntoView({ block: 'nearest' });
  }, [takesFocus, finding.rule]);
  return (
    <section
      ref={element}
      className={`finding-card card-${finding.severity}`}
      aria-label={card.label(finding.title)}
      tabIndex={-1}
      data-card=""
    >
      <header className="card-head">
        <SeverityMark severity={finding.severity} decorative />
        <h3 className="card-title">{finding.title}</h3>
        <span className="card-severity" title={severityMeanings[finding.severity]}>
          {severityNames[finding.severity]}
        </span>
        <Button kind="quiet" className="card-close" label={card.close} onPress={onClose}>
          ✕
        </Button>
      </header>
      <p className="card-observed">
        <MailText text={finding.summary} />
      </p>
      <p>{finding.explanation}</p>
      <Facts facts={factsOf(finding)} />
      <AssessmentForm finding={finding} />
    </section>
  );
}

function factsOf(finding: FindingView): readonly Fact[] {
  const ranges = finding.spans.map((span) => card.bytesRange(grouped(span.start), grouped(span.end))).join(', ');
  const innocent = (
    <ul className="card-innocent">
      {finding.innocent.map((cause) => (
        <li key={cause}>{cause}</li>
      ))}
    </ul>
  );
  return [
    { name: card.innocent, value: innocent },
    { name: card.settle, value: finding.settle },
    { name: card.errorRate, value: finding.errorRate },
    { name: card.reference, value: finding.reference },
    { name: card.bytes, value: `${ranges} · ${card.rule(finding.rule, finding.ruleVersion)}` },
  ];
}
