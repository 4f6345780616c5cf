import type { RetransmittedSegment } from '../../model/analysis.js';
import type { Packet } from '../capture/packet.js';
import type { Sending } from './sent-segments.js';

/** Most segments of one connection that are listed as sent again. */
export const MAX_RESENT = 256;

/** Most times listed for one of them: TCP gives up after 15 (`tcp_retries2` of Linux). */
export const MAX_TIMES = 32;

/** A segment that was sent again. */
export interface ResentSegment {
  readonly direction: 0 | 1;
  readonly what: RetransmittedSegment['what'];
  readonly sequence: number;
  readonly length: number;
  readonly first: Sending | null;
  readonly again: Sending[];
  count: number;
}

/**
 * The segments of a connection that were sent again. A segment is known by its first byte: a retransmission that covers
 * a part of an earlier segment, or several, is one of its own, and was sent first in the segment that had its first byte.
 */
export class ResentSegments {
  readonly list: ResentSegment[] = [];
  private readonly byStart: [Map<number, ResentSegment>, Map<number, ResentSegment>] = [new Map(), new Map()];

  /** @param first tells when the first byte was sent first; asked for a segment that is not known yet. */
  add(
    { direction, what, sequence, length }: Pick<ResentSegment, 'direction' | 'what' | 'sequence' | 'length'>,
    packet: Packet,
    first: () => Sending | null,
  ): void {
    let segment = this.byStart[direction].get(sequence);
    if (segment === undefined) {
      if (this.list.length >= MAX_RESENT) return;
      segment = { direction, what, sequence, length, first: first(), again: [], count: 0 };
      this.byStart[direction].set(sequence, segment);
      this.list.push(segment);
    }
    segment.count++;
    if (segment.again.length >= MAX_TIMES) return;
    segment.again.push({ frame: packet.frame, seconds: packet.seconds, nanoseconds: packet.nanoseconds });
  }
}
