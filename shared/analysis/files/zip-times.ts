import { isWallClock, wallClockMs } from '../../email/civil-date';
import type { ByteString } from '../../email/types';
import { fromFiletimeTicks } from '../times/clocks';
import type { FileDate } from './file-date';
import type { FileFacts, FileTime } from './file-facts';
import { uint16, uint32, uint64 } from './numbers';
import type { ZipHeader } from './zip-entries';

/** When the packed files were last changed: a zip archive says it of each, in up to three ways. */

/** Of each kind the latest: the archive is not older, and the others are older than it. */
export function zipTimes(content: ByteString, headers: readonly ZipHeader[]): FileFacts {
  const latest = new Map<string, FileTime>();
  for (const header of headers) {
    for (const { kind, ...date } of headerDates(content, header)) {
      const known = latest.get(kind);
      if (known === undefined || date.timeMs > known.timeMs) {
        latest.set(kind, { ...date, kind, place: header.place });
      }
    }
  }
  return { times: [...latest.values()], names: [] };
}

function headerDates(content: ByteString, header: ZipHeader): readonly (FileDate & { readonly kind: string })[] {
  const dos = dosDate(header);
  const extra = extraTimes(content, header);
  return dos === undefined ? extra : [{ ...dos, kind: 'zip.entry' }, ...extra];
}

/** MS-DOS: two seconds, local time, years from 1980 (APPNOTE section 4.4.6). */
function dosDate({ dosTime, dosDate: day }: ZipHeader): FileDate | undefined {
  const time = {
    year: 1980 + (day >> 9),
    month: (day >> 5) & 15,
    day: day & 31,
    hour: dosTime >> 11,
    minute: (dosTime >> 5) & 63,
    second: (dosTime & 31) * 2,
    milliseconds: 0,
  };
  return isWallClock(time) && time.second < 60
    ? { timeMs: wallClockMs(time), clock: 'local', precisionSeconds: 2 }
    : undefined;
}

const UNIX_TIMES = 0x5455;
const NTFS_TIMES = 0x000a;

/** Info-ZIP's seconds since 1970 and NTFS's ticks since 1601, both of universal time (APPNOTE sections 4.5.5 and 4.6). */
function extraTimes(content: ByteString, { extra }: ZipHeader): readonly (FileDate & { readonly kind: string })[] {
  const found: (FileDate & { readonly kind: string })[] = [];
  for (let at = extra.start; at + 4 <= extra.end; ) {
    const [id, length] = [uint16(content, at, true), uint16(content, at + 2, true)];
    if (at + 4 + length > extra.end) {
      break;
    }
    if (id === UNIX_TIMES && length >= 5 && (content.charCodeAt(at + 4) & 1) === 1) {
      const timeMs = uint32(content, at + 5, true) * 1000;
      found.push({ kind: 'zip.entry-unix', timeMs, clock: 'utc', precisionSeconds: 1 });
    }
    if (id === NTFS_TIMES && length >= 32 && uint16(content, at + 8, true) === 1) {
      found.push({
        kind: 'zip.entry-ntfs',
        timeMs: fromFiletimeTicks(uint64(content, at + 12)),
        clock: 'utc',
        precisionSeconds: 0.001,
      });
    }
    at += 4 + length;
  }
  return found;
}
