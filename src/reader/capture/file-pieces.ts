/** A file in pieces, in its order. */
import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';

export interface FilePieces {
  /** Empty at the end. The piece before is given back with it. */
  next(): Promise<Buffer>;
  /** When no read is under way. */
  settled(): Promise<void>;
}

export interface Manner {
  /** What is no regular file (a pipe, a terminal) has no positions, and may keep who reads it waiting. */
  readonly regular: boolean;
  readonly readAhead: boolean;
}

export function filePieces(file: FileHandle, { regular, readAhead }: Manner): FilePieces {
  return regular && !readAhead ? new PiecesOnDemand(file) : new PiecesAhead(file, regular);
}

/** Large enough that the cost of a read does not count, small enough for the processor's cache. */
const CHUNK_BYTES = 1024 * 1024;

/** While the parser works on one piece, two are read: one alone would come too late on a machine that reads fast. */
const AHEAD = 2;

/** Read on other threads, while this one parses. */
class PiecesAhead implements FilePieces {
  private readonly buffers = Array.from({ length: AHEAD + 1 }, () => Buffer.allocUnsafeSlow(CHUNK_BYTES));
  private readonly reads: Promise<Buffer>[] = [];
  private begun = 0;
  private ended = false;

  /** @param hasPositions what has none (a pipe, a terminal) is read in order, one piece at a time. */
  constructor(
    private readonly file: FileHandle,
    private readonly hasPositions: boolean,
  ) {}

  async next(): Promise<Buffer> {
    while (this.reads.length < (this.hasPositions ? AHEAD : 1)) this.readAhead();
    const piece = await (this.reads.shift() as Promise<Buffer>);
    // What is short is the last of a file; a piece that was read behind it may lie beyond what was written meanwhile.
    if (this.ended) return piece.subarray(0, 0);
    if (this.hasPositions && piece.length < CHUNK_BYTES) this.ended = true;
    this.readAhead();
    return piece;
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.reads);
  }

  private readAhead(): void {
    const turn = this.begun++;
    const buffer = this.buffers[turn % this.buffers.length] as Buffer;
    const read = this.hasPositions ? this.fill(buffer, turn * CHUNK_BYTES) : this.readSome(buffer);
    // Its failure is seen where it is awaited; until then it must not count as unhandled.
    read.catch(() => {});
    this.reads.push(read);
  }

  /** A file may give less than was asked for, and more later. */
  private async fill(buffer: Buffer, position: number): Promise<Buffer> {
    let length = 0;
    while (length < CHUNK_BYTES) {
      const { bytesRead } = await this.file.read(buffer, length, CHUNK_BYTES - length, position + length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  }

  private async readSome(buffer: Buffer): Promise<Buffer> {
    const { bytesRead } = await this.file.read(buffer, 0, CHUNK_BYTES, null);
    return buffer.subarray(0, bytesRead);
  }
}

/** What one thread parses and reads in turn stays in its core's cache: smaller than the pieces that change threads. */
const DEMANDED_BYTES = 512 * 1024;

/** Read on this thread, which takes the least of all cores together. */
class PiecesOnDemand implements FilePieces {
  private readonly buffer = Buffer.allocUnsafeSlow(DEMANDED_BYTES);
  private reading: Promise<unknown> = Promise.resolve();
  private begun = 0;
  private ended = false;

  constructor(private readonly file: FileHandle) {}

  next(): Promise<Buffer> {
    const reading = this.read();
    this.reading = reading;
    return reading;
  }

  /** Who was told to stop meanwhile does not wait for it; the file must stay open. */
  async settled(): Promise<void> {
    await Promise.allSettled([this.reading]);
  }

  private async read(): Promise<Buffer> {
    const turn = this.begun++;
    // Signals and messages get their turn: to parse one piece of nothing but dialogue takes fifty milliseconds.
    if (turn > 0) await setImmediate();
    const length = this.ended ? 0 : this.fill(turn * DEMANDED_BYTES);
    // A file that is still being written is not followed.
    if (length < DEMANDED_BYTES) this.ended = true;
    return this.buffer.subarray(0, length);
  }

  private fill(position: number): number {
    let length = 0;
    while (length < DEMANDED_BYTES) {
      const read = readSync(this.file.fd, this.buffer, length, DEMANDED_BYTES - length, position + length);
      if (read === 0) break;
      length += read;
    }
    return length;
  }
}
