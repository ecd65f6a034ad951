import { useMemo } from 'react';
import { session } from '../../../state/session';
import { useStore } from '../../../state/store';

const NONE: readonly never[] = [];

/** Names of the case's evidence items by their numbers; the same map until the case's state is read again. */
export function useEvidenceNames(): ReadonlyMap<string, string> {
  const evidence = useStore(session, (state) => state.openCase?.evidence ?? NONE);
  return useMemo(() => new Map(evidence.map(({ number, name }) => [number, name])), [evidence]);
}
