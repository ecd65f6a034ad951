/** How a message that lies inside of another one is listed. */
import type { NewMessage } from '../intake-lists';
import type { EnclosedMessage } from './enclosed-message';

export function enclosedLine(
  parent: NewMessage,
  found: EnclosedMessage,
  object: string,
  parentNumber: number,
): NewMessage {
  const { start, length, sha256, contentSha256, part } = found;
  const rebuilt = found.rebuilt === null ? parent.rebuilt : { ...found.rebuilt, missing: [...found.rebuilt.missing] };
  const inside = parent.inside === undefined ? `part ${part}` : `${parent.inside}/part ${part}`;
  const origin = found.rebuilt === null ? 'enclosed' : 'rebuilt';
  const line = { object, offset: start, length, sha256, contentSha256, origin, inside, parent: parentNumber } as const;
  return rebuilt === undefined ? line : { ...line, rebuilt };
}
