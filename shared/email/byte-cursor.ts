/** Reads numbers (little-endian) and stretches of bytes one after the other; undefined beyond the end, never an exception. */
export class ByteCursor {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  uint8(): number | undefined {
    return this.take(1)?.[0];
  }

  uint16(): number | undefined {
    const start = this.at;
    return this.take(2) === undefined ? undefined : this.view.getUint16(start, true);
  }

  uint32(): number | undefined {
    const start = this.at;
    return this.take(4) === undefined ? undefined : this.view.getUint32(start, true);
  }

  /** So many bytes; where fewer are left, none of them, and the end is reached. */
  take(length: number): Uint8Array | undefined {
    const end = this.at + length;
    if (length < 0 || end > this.bytes.length) {
      this.at = this.bytes.length;
      return undefined;
    }
    const piece = this.bytes.subarray(this.at, end);
    this.at = end;
    return piece;
  }

  /** So many bytes, or as many as are left. */
  takeUpTo(length: number): Uint8Array {
    const piece = this.bytes.subarray(this.at, this.at + Math.max(0, length));
    this.at += piece.length;
    return piece;
  }
}
