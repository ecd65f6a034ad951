import type { StampFacts } from '../../wording/timestamps';
import { hexOf } from '../der';
import type { GoodTimestamp, TimestampTools } from './judge-token';

/** @param now this computer's clock, milliseconds since 1970 */
export async function stampFacts(
  { time, authority, root }: GoodTimestamp,
  size: number,
  now: number,
  { digest }: TimestampTools,
): Promise<StampFacts> {
  return {
    size,
    time: new Date(time).toISOString(),
    authority: authority.name,
    root: root === undefined ? null : { name: root.name, sha256: hexOf(await digest('sha256', root.der)) },
    expired: now > authority.notAfter ? new Date(authority.notAfter).toISOString().slice(0, 10) : null,
  };
}
