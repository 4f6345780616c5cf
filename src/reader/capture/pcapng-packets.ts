import type { Text } from '../../model/language.js';
import type { Interfaces } from './pcapng-interfaces.js';
import { forEachOption, u16, u32, u64 } from './pcapng-options.js';
import { originalLengthTooSmall, type Tally } from './tally.js';

/** Enhanced Packet Block, draft-ietf-opsawg-pcapng section 4.3; offsets from the start of the block. */
const EPB_INTERFACE = 8;
const EPB_TIMESTAMP_HIGH = 12;
const EPB_TIMESTAMP_LOW = 16;
const EPB_CAPTURED_LENGTH = 20;
const EPB_ORIGINAL_LENGTH = 24;
const EPB_DATA = 28;
const EPB_DROPCOUNT = 4;

/** The obsolete Packet Block (appendix A) differs from it in this word only. */
const PB_INTERFACE = 8;
const PB_DROPS = 10;
const PB_DROPS_UNKNOWN = 0xffff;

/** Simple Packet Block, section 4.4: interface 0, no timestamp. */
const SPB_ORIGINAL_LENGTH = 8;
const SPB_DATA = 12;

/** Reads the three kinds of packet block. Each method returns what is wrong with the block, or null. */
export class PacketBlocks {
  /** Byte order of the section. */
  little = true;
  private readonly tally: Tally;
  private readonly interfaces: Interfaces;

  constructor(tally: Tally, interfaces: Interfaces) {
    this.tally = tally;
    this.interfaces = interfaces;
  }

  /** @param end offset of the block's trailing length. */
  enhanced(bytes: Buffer, start: number, end: number): Text | null {
    return this.timed(bytes, start, end, u32(bytes, start + EPB_INTERFACE, this.little));
  }

  obsolete(bytes: Buffer, start: number, end: number): Text | null {
    const drops = u16(bytes, start + PB_DROPS, this.little);
    if (drops !== PB_DROPS_UNKNOWN) this.interfaces.addDroppedBefore(drops);
    return this.timed(bytes, start, end, u16(bytes, start + PB_INTERFACE, this.little));
  }

  simple(bytes: Buffer, start: number, end: number): Text | null {
    const { tally } = this;
    const originalLength = u32(bytes, start + SPB_ORIGINAL_LENGTH, this.little);
    const first = this.interfaces.get(0);
    // The captured length is not stated; it follows from the snap length, or from the space in the block.
    const snapped = first && first.snapLength > 0 ? Math.min(originalLength, first.snapLength) : originalLength;
    const capturedLength = Math.min(snapped, end - start - SPB_DATA);
    if (first === undefined) {
      this.skip(0, capturedLength);
      return null;
    }
    tally.warnOnce('packets-without-timestamp', withoutTimestamp);
    const packet = tally.packet;
    packet.linkType = first.linkType;
    packet.bytes = bytes;
    packet.start = start + SPB_DATA;
    packet.end = packet.start + capturedLength;
    packet.originalLength = originalLength;
    tally.deliver();
    return null;
  }

  private timed(bytes: Buffer, start: number, end: number, id: number): Text | null {
    const { tally, little } = this;
    const capturedLength = u32(bytes, start + EPB_CAPTURED_LENGTH, little);
    const dataEnd = start + EPB_DATA + capturedLength;
    if (dataEnd > end) {
      const room = end - start - EPB_DATA;
      return {
        en: `it claims ${capturedLength} captured bytes but has room for ${room}`,
        zh: `它声称捕获了 ${capturedLength} 字节，但只容得下 ${room} 字节`,
      };
    }
    const source = this.interfaces.get(id);
    if (source === undefined) {
      this.skip(id, capturedLength);
      return null;
    }
    const packet = tally.packet;
    source.unit.read(
      u32(bytes, start + EPB_TIMESTAMP_HIGH, little),
      u32(bytes, start + EPB_TIMESTAMP_LOW, little),
      packet,
    );
    packet.linkType = source.linkType;
    packet.bytes = bytes;
    packet.start = start + EPB_DATA;
    packet.end = dataEnd;
    packet.originalLength = this.originalLength(u32(bytes, start + EPB_ORIGINAL_LENGTH, little), capturedLength);
    const options = dataEnd + (-capturedLength & 3);
    if (options < end) this.readOptions(bytes, options, end);
    tally.deliver();
    return null;
  }

  private originalLength(stated: number, capturedLength: number): number {
    if (stated >= capturedLength) return stated;
    this.tally.warnOnce('original-length-too-small', originalLengthTooSmall);
    return capturedLength;
  }

  private readOptions(bytes: Buffer, start: number, end: number): void {
    const little = this.little;
    forEachOption(bytes, start, end, little, (code, value, length) => {
      if (code === EPB_DROPCOUNT && length === 8) this.interfaces.addDroppedBefore(u64(bytes, value, little));
    });
  }

  private skip(id: number, capturedLength: number): void {
    this.tally.warnOnce('unknown-interface', (frame) => ({
      en: `Frame ${frame} belongs to interface ${id}, which the capture does not describe; such packets are passed over.`,
      zh: `第 ${frame} 帧属于接口 ${id}，但抓包文件没有描述该接口；此类数据包已跳过。`,
    }));
    this.tally.skipPacket(capturedLength);
  }
}

function withoutTimestamp(frame: number): Text {
  return {
    en: `Simple Packet Blocks have no timestamp; the packets take that of the packet before them, from frame ${frame} on.`,
    zh: `Simple Packet Block 没有时间戳；从第 ${frame} 帧起，这些数据包采用前一个数据包的时间戳。`,
  };
}
