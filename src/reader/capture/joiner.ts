/**
 * Pieces below this size are joined: what is done once a chunk must not count beside its bytes, and the first chunk must
 * be long enough to tell the format by.
 */
export const MIN_CHUNK_BYTES = 256 * 1024;

/** Joins small pieces (a pipe gives 64 KiB at most, a slow one single bytes) into chunks worth working on. */
export class Joiner {
  private buffer: Buffer | null = null;
  private length = 0;

  /** The next chunk, when there is enough for one: the piece itself or a joined copy, never the own buffer. */
  add(piece: Buffer): Buffer | null {
    if (this.length === 0 && piece.length >= MIN_CHUNK_BYTES) return piece;
    this.buffer ??= Buffer.allocUnsafeSlow(MIN_CHUNK_BYTES);
    if (this.length + piece.length < MIN_CHUNK_BYTES) {
      piece.copy(this.buffer, this.length);
      this.length += piece.length;
      return null;
    }
    const joined = Buffer.concat([this.buffer.subarray(0, this.length), piece]);
    this.length = 0;
    return joined;
  }

  /** What is left at the end of the input; null when nothing is. */
  rest(): Buffer | null {
    if (this.buffer === null || this.length === 0) return null;
    const rest = this.buffer.subarray(0, this.length);
    this.buffer = null;
    this.length = 0;
    return rest;
  }
}
