import { useEffect, useState } from 'react';
import type { Input, Output, RequestName } from '../../../shared/contract/requests';
import { request, sentenceOf } from './client';
import { createNewestFirst } from './newest-first';

/** What a view knows of something it asked for: the last value stays while a newer one is on its way. */
export interface Asked<T> {
  readonly value: T | null;
  readonly failure: string | null;
}

const reading = createNewestFirst();

/** Reading a message takes a thread of the engine's for a while: of those that were passed by, most are never asked for. */
function ask<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> {
  return name === 'message:read' ? reading(() => request(name, input)) : request(name, input);
}

/**
 * Asks the engine whenever `input` or `revision` changes; a late answer to an older question is dropped.
 *
 * With another `input` the old value is forgotten, with another `revision` it stays until the new one is there.
 */
export function useRequest<N extends RequestName>(name: N, input: Input<N> | null, revision: number): Asked<Output<N>> {
  const key = JSON.stringify(input);
  const [state, setState] = useState<Asked<Output<N>> & { readonly key: string }>({ key, value: null, failure: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for `input`; `revision` asks the same again
  useEffect(() => {
    let current = true;
    if (input !== null) {
      ask(name, input).then(
        (value) => current && setState({ key, value, failure: null }),
        (error: unknown) => current && setState({ key, value: null, failure: sentenceOf(error) }),
      );
    }
    return () => {
      current = false;
    };
  }, [name, key, revision]);
  return state.key === key ? state : { value: null, failure: null };
}
