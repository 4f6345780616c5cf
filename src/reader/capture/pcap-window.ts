/**
 * What pcap-parser takes for a Buffer: a window on the bytes at hand, which moves where a Buffer would be sliced.
 *
 * The parser slices its Buffer three times a packet and copies each chunk behind the remainder of the one before,
 * which costs more than all that is done with the packet. Handed this, once, it keeps it for good; new bytes are put
 * into it, and `parse` lets the parser run. Offsets are relative to the window, lengths are bytes.
 */
export class PcapWindow {
  #bytes: Buffer = Buffer.alloc(0);
  #start = 0;
  #end = 0;

  /** Of what `readUInt32` reads. */
  bigEndian = false;

  show(bytes: Buffer, start: number, end: number): void {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
  }

  /** Nothing is left to parse. */
  close(): void {
    this.#end = this.#start;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Where in `bytes` the parser stands. */
  get offset(): number {
    return this.#start;
  }

  /** What the parser uses of a Buffer, from here on. */
  get length(): number {
    return this.#end - this.#start;
  }

  /** From `from` on, the window moves; a piece with an end is a packet's data, which stand where the window is now. */
  slice(from: number, to?: number): this {
    if (to === undefined) this.#start += from;
    return this;
  }

  toString(encoding: BufferEncoding, from: number, to: number): string {
    return this.#bytes.toString(encoding, this.#start + from, this.#start + to);
  }

  /** A field of a packet's header. */
  readUInt32(offset: number): number {
    const at = this.#start + offset;
    return this.bigEndian ? this.#bytes.readUInt32BE(at) : this.#bytes.readUInt32LE(at);
  }

  readUInt16LE(offset: number): number {
    return this.#bytes.readUInt16LE(this.#start + offset);
  }

  readUInt16BE(offset: number): number {
    return this.#bytes.readUInt16BE(this.#start + offset);
  }

  readInt32LE(offset: number): number {
    return this.#bytes.readInt32LE(this.#start + offset);
  }

  readInt32BE(offset: number): number {
    return this.#bytes.readInt32BE(this.#start + offset);
  }

  readUInt32LE(offset: number): number {
    return this.#bytes.readUInt32LE(this.#start + offset);
  }

  readUInt32BE(offset: number): number {
    return this.#bytes.readUInt32BE(this.#start + offset);
  }
}
