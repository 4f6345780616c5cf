/** Builds captures of either byte order for the tests of the capture readers; knows nothing of the code under test. */

export type ByteOrder = 'little' | 'big';

export const BYTE_ORDERS: readonly ByteOrder[] = ['little', 'big'];

/** Writes numbers one after the other in one byte order. */
export class Writer {
  private readonly parts: Buffer[] = [];
  private readonly order: ByteOrder;

  constructor(order: ByteOrder) {
    this.order = order;
  }

  u16(...values: number[]): this {
    for (const value of values) this.number(BigInt(value), 2);
    return this;
  }

  u32(...values: number[]): this {
    for (const value of values) this.number(BigInt(value), 4);
    return this;
  }

  u64(...values: bigint[]): this {
    for (const value of values) this.number(BigInt.asUintN(64, value), 8);
    return this;
  }

  bytes(value: Uint8Array | readonly number[]): this {
    this.parts.push(Buffer.from(value));
    return this;
  }

  /** Zeros up to a multiple of 4. */
  pad(): this {
    return this.bytes(Buffer.alloc(-this.done().length & 3));
  }

  done(): Buffer {
    return Buffer.concat(this.parts);
  }

  private number(value: bigint, size: number): void {
    const bytes = Buffer.from(value.toString(16).padStart(size * 2, '0'), 'hex');
    this.parts.push(this.order === 'big' ? bytes : bytes.reverse());
  }
}

export interface PcapOptions {
  readonly order?: ByteOrder;
  readonly nanoseconds?: boolean;
  readonly version?: readonly [number, number];
  readonly snapLength?: number;
  readonly linkType?: number;
}

export function pcapHeader(options: PcapOptions = {}): Buffer {
  const { order = 'little', nanoseconds = false, version = [2, 4], snapLength = 65_535, linkType = 1 } = options;
  return new Writer(order)
    .u32(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4)
    .u16(...version)
    .u32(0, 0, snapLength, linkType)
    .done();
}

export interface Record {
  readonly seconds?: number;
  readonly fraction?: number;
  readonly data: Uint8Array;
  readonly capturedLength?: number;
  readonly originalLength?: number;
}

export function pcapRecord(record: Record, order: ByteOrder = 'little'): Buffer {
  const { seconds = 0, fraction = 0, data, capturedLength = data.length, originalLength = data.length } = record;
  return new Writer(order).u32(seconds, fraction, capturedLength, originalLength).bytes(data).done();
}

/** Blocks of one pcapng section. */
export class Blocks {
  private readonly order: ByteOrder;

  constructor(order: ByteOrder = 'little') {
    this.order = order;
  }

  writer(): Writer {
    return new Writer(this.order);
  }

  /** A block around `body`; its two lengths can be made to lie. */
  block(type: number, body: Uint8Array, lie: { length?: number; trailer?: number } = {}): Buffer {
    const padded = this.writer().bytes(body).pad().done();
    const length = lie.length ?? padded.length + 12;
    return this.writer()
      .u32(type, length)
      .bytes(padded)
      .u32(lie.trailer ?? length)
      .done();
  }

  section(major = 1, minor = 0): Buffer {
    return this.block(0x0a0d0d0a, this.writer().u32(0x1a2b3c4d).u16(major, minor).u64(-1n).done());
  }

  interface(linkType = 1, snapLength = 0, options: Buffer = Buffer.alloc(0)): Buffer {
    return this.block(1, this.writer().u16(linkType, 0).u32(snapLength).bytes(options).done());
  }

  option(code: number, value: Uint8Array): Buffer {
    return this.writer().u16(code, value.length).bytes(value).pad().done();
  }

  enhanced(
    data: Uint8Array,
    fields: { id?: number; time?: bigint; captured?: number; original?: number; options?: Buffer } = {},
  ): Buffer {
    const { id = 0, time = 0n, captured = data.length, original = data.length, options = Buffer.alloc(0) } = fields;
    const packet = this.writer()
      .u32(id, Number(time >> 32n), Number(time & 0xffff_ffffn), captured, original)
      .bytes(data)
      .pad()
      .bytes(options);
    return this.block(6, packet.done());
  }

  simple(data: Uint8Array, original = data.length): Buffer {
    return this.block(3, this.writer().u32(original).bytes(data).done());
  }

  obsolete(data: Uint8Array, fields: { id?: number; time?: bigint; drops?: number } = {}): Buffer {
    const { id = 0, time = 0n, drops = 0xffff } = fields;
    const packet = this.writer()
      .u16(id, drops)
      .u32(Number(time >> 32n), Number(time & 0xffff_ffffn), data.length, data.length)
      .bytes(data);
    return this.block(2, packet.done());
  }

  statistics(id: number, options: Buffer): Buffer {
    return this.block(5, this.writer().u32(id, 0, 0).bytes(options).done());
  }
}

/** `length` bytes that tell which packet they are of. */
export function payload(length: number, seed = 0): Buffer {
  return Buffer.from(Array.from({ length }, (_, i) => (i * 7 + seed) & 255));
}
