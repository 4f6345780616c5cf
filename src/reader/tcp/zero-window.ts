import { secondsBetween, type Timestamp } from '../../model/timestamp.js';
import type { Packet } from '../capture/packet.js';

/** A time for which the window was 0. */
export interface Period {
  readonly frame: number;
  readonly start: Timestamp;
  lastFrame: number;
  last: Timestamp;
  reopened: boolean;
}

/** When an end of a connection could take no data (window 0, RFC 9293 section 3.8.6.1); made when it first says so. */
export class ZeroWindowWatch {
  longest: Period;
  /** Null while the window is open; may be the longest itself. */
  current: Period | null;

  constructor(packet: Pick<Packet, 'frame' | 'seconds' | 'nanoseconds'>) {
    this.current = begin(packet);
    this.longest = this.current;
  }

  /** Each later segment of that end. */
  receive(window: number, packet: Packet): void {
    const { current } = this;
    if (current === null) {
      if (window === 0) this.current = begin(packet);
      return;
    }
    current.lastFrame = packet.frame;
    current.last = { seconds: packet.seconds, nanoseconds: packet.nanoseconds };
    if (lasted(current) > lasted(this.longest)) this.longest = current;
    if (window === 0) return;
    current.reopened = true;
    this.current = null;
  }

  /** The longest period so far. */
  get facts(): { frame: number; lastFrame: number; seconds: number; reopened: boolean } {
    const { frame, lastFrame, reopened } = this.longest;
    return { frame, lastFrame, seconds: lasted(this.longest), reopened };
  }
}

function begin(packet: Pick<Packet, 'frame' | 'seconds' | 'nanoseconds'>): Period {
  const at = { seconds: packet.seconds, nanoseconds: packet.nanoseconds };
  return { frame: packet.frame, start: at, lastFrame: packet.frame, last: at, reopened: false };
}

function lasted({ start, last }: Period): number {
  return secondsBetween(start, last);
}
