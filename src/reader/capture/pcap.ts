import { type PacketHeader, parse } from 'pcap-parser';
import { CaptureError } from './capture-error.js';
import type { CaptureParser, Damage } from './parser.js';
import { PcapWindow } from './pcap-window.js';
import { originalLengthTooSmall, type Tally } from './tally.js';

/** File header, draft-ietf-opsawg-pcap section 4. */
const MAJOR_VERSION = 4;
const MINOR_VERSION = 6;
const FILE_HEADER_LENGTH = 24;
const RECORD_HEADER_LENGTH = 16;

/** The one version in use. Files of minor version 2 and less have the two lengths of a record swapped (libpcap). */
const MAJOR = 2;
const MIN_MINOR = 3;

/** Nanosecond magic and the microsecond magic of the same byte order, which pcap-parser knows. */
const NANOSECOND_MAGICS: Readonly<Record<string, string>> = { a1b23c4d: 'a1b2c3d4', '4d3cb2a1': 'd4c3b2a1' };

/** The upper bits of the link type hold the length of the frame check sequence. */
const LINK_TYPE_MASK = 0xffff;

/**
 * A captured length above this is damage: libpcap's MAXIMUM_SNAPLEN. (The header's snap length is no bound: files
 * with longer packets are common.)
 */
export const MAX_CAPTURED_LENGTH = 262_144;

/** What pcap-parser takes for its stream: it sees the bytes of the window when it is told to. */
class Feed {
  readonly window = new PcapWindow();
  private listener: ((window: PcapWindow | null) => void) | null = null;
  private begun = false;

  on(event: 'data' | 'error' | 'end', listener: (value: never) => void): this {
    // The parser says `end` for a truncated file as for a whole one, so the end is ours to tell and never passed on.
    if (event === 'data') this.listener = listener as (window: PcapWindow | null) => void;
    return this;
  }

  // The parser pauses and resumes a stream to attach itself; a feed runs only when it is told to.
  pause(): void {}

  resume(): void {}

  /** Runs the parser as far as the bytes reach. It keeps the window that it gets first; null says only: go on. */
  parse(bytes: Buffer, start: number, end: number): void {
    this.window.show(bytes, start, end);
    const first = !this.begun;
    this.begun = true;
    this.listener?.(first ? this.window : null);
  }
}

/**
 * Classic pcap, read by pcap-parser, which is driven here by hand instead of by a stream: its handlers then run inside
 * `push`, so that an error thrown by a sink reaches the caller instead of becoming an uncaught exception, a chunk is
 * not started after damage, and no file descriptor hangs on it. What it does not check is checked here.
 */
export class PcapParser implements CaptureParser {
  private readonly header = Buffer.alloc(FILE_HEADER_LENGTH);
  private headerLength = 0;
  private readonly feed = new Feed();
  /** A record that straddles chunks is put together here: its header, then its data. */
  private readonly straddling: Buffer = Buffer.allocUnsafeSlow(MAX_CAPTURED_LENGTH);
  private straddlingLength = 0;
  private bytesIn = 0;
  /** Offset after the last whole record. */
  private recordsEnd = FILE_HEADER_LENGTH;
  private fractionsPerSecond = 1e6;
  private damage: Damage | null = null;
  private record: PacketHeader | null = null;
  private readonly tally: Tally;

  constructor(tally: Tally) {
    this.tally = tally;
    const parser = parse(this.feed);
    parser.on('globalHeader', () => {
      // The parser would put together the name of the method for each field of each packet, and V8 look it up anew:
      // a third of its time. With nothing to add, the name is the constant that stands in its source.
      this.feed.window.bigEndian = parser.endianness === 'BE';
      parser.endianness = '';
    });
    parser.on('packetHeader', (record) => this.takeHeader(record));
    parser.on('packetData', () => this.takeData());
    parser.on('error', (error) => {
      // Not reached: the magic and the version are checked before the parser sees them.
      throw error;
    });
  }

  push(chunk: Buffer): Damage | null {
    if (this.damage !== null) return this.damage;
    this.bytesIn += chunk.length;
    let offset = 0;
    if (this.headerLength < FILE_HEADER_LENGTH) {
      offset = chunk.copy(this.header, this.headerLength);
      this.headerLength += offset;
      if (this.headerLength < FILE_HEADER_LENGTH) return null;
      this.takeFileHeader();
    }
    if (this.straddlingLength > 0) offset = this.gather(chunk, offset);
    if (this.damage === null && this.straddlingLength === 0) this.parse(chunk, offset, chunk.length);
    return this.damage;
  }

  /** Completes what straddles chunks as far as the chunk has it; returns where the chunk goes on. */
  private gather(chunk: Buffer, from: number): number {
    let offset = from;
    while (this.damage === null && this.straddlingLength > 0 && offset < chunk.length) {
      const needed = this.record?.capturedLength ?? RECORD_HEADER_LENGTH;
      const length = this.straddlingLength;
      const end = Math.min(offset + needed - length, chunk.length);
      chunk.copy(this.straddling, length, offset, end);
      this.straddlingLength += end - offset;
      offset = end;
      if (this.straddlingLength === needed) this.parse(this.straddling, 0, needed);
    }
    return offset;
  }

  /** Records that lie there as a whole; what is left of the last is kept. */
  private parse(bytes: Buffer, start: number, end: number): void {
    const { window } = this.feed;
    this.feed.parse(bytes, start, end);
    this.straddlingLength = this.damage === null ? window.length : 0;
    if (this.straddlingLength > 0 && bytes !== this.straddling) bytes.copy(this.straddling, 0, window.offset, end);
  }

  end(): Damage | null {
    if (this.damage !== null) return this.damage;
    if (this.headerLength < FILE_HEADER_LENGTH) {
      throw new CaptureError('not-a-capture', {
        en: `The input starts like pcap but ends after ${this.headerLength} bytes, in the middle of its header.`,
        zh: `输入的开头像 pcap，但在 ${this.headerLength} 字节之后就结束了，首部不完整。`,
      });
    }
    const left = this.bytesIn - this.recordsEnd;
    if (left === 0) return null;
    return {
      kind: 'truncated-file',
      message: {
        en: `The capture ends in the middle of a packet: ${left === 1 ? '1 byte of it stands' : `${left} bytes of it stand`} at byte offset ${this.recordsEnd}`,
        zh: `抓包文件在数据包中间结束：字节偏移 ${this.recordsEnd} 处只剩该数据包的 ${left} 字节`,
      },
    };
  }

  private takeFileHeader(): void {
    const header = this.header;
    const magic = header.toString('hex', 0, 4);
    const bigEndian = magic.startsWith('a1');
    const read16 = (offset: number): number => (bigEndian ? header.readUInt16BE(offset) : header.readUInt16LE(offset));
    const read32 = (offset: number): number => (bigEndian ? header.readUInt32BE(offset) : header.readUInt32LE(offset));
    const major = read16(MAJOR_VERSION);
    const minor = read16(MINOR_VERSION);
    if (major !== MAJOR || minor < MIN_MINOR) {
      throw new CaptureError('unsupported-format', {
        en: `The input is a pcap file of version ${major}.${minor}; only version 2.4 is supported.`,
        zh: `输入是 ${major}.${minor} 版的 pcap 文件；只支持 2.4 版。`,
      });
    }
    const asMicroseconds = NANOSECOND_MAGICS[magic];
    if (asMicroseconds !== undefined) {
      header.write(asMicroseconds, 'hex');
      this.fractionsPerSecond = 1e9;
      this.tally.timestampDigits = 9;
    }
    const linkType = read32(20) & LINK_TYPE_MASK;
    this.tally.packet.linkType = linkType;
    this.tally.declareInterface(linkType, read32(16));
    this.feed.parse(header, 0, FILE_HEADER_LENGTH);
  }

  private takeHeader(record: PacketHeader): void {
    this.record = record;
    if (record.capturedLength <= MAX_CAPTURED_LENGTH) return;
    this.feed.window.close();
    this.damage = {
      kind: 'corrupt-packet-header',
      message: {
        en: `The packet header at byte offset ${this.recordsEnd} is corrupt: it claims ${record.capturedLength} captured bytes, more than the ${MAX_CAPTURED_LENGTH} that are possible`,
        zh: `字节偏移 ${this.recordsEnd} 处的数据包首部已损坏：它声称捕获了 ${record.capturedLength} 字节，超过可能的上限 ${MAX_CAPTURED_LENGTH}`,
      },
    };
  }

  private takeData(): void {
    const { record, tally } = this;
    const { window } = this.feed;
    if (record === null) return;
    this.record = null;
    const { capturedLength } = record;
    this.recordsEnd += RECORD_HEADER_LENGTH + capturedLength;
    const packet = tally.packet;
    this.takeTime(record);
    packet.bytes = window.bytes;
    packet.start = window.offset;
    packet.end = window.offset + capturedLength;
    if (record.originalLength < capturedLength) {
      tally.warnOnce('original-length-too-small', originalLengthTooSmall);
      packet.originalLength = capturedLength;
    } else {
      packet.originalLength = record.originalLength;
    }
    tally.deliver();
  }

  private takeTime(record: PacketHeader): void {
    const packet = this.tally.packet;
    const perSecond = this.fractionsPerSecond;
    let seconds = record.timestampSeconds;
    let fraction = record.timestampMicroseconds;
    if (fraction >= perSecond) {
      const unit = perSecond === 1e6 ? { en: 'microseconds', zh: '微秒' } : { en: 'nanoseconds', zh: '纳秒' };
      this.tally.warnOnce('timestamp-fraction-too-large', (frame) => ({
        en: `The timestamp of frame ${frame} has ${fraction} ${unit.en}, a second or more; it was carried over.`,
        zh: `第 ${frame} 帧时间戳的小数部分为 ${fraction} ${unit.zh}，达到或超过一秒；已进位。`,
      }));
      const carry = Math.floor(fraction / perSecond);
      seconds += carry;
      fraction -= carry * perSecond;
    }
    packet.seconds = seconds;
    packet.nanoseconds = perSecond === 1e9 ? fraction : fraction * 1000;
  }
}
