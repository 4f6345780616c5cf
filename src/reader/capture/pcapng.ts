import type { Text } from '../../model/language.js';
import { CaptureError } from './capture-error.js';
import type { CaptureParser, Damage } from './parser.js';
import { BLOCK_HEAD, type BlockHandler, BlockSplitter, TRAILER } from './pcapng-blocks.js';
import { Interfaces, MAX_INTERFACES } from './pcapng-interfaces.js';
import { u16, u32 } from './pcapng-options.js';
import { PacketBlocks } from './pcapng-packets.js';
import type { Tally } from './tally.js';

/** General block structure, draft-ietf-opsawg-pcapng section 3.1, and Section Header Block, section 4.1. */
const BLOCK_LENGTH = 4;
const BYTE_ORDER_MAGIC = 8;
const MAJOR_VERSION = 12;
const MINOR_VERSION = 14;

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const OBSOLETE_PACKET = 2;
const SIMPLE_PACKET = 3;
const INTERFACE_STATISTICS = 5;
const ENHANCED_PACKET = 6;

const MIN_BLOCK = 12;
/** Fixed fields of the blocks that are read; the others are passed over. */
const MIN_LENGTHS: ReadonlyMap<number, number> = new Map([
  [SECTION_HEADER, 28],
  [INTERFACE_DESCRIPTION, 20],
  [OBSOLETE_PACKET, 32],
  [SIMPLE_PACKET, 16],
  [INTERFACE_STATISTICS, 24],
  [ENHANCED_PACKET, 32],
]);

/** Blocks that are no packets but have frame numbers in Wireshark: journal entry, custom blocks, Sysdig events. */
const NUMBERED_RECORDS: ReadonlySet<number> = new Set([
  0x00000009, 0x00000bad, 0x40000bad, 0x00000204, 0x00000208, 0x00000216, 0x00000217, 0x00000221,
]);

/** A block that has to be in memory as a whole is refused above this, which is Wireshark's limit for any block. */
const MAX_BLOCK = 16 * 1024 * 1024;

/** The byte-order magic, read as little-endian, in a section of either byte order. */
const LITTLE_ENDIAN_MAGIC = 0x1a2b3c4d;
const BIG_ENDIAN_MAGIC = 0x4d3c2b1a;

/** pcapng, draft-ietf-opsawg-pcapng: what its blocks say, in file order. */
export class PcapngParser implements CaptureParser, BlockHandler {
  private readonly splitter = new BlockSplitter(this);
  private readonly interfaces: Interfaces;
  private readonly packets: PacketBlocks;
  private readonly tally: Tally;
  /** Byte order of the current section. */
  private little = true;
  private sections = 0;
  private damage: Damage | null = null;

  constructor(tally: Tally) {
    this.tally = tally;
    this.interfaces = new Interfaces(tally);
    this.packets = new PacketBlocks(tally, this.interfaces);
  }

  push(chunk: Buffer): Damage | null {
    this.splitter.push(chunk);
    return this.damage;
  }

  end(): Damage | null {
    if (this.damage === null && this.sections === 0) {
      throw new CaptureError('not-a-capture', {
        en: 'The input starts like pcapng but ends in the middle of its header.',
        zh: '输入的开头像 pcapng，但首部不完整。',
      });
    }
    this.interfaces.warnOfDrops();
    if (this.damage === null && this.splitter.isInsideBlock) {
      this.damage = {
        kind: 'truncated-file',
        message: {
          en: `The capture ends in the middle of a block, which starts at byte offset ${this.splitter.blockOffset}`,
          zh: `抓包文件在一个块的中间结束，该块始于字节偏移 ${this.splitter.blockOffset}`,
        },
      };
    }
    return this.damage;
  }

  measure(bytes: Buffer, offset: number): number {
    const type = u32(bytes, offset, this.little);
    let little = this.little;
    if (type === SECTION_HEADER) {
      const magic = bytes.readUInt32LE(offset + BYTE_ORDER_MAGIC);
      if (magic !== LITTLE_ENDIAN_MAGIC && magic !== BIG_ENDIAN_MAGIC) {
        return this.fail(type, { en: 'it has no byte-order magic', zh: '没有字节序标记' });
      }
      little = magic === LITTLE_ENDIAN_MAGIC;
    }
    const length = u32(bytes, offset + BLOCK_LENGTH, little);
    const min = MIN_LENGTHS.get(type);
    if (length < (min ?? MIN_BLOCK) || length % 4 !== 0) {
      return this.fail(type, { en: `its length of ${length} is impossible`, zh: `其长度不可能为 ${length}` });
    }
    if (min !== undefined && length > MAX_BLOCK) {
      return this.fail(type, {
        en: `its length of ${length} is more than the ${MAX_BLOCK} that are possible`,
        zh: `其长度 ${length} 超过可能的上限 ${MAX_BLOCK}`,
      });
    }
    return length;
  }

  wants(bytes: Buffer, offset: number): boolean {
    return MIN_LENGTHS.has(u32(bytes, offset, this.little));
  }

  read(bytes: Buffer, offset: number, length: number): boolean {
    const type = u32(bytes, offset, this.little);
    if (type === SECTION_HEADER) this.startSection(bytes, offset);
    const end = offset + length - TRAILER;
    if (!this.checkTrailer(type, u32(bytes, end, this.little), length)) return false;
    if (type === ENHANCED_PACKET) {
      const problem = this.packets.enhanced(bytes, offset, end);
      if (problem !== null) this.fail(type, problem);
    } else {
      this.readOther(type, bytes, offset, end);
    }
    return this.damage === null;
  }

  pass(headAndTrailer: Buffer, length: number): boolean {
    const type = u32(headAndTrailer, 0, this.little);
    if (!this.checkTrailer(type, u32(headAndTrailer, BLOCK_HEAD, this.little), length)) return false;
    if (NUMBERED_RECORDS.has(type)) this.tally.skipRecord();
    return true;
  }

  private readOther(type: number, bytes: Buffer, offset: number, end: number): void {
    let problem: Text | null = null;
    if (type === SIMPLE_PACKET) this.packets.simple(bytes, offset, end);
    else if (type === OBSOLETE_PACKET) problem = this.packets.obsolete(bytes, offset, end);
    else if (type === INTERFACE_STATISTICS) this.interfaces.takeStatistics(bytes, offset, end, this.little);
    else if (type === SECTION_HEADER) problem = this.checkVersion(bytes, offset);
    else if (type === INTERFACE_DESCRIPTION) this.describeInterface(bytes, offset, end);
    else if (NUMBERED_RECORDS.has(type)) this.tally.skipRecord();
    if (problem !== null) this.fail(type, problem);
  }

  private startSection(bytes: Buffer, offset: number): void {
    this.little = bytes.readUInt32LE(offset + BYTE_ORDER_MAGIC) === LITTLE_ENDIAN_MAGIC;
    this.packets.little = this.little;
    this.interfaces.reset();
  }

  private checkVersion(bytes: Buffer, offset: number): Text | null {
    const major = u16(bytes, offset + MAJOR_VERSION, this.little);
    const minor = u16(bytes, offset + MINOR_VERSION, this.little);
    // 1.2 is what some writers put for 1.0; the specification asks readers to take it so.
    const isKnown = major === 1 && (minor === 0 || minor === 2);
    if (isKnown) {
      this.sections++;
      return null;
    }
    const problem: Text = {
      en: `version ${major}.${minor} of the format is not supported`,
      zh: `不支持该格式的 ${major}.${minor} 版`,
    };
    if (this.sections > 0) return problem;
    throw new CaptureError('unsupported-format', {
      en: `The input is a pcapng file, but ${problem.en}; only 1.0 is.`,
      zh: `输入是 pcapng 文件，但${problem.zh}；只支持 1.0 版。`,
    });
  }

  private describeInterface(bytes: Buffer, offset: number, end: number): void {
    if (this.interfaces.count < MAX_INTERFACES) {
      this.interfaces.describe(bytes, offset, end, this.little);
      return;
    }
    this.damage ??= {
      kind: 'too-many-interfaces',
      message: {
        en: `The capture describes more than ${MAX_INTERFACES} interfaces in one section; reading stops at byte offset ${this.splitter.blockOffset}`,
        zh: `抓包文件的一个 section 中描述的接口超过 ${MAX_INTERFACES} 个；读取停止于字节偏移 ${this.splitter.blockOffset}`,
      },
    };
  }

  private checkTrailer(type: number, trailer: number, length: number): boolean {
    if (trailer === length) return true;
    this.fail(type, {
      en: `its two lengths differ (${length} and ${trailer})`,
      zh: `首尾两个长度不一致（${length} 和 ${trailer}）`,
    });
    return false;
  }

  /** @returns -1, for `measure`. */
  private fail(type: number, problem: Text): number {
    const name = `0x${type.toString(16).padStart(8, '0')}`;
    const { blockOffset } = this.splitter;
    this.damage ??= {
      kind: 'corrupt-block',
      message: {
        en: `The block of type ${name} at byte offset ${blockOffset} is corrupt: ${problem.en}`,
        zh: `字节偏移 ${blockOffset} 处类型为 ${name} 的块已损坏：${problem.zh}`,
      },
    };
    return -1;
  }
}
