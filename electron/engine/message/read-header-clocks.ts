import { readTimes } from '../../../shared/analysis/times';
import { type HeaderClocks, headerClocks } from '../../../shared/analysis/unknown-clocks/header-clocks';
import { readAnatomy } from '../../../shared/email/anatomy';
import { readRoute } from '../../../shared/email/route';
import { headerOnly } from './analyse-message';
import type { MessagePlace } from './analysed-message';
import { LIMITS } from './limits';
import { eachPlace } from './read-place';

/** Words of each header that read as instants, with the times that are known of it. */
export function readHeaderClocks(places: readonly MessagePlace[]): readonly HeaderClocks[] {
  const found: HeaderClocks[] = [];
  eachPlace(places, LIMITS.headerBytes, (bytes) => {
    const header = headerOnly(bytes);
    const anatomy = readAnatomy(header);
    const route = readRoute(anatomy);
    found.push(headerClocks({ anatomy, route, times: readTimes(header, anatomy, route) }));
  });
  return found;
}
