import type { ContainerKind, Unpacker } from './container';
import { unpackGzip } from './gzip';
import { unpackMsg } from './msg';
import { unpackPst } from './pst';
import { unpackTar } from './tar';
import { unpackTnef } from './tnef';
import { unpackZip } from './zip';

/** How each kind of container is opened; used in a worker only. */
export const UNPACKERS: { readonly [K in ContainerKind]: Unpacker } = {
  zip: unpackZip,
  tar: unpackTar,
  gzip: unpackGzip,
  msg: unpackMsg,
  pst: unpackPst,
  tnef: unpackTnef,
};
