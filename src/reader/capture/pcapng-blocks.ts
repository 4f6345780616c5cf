/** Enough of any block to know its length: a Section Header's byte order stands after the length. */
export const BLOCK_HEAD = 12;

/** The length again, at the end of each block. */
export const TRAILER = 4;

/** What the splitter asks about the blocks that it finds. */
export interface BlockHandler {
  /** Length of the block whose first `BLOCK_HEAD` bytes are at `offset`: a multiple of 4, at least 12; -1 stops. */
  measure(bytes: Buffer, offset: number): number;
  /** Whether `read` wants the block that was just measured. */
  wants(bytes: Buffer, offset: number): boolean;
  /** Takes a whole block; false stops. */
  read(bytes: Buffer, offset: number, length: number): boolean;
  /** Takes the head and, after it, the trailer of a block that was passed over; false stops. */
  pass(headAndTrailer: Buffer, length: number): boolean;
}

/**
 * Cuts chunks of any size into blocks. Blocks that lie in one chunk are read in place; one that straddles chunks is
 * gathered, every byte once, and of one that is not wanted only the head and the trailer are.
 */
export class BlockSplitter {
  /** Offset in the capture of the block at hand. */
  blockOffset = 0;
  private stopped = false;
  private partial = Buffer.allocUnsafeSlow(4096);
  private gathered = 0;
  private needed = BLOCK_HEAD;
  /** Length of the block that is being passed over, else 0. */
  private passing = 0;
  /** Bytes of it to leave out. */
  private toSkip = 0;
  private readonly handler: BlockHandler;

  constructor(handler: BlockHandler) {
    this.handler = handler;
  }

  /** Whether the input ended in the middle of a block. */
  get isInsideBlock(): boolean {
    return this.gathered > 0;
  }

  push(chunk: Buffer): void {
    let offset = 0;
    while (offset < chunk.length && !this.stopped) {
      if (this.toSkip > 0) {
        const skipped = Math.min(this.toSkip, chunk.length - offset);
        this.toSkip -= skipped;
        offset += skipped;
      } else if (this.gathered > 0) {
        offset += this.gather(chunk, offset);
      } else {
        offset = this.walk(chunk, offset);
      }
    }
  }

  /** Reads the blocks that lie in the chunk as a whole, and begins to gather the one that does not. */
  private walk(chunk: Buffer, from: number): number {
    const handler = this.handler;
    let offset = from;
    while (chunk.length - offset >= BLOCK_HEAD) {
      const length = handler.measure(chunk, offset);
      if (length < 0) return this.stop(offset);
      if (length > chunk.length - offset) break;
      if (!handler.read(chunk, offset, length)) return this.stop(offset);
      offset += length;
      this.blockOffset += length;
    }
    return offset < chunk.length ? offset + this.gather(chunk, offset) : offset;
  }

  /** Gathers what is needed of the block at hand as far as the chunk has it; returns how many bytes it took. */
  private gather(chunk: Buffer, offset: number): number {
    const taken = Math.min(this.needed - this.gathered, chunk.length - offset);
    this.reserve(this.gathered + taken);
    chunk.copy(this.partial, this.gathered, offset, offset + taken);
    this.gathered += taken;
    if (this.gathered === this.needed) this.takeGathered();
    return taken;
  }

  private takeGathered(): void {
    const { handler, partial } = this;
    if (this.passing > 0) {
      if (!handler.pass(partial, this.passing)) this.stopped = true;
      else this.finish(this.passing);
      return;
    }
    const length = handler.measure(partial, 0);
    if (length < 0) {
      this.stopped = true;
    } else if (this.needed === length) {
      if (!handler.read(partial, 0, length)) this.stopped = true;
      else this.finish(length);
    } else if (handler.wants(partial, 0)) {
      this.needed = length;
    } else {
      this.passing = length;
      this.toSkip = length - BLOCK_HEAD - TRAILER;
      this.needed = BLOCK_HEAD + TRAILER;
    }
  }

  private finish(length: number): void {
    this.blockOffset += length;
    this.gathered = 0;
    this.needed = BLOCK_HEAD;
    this.passing = 0;
  }

  private stop(offset: number): number {
    this.stopped = true;
    return offset;
  }

  /** Grows by doubling, with the bytes that are really there: a length that lies costs nothing. */
  private reserve(size: number): void {
    if (size <= this.partial.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(size, this.partial.length * 2));
    this.partial.copy(larger, 0, 0, this.gathered);
    this.partial = larger;
  }
}
