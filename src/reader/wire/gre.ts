import { u8, u16 } from './bytes.js';
import { type Cursor, Next } from './cursor.js';
import * as EtherType from './ethertypes.js';

/** RFC 2784 section 2.1 with the key and sequence number of RFC 2890; version 1 is PPTP's (RFC 2637 section 4.1). */
const FLAGS = 0;
const PROTOCOL = 2;
const MIN_LENGTH = 4;
const CHECKSUM_PRESENT = 0x8000;
const ROUTING_PRESENT = 0x4000;
const KEY_PRESENT = 0x2000;
const SEQUENCE_PRESENT = 0x1000;
const ACKNOWLEDGMENT_PRESENT = 0x0080;
const VERSION_MASK = 0x0007;
const FIELD_LENGTH = 4;

/** ERSPAN, draft-foschiano-erspan: type II has 8 bytes, type III 12 and 8 more if the last bit says so. */
const ERSPAN_II_LENGTH = 8;
const ERSPAN_III_LENGTH = 12;
const ERSPAN_III_SUBHEADER_LENGTH = 8;

/** Generic routing encapsulation: IP, Ethernet, ERSPAN's copies of Ethernet frames, or PPP in it. */
export function gre(cursor: Cursor): number {
  if (!cursor.has(MIN_LENGTH)) return Next.cut;
  const { bytes, offset } = cursor;
  const flags = u16(bytes, offset + FLAGS);
  const protocol = u16(bytes, offset + PROTOCOL);
  // Source routes (RFC 1701) were dropped from the protocol in 2000.
  if ((flags & ROUTING_PRESENT) !== 0 || (flags & VERSION_MASK) > 1) return Next.nothing;
  let length = MIN_LENGTH;
  for (const flag of [CHECKSUM_PRESENT, KEY_PRESENT, SEQUENCE_PRESENT])
    if ((flags & flag) !== 0) length += FIELD_LENGTH;
  if ((flags & VERSION_MASK) === 1 && (flags & ACKNOWLEDGMENT_PRESENT) !== 0) length += FIELD_LENGTH;
  if (!cursor.has(length)) return Next.cut;
  cursor.offset += length;
  switch (protocol) {
    case EtherType.TRANSPARENT_ETHERNET:
      return Next.ethernet;
    case EtherType.PPP:
      // An acknowledgment without payload.
      return cursor.wireEnd === cursor.offset ? Next.nothing : Next.ppp;
    case EtherType.ERSPAN_II:
      // Type I has neither sequence number nor a header of its own.
      return (flags & SEQUENCE_PRESENT) === 0 ? Next.ethernet : skip(cursor, ERSPAN_II_LENGTH);
    case EtherType.ERSPAN_III:
      return erspan3(cursor);
    default:
      return protocol;
  }
}

function erspan3(cursor: Cursor): number {
  if (!cursor.has(ERSPAN_III_LENGTH)) return Next.cut;
  const hasSubheader = (u8(cursor.bytes, cursor.offset + ERSPAN_III_LENGTH - 1) & 1) !== 0;
  return skip(cursor, ERSPAN_III_LENGTH + (hasSubheader ? ERSPAN_III_SUBHEADER_LENGTH : 0));
}

function skip(cursor: Cursor, length: number): number {
  if (!cursor.has(length)) return Next.cut;
  cursor.offset += length;
  return Next.ethernet;
}
