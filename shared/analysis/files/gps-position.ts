import { type FileFacts, NO_FACTS, nameFact } from './file-facts';
import type { TiffDirectory } from './tiff-directory';

const [LATITUDE_SIDE, LATITUDE, LONGITUDE_SIDE, LONGITUDE] = [1, 2, 3, 4];

/** Where the picture was taken, in degrees to five places (about a metre), as `52.51627, 13.37770`. */
export function positionFact(gps: TiffDirectory | undefined): FileFacts {
  const side = gps?.text(LATITUDE_SIDE);
  const latitude = degrees(gps, LATITUDE, side?.text, 'S');
  const longitude = degrees(gps, LONGITUDE, gps?.text(LONGITUDE_SIDE)?.text, 'W');
  const isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude !== 0 || longitude !== 0);
  return side === undefined || !isPlace
    ? NO_FACTS
    : nameFact('position', `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`, side.place);
}

/** Degrees, minutes and seconds (Exif 2.32 section 4.6.6); not a number where they are not there. */
function degrees(gps: TiffDirectory | undefined, tag: number, side: string | undefined, negative: string): number {
  const [whole = Number.NaN, minutes = 0, seconds = 0] = gps?.fractions(tag) ?? [];
  return (whole + minutes / 60 + seconds / 3600) * (side?.startsWith(negative) ? -1 : 1);
}
