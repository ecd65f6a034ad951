import { readWrittenDate } from '../email/written-date';

/** The dates that `dig` and the script of Chainmail print, as ISO 8601 in UTC. */

/** `WHEN: Wed Nov 25 20:12:44 UTC 2026`; empty where the comment has no date. A zone that nobody knows leaves the day. */
export function readWhen(comment: string): string {
  const match =
    /^;?\s{0,9}WHEN:\s{1,9}(\w{3})\s{1,9}(\w{3})\s{1,9}(\d{1,2})\s{1,9}([\d:]{8})\s{1,9}([\w+-]{1,8})\s{1,9}(\d{4})/.exec(
      comment,
    );
  if (match === null) {
    return '';
  }
  const [, , month = '', day = '', time = '', zone = '', year = ''] = match;
  const numeric = /^[+-]\d\d$/.test(zone) ? `${zone}00` : zone;
  const zoned = readWrittenDate(`${day} ${month} ${year} ${time} ${numeric}`, 0)?.instantMs;
  const dayOnly = readWrittenDate(`${day} ${month} ${year} 00:00:00 +0000`, 0)?.instantMs;
  const iso = (ms: number | undefined): string => (ms === undefined ? '' : new Date(ms).toISOString());
  return zoned === undefined ? iso(dayOnly).slice(0, 10) : `${iso(zoned).slice(0, 19)}Z`;
}

/** `date: 2026-11-25T20:12:44Z`. */
export function readDateMark(comment: string): string {
  const text = /^;?\s{0,9}date:\s{1,9}(\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?)\s*$/i.exec(comment)?.[1] ?? '';
  return Number.isNaN(Date.parse(text)) ? '' : text;
}
