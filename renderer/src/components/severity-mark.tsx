import type { Severity } from '../../../shared/analysis/rule';
import { severityNames } from '../../../shared/wording/window/severity';
import './severity-mark.css';

interface SeverityMarkProps {
  readonly severity: Severity;
  /** Set where the word stands beside the shape already. */
  readonly decorative?: boolean;
}

/** The shape of a severity: told apart without colour, in grey and in forced colours. */
export function SeverityMark({ severity, decorative = false }: SeverityMarkProps) {
  return (
    <svg
      className={`severity-mark severity-${severity}`}
      viewBox="0 0 12 12"
      width="12"
      height="12"
      role={decorative ? undefined : 'img'}
      aria-hidden={decorative ? true : undefined}
      aria-label={decorative ? undefined : severityNames[severity]}
    >
      <Shape severity={severity} />
    </svg>
  );
}

function Shape({ severity }: { readonly severity: Severity }) {
  switch (severity) {
    case 'proof':
      return <path d="M1 1h3.6l1.4 3 1.4-3H11v10H1z" />;
    case 'high':
      return <path d="M6 1 11.4 11H.6z" />;
    case 'medium':
      return (
        <>
          <circle cx="6" cy="6" r="4.4" className="severity-open" />
          <path d="M6 1.6a4.4 4.4 0 0 0 0 8.8z" />
        </>
      );
    case 'low':
      return <circle cx="6" cy="6" r="4.4" className="severity-open" />;
    case 'info':
      return <path d="M2 5h8v2H2z" />;
  }
}
