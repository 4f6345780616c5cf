/** Builders for the segments of hand-made transcripts. */
import type { RetransmittedSegment, TcpSegment, TcpTranscript } from '../../../../src/model/analysis.js';
import type { Side } from '../../../../src/model/endpoint.js';

/** `sequence` and `acknowledgment` are raw; relative numbers count from 1000 for both sides. */
export function segment(
  frame: number,
  from: Side,
  flags: string,
  sequence: number,
  acknowledgment: number | null,
  length = 0,
): TcpSegment {
  return {
    frame,
    time: frame / 1000,
    from,
    flags,
    sequence,
    relativeSequence: sequence - 1000,
    acknowledgment,
    relativeAcknowledgment: acknowledgment === null ? null : acknowledgment - 1000,
    window: 64240,
    headerLength: 20,
    length,
    options: { maximumSegmentSize: null, windowScale: null, sackPermitted: false, timestamps: null },
  };
}

export function transcript(more: Partial<TcpTranscript> = {}): TcpTranscript {
  return { linkAddresses: { client: null, server: null }, handshake: [], release: [], retransmitted: [], ...more };
}

/** A handshake in three frames, all numbers from 1000. */
export function threeWay(frame: number, opener: Side): TcpSegment[] {
  const other = opener === 'client' ? 'server' : 'client';
  return [
    segment(frame, opener, 'SYN', 1000, null),
    segment(frame + 1, other, 'SYN, ACK', 1000, 1001),
    segment(frame + 2, opener, 'ACK', 1001, 1001),
  ];
}

/** A SYN sent again in the frames after `first`, a second apart. */
export function resentSyn(first: number, again: readonly number[]): RetransmittedSegment {
  const at = (frame: number) => ({ frame, time: frame });
  return {
    from: 'client',
    what: 'SYN',
    sequence: 1000,
    relativeSequence: 0,
    length: 0,
    first: at(first),
    again: again.map(at),
    count: again.length,
  };
}
