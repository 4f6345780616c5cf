import { u8, u16 } from './bytes.js';
import { type Cursor, Next } from './cursor.js';
import * as EtherType from './ethertypes.js';

/** UDP, RFC 768. */
const UDP_LENGTH = 8;

/** Ports of tunnels that Wireshark decodes by itself (whose inner connections are therefore in tcp.stream). */
const PORT_VXLAN = 4789;
const PORT_VXLAN_GPE = 4790;
const PORT_GENEVE = 6081;
const PORT_GTP_USER = 2152;

/** VXLAN, RFC 7348 section 5. */
const VXLAN_LENGTH = 8;

/** VXLAN-GPE, draft-ietf-nvo3-vxlan-gpe section 3.1: the header's fourth byte is the next protocol. */
const VXLAN_GPE_PROTOCOL = 3;
const VXLAN_GPE_NEXT: readonly number[] = [Next.nothing, EtherType.IPV4, EtherType.IPV6, Next.ethernet];

/** Geneve, RFC 8926 section 3.4: version and option length in words, flags, protocol type, network identifier. */
const GENEVE_OPTIONS = 0;
const GENEVE_PROTOCOL = 2;
const GENEVE_LENGTH = 8;

/** GTP-U, 3GPP TS 29.281 section 5.1: flags, message type, length, tunnel, and 4 bytes more if any flag is set. */
const GTP_FLAGS = 0;
const GTP_MESSAGE = 1;
const GTP_LENGTH = 8;
const GTP_VERSION_1 = 0x30;
const GTP_VERSION_MASK = 0xf0;
const GTP_EXTENSION_FLAG = 0x04;
const GTP_OPTIONAL_FLAGS = 0x07;
const GTP_USER_DATA = 255;

/** EtherIP, RFC 3378: version 3 and reserved. */
const ETHER_IP_LENGTH = 2;

/** Passes over UDP and the header of a tunnel over it. */
export function udpTunnel(cursor: Cursor): number {
  if (!cursor.has(UDP_LENGTH)) return Next.nothing;
  const { bytes, offset } = cursor;
  const source = u16(bytes, offset);
  const destination = u16(bytes, offset + 2);
  const isFor = (port: number): boolean => source === port || destination === port;
  if (isFor(PORT_VXLAN)) return skip(cursor, UDP_LENGTH + VXLAN_LENGTH, Next.ethernet);
  if (isFor(PORT_VXLAN_GPE)) {
    if (!cursor.has(UDP_LENGTH + VXLAN_LENGTH)) return Next.cut;
    const next = VXLAN_GPE_NEXT[u8(bytes, offset + UDP_LENGTH + VXLAN_GPE_PROTOCOL)] ?? Next.nothing;
    return skip(cursor, UDP_LENGTH + VXLAN_LENGTH, next);
  }
  if (isFor(PORT_GENEVE)) {
    cursor.offset += UDP_LENGTH;
    return geneve(cursor);
  }
  if (isFor(PORT_GTP_USER)) {
    cursor.offset += UDP_LENGTH;
    return gtpUser(cursor);
  }
  return Next.nothing;
}

export function etherIp(cursor: Cursor): number {
  return skip(cursor, ETHER_IP_LENGTH, Next.ethernet);
}

function geneve(cursor: Cursor): number {
  if (!cursor.has(GENEVE_LENGTH)) return Next.cut;
  const { bytes, offset } = cursor;
  const optionsLength = (u8(bytes, offset + GENEVE_OPTIONS) & 0x3f) << 2;
  const protocol = u16(bytes, offset + GENEVE_PROTOCOL);
  const next = protocol === EtherType.TRANSPARENT_ETHERNET ? Next.ethernet : protocol;
  return skip(cursor, GENEVE_LENGTH + optionsLength, next);
}

function gtpUser(cursor: Cursor): number {
  if (!cursor.has(GTP_LENGTH)) return Next.nothing;
  const { bytes, offset } = cursor;
  const flags = u8(bytes, offset + GTP_FLAGS);
  if ((flags & GTP_VERSION_MASK) !== GTP_VERSION_1 || u8(bytes, offset + GTP_MESSAGE) !== GTP_USER_DATA) {
    return Next.nothing;
  }
  if ((flags & GTP_OPTIONAL_FLAGS) === 0) return skip(cursor, GTP_LENGTH, Next.ip);
  const next = skip(cursor, GTP_LENGTH + 4, Next.ip);
  return next === Next.ip && (flags & GTP_EXTENSION_FLAG) !== 0 ? skipGtpExtensions(cursor) : next;
}

/** Section 5.2.1: length in words, content, type of the next one; the first type ended the header before. */
function skipGtpExtensions(cursor: Cursor): number {
  while (u8(cursor.bytes, cursor.offset - 1) !== 0) {
    if (!cursor.has(1)) return Next.cut;
    const length = u8(cursor.bytes, cursor.offset) << 2;
    if (length === 0) return Next.nothing;
    if (skip(cursor, length, Next.ip) === Next.cut) return Next.cut;
  }
  return Next.ip;
}

function skip(cursor: Cursor, length: number, next: number): number {
  if (!cursor.has(length)) return Next.cut;
  cursor.offset += length;
  return next;
}
