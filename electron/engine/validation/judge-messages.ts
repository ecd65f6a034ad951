/** Messages as validation sees them; runs in a worker. */
import { analyse } from '../../../shared/analysis/analyse';
import { type JudgedMessage, judge } from '../../../shared/validation/judged-message';
import { headerFindings } from '../message/analyse-message';
import type { MessagePlace } from '../message/analysed-message';
import { LIMITS } from '../message/limits';
import { eachPlace } from '../message/read-place';

export function judgePlaces(places: readonly MessagePlace[]): readonly JudgedMessage[] {
  const judged: JudgedMessage[] = [];
  eachPlace(places, LIMITS.messageBytes, (bytes, place) => {
    const analysis = analyse(bytes);
    judged.push(judge(bytes.length === place.length ? analysis : headerFindings(analysis)));
  });
  return judged;
}
