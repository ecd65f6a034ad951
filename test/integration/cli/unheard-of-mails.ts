/** Every other day a message, with a field that nobody has heard of. */
export const START = Date.UTC(2020, 9, 20, 13);

export const UNHEARD_OF_MAILS = Array.from({ length: 12 }, (_, n) => {
  const time = new Date(START + n * 2 * 86_400_000);
  const field = `batch-${Math.floor(time.getTime() / 1000).toString(16)}-${n}`;
  const date = time.toUTCString().replace('GMT', '+0000');
  return `From: sender@example.com\nDate: ${date}\nX-Unheard-Of: ${field}\nSubject: ${n}\n\nText ${n}\n`;
});
