import { useEffect, useState } from 'react';
import type { Input, Output } from '../../../../../shared/contract/requests';
import { request, sentenceOf } from '../../../api/client';

const PAUSE_MS = 200;

interface Preview {
  readonly shown: Output<'briefing:preview'> | null;
  readonly failure: string | null;
}

/**
 * The section as composed by the engine, asked for at each pause of typing; the last one stays while a newer is on its way.
 *
 * @param entry of the section's recorded words: once they are recorded, the section says so
 */
export function usePreview(draft: Input<'briefing:preview'>, entry: number | null): Preview {
  const key = JSON.stringify(draft);
  const [preview, setPreview] = useState<Preview>({ shown: null, failure: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for `draft`; another `entry` asks the same again
  useEffect(() => {
    let isCurrent = true;
    const ask = setTimeout(() => {
      request('briefing:preview', draft).then(
        (shown) => isCurrent && setPreview({ shown, failure: null }),
        (error: unknown) => isCurrent && setPreview(({ shown }) => ({ shown, failure: sentenceOf(error) })),
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(ask);
    };
  }, [key, entry]);
  return preview;
}
