import { u8, u16 } from './bytes.js';
import { type Cursor, Next } from './cursor.js';
import * as EtherType from './ethertypes.js';

/** Q.922 address: two to four bytes, the last one marked by its lowest bit. */
const MIN_ADDRESS_LENGTH = 2;
const MAX_ADDRESS_LENGTH = 4;
const LAST_ADDRESS_BYTE = 1;

/** RFC 2427 section 3: control, an optional pad, the network layer protocol identifier (ISO/IEC TR 9577). */
const UNNUMBERED_INFORMATION = 0x03;
const PAD = 0x00;
const NLPID_SNAP = 0x80;
const NLPID_IPV6 = 0x8e;
const NLPID_IPV4 = 0xcc;

/** LINKTYPE_FRELAY: encapsulation of RFC 2427, or Cisco's, which has an EtherType after the address. */
export function frameRelay(cursor: Cursor): number {
  const { bytes, end } = cursor;
  let { offset } = cursor;
  let addressLength = 1;
  while (end - offset > addressLength && (u8(bytes, offset + addressLength - 1) & LAST_ADDRESS_BYTE) === 0) {
    if (++addressLength > MAX_ADDRESS_LENGTH) return Next.nothing;
  }
  offset += Math.max(addressLength, MIN_ADDRESS_LENGTH);
  if (end - offset < 3) return Next.cut;
  if (u8(bytes, offset) !== UNNUMBERED_INFORMATION) {
    cursor.offset = offset + 2;
    return u16(bytes, offset);
  }
  offset += u8(bytes, offset + 1) === PAD ? 2 : 1;
  cursor.offset = offset + 1;
  switch (u8(bytes, offset)) {
    case NLPID_IPV4:
      return EtherType.IPV4;
    case NLPID_IPV6:
      return EtherType.IPV6;
    case NLPID_SNAP:
      return snap(cursor);
    default:
      return Next.nothing;
  }
}

/** Organization code and type, as after an LLC header. */
function snap(cursor: Cursor): number {
  if (!cursor.has(5)) return Next.cut;
  const { bytes, offset } = cursor;
  cursor.offset += 5;
  const isEtherType = u8(bytes, offset) === 0 && u16(bytes, offset + 1) === 0;
  return isEtherType ? u16(bytes, offset + 3) : Next.nothing;
}
