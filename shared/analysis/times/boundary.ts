import { fromFiletime, fromGoogle28 } from './clocks';
import {
  decoder,
  digitsDecoder,
  hexSecondsDecoder,
  millisecondsDecoder,
  secondsDecoder,
  type TimeDecoder,
} from './decoder';

/** Outlook, Outlook Express, CDO: part level, counter, FILETIME of the author's wall clock. */
export const nextPartBoundary: TimeDecoder = decoder(
  'boundary.next-part',
  /^----=_NextPart_[0-9A-F]{3}_[0-9A-F]{4}_([0-9A-F]{8})\.([0-9A-F]{8})$/i,
  ([high = '', low = '']) => fromFiletime(high, low),
  { precisionSeconds: 0.001, clock: 'local' },
);

/** Times in the separators between the parts of a message (RFC 2046 section 5.1.1 leaves their form to the software). */
export const boundaryDecoders: readonly TimeDecoder[] = [
  nextPartBoundary,
  decoder(
    'boundary.google',
    /^[0-9a-f]{12}([0-9a-f]{6})([0-9a-f]{8})[0-9a-f]{2}$/,
    ([low = '', high = '']) => fromGoogle28(low, high),
    {
      precisionSeconds: 0.001,
    },
  ),
  millisecondsDecoder('boundary.java-mail', /^----=_Part_\d{1,10}_-?\d{1,12}\.(\d{13})$/),
  millisecondsDecoder('boundary.java-mail-old', /^-?\d{1,12}\.(\d{13})\.JavaMail\./),
  secondsDecoder('boundary.swift', /^_=_swift_(?:v4_)?(\d{10})_/),
  hexSecondsDecoder('boundary.swift-uniqid', /^_=_swift-\d{1,12}?([4-7][0-9a-f]{7})[0-9a-f]{5}\d?\.\d{8}_=_$/),
  hexSecondsDecoder('boundary.ruby', /^--==_mimepart_([0-9a-f]{8})[0-9a-f]{1,5}_/),
  secondsDecoder('boundary.mime-lite', /^_-{10}=_(\d{10})\d{1,10}$/),
  secondsDecoder('boundary.mime-tools', /^-{10}=_(\d{9,10})-\d{1,7}-\d{1,5}$/),
  secondsDecoder('boundary.courier', /^=_[\w.-]{1,80}?-\d{1,7}-(\d{10})-\d{4}-\d{1,3}$/),
  digitsDecoder('boundary.squirrelmail', /^----=_(\d{14})_\d{1,6}$/, { clock: 'local' }),
  millisecondsDecoder('boundary.samsung', /^--_com\.samsung\.android\.email_(\d{13})/),
  millisecondsDecoder('boundary.nodemailer-old', /^----sinikael-\?=_\d{1,3}-(\d{13})/),
];
