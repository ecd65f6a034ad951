/** A worker's side of opening a container: items go out over a port, and no faster than they are taken. */
import type { MessagePort } from 'node:worker_threads';
import type { UnpackEnd, UnpackedItem, UnpackRequest } from './container';
import { UNPACKERS } from './unpackers';

export type UnpackMessage =
  | { readonly kind: 'item'; readonly item: UnpackedItem }
  | { readonly kind: 'working' }
  | { readonly kind: 'end'; readonly end: UnpackEnd };

/** So much may wait on the other side. */
const WINDOW_ITEMS = 32;
const WINDOW_BYTES = 32 << 20;

export async function serveUnpack(request: UnpackRequest, port: MessagePort): Promise<void> {
  const taken = new Window(port);
  try {
    const items = UNPACKERS[request.kind](request, () => port.postMessage({ kind: 'working' } satisfies UnpackMessage));
    for (let next = await items.next(); ; next = await items.next()) {
      if (next.done === true) {
        port.postMessage({ kind: 'end', end: next.value } satisfies UnpackMessage);
        break;
      }
      await taken.room(sizeOf(next.value));
      port.postMessage({ kind: 'item', item: next.value } satisfies UnpackMessage, transferable(next.value));
    }
    await taken.all();
  } finally {
    port.close();
  }
}

function contentOf(item: UnpackedItem): Uint8Array | null {
  switch (item.kind) {
    case 'message':
      return item.bytes;
    case 'file':
      return item.content instanceof Uint8Array ? item.content : null;
    default:
      return null;
  }
}

function sizeOf(item: UnpackedItem): number {
  return contentOf(item)?.length ?? 0;
}

function transferable(item: UnpackedItem): readonly ArrayBuffer[] {
  const content = contentOf(item);
  const isOwn = content?.buffer instanceof ArrayBuffer && content.byteLength === content.buffer.byteLength;
  return isOwn && content.buffer instanceof ArrayBuffer ? [content.buffer] : [];
}

class Window {
  readonly #waiting: number[] = [];
  #bytes = 0;
  #wake: (() => void) | undefined;

  constructor(port: MessagePort) {
    port.on('message', () => {
      this.#bytes -= this.#waiting.shift() ?? 0;
      this.#wake?.();
    });
  }

  async room(bytes: number): Promise<void> {
    while (this.#waiting.length >= WINDOW_ITEMS || (this.#waiting.length > 0 && this.#bytes + bytes > WINDOW_BYTES)) {
      await this.#taken();
    }
    this.#waiting.push(bytes);
    this.#bytes += bytes;
  }

  async all(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#taken();
    }
  }

  async #taken(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }
}
