import { i32, u8, u16 } from './bytes.js';
import type { Cursor } from './cursor.js';
import type { Segment } from './segment.js';

/** RFC 9293 section 3.1. */
const SOURCE_PORT = 0;
const DESTINATION_PORT = 2;
const SEQUENCE = 4;
const ACKNOWLEDGMENT = 8;
const DATA_OFFSET = 12;
const FLAGS = 13;
const WINDOW = 14;
const CHECKSUM = 16;
const URGENT_POINTER = 18;
const MIN_HEADER_LENGTH = 20;

/**
 * A header cut by the snap length is of use from here on: all that sequence tracking needs. Wireshark gives a packet
 * its tcp.stream from the same length on.
 */
const MIN_CAPTURED = 16;

/** What became of a TCP header. */
export const TcpResult = {
  ok: 0,
  /** Too little was captured. */
  cut: 1,
  /**
   * The data offset is less than 5 or beyond the segment. Ports and sequence numbers stand, and Wireshark counts the
   * packet in tcp.stream, so the segment is filled in, without payload.
   */
  malformed: 2,
} as const;
export type TcpResult = (typeof TcpResult)[keyof typeof TcpResult];

/** Decodes the TCP header at the cursor; the cursor's end and wire end are those of the segment. */
export function tcp(cursor: Cursor, into: Segment): TcpResult {
  if (!cursor.has(MIN_CAPTURED)) return TcpResult.cut;
  const { bytes, offset, end } = cursor;
  into.bytes = bytes;
  into.sourcePort = u16(bytes, offset + SOURCE_PORT);
  into.destinationPort = u16(bytes, offset + DESTINATION_PORT);
  into.sequence = i32(bytes, offset + SEQUENCE);
  into.acknowledgment = i32(bytes, offset + ACKNOWLEDGMENT);
  into.flags = u8(bytes, offset + FLAGS);
  into.window = u16(bytes, offset + WINDOW);
  const hasWholeHeader = end - offset >= MIN_HEADER_LENGTH;
  into.checksum = hasWholeHeader ? u16(bytes, offset + CHECKSUM) : 0;
  into.urgentPointer = hasWholeHeader ? u16(bytes, offset + URGENT_POINTER) : 0;
  const headerLength = (u8(bytes, offset + DATA_OFFSET) >> 4) << 2;
  const segmentLength = cursor.wireEnd - offset;
  if (headerLength < MIN_HEADER_LENGTH || headerLength > segmentLength) {
    const headerEnd = Math.min(offset + MIN_HEADER_LENGTH, end);
    setPayload(into, MIN_HEADER_LENGTH, headerEnd, headerEnd, headerEnd, 0, 0);
    return TcpResult.malformed;
  }
  const payloadStart = Math.min(offset + headerLength, end);
  const optionsStart = Math.min(offset + MIN_HEADER_LENGTH, end);
  setPayload(
    into,
    headerLength,
    optionsStart,
    payloadStart,
    payloadStart,
    end - payloadStart,
    segmentLength - headerLength,
  );
  return TcpResult.ok;
}

function setPayload(
  into: Segment,
  headerLength: number,
  optionsStart: number,
  optionsEnd: number,
  payloadStart: number,
  payloadCaptured: number,
  payloadLength: number,
): void {
  into.headerLength = headerLength;
  into.optionsStart = optionsStart;
  into.optionsEnd = optionsEnd;
  into.payloadStart = payloadStart;
  into.payloadCaptured = payloadCaptured;
  into.payloadLength = payloadLength;
}

/** A segment object for a decoder, sharing the addresses of the IP header that it decodes into. */
export function createSegment(source: Int32Array, destination: Int32Array): Segment {
  return {
    version: 4,
    source,
    destination,
    linkAddress: -1,
    ttl: 0,
    identification: -1,
    sourcePort: 0,
    destinationPort: 0,
    sequence: 0,
    acknowledgment: 0,
    flags: 0,
    window: 0,
    checksum: 0,
    urgentPointer: 0,
    headerLength: 0,
    bytes: new Uint8Array(0),
    optionsStart: 0,
    optionsEnd: 0,
    payloadStart: 0,
    payloadCaptured: 0,
    payloadLength: 0,
  };
}
