import type { Budget } from './budget.js';
import { advance, distance } from './sequence.js';

/** Most bytes held out of order in one direction: more than the largest windows in use (6 MB in Linux). */
export const MAX_HELD = 8 * 1024 * 1024;

/** Most pieces of them; one byte a piece is the worst, and each new one is put in its place. */
const MAX_PIECES = 8192;

/** What a piece costs besides its bytes. */
const PIECE_COST = 160;

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly bytes: Buffer;
}

/** Bytes of a stream that came before others that stand in front of them. Where copies overlap, the first wins. */
export class HeldBytes {
  /** In order, none overlapping the next. */
  private pieces: Piece[] = [];
  private held = 0;

  /** @param budget of bytes, shared by all connections. */
  constructor(private readonly budget: Budget) {}

  /**
   * Copies what is new of the bytes that begin at `start`.
   * @returns false when a bound is reached: not all of them are held.
   */
  add(start: number, bytes: Uint8Array): boolean {
    const end = advance(start, bytes.length);
    let from = start;
    let index = this.firstEndingAfter(start);
    while (distance(from, end) > 0) {
      const next = this.pieces[index];
      const stop = next !== undefined && distance(next.start, end) > 0 ? next.start : end;
      if (distance(from, stop) > 0) {
        const offset = distance(start, from);
        if (!this.insert(index, from, bytes.subarray(offset, offset + distance(from, stop)))) return false;
        index++;
      }
      if (next === undefined) break;
      from = distance(from, next.end) > 0 ? next.end : from;
      index++;
    }
    return true;
  }

  /** Hands on what continues the stream at `next`, and lets go of it. Returns where the stream then stands. */
  drain(next: number, sink: (bytes: Uint8Array) => void): number {
    let position = next;
    let count = 0;
    for (const { start, end, bytes } of this.pieces) {
      if (distance(position, start) > 0) break;
      const offset = distance(start, position);
      if (offset < bytes.length) {
        sink(bytes.subarray(offset));
        position = end;
      }
      count++;
      this.free(bytes.length + PIECE_COST);
    }
    if (count > 0) this.pieces.splice(0, count);
    return position;
  }

  clear(): void {
    this.pieces = [];
    this.free(this.held);
  }

  private insert(index: number, start: number, bytes: Uint8Array): boolean {
    const cost = bytes.length + PIECE_COST;
    if (this.pieces.length >= MAX_PIECES || this.held + cost > MAX_HELD || !this.budget.take(cost)) return false;
    this.held += cost;
    // A slice of Buffer's pool would keep the pool.
    const copy = Buffer.allocUnsafeSlow(bytes.length);
    copy.set(bytes);
    this.pieces.splice(index, 0, { start, end: advance(start, bytes.length), bytes: copy });
    return true;
  }

  private free(cost: number): void {
    this.held -= cost;
    this.budget.give(cost);
  }

  private firstEndingAfter(sequence: number): number {
    let low = 0;
    let high = this.pieces.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (distance(sequence, (this.pieces[middle] as Piece).end) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
