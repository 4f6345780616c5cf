import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';

const OUTPUT_BYTES = 64 * 1024;

/** What came of inflating a slice. */
export type InflateResult =
  | { readonly kind: 'more' }
  /** The member ended; `used` bytes of the slice belong to it. */
  | { readonly kind: 'end'; readonly used: number }
  | { readonly kind: 'error'; readonly error: NodeJS.ErrnoException };

/** Inflates one gzip member's DEFLATE data (RFC 1951) and keeps its checksum. */
export class Inflater {
  crc = 0;
  bytesOut = 0;
  /** The consumer threw: nothing more is passed to it. In a box, because anything can be thrown. */
  thrown: { readonly error: unknown } | null = null;
  private readonly stream: InflateRaw = createInflateRaw({ chunkSize: OUTPUT_BYTES });
  private ended = false;
  private error: NodeJS.ErrnoException | null = null;
  private wake: () => void = () => {};

  constructor(consume: (chunk: Buffer) => void) {
    this.stream.on('data', (chunk: Buffer) => {
      if (this.thrown !== null) return;
      this.crc = crc32(chunk, this.crc);
      this.bytesOut += chunk.length;
      try {
        consume(chunk);
      } catch (error) {
        // Thrown here it would be an uncaught exception.
        this.thrown = { error };
      }
    });
    this.stream.on('end', () => {
      this.ended = true;
      this.wake();
    });
    this.stream.on('error', (error) => {
      this.error = error;
      this.wake();
    });
  }

  /** Resolves when all that the slice inflates to was passed on. */
  async push(slice: Buffer): Promise<InflateResult> {
    const before = this.stream.bytesWritten;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      this.stream.write(slice, () => resolve());
    });
    if (this.error !== null) return { kind: 'error', error: this.error };
    return this.ended ? { kind: 'end', used: this.stream.bytesWritten - before } : { kind: 'more' };
  }

  close(): void {
    this.stream.destroy();
  }
}
