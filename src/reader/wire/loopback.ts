import { i32, i32le } from './bytes.js';
import { type Cursor, Next } from './cursor.js';
import * as EtherType from './ethertypes.js';

const HEADER_LENGTH = 4;

const AF_INET = 2;
/** AF_INET6 of NetBSD and OpenBSD, of FreeBSD, of macOS; Npcap uses the first. Wireshark takes the same three. */
const AF_INET6: readonly number[] = [24, 28, 30];

/**
 * LINKTYPE_NULL: the address family in the byte order of the host that captured, which need not be the file's.
 * LINKTYPE_LOOP is the same in network byte order. Families are below 256, so either order reads unambiguously.
 */
export function loopback(cursor: Cursor): number {
  if (!cursor.has(HEADER_LENGTH)) return Next.cut;
  const { bytes, offset } = cursor;
  cursor.offset += HEADER_LENGTH;
  const big = i32(bytes, offset);
  return addressFamily(big >= 0 && big < 256 ? big : i32le(bytes, offset));
}

/** The EtherType for a BSD address family. */
export function addressFamily(family: number): number {
  if (family === AF_INET) return EtherType.IPV4;
  return AF_INET6.includes(family) ? EtherType.IPV6 : Next.nothing;
}
