import { u8, u16 } from './bytes.js';
import { type Cursor, Next } from './cursor.js';
import * as EtherType from './ethertypes.js';

/** HDLC framing, RFC 1662 section 3.1: all stations, unnumbered information. Left out when compressed. */
const ALL_STATIONS = 0xff;
const UNNUMBERED_INFORMATION = 0x03;

/** PPP protocol numbers (IANA). */
const IPV4 = 0x0021;
const IPV6 = 0x0057;
const MPLS_UNICAST = 0x0281;
const MPLS_MULTICAST = 0x0283;

/** Cisco HDLC: address (unicast or multicast), control 0, EtherType. */
const CISCO_UNICAST = 0x0f;
const CISCO_MULTICAST = 0x8f;
const CISCO_TYPE = 2;
const CISCO_LENGTH = 4;

/** PPP with or without HDLC framing, its protocol number compressed to one byte (RFC 1661 section 6.5) or not. */
export function ppp(cursor: Cursor): number {
  const { bytes, end } = cursor;
  let { offset } = cursor;
  if (end - offset < 2) return Next.cut;
  if (u8(bytes, offset) === ALL_STATIONS && u8(bytes, offset + 1) === UNNUMBERED_INFORMATION) offset += 2;
  if (end - offset < 1) return Next.cut;
  let protocol = u8(bytes, offset);
  // An odd first byte is the whole number: the last bit marks its end (RFC 1661 section 2).
  if ((protocol & 1) !== 0) {
    offset += 1;
  } else {
    if (end - offset < 2) return Next.cut;
    protocol = u16(bytes, offset);
    offset += 2;
  }
  cursor.offset = offset;
  switch (protocol) {
    case IPV4:
      return EtherType.IPV4;
    case IPV6:
      return EtherType.IPV6;
    case MPLS_UNICAST:
    case MPLS_MULTICAST:
      return EtherType.MPLS_UNICAST;
    default:
      return Next.nothing;
  }
}

/** LINKTYPE_PPP_HDLC (50): PPP, or Cisco HDLC on the same kind of line, told apart by the address byte. */
export function pppSerial(cursor: Cursor): number {
  if (!cursor.has(1)) return Next.cut;
  const address = u8(cursor.bytes, cursor.offset);
  return address === CISCO_UNICAST || address === CISCO_MULTICAST ? ciscoHdlc(cursor) : ppp(cursor);
}

/** LINKTYPE_PPP_PPPD (166): as pppd writes it, the direction in the place of the HDLC address. */
export function pppPppd(cursor: Cursor): number {
  cursor.offset += 1;
  if (cursor.has(1) && u8(cursor.bytes, cursor.offset) === UNNUMBERED_INFORMATION) cursor.offset += 1;
  return ppp(cursor);
}

/** LINKTYPE_C_HDLC (104), RFC 1547 section 4.3.1. */
export function ciscoHdlc(cursor: Cursor): number {
  if (!cursor.has(CISCO_LENGTH)) return Next.cut;
  const type = u16(cursor.bytes, cursor.offset + CISCO_TYPE);
  cursor.offset += CISCO_LENGTH;
  return type;
}
