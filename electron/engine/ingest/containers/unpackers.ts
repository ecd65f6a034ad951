import type { ContainerKind, Unpacker } from './container';
import { unpackGzip } from './gzip';
import { unpackTar } from './tar';
import { unpackZip } from './zip';

/** How each kind of container is opened; used in a worker only. */
export const UNPACKERS: { readonly [K in ContainerKind]?: Unpacker } = {
  zip: unpackZip,
  tar: unpackTar,
  gzip: unpackGzip,
};
