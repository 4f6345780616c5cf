import type { Timestamp } from '../../model/timestamp.js';
import type { LoggedSegment, SegmentLog } from './segment-log.js';
import { distance } from './sequence.js';

/** A piece of a reassembled control stream. */
export type StreamPiece = {
  readonly direction: 0 | 1;
  /** The frame that carried the bytes; for a gap, the first frame after it. */
  readonly frame: number;
  /**
   * The frame at which TCP could hand the bytes on: that of an earlier, late segment when that came after. Infinite for
   * a gap that nothing of its side comes after: all that the other side says may come before it.
   */
  readonly deliveredFrame: number;
  readonly timestamp: Timestamp;
} & (
  | { readonly kind: 'data'; readonly bytes: Buffer }
  /** `cut`: the snap length removed the bytes; `lost`: no captured segment carried them. */
  | { readonly kind: 'gap'; readonly length: number; readonly reason: 'lost' | 'cut' }
  /** Overlapping segments disagree about bytes before this point; the first copy was used. */
  | { readonly kind: 'overlap-differs' }
);

/** Where one direction of a stream begins and ends by its sequence numbers, as far as that was seen. */
export interface StreamBounds {
  /** Sequence number of the first payload byte when the SYN was seen, else null. */
  readonly first: number | null;
  /** Sequence number after the last byte that FIN or the other side's ACK proves, or null. */
  readonly end: number | null;
}

/** A stretch of the stream: relative offsets, and the segment that is the first to carry it (null: a hole). */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly segment: LoggedSegment | null;
}

/**
 * Puts the logged segments of both directions into stream order and interleaves them in the order of delivery.
 * Of overlapping copies the one captured first is used (RFC 9293 section 3.4 trims the later one).
 */
export function reassemble(log: SegmentLog, bounds: readonly [StreamBounds, StreamBounds]): StreamPiece[] {
  const segments = log.segments();
  const sides = ([0, 1] as const).map((direction) =>
    oneDirection(
      log,
      segments.filter((segment) => segment.direction === direction),
      direction,
      bounds[direction],
    ),
  );
  return mergeByDelivery(sides[0] ?? [], sides[1] ?? []);
}

function oneDirection(
  log: SegmentLog,
  segments: readonly LoggedSegment[],
  direction: 0 | 1,
  bounds: StreamBounds,
): StreamPiece[] {
  const firstSegment = segments[0];
  if (firstSegment === undefined) return [];
  const origin = bounds.first ?? firstSegment.sequence;
  const stretches = stretchesOf(segments, origin);
  const differing = new Set(conflicts(log, segments, stretches, origin));
  const emptied = new Map(
    segments.filter((s) => s.captured === 0 && isCut(s)).map((s) => [distance(origin, s.sequence), s]),
  );
  const pieces: StreamPiece[] = [];
  let position = bounds.first === null ? (stretches[0]?.start ?? 0) : 0;
  let delivered = 0;
  let last: LoggedSegment | null = null;
  const gapUpTo = (end: number, next: LoggedSegment | null) => {
    while (position < end) {
      // A cut is known at once; a lost segment only when the next one arrives.
      const cut = last !== null && position === relativeEnd(last, origin) && isCut(last) ? last : emptied.get(position);
      const shown = cut ?? next ?? last ?? firstSegment;
      const reason = cut === undefined ? 'lost' : 'cut';
      const stop = cut === undefined ? end : Math.min(end, position + cut.length - cut.captured);
      const isTail = cut === undefined && next === null;
      delivered = isTail ? Number.POSITIVE_INFINITY : Math.max(delivered, shown.frame);
      const { frame } = shown;
      const length = stop - position;
      pieces.push({
        kind: 'gap',
        length,
        reason,
        direction,
        frame,
        deliveredFrame: delivered,
        timestamp: timeOf(shown),
      });
      position = stop;
    }
  };
  for (const { start, end, segment } of stretches) {
    if (segment === null || end <= position) continue;
    gapUpTo(start, segment);
    const from = Math.max(start, position);
    delivered = Math.max(delivered, segment.frame);
    const bytes = log.slice(segment.offset + from - distance(origin, segment.sequence), end - from);
    const { frame } = segment;
    const timestamp = timeOf(segment);
    pieces.push({ kind: 'data', bytes, direction, frame, deliveredFrame: delivered, timestamp });
    if (differing.has(segment)) {
      pieces.push({ kind: 'overlap-differs', direction, frame, deliveredFrame: delivered, timestamp });
    }
    position = end;
    last = segment;
  }
  const sent = segments.reduce((most, s) => Math.max(most, distance(origin, s.sequence) + s.length), position);
  gapUpTo(bounds.end === null ? sent : Math.max(sent, distance(origin, bounds.end)), null);
  return pieces;
}

function isCut(segment: LoggedSegment): boolean {
  return segment.captured < segment.length;
}

function relativeEnd(segment: LoggedSegment, origin: number): number {
  return distance(origin, segment.sequence) + segment.captured;
}

function timeOf({ seconds, nanoseconds }: LoggedSegment): Timestamp {
  return { seconds, nanoseconds };
}

/**
 * The stream as consecutive stretches, each with the first segment to carry it.
 * Segments paint the stretches in capture order, each stretch once: near-linear for any order and overlap.
 */
function stretchesOf(segments: readonly LoggedSegment[], origin: number): Stretch[] {
  const cuts = new Set<number>();
  for (const segment of segments) {
    const start = distance(origin, segment.sequence);
    cuts.add(Math.max(start, 0)).add(Math.max(start + segment.captured, 0));
    // Without a SYN the first segment seen need not be the first one sent.
    if (start < 0) cuts.add(start).add(start + segment.captured);
  }
  const edges = [...cuts].sort((a, b) => a - b);
  const indexOf = new Map(edges.map((edge, index) => [edge, index]));
  const painter: (LoggedSegment | null)[] = new Array(edges.length).fill(null);
  const nextFree = edges.map((_, index) => index);
  const free = (index: number): number => {
    let root = index;
    while (nextFree[root] !== root) root = nextFree[root] as number;
    for (let i = index; i !== root; ) {
      const next = nextFree[i] as number;
      nextFree[i] = root;
      i = next;
    }
    return root;
  };
  for (const segment of segments) {
    const start = distance(origin, segment.sequence);
    const stop = indexOf.get(start + segment.captured) ?? 0;
    for (let i = free(indexOf.get(start) ?? 0); i < stop; i = free(i)) {
      painter[i] = segment;
      nextFree[i] = i + 1;
    }
  }
  const stretches: Stretch[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const start = edges[i] as number;
    const end = edges[i + 1] as number;
    const segment = painter[i] ?? null;
    const before = stretches[stretches.length - 1];
    if (before !== undefined && before.segment === segment) stretches[stretches.length - 1] = { ...before, end };
    else stretches.push({ start, end, segment });
  }
  return stretches;
}

/** The segments that carry other bytes than the stretch that was used in their place; yields the used segment. */
function* conflicts(
  log: SegmentLog,
  segments: readonly LoggedSegment[],
  stretches: readonly Stretch[],
  origin: number,
): Generator<LoggedSegment> {
  // Each segment is one stretch: nothing overlaps.
  const whole = ({ start, end, segment }: Stretch) => segment !== null && end - start === segment.captured;
  if (stretches.length === segments.length && stretches.every(whole)) return;
  const starts = stretches.map((stretch) => stretch.start);
  for (const segment of segments) {
    const start = distance(origin, segment.sequence);
    const end = start + segment.captured;
    // The stretch before the first that begins inside may reach into the segment.
    for (let i = Math.max(0, lowerBound(starts, start) - 1); i < stretches.length; i++) {
      const stretch = stretches[i] as Stretch;
      if (stretch.start >= end) break;
      if (stretch.end <= start || stretch.segment === null || stretch.segment === segment) continue;
      const from = Math.max(stretch.start, start);
      const length = Math.min(stretch.end, end) - from;
      const used = log.slice(stretch.segment.offset + from - distance(origin, stretch.segment.sequence), length);
      const copy = log.slice(segment.offset + from - start, length);
      if (!used.equals(copy)) yield stretch.segment;
    }
  }
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mergeByDelivery(a: readonly StreamPiece[], b: readonly StreamPiece[]): StreamPiece[] {
  const merged: StreamPiece[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (right === undefined || (left !== undefined && left.deliveredFrame <= right.deliveredFrame)) {
      merged.push(left as StreamPiece);
      i++;
    } else {
      merged.push(right);
      j++;
    }
  }
  return merged;
}
