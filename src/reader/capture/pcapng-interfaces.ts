import type { Text } from '../../model/language.js';
import { forEachOption, i64, u16, u32, u64 } from './pcapng-options.js';
import { DEFAULT_RESOLUTION, TimestampUnit } from './pcapng-time.js';
import type { Tally } from './tally.js';

/** Interface Description Block, draft-ietf-opsawg-pcapng section 4.2; offsets from the start of the block. */
const IDB_LINK_TYPE = 8;
const IDB_SNAP_LENGTH = 12;
const IDB_OPTIONS = 16;
const IF_TSRESOL = 9;
const IF_TSOFFSET = 14;

/** Interface Statistics Block, section 4.6. */
const ISB_INTERFACE = 8;
const ISB_OPTIONS = 20;
const ISB_IFDROP = 5;
const ISB_FILTERACCEPT = 6;
const ISB_OSDROP = 7;

/** mergecap makes one interface a file; nobody merges this many, and without a bound a hostile file fills the memory. */
export const MAX_INTERFACES = 65_536;

export interface Interface {
  readonly linkType: number;
  /** 0: no limit. */
  readonly snapLength: number;
  readonly unit: TimestampUnit;
  /** Newest statistics: they count from the start of the capture, so only the last ones hold. */
  dropped: number;
  droppedByOs: number;
  /** Packets that the capture filter let through; -1 when not stated. */
  accepted: number;
}

/** The interfaces of the current section, and the drop counts of all sections. */
export class Interfaces {
  private current: Interface[] = [];
  private dropped = 0;
  private droppedByOs = 0;
  private droppedBefore = 0;
  private accepted = -1;
  private readonly tally: Tally;

  constructor(tally: Tally) {
    this.tally = tally;
  }

  get count(): number {
    return this.current.length;
  }

  /** A new section starts: its interfaces are numbered from 0 again. */
  reset(): void {
    for (const each of this.current) {
      this.dropped += each.dropped;
      this.droppedByOs += each.droppedByOs;
      if (each.accepted >= 0) this.accepted = Math.max(this.accepted, 0) + each.accepted;
    }
    this.current = [];
  }

  get(id: number): Interface | undefined {
    return this.current[id];
  }

  /** Reads the Interface Description Block between `start` and its trailer at `end`. */
  describe(bytes: Buffer, start: number, end: number, little: boolean): void {
    let resolution = DEFAULT_RESOLUTION;
    let offsetSeconds = 0;
    forEachOption(bytes, start + IDB_OPTIONS, end, little, (code, value, length) => {
      if (code === IF_TSRESOL && length === 1) resolution = bytes.readUInt8(value);
      else if (code === IF_TSOFFSET && length === 8) offsetSeconds = i64(bytes, value, little);
    });
    const linkType = u16(bytes, start + IDB_LINK_TYPE, little);
    const snapLength = u32(bytes, start + IDB_SNAP_LENGTH, little);
    const unit = new TimestampUnit(resolution, offsetSeconds);
    this.current.push({ linkType, snapLength, unit, dropped: 0, droppedByOs: 0, accepted: -1 });
    this.tally.declareInterface(linkType, snapLength);
    if (unit.digits === 9) this.tally.timestampDigits = 9;
  }

  /** Reads the Interface Statistics Block between `start` and its trailer at `end`. */
  takeStatistics(bytes: Buffer, start: number, end: number, little: boolean): void {
    const target = this.current[u32(bytes, start + ISB_INTERFACE, little)];
    if (target === undefined) return;
    forEachOption(bytes, start + ISB_OPTIONS, end, little, (code, value, length) => {
      if (length !== 8) return;
      if (code === ISB_IFDROP) target.dropped = u64(bytes, value, little);
      else if (code === ISB_OSDROP) target.droppedByOs = u64(bytes, value, little);
      else if (code === ISB_FILTERACCEPT) target.accepted = u64(bytes, value, little);
    });
  }

  /** Packets lost between a packet and the one before it (epb_dropcount). */
  addDroppedBefore(count: number): void {
    this.droppedBefore += count;
  }

  /** Warns of packets that the capture says it lost; called once, at the end. */
  warnOfDrops(): void {
    this.reset();
    const parts: Text[] = [];
    if (this.dropped > 0) parts.push({ en: `${this.dropped} by the interface`, zh: `网络接口丢弃 ${this.dropped} 个` });
    if (this.droppedByOs > 0) {
      parts.push({ en: `${this.droppedByOs} by the operating system`, zh: `操作系统丢弃 ${this.droppedByOs} 个` });
    }
    if (this.droppedBefore > 0) {
      parts.push({
        en: `${this.droppedBefore} noted at single packets`,
        zh: `各数据包处记录的丢失共 ${this.droppedBefore} 个`,
      });
    }
    if (parts.length === 0) return;
    const { accepted } = this;
    const acceptedText: Text =
      accepted < 0
        ? { en: '', zh: '' }
        : { en: ` (${accepted} were accepted by the capture filter)`, zh: `（通过捕获过滤器的有 ${accepted} 个）` };
    this.tally.warn({
      kind: 'dropped-packets',
      message: {
        en: `The capture says that packets were lost while it was recorded: ${parts.map(({ en }) => en).join(', ')}${acceptedText.en}.`,
        zh: `抓包文件自己记录了抓包时丢失的数据包：${parts.map(({ zh }) => zh).join('，')}${acceptedText.zh}。`,
      },
    });
  }
}
