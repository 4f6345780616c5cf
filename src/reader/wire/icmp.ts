import { i32, u8, u16 } from './bytes.js';
import { Cursor } from './cursor.js';
import { IpHeader } from './ip-header.js';
import { ipv4 } from './ipv4.js';
import { ipv6 } from './ipv6.js';
import type { IcmpError } from './segment.js';

/** Common to ICMP errors (RFC 792) and ICMPv6 errors (RFC 4443): type, code, checksum, a word, the quoted packet. */
const TYPE = 0;
const CODE = 1;
/** Next-hop MTU in ICMP "fragmentation needed", RFC 1191 section 4. */
const NEXT_HOP_MTU = 6;
/** MTU in ICMPv6 "packet too big", RFC 4443 section 3.2. */
const PACKET_TOO_BIG_MTU = 4;
const HEADER_LENGTH = 8;

/** Destination unreachable, source quench, redirect, time exceeded, parameter problem. */
const ICMP_ERRORS: readonly number[] = [3, 4, 5, 11, 12];
const UNREACHABLE = 3;
const FRAGMENTATION_NEEDED = 4;
/** Destination unreachable, packet too big, time exceeded, parameter problem. */
const ICMPV6_ERRORS: readonly number[] = [1, 2, 3, 4];
const PACKET_TOO_BIG = 2;

const PROTOCOL_TCP = 6;

/** The quoted segment: ports and sequence number always (RFC 792 asks for 8 bytes), flags when there is more. */
const QUOTED_SEQUENCE = 4;
const QUOTED_MIN_LENGTH = 8;
const QUOTED_FLAGS = 13;

/** Decodes ICMP errors about TCP segments; one object serves all packets. */
export class IcmpDecoder {
  readonly error: IcmpError;
  /** Whether the snap length cut off what tells which connection the error is about: then `decode` is false. */
  isCut = false;
  private readonly quoted = new IpHeader();
  private readonly quotedCursor = new Cursor();

  constructor(ip: IpHeader) {
    this.error = {
      version: 4,
      type: 0,
      code: 0,
      source: ip.source,
      destination: ip.destination,
      quotedSource: this.quoted.source,
      quotedDestination: this.quoted.destination,
      quotedSourcePort: 0,
      quotedDestinationPort: 0,
      quotedSequence: 0,
      quotedLength: 0,
      quotedFlags: 0,
      ttl: 0,
      mtu: 0,
    };
  }

  /** Fills `error` and returns true when the message at the cursor is an error that quotes a TCP segment. */
  decode(cursor: Cursor, ip: IpHeader): boolean {
    this.isCut = false;
    if (!cursor.has(HEADER_LENGTH)) return false;
    const { bytes, offset } = cursor;
    const type = u8(bytes, offset + TYPE);
    const isVersion4 = ip.version === 4;
    if (!(isVersion4 ? ICMP_ERRORS : ICMPV6_ERRORS).includes(type)) return false;
    if (!this.decodeQuoted(cursor, isVersion4)) return false;
    const error = this.error;
    error.version = ip.version;
    error.type = type;
    error.code = u8(bytes, offset + CODE);
    error.ttl = ip.ttl;
    error.mtu = 0;
    if (isVersion4) {
      if (type === UNREACHABLE && error.code === FRAGMENTATION_NEEDED) error.mtu = u16(bytes, offset + NEXT_HOP_MTU);
    } else if (type === PACKET_TOO_BIG) {
      error.mtu = i32(bytes, offset + PACKET_TOO_BIG_MTU) >>> 0;
    }
    return true;
  }

  private decodeQuoted(cursor: Cursor, isVersion4: boolean): boolean {
    const { quoted, quotedCursor, error } = this;
    quotedCursor.bytes = cursor.bytes;
    quotedCursor.offset = cursor.offset + HEADER_LENGTH;
    quotedCursor.end = cursor.end;
    quotedCursor.wireEnd = cursor.wireEnd;
    this.isCut = cursor.end < cursor.wireEnd;
    if (!(isVersion4 ? ipv4(quotedCursor, quoted) : ipv6(quotedCursor, quoted))) return false;
    if (quoted.protocol !== PROTOCOL_TCP || quoted.fragmentOffset !== 0) {
      this.isCut = false;
      return false;
    }
    if (!quotedCursor.has(QUOTED_MIN_LENGTH)) return false;
    this.isCut = false;
    const { bytes, offset, end } = quotedCursor;
    error.quotedSourcePort = u16(bytes, offset);
    error.quotedDestinationPort = u16(bytes, offset + 2);
    error.quotedSequence = i32(bytes, offset + QUOTED_SEQUENCE);
    error.quotedLength = end - offset;
    error.quotedFlags = end - offset > QUOTED_FLAGS ? u8(bytes, offset + QUOTED_FLAGS) : 0;
    return true;
  }
}
