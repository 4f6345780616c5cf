import { i32, u8, u16 } from './bytes.js';
import { type Cursor, Next } from './cursor.js';
import * as EtherType from './ethertypes.js';

/** IEEE 802.2: destination and source service access point, control. */
const DSAP = 0;
const CONTROL = 2;
const HEADER_LENGTH = 3;
const UNNUMBERED_INFORMATION = 0x03;

const SAP_IP = 0x06;
const SAP_SNAP = 0xaa;

/** SNAP, RFC 1042: organization code (0 for EtherTypes, 00-00-F8 for bridged ones), then the type. */
const SNAP_ORGANIZATION = 3;
const SNAP_TYPE = 6;
const SNAP_LENGTH = 8;
const ORGANIZATION_BRIDGE_TUNNEL = 0x0000f8;

/** IEEE 802.2 LLC, with SNAP where it says so. */
export function llc(cursor: Cursor): number {
  if (!cursor.has(HEADER_LENGTH)) return Next.cut;
  const { bytes, offset } = cursor;
  if (u8(bytes, offset + CONTROL) !== UNNUMBERED_INFORMATION) return Next.nothing;
  const sap = u8(bytes, offset + DSAP);
  if (sap === SAP_IP) {
    cursor.offset += HEADER_LENGTH;
    return EtherType.IPV4;
  }
  if (sap !== SAP_SNAP) return Next.nothing;
  if (!cursor.has(SNAP_LENGTH)) return Next.cut;
  // The word before the type ends with the organization code.
  const organization = i32(bytes, offset + SNAP_ORGANIZATION - 1) & 0xffffff;
  if (organization !== 0 && organization !== ORGANIZATION_BRIDGE_TUNNEL) return Next.nothing;
  cursor.offset += SNAP_LENGTH;
  return u16(bytes, offset + SNAP_TYPE);
}
