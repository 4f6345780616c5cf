import type { Timestamp } from '../../model/timestamp.js';
import type { Packet } from '../capture/packet.js';
import { advance, distance } from './sequence.js';

/** The oldest segment that a sender sends again and again. */
export interface Retry {
  /** Of its first payload byte. */
  readonly sequence: number;
  /** Sequence number that acknowledges it. */
  readonly end: number;
  /** Payload bytes; 0 for a FIN. */
  readonly length: number;
  count: number;
  readonly firstFrame: number;
  readonly first: Timestamp;
  lastFrame: number;
  last: Timestamp;
}

/**
 * Takes in a retransmission.
 * @param acknowledged newest acknowledgment of the other side, null while there is none.
 * @returns the retry to watch from now on: the oldest segment that is still not acknowledged.
 */
export function noteRetry(
  before: Retry | null,
  sequence: number,
  length: number,
  acknowledged: number | null,
  packet: Packet,
): Retry {
  const at = { seconds: packet.seconds, nanoseconds: packet.nanoseconds };
  if (before !== null) {
    const isDone = acknowledged !== null && distance(before.end, acknowledged) >= 0;
    const ahead = distance(before.sequence, sequence);
    if (!isDone && ahead === 0) {
      before.count++;
      before.lastFrame = packet.frame;
      before.last = at;
    }
    if (!isDone && ahead >= 0) return before;
  }
  const end = advance(sequence, Math.max(length, 1));
  return { sequence, end, length, count: 1, firstFrame: packet.frame, first: at, lastFrame: packet.frame, last: at };
}
