import type { WordingHit } from '../../../../../shared/briefing/lint';
import { hitSentence } from '../../../../../shared/wording/briefing-lint';
import { briefing as words } from '../../../../../shared/wording/window/briefing';
import './wording-hits.css';

/** What the check of wording says: each passage, and what to write instead. */
export function WordingHits({ hits }: { readonly hits: readonly WordingHit[] }) {
  return (
    <section className="wording" aria-label={words.wording}>
      <h4 className="wording-name">{words.wording}</h4>
      {hits.length === 0 ? (
        <p className="muted">{words.clean}</p>
      ) : (
        <ul className="wording-hits">
          {hits.map((hit) => (
            <li
              key={`${hit.rule} ${hit.section} ${hit.field} ${hit.start} ${hit.end}`}
              className={`wording-${hit.rule}`}
            >
              {hitSentence(hit)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
