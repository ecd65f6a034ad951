/** Gzip: one file inside, or a tar archive, which is then read while it streams. */
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { stagedPlace, type Unpacking, type UnpackRequest } from './container';
import { InnerContent, OutputBudget, TooMuch } from './inner-content';
import { innerName } from './inner-name';
import { unpackTarStream } from './tar';
import { isTarHeader } from './tar-header';
import { keptInside } from './zip';

export async function* unpackGzip(request: UnpackRequest): Unpacking {
  const broken = { is: false };
  const pieces = inflated(request.path, broken);
  const head = await takeHead(pieces);
  if (head.length === 0) {
    const problem = 'a gzip archive that is damaged or was cut off: nothing in it could be read';
    return { variant: '', remarks: [], problem };
  }
  const all = joined(head, pieces);
  if (isTarHeader(head)) {
    const end = yield* unpackTarStream(all, request);
    return { ...end, variant: 'tar.gz', remarks: broken.is ? [...end.remarks, CUT_OFF] : end.remarks };
  }
  return yield* oneFile(all, request, broken);
}

const CUT_OFF = 'The gzip data is damaged or was cut off; what came out before was taken in.';

/** The bytes inside; ends quietly where the packed data is damaged, and says so in `broken`. */
async function* inflated(path: string, broken: { is: boolean }): AsyncGenerator<Buffer> {
  const input = createReadStream(path);
  const gunzip = createGunzip();
  input.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const piece of input.pipe(gunzip)) {
      yield Buffer.from(piece);
    }
  } catch {
    broken.is = true;
  } finally {
    input.destroy();
    gunzip.destroy();
  }
}

async function takeHead(pieces: AsyncGenerator<Buffer>): Promise<Buffer> {
  const head: Buffer[] = [];
  for (let bytes = 0; bytes < 512; ) {
    const next = await pieces.next();
    if (next.done === true) {
      break;
    }
    head.push(next.value);
    bytes += next.value.length;
  }
  return Buffer.concat(head);
}

async function* joined(head: Buffer, pieces: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* pieces;
}

async function* oneFile(
  pieces: AsyncGenerator<Buffer>,
  request: UnpackRequest,
  broken: { readonly is: boolean },
): Unpacking {
  const path = request.name.replace(/\.(?:gz|z)$/i, '') || 'content';
  const { path: label } = innerName(Buffer.from(path.replaceAll('/', '_'), 'utf8'));
  const content = new InnerContent(stagedPlace(request, 0), new OutputBudget(request.bytesLeft));
  try {
    for await (const piece of pieces) {
      content.add(piece);
    }
  } catch (error) {
    content.discard();
    if (error instanceof TooMuch) {
      yield { kind: 'aside', ordinal: 0, path: label, reason: keptInside(error.reason) };
      return { variant: '', remarks: [], problem: null };
    }
    throw error;
  }
  const remarks = broken.is ? [CUT_OFF] : [];
  const whole = content.finish();
  if (whole instanceof TooMuch) {
    yield { kind: 'aside', ordinal: 0, path: label, reason: keptInside(whole.reason) };
  } else if (request.from === 0) {
    yield { kind: 'file', ordinal: 0, path: label, content: whole, modifiedAt: null, remarks };
  }
  return { variant: '', remarks, problem: null };
}
