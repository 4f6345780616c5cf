import { gzipHeaderLength } from './gzip-header.js';
import { Inflater } from './inflater.js';
import type { Damage } from './parser.js';

/** Member trailer, RFC 1952 section 2.3.1: CRC-32 and length of the inflated data. */
const TRAILER_LENGTH = 8;
const TRAILER_SIZE = 4;

/**
 * On corrupt data zlib throws away what it inflated of the slice at hand. Slices keep that small; in the first one, which
 * for many captures is all, it is inflated again byte by byte.
 */
const SLICE_BYTES = 32 * 1024;

/**
 * Inflates gzip of any number of members and hands the bytes on as they come. The members are told apart here, because
 * zlib's own Gunzip fails for anything after the last one, and loses what it had inflated by then.
 * An error that the consumer throws comes out of `push`.
 */
export class Gunzipper {
  /** Bytes that are no member follow the last one; they are not read. */
  trailingGarbage = false;
  private readonly consume: (chunk: Buffer) => void;
  /** Start of a header or trailer. */
  private pending: Buffer = Buffer.alloc(0);
  private inflater: Inflater | null = null;
  private finished: Inflater | null = null;
  private members = 0;
  private slicesOfMember = 0;
  private bytesIn = 0;
  private bytesOut = 0;
  private damage: Damage | null = null;

  constructor(consume: (chunk: Buffer) => void) {
    this.consume = consume;
  }

  async push(chunk: Buffer): Promise<Damage | null> {
    for (let offset = 0; offset < chunk.length && this.wantsMore; offset += SLICE_BYTES) {
      const slice = chunk.subarray(offset, offset + SLICE_BYTES);
      this.bytesIn += slice.length;
      let rest: Buffer | null = slice;
      while (rest !== null && rest.length > 0 && this.wantsMore) rest = await this.step(rest);
    }
    return this.damage;
  }

  /** The input ended. */
  end(): Damage | null {
    // A few stray bytes can be neither padding nor a member.
    if (this.inflater === null && this.finished === null && this.members > 0) {
      if (this.pending.length > 0) this.trailingGarbage = true;
      return this.damage;
    }
    this.damage ??= {
      kind: 'truncated-file',
      message: {
        en: `The gzip data end early, after ${this.bytesIn} bytes, ${this.bytesOut} when decompressed`,
        zh: `gzip 数据提前结束：共 ${this.bytesIn} 字节，解压后为 ${this.bytesOut} 字节`,
      },
    };
    return this.damage;
  }

  close(): void {
    this.inflater?.close();
  }

  private get wantsMore(): boolean {
    return this.damage === null && !this.trailingGarbage;
  }

  /** Takes some of the bytes and returns the others; null when it took all. */
  private async step(bytes: Buffer): Promise<Buffer | null> {
    if (this.inflater !== null) return this.inflate(this.inflater, bytes);
    return this.finished !== null ? this.readTrailer(this.finished, bytes) : this.readHeader(bytes);
  }

  private readHeader(bytes: Buffer): Buffer | null {
    // Zeros after a member are padding: tapes and some writers fill up blocks.
    const start = this.members > 0 && this.pending.length === 0 ? bytes.findIndex((byte) => byte !== 0) : 0;
    if (start < 0) return null;
    this.pending = Buffer.concat([this.pending, bytes.subarray(start)]);
    const length = gzipHeaderLength(this.pending);
    if (length === 0) return null;
    if (length < 0) {
      if (this.members > 0) this.trailingGarbage = true;
      else this.damage = { kind: 'corrupt-gzip', message: { en: 'The gzip header is corrupt', zh: 'gzip 首部已损坏' } };
      return null;
    }
    const rest = this.pending.subarray(length);
    this.pending = Buffer.alloc(0);
    this.inflater = new Inflater((chunk) => {
      this.bytesOut += chunk.length;
      this.consume(chunk);
    });
    this.slicesOfMember = 0;
    return rest;
  }

  private async inflate(inflater: Inflater, bytes: Buffer): Promise<Buffer | null> {
    this.slicesOfMember++;
    const result = await inflater.push(bytes);
    if (inflater.thrown !== null) throw inflater.thrown.error;
    if (result.kind === 'more') return null;
    if (result.kind === 'error') {
      inflater.close();
      if (this.slicesOfMember === 1) await this.salvage(bytes, inflater.bytesOut);
      this.damage = {
        kind: 'corrupt-gzip',
        message: {
          en: `The gzip data are corrupt (${result.error.message}) after ${this.bytesOut} decompressed bytes`,
          zh: `解压出 ${this.bytesOut} 字节之后，gzip 数据损坏（${result.error.code ?? result.error.message}）`,
        },
      };
      return null;
    }
    inflater.close();
    this.inflater = null;
    this.finished = inflater;
    return bytes.subarray(result.used);
  }

  /** Inflates a member's first slice, known to be corrupt, byte by byte, without the bytes that were passed on. */
  private async salvage(slice: Buffer, passedOn: number): Promise<void> {
    let toSkip = passedOn;
    const inflater = new Inflater((chunk) => {
      const fresh = chunk.subarray(toSkip);
      toSkip -= chunk.length - fresh.length;
      this.bytesOut += fresh.length;
      if (fresh.length > 0) this.consume(fresh);
    });
    for (let offset = 0; offset < slice.length && inflater.thrown === null; offset++) {
      const result = await inflater.push(slice.subarray(offset, offset + 1));
      if (result.kind !== 'more') break;
    }
    inflater.close();
    if (inflater.thrown !== null) throw inflater.thrown.error;
  }

  private readTrailer(inflater: Inflater, bytes: Buffer): Buffer | null {
    this.pending = Buffer.concat([this.pending, bytes]);
    if (this.pending.length < TRAILER_LENGTH) return null;
    const crc = this.pending.readUInt32LE(0);
    const size = this.pending.readUInt32LE(TRAILER_SIZE);
    const rest = this.pending.subarray(TRAILER_LENGTH);
    this.pending = Buffer.alloc(0);
    this.finished = null;
    this.members++;
    if (crc === inflater.crc && size === inflater.bytesOut % 2 ** 32) return rest;
    this.damage = {
      kind: 'corrupt-gzip',
      message: { en: 'The decompressed data do not match the checksum of gzip', zh: '解压后的数据与 gzip 校验和不符' },
    };
    return null;
  }
}
