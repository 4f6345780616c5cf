import { i32, u8, u16 } from './bytes.js';
import type { Cursor } from './cursor.js';
import type { IpHeader } from './ip-header.js';

/** RFC 791 section 3.1. */
const VERSION_AND_LENGTH = 0;
const TOTAL_LENGTH = 2;
const IDENTIFICATION = 4;
const FRAGMENT = 6;
const TIME_TO_LIVE = 8;
const PROTOCOL = 9;
const SOURCE = 12;
const DESTINATION = 16;
const MIN_HEADER_LENGTH = 20;

const MORE_FRAGMENTS = 0x2000;
const FRAGMENT_OFFSET_MASK = 0x1fff;

/**
 * Decodes an IPv4 header and moves the cursor to its payload, without what pads a short Ethernet frame.
 * False when the header is cut or impossible.
 */
export function ipv4(cursor: Cursor, into: IpHeader): boolean {
  if (!cursor.has(MIN_HEADER_LENGTH)) return false;
  const { bytes, offset } = cursor;
  const versionAndLength = u8(bytes, offset + VERSION_AND_LENGTH);
  const headerLength = (versionAndLength & 0x0f) << 2;
  if (versionAndLength >> 4 !== 4 || headerLength < MIN_HEADER_LENGTH || !cursor.has(headerLength)) return false;
  const totalLength = u16(bytes, offset + TOTAL_LENGTH);
  // With segmentation offload the capture sees the packet before the card fills in the length: 0, and the frame tells.
  if (totalLength !== 0) {
    if (totalLength < headerLength) return false;
    cursor.limit(totalLength);
  }
  into.version = 4;
  const { source, destination } = into;
  source[0] = 0;
  source[1] = 0;
  source[2] = 0;
  source[3] = i32(bytes, offset + SOURCE);
  destination[0] = 0;
  destination[1] = 0;
  destination[2] = 0;
  destination[3] = i32(bytes, offset + DESTINATION);
  into.ttl = u8(bytes, offset + TIME_TO_LIVE);
  into.protocol = u8(bytes, offset + PROTOCOL);
  into.identification = u16(bytes, offset + IDENTIFICATION);
  const fragment = u16(bytes, offset + FRAGMENT);
  into.moreFragments = (fragment & MORE_FRAGMENTS) !== 0;
  into.fragmentOffset = (fragment & FRAGMENT_OFFSET_MASK) << 3;
  cursor.offset = offset + headerLength;
  return true;
}
