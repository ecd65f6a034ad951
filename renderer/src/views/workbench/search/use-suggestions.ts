import { useEffect, useState } from 'react';
import { request } from '../../../api/client';
import { session } from '../../../state/session';
import { useStore } from '../../../state/store';
import { type Known, type Senders, type Suggestions, senderQuestion, suggestionsFor, type Typed } from './suggest';

const NOTHING: Known = { rules: [], evidence: [], tags: [] };
const SENDERS_ASKED = 12;

/** Suggestions for what is typed; senders are asked of the engine, and shown until there is a newer answer. */
export function useSuggestions({ text, caret }: Typed): Suggestions {
  const known = useStore(session, (state) => state.openCase ?? NOTHING);
  const [senders, setSenders] = useState<Senders>();
  const start = senderQuestion(text, caret)?.start;
  useEffect(() => {
    let isCurrent = true;
    if (start !== undefined) {
      request('search:senders', { start, limit: SENDERS_ASKED }).then(
        (answer) => isCurrent && setSenders({ start, ...answer }),
        // Without an answer there are no suggestions; the search itself does not depend on them.
        () => isCurrent && setSenders(undefined),
      );
    }
    return () => {
      isCurrent = false;
    };
  }, [start]);
  return suggestionsFor(text, caret, known, senders);
}
