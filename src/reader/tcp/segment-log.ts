import type { Packet } from '../capture/packet.js';
import type { Segment } from '../wire/segment.js';

/** Most payload bytes kept of one control connection, both directions together: hours of dialogue. */
export const MAX_CONTROL_BYTES = 32 * 1024 * 1024;

/** Most segments kept of one control connection; one byte a segment is the worst that a client does. */
export const MAX_CONTROL_SEGMENTS = 1_000_000;

/** Numbers kept per segment. */
export const LOG_STRIDE = 8;

/** One payload-bearing segment of a control connection. */
export interface LoggedSegment {
  /** 0: from the connection's first sender, 1: from the other end. */
  readonly direction: 0 | 1;
  readonly sequence: number;
  /** Payload bytes on the wire. */
  readonly length: number;
  /** Payload bytes captured; fewer than `length` when the snap length cut them. */
  readonly captured: number;
  readonly frame: number;
  readonly seconds: number;
  readonly nanoseconds: number;
  /** Offset of the captured bytes in the log. */
  readonly offset: number;
}

/** What a log holds, `LOG_STRIDE` numbers a segment. */
export interface SegmentLogParts {
  readonly full: boolean;
  readonly numbers: Int32Array;
  readonly bytes: Uint8Array;
}

/**
 * The payload of a control connection as it was captured, in capture order. Two growing arrays instead of an object
 * and a buffer per segment: ten thousand sessions have to fit.
 */
export class SegmentLog {
  /** Whether a bound was reached and later payload is not here. */
  full = false;
  private numbers: Int32Array = new Int32Array(LOG_STRIDE * 4);
  private bytes: Buffer = Buffer.allocUnsafeSlow(256);
  private count = 0;
  private used = 0;

  /** A log that holds what `parts` of another gave. */
  static from({ full, numbers, bytes }: SegmentLogParts): SegmentLog {
    const log = new SegmentLog();
    log.full = full;
    log.numbers = numbers.length === 0 ? log.numbers : numbers;
    log.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    log.count = numbers.length / LOG_STRIDE;
    log.used = bytes.length;
    return log;
  }

  /** All that is in it, as views. */
  get parts(): SegmentLogParts {
    const { full, count, used } = this;
    return { full, numbers: this.numbers.subarray(0, count * LOG_STRIDE), bytes: this.bytes.subarray(0, used) };
  }

  get size(): number {
    return this.count;
  }

  get byteLength(): number {
    return this.used;
  }

  /** Copies the segment's captured payload. */
  append(direction: 0 | 1, segment: Segment, packet: Packet): void {
    const captured = segment.payloadCaptured;
    if (this.full || this.used + captured > MAX_CONTROL_BYTES || this.count >= MAX_CONTROL_SEGMENTS) {
      this.full = true;
      return;
    }
    if ((this.count + 1) * LOG_STRIDE > this.numbers.length) {
      const grown = new Int32Array(this.numbers.length * 2);
      grown.set(this.numbers);
      this.numbers = grown;
    }
    if (this.used + captured > this.bytes.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.used + captured));
      this.bytes.copy(grown, 0, 0, this.used);
      this.bytes = grown;
    }
    const at = this.count * LOG_STRIDE;
    const numbers = this.numbers;
    numbers[at] = direction;
    numbers[at + 1] = segment.sequence;
    numbers[at + 2] = segment.payloadLength;
    numbers[at + 3] = captured;
    numbers[at + 4] = packet.frame;
    numbers[at + 5] = packet.seconds;
    numbers[at + 6] = packet.nanoseconds;
    numbers[at + 7] = this.used;
    const { bytes, payloadStart } = segment;
    this.bytes.set(bytes.subarray(payloadStart, payloadStart + captured), this.used);
    this.used += captured;
    this.count++;
  }

  /** The segments in capture order. */
  segments(): LoggedSegment[] {
    return Array.from({ length: this.count }, (_, index) => {
      const at = index * LOG_STRIDE;
      const field = (i: number) => this.numbers[at + i] as number;
      return {
        direction: field(0) as 0 | 1,
        sequence: field(1),
        length: field(2),
        captured: field(3),
        frame: field(4),
        seconds: field(5),
        nanoseconds: field(6),
        offset: field(7),
      };
    });
  }

  /** The captured bytes from `offset` on, as a view. */
  slice(offset: number, length: number): Buffer {
    return this.bytes.subarray(offset, offset + length);
  }
}
