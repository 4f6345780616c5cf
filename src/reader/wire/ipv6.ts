import { i32, u8, u16 } from './bytes.js';
import type { Cursor } from './cursor.js';
import type { IpHeader } from './ip-header.js';

/** RFC 8200 section 3. */
const VERSION = 0;
const PAYLOAD_LENGTH = 4;
const NEXT_HEADER = 6;
const HOP_LIMIT = 7;
const SOURCE = 8;
const DESTINATION = 24;
const HEADER_LENGTH = 40;

/** Extension headers, RFC 8200 section 4: next header, length in units of 8 bytes after the first 8. */
const HOP_BY_HOP = 0;
const ROUTING = 43;
const FRAGMENT = 44;
const AUTHENTICATION = 51;
const DESTINATION_OPTIONS = 60;
const EXTENSION_LENGTH = 1;
const MIN_EXTENSION_LENGTH = 8;

/** Fragment header, section 4.5: next header, reserved, offset in units of 8 bytes with flags, identification. */
const FRAGMENT_OFFSET = 2;
const FRAGMENT_IDENTIFICATION = 4;
const FRAGMENT_OFFSET_MASK = 0xfff8;
const MORE_FRAGMENTS = 1;

/**
 * Decodes an IPv6 header with its extension headers up to the first other one, and moves the cursor there.
 * False when a header is cut or impossible.
 */
export function ipv6(cursor: Cursor, into: IpHeader): boolean {
  if (!cursor.has(HEADER_LENGTH)) return false;
  const { bytes, offset } = cursor;
  if (u8(bytes, offset + VERSION) >> 4 !== 6) return false;
  into.version = 6;
  const { source, destination } = into;
  for (let word = 0; word < 4; word++) {
    source[word] = i32(bytes, offset + SOURCE + word * 4);
    destination[word] = i32(bytes, offset + DESTINATION + word * 4);
  }
  into.ttl = u8(bytes, offset + HOP_LIMIT);
  into.identification = -1;
  into.moreFragments = false;
  into.fragmentOffset = 0;
  const payloadLength = u16(bytes, offset + PAYLOAD_LENGTH);
  cursor.offset = offset + HEADER_LENGTH;
  // 0 with a jumbo payload option (RFC 2675) or with segmentation offload: in both the frame tells.
  if (payloadLength !== 0) cursor.limit(payloadLength);
  return skipExtensions(cursor, into, u8(bytes, offset + NEXT_HEADER));
}

/**
 * Passes over the extension headers from `first` on, up to another protocol or to the payload of a fragment.
 * Also for the start of a reassembled packet, and for an Authentication Header in IPv4 (RFC 4302).
 */
export function skipExtensions(cursor: Cursor, into: IpHeader, first: number): boolean {
  const { bytes } = cursor;
  let protocol = first;
  // Each header takes at least 8 bytes, so the chain ends.
  while (isExtension(protocol)) {
    if (!cursor.has(MIN_EXTENSION_LENGTH)) return false;
    const { offset } = cursor;
    const length = extensionLength(protocol, u8(bytes, offset + EXTENSION_LENGTH));
    if (!cursor.has(length)) return false;
    cursor.offset = offset + length;
    const isFragment = protocol === FRAGMENT && readFragment(bytes, offset, into);
    protocol = u8(bytes, offset);
    if (isFragment) break;
  }
  into.protocol = protocol;
  return true;
}

function isExtension(protocol: number): boolean {
  switch (protocol) {
    case HOP_BY_HOP:
    case ROUTING:
    case FRAGMENT:
    case AUTHENTICATION:
    case DESTINATION_OPTIONS:
      return true;
    default:
      return false;
  }
}

function extensionLength(protocol: number, units: number): number {
  if (protocol === FRAGMENT) return MIN_EXTENSION_LENGTH;
  // The Authentication Header counts in units of 4 bytes, less 2 (RFC 4302 section 2.2).
  return protocol === AUTHENTICATION ? Math.max(MIN_EXTENSION_LENGTH, (units + 2) * 4) : (units + 1) * 8;
}

/** False for an "atomic" fragment (RFC 6946), which is a whole packet. */
function readFragment(bytes: Uint8Array, offset: number, into: IpHeader): boolean {
  const field = u16(bytes, offset + FRAGMENT_OFFSET);
  into.fragmentOffset = field & FRAGMENT_OFFSET_MASK;
  into.moreFragments = (field & MORE_FRAGMENTS) !== 0;
  into.identification = i32(bytes, offset + FRAGMENT_IDENTIFICATION);
  return into.isFragment;
}
