import { readNumeral } from './numerals';

/** The ways in which software writes an instant as a number or as digits. All results: milliseconds since 1970. */

const FILETIME_EPOCH_MS = 11_644_473_600_000n;
const UUID_EPOCH_MS = 12_219_292_800_000n;
const DOTNET_EPOCH_MS = 62_135_596_800_000n;
const TICKS_PER_MS = 10_000n;

/** Windows FILETIME: ticks of 100 ns since 1601, given as two halves of eight hexadecimal digits ([MS-DTYP] 2.3.3). */
export function fromFiletime(highHex: string, lowHex: string): number {
  return fromFiletimeTicks((BigInt(`0x${highHex}`) << 32n) | BigInt(`0x${lowHex}`));
}

/** Cut to the millisecond, as every clock here: a time is never given as later than its bytes say. */
export function fromFiletimeTicks(ticks: bigint): number {
  return Number(ticks / TICKS_PER_MS - FILETIME_EPOCH_MS);
}

/** UUID version 1: ticks of 100 ns since 15 October 1582 (RFC 9562 section 5.1). */
export function fromUuidV1(timeLow: string, timeMid: string, timeHigh: string): number {
  const high = BigInt(`0x${timeHigh}`) & 0xfffn;
  const ticks = (high << 48n) | (BigInt(`0x${timeMid}`) << 32n) | BigInt(`0x${timeLow}`);
  return Number(ticks / TICKS_PER_MS - UUID_EPOCH_MS);
}

/** .NET ticks: 100 ns since the year 1. */
export function fromDotNetTicks(ticks: bigint): number {
  return Number(ticks / TICKS_PER_MS - DOTNET_EPOCH_MS);
}

/** UUID version 7: milliseconds since 1970 in the first 48 bits (RFC 9562 section 5.7). */
export function fromUuidV7(first32: string, next16: string): number {
  return Number.parseInt(first32 + next16, 16);
}

/** ULID: ten signs of Crockford's base 32 hold the milliseconds since 1970 (github.com/ulid/spec). */
export function fromUlid(signs: string): number | undefined {
  return readNumeral(signs.toLowerCase(), 'base32Crockford');
}

/** Twitter's and X's snowflakes: milliseconds since 4 November 2010 above 22 bits of machine and sequence. */
export function fromSnowflake(digits: string): number {
  return Number((BigInt(digits) >> 22n) + 1_288_834_974_657n);
}

/** Gmail's own numbers of messages and threads: milliseconds since 1970 above 20 bits. */
export function fromGmailNumber(number: bigint): number {
  return Number(number >> 20n);
}

/** Google's 28 hexadecimal digits: microseconds, low 24 bits before the high 32 bits. */
export function fromGoogle28(low24Hex: string, high32Hex: string): number {
  return Math.floor(Number.parseInt(high32Hex + low24Hex, 16) / 1000);
}

export function fromHexSeconds(hex: string): number {
  return Number.parseInt(hex, 16) * 1000;
}

/** Minutes east of universal time, of `+0200` or `+02:00`. */
export function zoneMinutes(zone: string): number {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

/** `YYYYMMDD`, then as much of `HHMMSS` as there is. Undefined where the digits are no date. */
export function fromDigits(digits: string): number | undefined {
  const part = (start: number, length: number): number => Number(digits.slice(start, start + length) || '0');
  const [year, month, day] = [part(0, 4), part(4, 2), part(6, 2)];
  const [hour, minute, second] = [part(8, 2), part(10, 2), part(12, 2)];
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) {
    return undefined;
  }
  const instant = Date.UTC(year, month - 1, day, hour, minute, second);
  return new Date(instant).getUTCMonth() === month - 1 ? instant : undefined;
}
