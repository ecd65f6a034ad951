import { beginsWith, type ContainerReader } from './container-reader';
import { whyNotEmail } from './why-not-email';

/** Documents of office programs and programs of their own are zip archives inside; they begin with these names. */
const OTHER_FORMATS = /^(?:\[Content_Types\]\.xml|mimetype|META-INF\/|_rels\/|docProps\/|word\/|xl\/|ppt\/)/;

export const zipReader: ContainerReader = {
  id: 'zip',
  version: 2,
  container: 'zip',
  format: 'zip',
  recognise: (head) =>
    beginsWith(head, ['504b0304', '504b0506', '504b0708']) === undefined || isOfficeFile(head)
      ? undefined
      : { by: 'content' },
};

/** One that begins with other bytes, or with a program that unpacks it: asked last, for what nothing else reads. */
export const namedZipReader: ContainerReader = {
  ...zipReader,
  recognise: (head, name) =>
    /\.zip$/i.test(name) && /^(?:no header fields|a program)/.test(whyNotEmail(head)) ? { by: 'name' } : undefined,
};

export function isOfficeFile(head: Uint8Array): boolean {
  const isZip = beginsWith(head, ['504b0304']) !== undefined;
  return isZip && OTHER_FORMATS.test(Buffer.from(head.subarray(30, 60)).toString('latin1'));
}
