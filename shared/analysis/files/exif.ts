import { decodeBytes, fromByteString } from '../../email/byte-string';
import type { ByteString, Span } from '../../email/types';
import { readFileDate } from './file-date';
import { type FileFacts, joinFacts, NO_FACTS, nameFact, timeFact } from './file-facts';
import { positionFact } from './gps-position';
import { type TiffDirectory, tiffDirectory } from './tiff-directory';

/** What cameras and programs write into pictures (Exif 2.32; TIFF 6.0). */

const TAG = {
  maker: 0x010f,
  model: 0x0110,
  software: 0x0131,
  changed: 0x0132,
  artist: 0x013b,
  exif: 0x8769,
  gps: 0x8825,
  taken: 0x9003,
  digitised: 0x9004,
  zoneChanged: 0x9010,
  zoneTaken: 0x9011,
  zoneDigitised: 0x9012,
  gpsTime: 0x0007,
  gpsDate: 0x001d,
} as const;

/** The properties in a TIFF structure that begins at `base`. */
export function exifFacts(content: ByteString, base: number): FileFacts {
  const mark = content.slice(base, base + 4);
  if (mark !== 'II*\0' && mark !== 'MM\0*') {
    return NO_FACTS;
  }
  const file = { content, base, isLittle: mark.startsWith('II') };
  const main = tiffDirectory(file, 4);
  const exif = main.directory(TAG.exif);
  const gps = main.directory(TAG.gps);
  return joinFacts([
    dateFact('exif.taken', exif, TAG.taken, exif, TAG.zoneTaken),
    dateFact('exif.digitised', exif, TAG.digitised, exif, TAG.zoneDigitised),
    dateFact('exif.changed', main, TAG.changed, exif, TAG.zoneChanged),
    gpsTimeFact(gps),
    textFact('author', main, TAG.artist),
    deviceFact(main),
    textFact('program', main, TAG.software),
    positionFact(gps),
  ]);
}

function dateFact(
  kind: string,
  dates: TiffDirectory | undefined,
  tag: number,
  zones: TiffDirectory | undefined,
  zoneTag: number,
): FileFacts {
  const date = dates?.text(tag);
  const zone = zones?.text(zoneTag)?.text.replaceAll('\0', '');
  return date === undefined ? NO_FACTS : timeFact(kind, readFileDate(date.text, zone), date.place);
}

/** Satellites give universal time: the day as text, hours, minutes and seconds as fractions. */
function gpsTimeFact(gps: TiffDirectory | undefined): FileFacts {
  const day = gps?.text(TAG.gpsDate);
  const [hour, minute, second] = gps?.fractions(TAG.gpsTime) ?? [];
  if (day === undefined || hour === undefined || minute === undefined || second === undefined) {
    return NO_FACTS;
  }
  const time = [hour, minute, second].map((value) => String(Math.floor(value)).padStart(2, '0')).join(':');
  return timeFact('exif.gps', readFileDate(`${day.text.replaceAll('\0', '')} ${time}Z`), day.place);
}

function textFact(role: 'author' | 'program', directory: TiffDirectory, tag: number): FileFacts {
  const value = directory.text(tag);
  return value === undefined ? NO_FACTS : nameFact(role, readable(value.text), value.place);
}

/** Maker and model, the maker once: many models begin with its name. */
function deviceFact(main: TiffDirectory): FileFacts {
  const [maker, model] = [main.text(TAG.maker), main.text(TAG.model)];
  const [makerName, modelName] = [maker, model].map((value) => readable(value?.text ?? ''));
  const place: Span | undefined = model?.place ?? maker?.place;
  const whole = modelName?.startsWith(makerName ?? '') ? modelName : `${makerName} ${modelName}`;
  return place === undefined ? NO_FACTS : nameFact('device', whole, place);
}

function readable(text: ByteString): string {
  return decodeBytes(fromByteString(text.replaceAll('\0', ''))).trim();
}
