import type { Packet } from '../capture/packet.js';
import type { Segment } from '../wire/segment.js';
import { parseTcpOptions, type TcpOptions } from '../wire/tcp-options.js';
import type { Sending } from './sent-segments.js';

/** The header of a segment as it was captured; sequence numbers are signed. */
export interface HeaderRecord
  extends Sending,
    Pick<TcpOptions, 'maximumSegmentSize' | 'windowScale' | 'sackPermitted'> {
  readonly direction: 0 | 1;
  readonly flags: number;
  readonly sequence: number;
  readonly acknowledgment: number;
  readonly window: number;
  readonly headerLength: number;
  readonly length: number;
  readonly timestamps: TcpOptions['timestamps'];
}

export function recordHeader(segment: Segment, packet: Packet, direction: 0 | 1): HeaderRecord {
  const { flags, sequence, acknowledgment, window, headerLength, payloadLength: length } = segment;
  const { frame, seconds, nanoseconds } = packet;
  const { maximumSegmentSize, windowScale, sackPermitted, timestamps } = parseTcpOptions(segment);
  return {
    frame,
    seconds,
    nanoseconds,
    direction,
    flags,
    sequence,
    acknowledgment,
    window,
    headerLength,
    length,
    maximumSegmentSize,
    windowScale,
    sackPermitted,
    timestamps,
  };
}
