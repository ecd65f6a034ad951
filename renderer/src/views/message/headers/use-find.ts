import { useMemo, useState } from 'react';
import type { SpanData } from '../../../../../shared/contract/model';
import type { ByteString } from '../../../../../shared/email/types';
import type { Caret } from './caret';
import { foundSpans, stepFound } from './find';

export interface Find {
  /** Null while nothing is looked for. */
  readonly text: string | null;
  readonly found: readonly SpanData[];
  /** The place that the cursor selects, from 1; 0 for none. */
  readonly at: number;
  readonly ask: number;
  readonly open: () => void;
  readonly close: () => void;
  readonly look: (text: string) => void;
  readonly step: (step: 1 | -1) => void;
}

const NOTHING: readonly SpanData[] = [];

/** Looking for bytes in the header; the place that is gone to becomes the selection, so that it can be cited and annotated. */
export function useFind(header: ByteString, caret: Caret, moveTo: (caret: Caret) => void): Find {
  const [text, setText] = useState<string | null>(null);
  const [ask, setAsk] = useState(0);
  const found = useMemo(() => (text === null ? NOTHING : foundSpans(header, text)), [header, text]);
  const from = Math.min(caret.anchor, caret.at);
  const select = (span: SpanData | null): void => {
    if (span !== null) {
      moveTo({ anchor: span.start, at: span.end });
    }
  };
  return {
    text,
    found,
    at: found.findIndex(({ start, end }) => start === from && end === Math.max(caret.anchor, caret.at)) + 1,
    ask,
    open: () => {
      setText((before) => before ?? '');
      setAsk((before) => before + 1);
    },
    close: () => setText(null),
    look: (next) => {
      setText(next);
      select(stepFound(foundSpans(header, next), from - 1, 1));
    },
    step: (step) => select(stepFound(found, from, step)),
  };
}
