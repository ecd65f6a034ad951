/**
 * Time zones as mail writes them (RFC 5322 sections 3.3 and 4.3).
 */

/** Zone names that mean one offset only, in minutes. Those of RFC 5322 section 4.3 come first. */
const singleOffsets: ReadonlyMap<string, number> = new Map([
  ['UT', 0],
  ['GMT', 0],
  ['UTC', 0],
  ['Z', 0],
  ['EST', -300],
  ['EDT', -240],
  ['CST', -360],
  ['CDT', -300],
  ['MST', -420],
  ['MDT', -360],
  ['PST', -480],
  ['PDT', -420],
  ['WET', 0],
  ['WEST', 60],
  ['CET', 60],
  ['MET', 60],
  ['MEZ', 60],
  ['CEST', 120],
  ['MEST', 120],
  ['MESZ', 120],
  ['EET', 120],
  ['EEST', 180],
  ['MSK', 180],
  ['MSD', 240],
  ['JST', 540],
  ['KST', 540],
  ['HKT', 480],
  ['NZST', 720],
  ['NZDT', 780],
  ['AEST', 600],
  ['AEDT', 660],
  ['ACST', 570],
  ['ACDT', 630],
  ['AWST', 480],
  ['AKST', -540],
  ['AKDT', -480],
  ['HST', -600],
]);

/**
 * Offsets that an honest system may put before a zone name in a comment, beyond the one above: names are reused over
 * the world, and they changed over the years. From the IANA time zone database's abbreviations.
 */
const furtherOffsets: ReadonlyMap<string, readonly number[]> = new Map([
  ['EST', [600, 660]],
  ['EDT', [660]],
  ['CST', [480, 570, 630, -300]],
  ['CDT', [540, -240]],
  ['MST', [480, 390, 180]],
  ['MSK', [240]],
  ['PST', [480]],
  ['IST', [330, 120, 60]],
  ['IDT', [180]],
  ['BST', [60, 360, -660]],
  ['AST', [-240, 180]],
  ['ADT', [-180, 240]],
  ['NST', [-210]],
  ['NDT', [-150]],
  ['SAST', [120]],
  ['WAT', [60]],
  ['CAT', [120]],
  ['EAT', [180]],
  ['SGT', [480]],
  ['WIB', [420]],
  ['WITA', [480]],
  ['WIT', [540]],
  ['PKT', [300]],
  ['ICT', [420]],
  ['PHT', [480]],
  ['MYT', [480]],
  ['BRT', [-180]],
  ['BRST', [-120]],
  ['ART', [-180, -120]],
  ['CLT', [-240, -180]],
  ['CLST', [-180]],
  ['COT', [-300]],
  ['PET', [-300]],
  ['VET', [-240, -270]],
  ['GST', [240]],
  ['TRT', [180]],
  ['HDT', [-540]],
]);

/** What a numeric zone says: `+hhmm`, with or without a colon, or `+hh`. */
export interface NumericZone {
  readonly minutes: number;
  /** More minutes than an hour has, or further from UTC than any place on Earth (+14:00, -12:00), or no quarter hour. */
  readonly isImpossible: boolean;
  /** Such a zone still counts minutes, but no clock was ever set so: the instant is not taken from it. */
  readonly hasInstant: boolean;
  /** RFC 5322 section 3.3: `-0000` says UTC and withholds where the writer was. */
  readonly isUnknownPlace: boolean;
}

/** Reads a numeric zone; undefined when the text is none. */
export function readNumericZone(text: string): NumericZone | undefined {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(text);
  if (match === null) return undefined;
  const hours = Number(match[2]);
  const rest = Number(match[3] ?? '0');
  const minutes = (match[1] === '-' ? -1 : 1) * (hours * 60 + rest);
  const hasInstant = rest < 60 && minutes <= 840 && minutes >= -720;
  // 0 - 0 keeps a negative zero from leaking into results.
  return {
    minutes: minutes === 0 ? 0 : minutes,
    isImpossible: !hasInstant || rest % 15 !== 0,
    hasInstant,
    isUnknownPlace: text.startsWith('-') && minutes === 0,
  };
}

/** The offset that a zone name alone means; undefined for an unknown or ambiguous one. */
export function namedZoneMinutes(name: string): number | undefined {
  return singleOffsets.get(name.toUpperCase());
}

/** A military zone letter: RFC 5322 section 4.3 says to take it as `-0000`, because RFC 822 had the signs wrong. */
export function isMilitaryZone(name: string): boolean {
  return /^[A-IK-Ya-ik-y]$/.test(name);
}

/** Whether a zone name in a comment cannot stand beside the numeric offset. Unknown names contradict nothing. */
export function contradictsZone(name: string, minutes: number): boolean {
  const key = name.toUpperCase();
  const first = singleOffsets.get(key);
  const others = furtherOffsets.get(key) ?? [];
  if (first === undefined && others.length === 0) return false;
  return first !== minutes && !others.includes(minutes);
}
