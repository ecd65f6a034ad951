import { visibleRuns } from '../format/visible-text';
import './mail-text.css';

/** Text that came from a message: kept apart from its surroundings, with everything invisible named. Never HTML. */
export function MailText({ text }: { readonly text: string }) {
  const runs = visibleRuns(text);
  const [only] = runs;
  if (runs.length === 1 && only?.named === false) {
    return <bdi>{only.text}</bdi>;
  }
  return (
    <bdi>
      {runs.map((run) =>
        run.named ? (
          <span key={run.at} className="named-character">
            {run.text}
          </span>
        ) : (
          run.text
        ),
      )}
    </bdi>
  );
}
