import { babylReader } from './babyl';
import { certificatesReader } from './certificates';
import type { AnyReader } from './container-reader';
import { dnsAnswersReader } from './dns-answers';
import { emlReader } from './eml';
import { emlxReader } from './emlx';
import { gzipReader } from './gzip';
import { mboxReader } from './mbox';
import { cutMmdfReader, mmdfReader } from './mmdf';
import { msgReader } from './msg';
import { openpgpKeysReader } from './openpgp-keys';
import { prefixedHeadersReader } from './prefixed-headers';
import { pstReader } from './pst';
import { tarReader } from './tar';
import { tnefReader } from './tnef';
import { transcribedHeadersReader } from './transcribed-headers';
import { wideMailReader } from './wide-mail';
import { namedZipReader, zipReader } from './zip';

/** What text can be that was saved in another encoding. */
const TEXT_READERS = [babylReader, mmdfReader, mboxReader, cutMmdfReader, prefixedHeadersReader, emlReader];

/** Every format, in the order in which they are asked. To add one: its file, and its line here. */
export const READERS: readonly AnyReader[] = [
  zipReader,
  gzipReader,
  tarReader,
  msgReader,
  pstReader,
  tnefReader,
  dnsAnswersReader,
  certificatesReader,
  openpgpKeysReader,
  babylReader,
  mmdfReader,
  mboxReader,
  emlxReader,
  cutMmdfReader,
  prefixedHeadersReader,
  emlReader,
  wideMailReader(TEXT_READERS),
  transcribedHeadersReader,
  namedZipReader,
];

/** The reader for a file that begins with `head`; undefined when it is no email that can be read. */
export function readerFor(head: Uint8Array, name: string): AnyReader | undefined {
  return READERS.find((reader) => reader.recognise(head, name) !== undefined);
}
