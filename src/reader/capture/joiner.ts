/**
 * Pieces below this size are joined. A parser that keeps a remainder copies it once a chunk, so chunks must not be much
 * smaller than what can remain, which is a packet of 256 KiB; else a pipe that gives single bytes costs quadratic time.
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
