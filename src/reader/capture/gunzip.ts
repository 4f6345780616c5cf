import { createGunzip, type Gunzip } from 'node:zlib';
import type { Damage } from './parser.js';

/** When zlib reports an error, what it has inflated of the chunk at hand is lost: a small chunk loses little. */
const CHUNK_BYTES = 64 * 1024;

/**
 * Inflates gzip (RFC 1952, any number of members) and hands the bytes on as they come.
 * Everything happens within `push` and `end`, so that an error thrown by the consumer comes out of them.
 */
export class Gunzipper {
  private readonly gunzip: Gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  private bytesIn = 0;
  private bytesOut = 0;
  private failed = false;
  /** What the consumer threw. */
  private thrown: unknown;
  private error: NodeJS.ErrnoException | null = null;
  private wake: (() => void) | null = null;
  /** zlib saw bytes after the last member and ended. */
  trailingGarbage = false;

  constructor(consume: (chunk: Buffer) => void) {
    this.gunzip.on('data', (chunk: Buffer) => {
      if (this.failed) return;
      this.bytesOut += chunk.length;
      try {
        consume(chunk);
      } catch (error) {
        this.failed = true;
        this.thrown = error;
      }
    });
    this.gunzip.on('error', (error) => {
      this.error = error;
      this.wake?.();
    });
    this.gunzip.on('end', () => this.wake?.());
  }

  async push(chunk: Buffer): Promise<Damage | null> {
    this.bytesIn += chunk.length;
    return this.run((done) => this.gunzip.write(chunk, done));
  }

  async end(): Promise<Damage | null> {
    return this.run(() => this.gunzip.end());
  }

  close(): void {
    this.gunzip.destroy();
  }

  private async run(start: (done: () => void) => void): Promise<Damage | null> {
    if (this.error === null && !this.gunzip.readableEnded) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        start(resolve);
      });
      this.wake = null;
    }
    if (this.failed) throw this.thrown;
    return this.error === null ? null : this.damage(this.error);
  }

  private damage(error: NodeJS.ErrnoException): Damage | null {
    if (error.code === 'Z_DATA_ERROR' && this.bytesOut > 0 && error.message === 'incorrect header check') {
      // Only what follows a whole member is checked for a header: padding, or a signature that was appended.
      this.trailingGarbage = true;
      return null;
    }
    if (error.code === 'Z_BUF_ERROR') {
      return {
        kind: 'truncated-file',
        message: `The gzip data end early, after ${this.bytesIn} bytes, ${this.bytesOut} when decompressed`,
      };
    }
    return {
      kind: 'corrupt-gzip',
      message: `The gzip data are corrupt (${error.message}) after ${this.bytesOut} decompressed bytes`,
    };
  }
}
