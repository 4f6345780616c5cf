import type { Packet } from '../capture/packet.js';
import type { Segment } from '../wire/segment.js';

/** Packets remembered: what a router or a mirror port holds between the two times it shows a packet. */
const CAPACITY = 4096;
const STRIDE = 5;

/** A second copy of a routed packet, recognised by its TTL or identification, comes within this time. */
const COPY_SECONDS = 1;
/** Without either mark only an immediate second copy is one: a sender's own retransmission takes longer. */
const UNMARKED_COPY_NANOSECONDS = 1_000_000;

/** Whether a segment repeats one seen just before. */
export const CopyMatch = {
  none: 0,
  /** The same in all that can tell copies apart, and nothing can: a sender may have repeated itself at once. */
  unmarked: 1,
  /** The same identification, or another TTL: the same packet seen at another place. */
  marked: 2,
} as const;
export type CopyMatch = (typeof CopyMatch)[keyof typeof CopyMatch];

/**
 * Recognises packets that were captured twice: on two interfaces of a router (Linux `any`), or by a mirror port that
 * copies both directions. Such a copy has the same TCP header down to the checksum, and either the same IPv4
 * identification or a smaller TTL; a retransmission has neither.
 */
export class RecentPackets {
  private readonly table = new Int32Array(CAPACITY * STRIDE);

  /** Whether the segment is a copy of one seen just before; remembers it if not. */
  match(segment: Segment, packet: Packet): CopyMatch {
    const { table } = this;
    const mixed = fingerprint(segment);
    const at = (mixed & (CAPACITY - 1)) * STRIDE;
    const identification = segment.identification;
    if (table[at] === mixed && table[at + 1] === segment.sequence && table[at + 4] !== 0) {
      const elapsed =
        (packet.seconds - (table[at + 2] as number)) * 1e9 + (packet.nanoseconds - (table[at + 3] as number));
      const ttlDiffers = table[at + 4] !== segment.ttl + 1;
      const isMarked = ttlDiffers || identification > 0;
      const limit = isMarked ? COPY_SECONDS * 1e9 : UNMARKED_COPY_NANOSECONDS;
      if (elapsed >= 0 && elapsed <= limit) return isMarked ? CopyMatch.marked : CopyMatch.unmarked;
    }
    table[at] = mixed;
    table[at + 1] = segment.sequence;
    table[at + 2] = packet.seconds;
    table[at + 3] = packet.nanoseconds;
    table[at + 4] = segment.ttl + 1;
    return CopyMatch.none;
  }
}

function fingerprint(segment: Segment): number {
  let h = segment.sequence;
  h = mix(h, segment.acknowledgment);
  h = mix(h, (segment.checksum << 16) | segment.window);
  h = mix(h, (segment.identification << 8) | segment.flags);
  h = mix(h, (segment.sourcePort << 16) | segment.destinationPort);
  h = mix(h, segment.payloadLength);
  h = mix(h, segment.source[3] as number);
  return mix(h, segment.destination[3] as number);
}

function mix(h: number, word: number): number {
  const product = Math.imul(h ^ word, 0x9e3779b1);
  return product ^ (product >>> 15);
}
