import { i32, i32le, u8, u16le } from './bytes.js';
import { type Cursor, Next } from './cursor.js';
import { wifi, wifiFrame } from './wifi.js';

/** Radiotap (https://www.radiotap.org): version 0, padding, length, bitmap of the fields present; little-endian. */
const RADIOTAP_LENGTH = 2;
const RADIOTAP_PRESENT = 4;
const RADIOTAP_MIN_LENGTH = 8;
const PRESENT_TSFT = 1 << 0;
const PRESENT_FLAGS = 1 << 1;
/** Another bitmap follows. */
const PRESENT_MORE = 1 << 31;
const TSFT_LENGTH = 8;
const FLAG_FCS_AT_END = 0x10;
const FLAG_PADDED = 0x20;
const FCS_LENGTH = 4;

/** AVS (http://www.locustworld.com/tracker/getfile/prism2drivers/doc/capturefrm.txt): magic and version, length. */
const AVS_MAGIC = 0x8021_1000 | 0;
const AVS_MAGIC_MASK = 0xffff_f000 | 0;

/** Prism: message code, message length (header included), both in the byte order of the capturing host. */
const LENGTH = 4;
const MIN_LENGTH = 8;
/** Beyond it the length was written in the other byte order. */
const MAX_LENGTH = 0xffff;

/** LINKTYPE_IEEE802_11_RADIOTAP: what the radio measured, then the 802.11 frame. */
export function radiotap(cursor: Cursor): number {
  if (!cursor.has(RADIOTAP_MIN_LENGTH)) return Next.cut;
  const { bytes, offset } = cursor;
  const length = u16le(bytes, offset + RADIOTAP_LENGTH);
  if (u8(bytes, offset) !== 0 || length < RADIOTAP_MIN_LENGTH || !cursor.has(length)) return Next.cut;
  const flags = radiotapFlags(bytes, offset, offset + length);
  if ((flags & FLAG_FCS_AT_END) !== 0) cursor.limit(cursor.wireEnd - FCS_LENGTH - offset);
  cursor.offset = offset + length;
  return wifiFrame(cursor, (flags & FLAG_PADDED) !== 0);
}

/** The Flags field; it is the second possible one, so only the first, TSFT, can stand before it. */
function radiotapFlags(bytes: Uint8Array, start: number, end: number): number {
  const present = i32le(bytes, start + RADIOTAP_PRESENT);
  if ((present & PRESENT_FLAGS) === 0) return 0;
  let field = start + RADIOTAP_PRESENT;
  let hasMore = true;
  while (hasMore) {
    if (field + 4 > end) return 0;
    hasMore = (i32le(bytes, field) & PRESENT_MORE) !== 0;
    field += 4;
  }
  // TSFT is aligned to 8 bytes from the start of the header.
  if ((present & PRESENT_TSFT) !== 0) field = start + ((field - start + 7) & ~7) + TSFT_LENGTH;
  return field < end ? u8(bytes, field) : 0;
}

/** LINKTYPE_IEEE802_11_AVS. */
export function avs(cursor: Cursor): number {
  if (!cursor.has(MIN_LENGTH)) return Next.cut;
  return skip(cursor, i32(cursor.bytes, cursor.offset + LENGTH));
}

/** LINKTYPE_IEEE802_11_PRISM; drivers also write AVS headers under this number. */
export function prism(cursor: Cursor): number {
  if (!cursor.has(MIN_LENGTH)) return Next.cut;
  const { bytes, offset } = cursor;
  if ((i32(bytes, offset) & AVS_MAGIC_MASK) === AVS_MAGIC) return avs(cursor);
  const length = i32le(bytes, offset + LENGTH);
  return skip(cursor, length >= 0 && length <= MAX_LENGTH ? length : i32(bytes, offset + LENGTH));
}

function skip(cursor: Cursor, length: number): number {
  if (length < MIN_LENGTH || !cursor.has(length)) return Next.cut;
  cursor.offset += length;
  return wifi(cursor);
}
