import { u8, u16, u16le } from './bytes.js';
import { type Cursor, Next } from './cursor.js';
import { addressFamily, loopback } from './loopback.js';

/** LINKTYPE_NFLOG: address family, version, resource; then attributes of length and type in host byte order. */
const NFLOG_LENGTH = 4;
const NFLOG_ATTRIBUTE_HEADER = 4;
const NFLOG_PAYLOAD = 9;

/** LINKTYPE_ENC (OpenBSD IPsec): address family in host byte order, SPI, flags. */
const ENC_LENGTH = 12;

/** LINKTYPE_PFLOG: length (of the header before its padding), address family. */
const PFLOG_FAMILY = 1;

/** LINKTYPE_APPLE_IP_OVER_IEEE1394: two addresses of 8 bytes, EtherType. */
const IEEE1394_LENGTH = 18;

/** LINKTYPE_IPOIB: global routing header, EtherType, reserved. */
const IPOIB_TYPE = 40;
const IPOIB_LENGTH = 44;

/** Packets as Linux's netfilter logs them (https://www.tcpdump.org/linktypes/LINKTYPE_NFLOG.html). */
export function nflog(cursor: Cursor): number {
  if (!cursor.has(NFLOG_LENGTH)) return Next.cut;
  const { bytes } = cursor;
  cursor.offset += NFLOG_LENGTH;
  while (cursor.has(NFLOG_ATTRIBUTE_HEADER)) {
    const { offset } = cursor;
    const length = u16le(bytes, offset);
    if (length < NFLOG_ATTRIBUTE_HEADER) return Next.cut;
    if (u16le(bytes, offset + 2) === NFLOG_PAYLOAD) {
      cursor.limit(length);
      cursor.offset = offset + NFLOG_ATTRIBUTE_HEADER;
      return Next.ip;
    }
    cursor.offset = offset + ((length + 3) & ~3);
  }
  return cursor.end < cursor.wireEnd ? Next.cut : Next.nothing;
}

export function enc(cursor: Cursor): number {
  if (!cursor.has(ENC_LENGTH)) return Next.cut;
  const start = cursor.offset;
  const next = loopback(cursor);
  cursor.offset = start + ENC_LENGTH;
  return next;
}

export function pflog(cursor: Cursor): number {
  if (!cursor.has(2)) return Next.cut;
  const { bytes, offset } = cursor;
  const length = (u8(bytes, offset) + 3) & ~3;
  if (!cursor.has(length)) return Next.cut;
  cursor.offset += length;
  return addressFamily(u8(bytes, offset + PFLOG_FAMILY));
}

export function ieee1394(cursor: Cursor): number {
  if (!cursor.has(IEEE1394_LENGTH)) return Next.cut;
  cursor.offset += IEEE1394_LENGTH;
  return u16(cursor.bytes, cursor.offset - 2);
}

export function ipOverInfiniband(cursor: Cursor): number {
  if (!cursor.has(IPOIB_LENGTH)) return Next.cut;
  cursor.offset += IPOIB_LENGTH;
  return u16(cursor.bytes, cursor.offset - IPOIB_LENGTH + IPOIB_TYPE);
}
