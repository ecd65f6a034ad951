/** 18204 as 18,204. */
export function grouped(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A size for reading: three digits and a unit; exact bytes stand elsewhere. */
export function readableBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  return `${step > 0 && value < 10 ? value.toFixed(1) : Math.round(value).toString()} ${UNITS[step] ?? ''}`;
}

export function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

/** A fingerprint in groups of four, as it is read out. */
export function inFours(hash: string): string {
  return hash.match(/.{1,4}/g)?.join(' ') ?? '';
}

/** The first digits of a hash, as many as tell two apart at a glance. */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 8)}…`;
}
