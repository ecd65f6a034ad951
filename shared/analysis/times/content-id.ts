import { fromFiletime } from './clocks';
import { decoder, hexMillisecondsDecoder, secondsDecoder, type TimeDecoder } from './decoder';
import { readNumeral } from './numerals';

export const outlookContentId: TimeDecoder = decoder(
  'content-id.outlook',
  /^[\w.+-]{1,80}@([0-9A-F]{8})\.([0-9A-F]{8})$/,
  ([high = '', low = '']) => fromFiletime(high, low),
  { precisionSeconds: 0.001, clock: 'local', bound: 'lower' },
);

/**
 * Times at which a picture or a file was put into the message: lower bounds.
 *
 * A reused signature or a quoted picture keeps the time of its first use, so that such a time may be far older.
 */
export const contentIdDecoders: readonly TimeDecoder[] = [
  outlookContentId,
  decoder('content-id.gmail', /^(?:f|ii)_([0-9a-z]{8})\d{1,3}$/, ([signs = '']) => readNumeral(signs, 'base36'), {
    precisionSeconds: 0.001,
    bound: 'lower',
  }),
  hexMillisecondsDecoder('content-id.gmail-old', /^ii_([0-9a-f]{11})[0-9a-f]{5}$/, { bound: 'lower' }),
  secondsDecoder('content-id.mh', /^\d{1,8}\.(1\d{9}|[6-9]\d{8})\.\d{1,4}@/, { bound: 'lower' }),
];
