import { u8, u16 } from './bytes.js';
import { type Cursor, Next } from './cursor.js';
import { llc } from './llc.js';

/** LINKTYPE_LINUX_SLL: packet type, ARPHRD type, address length, address, protocol. */
const SLL_ADDRESS_LENGTH = 5;
const SLL_ADDRESS = 6;
const SLL_PROTOCOL = 14;
const SLL_LENGTH = 16;

/** LINKTYPE_LINUX_SLL2: protocol, reserved, interface index, ARPHRD type, packet type, address length, address. */
const SLL2_PROTOCOL = 0;
const SLL2_ADDRESS_LENGTH = 11;
const SLL2_ADDRESS = 12;
const SLL2_LENGTH = 20;

/** Of Ethernet and 802.11; the field holds 8 bytes whatever the length says. */
const MAC_LENGTH = 6;

/** Linux's own numbers below the EtherTypes: 802.3 without LLC (Novell), and 802.2 LLC. */
const PROTOCOL_LLC = 0x0004;
const MIN_ETHERTYPE = 0x0600;

/** Linux cooked capture v1 (https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html). */
export function cooked(cursor: Cursor): number {
  return skip(cursor, SLL_LENGTH, SLL_PROTOCOL, SLL_ADDRESS_LENGTH, SLL_ADDRESS);
}

/** Linux cooked capture v2 (https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html). */
export function cooked2(cursor: Cursor): number {
  return skip(cursor, SLL2_LENGTH, SLL2_PROTOCOL, SLL2_ADDRESS_LENGTH, SLL2_ADDRESS);
}

function skip(cursor: Cursor, length: number, protocolOffset: number, lengthOffset: number, address: number): number {
  if (!cursor.has(length)) return Next.cut;
  // The low byte of the length is enough: no address is longer than the field.
  if (u8(cursor.bytes, cursor.offset + lengthOffset) === MAC_LENGTH) cursor.linkAddress = cursor.offset + address;
  const protocol = u16(cursor.bytes, cursor.offset + protocolOffset);
  cursor.offset += length;
  if (protocol === PROTOCOL_LLC) return llc(cursor);
  return protocol >= MIN_ETHERTYPE ? protocol : Next.nothing;
}
