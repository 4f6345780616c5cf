import type { Packet } from '../capture/packet.js';
import type { Budget } from './budget.js';
import { distance } from './sequence.js';

/** Most segments remembered of one direction: more than the largest windows in use have in flight (6 MB in Linux). */
export const MAX_REMEMBERED = 4096;

/** Most segments remembered of all connections together, at 40 bytes each. */
export const MAX_TOTAL_REMEMBERED = 1_000_000;

const FIRST_CAPACITY = 8;

/** Numbers kept per segment: sequence number, payload bytes, frame, seconds, nanoseconds. */
const STRIDE = 5;

/** When something was sent. */
export interface Sending {
  readonly frame: number;
  readonly seconds: number;
  readonly nanoseconds: number;
}

/** The newest segments of a direction that brought new payload, in order of their sequence numbers. */
export class SentSegments {
  private numbers = new Float64Array(0);
  private count = 0;

  /** @param budget of segments, shared by all connections; without any left, less is remembered. */
  constructor(private readonly budget: Budget) {}

  /** Remembers a segment that was sent for the first time. */
  add(sequence: number, length: number, packet: Packet): void {
    if (this.count === this.capacity && !this.makeRoom()) return;
    const index = this.after(sequence);
    const at = index * STRIDE;
    const { numbers } = this;
    if (index < this.count) numbers.copyWithin(at + STRIDE, at, this.count * STRIDE);
    this.count++;
    numbers[at] = sequence;
    numbers[at + 1] = length;
    numbers[at + 2] = packet.frame;
    numbers[at + 3] = packet.seconds;
    numbers[at + 4] = packet.nanoseconds;
  }

  /** When the byte was first sent, in whatever segment; null when that was not captured, or is too long ago. */
  find(sequence: number): Sending | null {
    const index = this.after(sequence) - 1;
    if (index < 0) return null;
    const field = (i: number) => this.numbers[index * STRIDE + i] as number;
    if (distance(field(0), sequence) >= field(1)) return null;
    return { frame: field(2), seconds: field(3), nanoseconds: field(4) };
  }

  /** Forgets all. */
  clear(): void {
    this.budget.give(this.capacity);
    this.numbers = new Float64Array(0);
    this.count = 0;
  }

  private get capacity(): number {
    return this.numbers.length / STRIDE;
  }

  /** Index of the first segment that begins after the sequence number. */
  private after(sequence: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (distance(this.numbers[middle * STRIDE] as number, sequence) >= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Grows, or forgets the older half. */
  private makeRoom(): boolean {
    const { capacity } = this;
    const more = capacity === 0 ? FIRST_CAPACITY : capacity;
    if (capacity < MAX_REMEMBERED && this.budget.take(more)) {
      const grown = new Float64Array((capacity + more) * STRIDE);
      grown.set(this.numbers);
      this.numbers = grown;
      return true;
    }
    if (capacity === 0) return false;
    const forgotten = this.count >> 1;
    this.numbers.copyWithin(0, forgotten * STRIDE, this.count * STRIDE);
    this.count -= forgotten;
    return true;
  }
}
