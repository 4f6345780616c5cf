import { createHash, type Hash } from 'node:crypto';
import type { Content } from '../../model/analysis.js';
import type { Segment } from '../wire/segment.js';
import type { Budget } from './budget.js';
import { HeldBytes } from './held-bytes.js';
import { advance, distance } from './sequence.js';

/** First bytes that are kept: enough to tell a file format by. */
export const HEAD_BYTES = 32;

/**
 * The SHA-256 of what one direction sends, computed as it is captured: in the order of the stream, each byte once, of
 * copies the first. What has been hashed is not kept.
 */
export class ContentHash {
  /** Why there will be no hash. */
  missing: Content['missing'] = null;
  sha256: string | null = null;
  private next: number;
  private hash: Hash | null = createHash('sha256');
  private held: HeldBytes | null = null;
  private readonly firstBytes: number[] = [];

  /**
   * @param first sequence number of the first byte; null when the SYN was not captured.
   * @param budget of bytes held out of order, shared by all connections.
   */
  constructor(
    first: number | null,
    private readonly budget: Budget,
  ) {
    this.next = first ?? 0;
    if (first === null) this.giveUp('start');
  }

  /** The first bytes in hexadecimal. */
  get head(): string {
    return Buffer.from(this.firstBytes).toString('hex');
  }

  /** Takes in payload that begins at `start`. */
  receive(start: number, { bytes, payloadStart, payloadCaptured, payloadLength }: Segment): void {
    if (this.hash === null) return;
    const known = bytes.subarray(payloadStart, payloadStart + payloadCaptured);
    const ahead = distance(this.next, start);
    if (ahead > 0) {
      this.held ??= new HeldBytes(this.budget);
      if (!this.held.add(start, known)) this.giveUp('bound');
    } else if (-ahead < known.length) {
      this.take(known.subarray(-ahead));
      if (this.held !== null) this.next = this.held.drain(this.next, (piece) => this.digest(piece));
    }
    // What the snap length cut off comes no other time.
    if (payloadCaptured < payloadLength && distance(this.next, advance(start, payloadLength)) > 0) this.giveUp('cut');
  }

  /** Ends the hash once the stream stands at its end, the sequence number of the FIN. */
  end(finSequence: number): void {
    if (this.hash === null || this.next !== finSequence) return;
    this.sha256 = this.hash.digest('hex');
    this.free();
  }

  /** Stops: nobody will ask for the hash. */
  abandon(): void {
    this.free();
  }

  private take(bytes: Uint8Array): void {
    this.digest(bytes);
    this.next = advance(this.next, bytes.length);
  }

  private digest(bytes: Uint8Array): void {
    this.hash?.update(bytes);
    if (this.firstBytes.length < HEAD_BYTES) {
      this.firstBytes.push(...bytes.subarray(0, HEAD_BYTES - this.firstBytes.length));
    }
  }

  private giveUp(reason: NonNullable<Content['missing']>): void {
    this.missing = reason;
    this.free();
  }

  private free(): void {
    this.hash = null;
    this.held?.clear();
    this.held = null;
  }
}
