import { clockKinds } from './kinds/clocks';
import { copyKinds } from './kinds/copies';
import { counterKinds } from './kinds/counters';
import { habitKinds } from './kinds/habits';
import { replayKinds } from './kinds/replay';
import { sameTextKinds } from './kinds/same-text';
import { sharedIdKinds } from './kinds/shared-ids';
import { threadKinds } from './kinds/threads';
import type { RelationKind } from './relation-kind';

/** Every kind of relation between messages, one line for each file. The order here is that of the catalogue of kinds. */
export const RELATION_KINDS: readonly RelationKind[] = [
  ...copyKinds,
  ...replayKinds,
  ...sharedIdKinds,
  ...clockKinds,
  ...sameTextKinds,
  ...threadKinds,
  ...counterKinds,
  ...habitKinds,
];
