import type { CaptureWarning } from '../../model/analysis.js';
import type { InEveryLanguage, Text } from '../../model/language.js';
import type { Timestamp } from '../../model/timestamp.js';
import type { Packet, PacketSink } from './packet.js';
import type { Damage } from './parser.js';

/** Packets out of order by less than this are what several interfaces or capture threads give: no fault of the clock. */
export const BACKWARDS_SECONDS = 1;

/** No host answers another sooner: packets out of order by less do not turn command and reply round. */
const SOONEST_ANSWER_SECONDS = 0.000_01;

export type Warning = InEveryLanguage<CaptureWarning>;

export interface CaptureSummary {
  readonly format: 'pcap' | 'pcapng';
  readonly compression: 'gzip' | null;
  readonly packets: number;
  /** Number of the last frame, counted on from `framesBefore`; records that are no packets have numbers too. */
  readonly lastFrame: number;
  /** Captured bytes of all packets together. */
  readonly bytes: number;
  /** Time of the first and of the last packet in file order; null without packets. */
  readonly first: Timestamp | null;
  readonly last: Timestamp | null;
  /** The latest time of all packets; null without packets. */
  readonly newest: Timestamp | null;
  /** How many decimals the timestamps of the capture have. */
  readonly timestampDigits: 6 | 9;
  /** LINKTYPE_ numbers in order of first use; those that the file declares when it has no packet. */
  readonly linkTypes: readonly number[];
  /** The largest snap length of the interfaces in bytes; null when none is stated. */
  readonly snapLength: number | null;
  /** False when the file is damaged or cut short: what stands before the damage was read. */
  readonly complete: boolean;
  readonly warnings: readonly Warning[];
}

/** For `warnOnce`. */
export function originalLengthTooSmall(frame: number): Text {
  return {
    en: `Frame ${frame} claims to have been shorter on the wire than what was captured of it.`,
    zh: `第 ${frame} 帧声称的原始长度小于捕获到的长度。`,
  };
}

/** Counts what passes on its way to the sink, and gathers the capture's summary and warnings. */
export class Tally {
  /** The one packet object of this capture; parsers fill it and call `deliver`. Frame and time run on by themselves. */
  readonly packet: Packet = {
    frame: 0,
    seconds: 0,
    nanoseconds: 0,
    linkType: 0,
    bytes: Buffer.alloc(0),
    start: 0,
    end: 0,
    originalLength: 0,
  };
  timestampDigits: 6 | 9 = 6;
  private packets = 0;
  private bytes = 0;
  private first: Timestamp | null = null;
  private newestSeconds = 0;
  private newestNanoseconds = 0;
  private wentBackwards = false;
  /** Packets that stand behind later ones. */
  private readonly late = { packets: 0, firstFrame: 0, mostSeconds: 0 };
  private lastLinkType = -1;
  private readonly usedLinkTypes = new Set<number>();
  private readonly declaredLinkTypes = new Set<number>();
  private snapLength = 0;
  private readonly warnings: Warning[] = [];
  private readonly warnedOnce = new Set<string>();
  private complete = true;
  private readonly sink: PacketSink;

  /** @param framesBefore frames of the files before this one, where several are one capture: numbers go on from there. */
  constructor(
    sink: PacketSink,
    private readonly framesBefore = 0,
  ) {
    this.sink = sink;
    this.packet.frame = framesBefore;
  }

  /** An interface of the capture, as the file describes it. A snap length of 0 states none. */
  declareInterface(linkType: number, snapLength: number): void {
    this.declaredLinkTypes.add(linkType);
    this.snapLength = Math.max(this.snapLength, snapLength);
  }

  /** Counts `packet`, gives it the next frame number and hands it to the sink. */
  deliver(): void {
    const packet = this.packet;
    packet.frame++;
    this.packets++;
    this.bytes += packet.end - packet.start;
    if (packet.linkType !== this.lastLinkType) {
      this.lastLinkType = packet.linkType;
      this.usedLinkTypes.add(packet.linkType);
    }
    this.observeTime(packet);
    this.sink(packet);
  }

  /** A packet that the file has but that cannot be read: it has a frame number and is counted, nothing more. */
  skipPacket(capturedLength: number): void {
    this.packet.frame++;
    this.packets++;
    this.bytes += capturedLength;
  }

  /** A record that Wireshark numbers like a packet although it is none. */
  skipRecord(): void {
    this.packet.frame++;
  }

  warn(warning: Warning): void {
    this.warnings.push(warning);
  }

  /** Adds a warning about the frame that comes next, unless there is one of this kind already. */
  warnOnce(kind: string, message: (frame: number) => Text): void {
    if (this.warnedOnce.has(kind)) return;
    this.warnedOnce.add(kind);
    const frame = this.packet.frame + 1;
    this.warn({ kind, message: message(frame), frame });
  }

  /** Marks the capture as incomplete. */
  stop(damage: Damage): void {
    this.complete = false;
    const frame = this.packet.frame + 1;
    const read: Text =
      frame === this.framesBefore + 1
        ? { en: 'no packet could be read', zh: '没有读到任何数据包' }
        : { en: `read up to frame ${frame - 1}`, zh: `已读取到第 ${frame - 1} 帧` };
    const { en, zh } = damage.message;
    this.warn({ kind: damage.kind, message: { en: `${en}; ${read.en}.`, zh: `${zh}；${read.zh}。` }, frame });
  }

  summary(format: 'pcap' | 'pcapng', compression: 'gzip' | null): CaptureSummary {
    const { first, packet } = this;
    const linkTypes = this.usedLinkTypes.size > 0 ? this.usedLinkTypes : this.declaredLinkTypes;
    return {
      format,
      compression,
      packets: this.packets,
      lastFrame: packet.frame,
      bytes: this.bytes,
      first,
      last: first === null ? null : { seconds: packet.seconds, nanoseconds: packet.nanoseconds },
      newest: first === null ? null : { seconds: this.newestSeconds, nanoseconds: this.newestNanoseconds },
      timestampDigits: this.timestampDigits,
      linkTypes: [...linkTypes],
      snapLength: this.snapLength === 0 ? null : this.snapLength,
      complete: this.complete,
      warnings: [...this.warnings, ...this.disorder()],
    };
  }

  private observeTime(packet: Packet): void {
    const { seconds, nanoseconds } = packet;
    if (this.first === null) {
      this.first = { seconds, nanoseconds };
      this.newestSeconds = seconds;
      this.newestNanoseconds = nanoseconds;
      return;
    }
    const ahead = seconds - this.newestSeconds;
    if (ahead > 0 || (ahead === 0 && nanoseconds > this.newestNanoseconds)) {
      this.newestSeconds = seconds;
      this.newestNanoseconds = nanoseconds;
    } else if (ahead !== 0 || nanoseconds !== this.newestNanoseconds) {
      this.noteLate(ahead + (nanoseconds - this.newestNanoseconds) / 1e9);
    }
  }

  private noteLate(seconds: number): void {
    if (seconds < -BACKWARDS_SECONDS && !this.wentBackwards) this.noteBackwards(seconds);
    if (-seconds < SOONEST_ANSWER_SECONDS) return;
    const { late } = this;
    if (late.packets++ === 0) late.firstFrame = this.packet.frame;
    late.mostSeconds = Math.max(late.mostSeconds, -seconds);
  }

  /** Frames are read in the order of the file, and numbered so. */
  private disorder(): Warning[] {
    const { packets, firstFrame, mostSeconds } = this.late;
    if (packets === 0 || this.wentBackwards) return [];
    const most = mostSeconds.toFixed(6);
    const message: Text = {
      en: `${packets === 1 ? '1 packet stands' : `${packets} packets stand`} behind packets with a later timestamp, by up to ${most} s: what was said first, and what became of a data connection, may be told wrongly. Put them in order with reordercap and analyse again, unless the clock was set back.`,
      zh: `${packets} 个数据包排在时间戳更晚的数据包之后，最多相差 ${most} s：谁先谁后、数据连接的结果都可能判断有误。除非时钟曾被调回，请先用 reordercap 按时间排序，再重新分析。`,
    };
    return [{ kind: 'packets-out-of-order', message, frame: firstFrame }];
  }

  private noteBackwards(seconds: number): void {
    this.wentBackwards = true;
    const { frame } = this.packet;
    const by = (-seconds).toFixed(3);
    this.warn({
      kind: 'time-goes-backwards',
      message: {
        en: `The timestamp of frame ${frame} is ${by} s before that of an earlier frame; times and durations may be wrong.`,
        zh: `第 ${frame} 帧的时间戳比之前的某一帧早 ${by} s；时间和时长可能不准确。`,
      },
      frame,
    });
  }
}
