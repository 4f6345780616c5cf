import type { Timestamp } from '../../model/timestamp.js';
import { advance, distance } from './sequence.js';

/**
 * Most pieces held out of order in one direction. A sender has at most a window in flight; a capture that loses this
 * many separate pieces before the first hole is filled has lost that hole for good.
 */
export const MAX_PIECES = 512;

/** Numbers kept per piece: start, end (sequence numbers), and the frame and time that brought its start. */
const STRIDE = 5;

/** Payload that the capture lacks, and the first packet after it. */
export interface Hole {
  readonly bytes: number;
  readonly frame: number;
  readonly timestamp: Timestamp;
}

/** What the assembler needs of a packet. */
type Arrival = Timestamp & { readonly frame: number };

/**
 * Which part of a sequence space has been seen: ranges and holes, no bytes.
 *
 * Everything before `next` is seen or given up; pieces after it are kept in ascending order with a hole before each.
 */
export class Assembler {
  /** First sequence number not yet seen without a hole before it. */
  next: number;
  /** Payload bytes seen, each counted once. */
  seen = 0;
  /** Holes that were given up because too many pieces followed them, as one. */
  abandoned: Hole | null = null;
  /** `STRIDE` numbers a piece. */
  pieces: number[] | null = null;

  constructor(next: number) {
    this.next = next;
  }

  /**
   * Marks `length` bytes from `start` as seen.
   * @returns how many of them are new.
   */
  add(start: number, length: number, arrival: Arrival): number {
    const end = advance(start, length);
    const pieces = this.pieces;
    if (pieces === null) {
      const ahead = distance(this.next, start);
      if (ahead > 0) {
        this.pieces = [start, end, arrival.frame, arrival.seconds, arrival.nanoseconds];
        this.seen += length;
        return length;
      }
      const fresh = distance(this.next, end);
      if (fresh <= 0) return 0;
      this.next = end;
      this.seen += fresh;
      return fresh;
    }
    return this.addAmongPieces(pieces, start, end, arrival);
  }

  /** The holes, those given up first. */
  holes(): Hole[] {
    const holes = this.abandoned === null ? [] : [this.abandoned];
    let from = this.next;
    const pieces = this.pieces ?? [];
    for (let at = 0; at < pieces.length; at += STRIDE) {
      holes.push(holeBefore(pieces, at, from));
      from = pieces[at + 1] as number;
    }
    return holes;
  }

  /** The end of the last piece, or `next` without pieces. */
  get top(): number {
    const pieces = this.pieces;
    return pieces === null ? this.next : (pieces[pieces.length - STRIDE + 1] as number);
  }

  private addAmongPieces(pieces: number[], start: number, end: number, arrival: Arrival): number {
    let from = start;
    if (distance(this.next, from) < 0) from = this.next;
    if (distance(from, end) <= 0) return 0;
    // The first piece that ends at or after `from`: it may touch the new range, all before it cannot.
    let low = 0;
    let high = pieces.length / STRIDE;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (distance(from, pieces[middle * STRIDE + 1] as number) < 0) low = middle + 1;
      else high = middle;
    }
    let fresh = distance(from, end);
    let mergedStart = from;
    let mergedEnd = end;
    let { frame, seconds, nanoseconds } = arrival;
    let last = low;
    while (last * STRIDE < pieces.length && distance(pieces[last * STRIDE] as number, end) >= 0) {
      const pieceStart = pieces[last * STRIDE] as number;
      const pieceEnd = pieces[last * STRIDE + 1] as number;
      const overlapStart = distance(pieceStart, from) > 0 ? from : pieceStart;
      const overlapEnd = distance(pieceEnd, end) < 0 ? end : pieceEnd;
      fresh -= Math.max(0, distance(overlapStart, overlapEnd));
      if (distance(pieceStart, mergedStart) >= 0) {
        mergedStart = pieceStart;
        frame = pieces[last * STRIDE + 2] as number;
        seconds = pieces[last * STRIDE + 3] as number;
        nanoseconds = pieces[last * STRIDE + 4] as number;
      }
      if (distance(mergedEnd, pieceEnd) > 0) mergedEnd = pieceEnd;
      last++;
    }
    pieces.splice(low * STRIDE, (last - low) * STRIDE, mergedStart, mergedEnd, frame, seconds, nanoseconds);
    this.seen += fresh;
    if (mergedStart === this.next) this.takeFirstPiece(pieces);
    else if (pieces.length > MAX_PIECES * STRIDE) this.abandonFirstHole(pieces);
    return fresh;
  }

  private takeFirstPiece(pieces: number[]): void {
    this.next = pieces[1] as number;
    if (pieces.length === STRIDE) this.pieces = null;
    else pieces.splice(0, STRIDE);
  }

  private abandonFirstHole(pieces: number[]): void {
    const hole = holeBefore(pieces, 0, this.next);
    this.abandoned = this.abandoned === null ? hole : { ...this.abandoned, bytes: this.abandoned.bytes + hole.bytes };
    this.takeFirstPiece(pieces);
  }
}

function holeBefore(pieces: readonly number[], at: number, from: number): Hole {
  return {
    bytes: distance(from, pieces[at] as number),
    frame: pieces[at + 2] as number,
    timestamp: { seconds: pieces[at + 3] as number, nanoseconds: pieces[at + 4] as number },
  };
}
