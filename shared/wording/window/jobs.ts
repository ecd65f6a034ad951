/** The panel of running and finished work. */

/** `about 2 h 5 min left`, `less than a minute left`. */
function timeLeft(seconds: number): string {
  if (seconds < 50) {
    return 'less than a minute left';
  }
  const minutes = Math.max(1, Math.round(seconds / 60));
  const hours = Math.floor(minutes / 60);
  return `about ${hours === 0 ? '' : `${hours} h `}${minutes % 60} min left`;
}

export const jobWords = {
  starting: 'Beginning',
  done: (bytes: string) => `${bytes} done`,
  doneOf: (bytes: string, all: string) => `${bytes} of ${all}`,
  rate: (bytes: string) => `${bytes}/s`,
  left: timeLeft,
  receipt: 'Receipt',
  receiptOf: (kind: string) => `Receipt: ${kind}`,
} as const;
