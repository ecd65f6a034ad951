import type { KeyboardEvent } from 'react';
import type { BoundaryView } from '../../../../../shared/contract/model';
import { route as words } from '../../../../../shared/wording/window/message';
import { Button } from '../../../components/button';
import { Group } from '../../../components/group';
import { inUtc } from '../../../format/time';

interface BoundaryControlProps {
  readonly boundary: BoundaryView;
  readonly hops: number;
  /** Where the examiner is about to put it. */
  readonly wanted: number;
  readonly onWant: (trustedHops: number) => void;
  readonly onSet: (trustedHops: number | null) => void;
}

/** Where the trust boundary lies, why, and the way to move it by key: a slider over the hops from the top. */
export function BoundaryControl({ boundary, hops, wanted, onWant, onSet }: BoundaryControlProps) {
  const isPending = wanted !== boundary.trustedHops;
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = wantedByKey(event.key, wanted, hops);
    if (next !== undefined) {
      onWant(next);
    } else if (event.key === 'Enter' && isPending) {
      onSet(wanted);
    } else if (event.key === 'Escape' && isPending) {
      onWant(boundary.trustedHops);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const said = wanted === 0 ? words.boundaryNone(hops) : words.boundaryAt(wanted, hops);
  return (
    <Group className="boundary-control" label={words.boundaryTitle}>
      <div
        className="boundary-slider"
        role="slider"
        tabIndex={0}
        data-boundary=""
        aria-label={words.boundarySlider}
        aria-valuemin={0}
        aria-valuemax={hops}
        aria-valuenow={wanted}
        aria-valuetext={said}
        aria-orientation="vertical"
        onKeyDown={onKeyDown}
      >
        {said}
      </div>
      <span className="meta">{isPending ? words.boundaryPending : reasonOf(boundary)}</span>
      {isPending && (
        <Button kind="primary" onPress={() => onSet(wanted)}>
          {words.boundarySet}
        </Button>
      )}
      {!isPending && boundary.moved !== null && (
        <Button kind="link" onPress={() => onSet(null)}>
          {words.boundaryBack}
        </Button>
      )}
      <span className="meta boundary-hint">{words.boundaryHint}</span>
    </Group>
  );
}

/** Down is towards the claims: one hop more is trusted. */
function wantedByKey(key: string, wanted: number, hops: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: wanted + 1,
    ArrowRight: wanted + 1,
    ArrowUp: wanted - 1,
    ArrowLeft: wanted - 1,
    Home: 0,
    End: hops,
  };
  const next = steps[key];
  return next === undefined ? undefined : Math.max(0, Math.min(hops, next));
}

function reasonOf({ moved, confirmedBy }: BoundaryView): string {
  return moved === null
    ? words.boundaryProposed(confirmedBy.join(', '))
    : words.boundaryMoved(moved.by, inUtc(moved.at), moved.entry);
}
