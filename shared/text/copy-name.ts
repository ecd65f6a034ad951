import { dangerOf, extensionOf } from '../analysis/content/file-kind';
import { safeName } from '../packet-format/payload-names';

/** Windows keeps these names for devices, with any ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i;

/**
 * The name that is proposed for a copy of a file from a message: plain letters, no path, no hidden file, and no ending that
 * a computer runs, mounts or takes for a program.
 *
 * The name in the message is written by whoever sent it; what it was is kept in the journal's record.
 */
export function copyName(written: string): string {
  const extension = extensionOf(written);
  const stem = safeName(extension === '' ? written : withoutExtension(written));
  const plain = RESERVED.test(stem) ? `file-${stem}` : stem;
  const name = extension === '' ? plain : `${plain}.${extension}`;
  // Looked at last: what was left out of the name can have been what kept it from being a program's.
  return dangerOf(extensionOf(name)) === undefined ? name : `${name}.saved`;
}

/** What `extensionOf` looks at. */
const TAIL = 300;

function withoutExtension(written: string): string {
  const tail = written.slice(-TAIL);
  const kept = tail.replace(/\.[a-z0-9]{1,8}[\s.\u200b-\u200f\u202a-\u202e]*$/i, '');
  return written.slice(0, written.length - tail.length) + kept;
}
