import { u8, u16le } from './bytes.js';
import { type Cursor, Next } from './cursor.js';
import { llc } from './llc.js';

/** IEEE 802.11 clause 9.2: frame control, duration, three addresses, sequence control; little-endian. */
const FRAME_CONTROL = 0;
const FLAGS = 1;
const ADDRESS_2 = 10;
const ADDRESS_3 = 16;
const SEQUENCE_CONTROL = 22;
const ADDRESS_4 = 24;
const HEADER_LENGTH = 24;
/** Present when the frame goes from one distribution system to another. */
const ADDRESS_4_LENGTH = 6;
const QOS_CONTROL_LENGTH = 2;
const HT_CONTROL_LENGTH = 4;

const VERSION_AND_TYPE_MASK = 0x0f;
const TYPE_DATA = 0x08;
const SUBTYPE_NO_DATA = 0x40;
const SUBTYPE_QOS = 0x80;

const FROM_DS = 0x02;
const TO_DS_AND_FROM_DS = 0x03;
const MORE_FRAGMENTS = 0x04;
const PROTECTED = 0x40;
/** In a QoS frame: an HT Control field follows. */
const ORDER = 0x80;
const FRAGMENT_NUMBER_MASK = 0x0f;
/** QoS Control bit 7: the frame body is an A-MSDU, several MSDUs. */
const AGGREGATE = 0x80;

/** An IEEE 802.11 frame: data frames only, the rest is no payload. */
export function wifi(cursor: Cursor): number {
  return wifiFrame(cursor, false);
}

/** @param isPadded whether the header is padded to a multiple of 4 bytes, as radiotap can say. */
export function wifiFrame(cursor: Cursor, isPadded: boolean): number {
  if (!cursor.has(2)) return Next.cut;
  const { bytes, offset } = cursor;
  const control = u8(bytes, offset + FRAME_CONTROL);
  const flags = u8(bytes, offset + FLAGS);
  if ((control & VERSION_AND_TYPE_MASK) !== TYPE_DATA || (control & SUBTYPE_NO_DATA) !== 0) return Next.nothing;
  let length = HEADER_LENGTH;
  if ((flags & TO_DS_AND_FROM_DS) === TO_DS_AND_FROM_DS) length += ADDRESS_4_LENGTH;
  const qosControl = offset + length;
  const isQos = (control & SUBTYPE_QOS) !== 0;
  if (isQos) length += QOS_CONTROL_LENGTH + ((flags & ORDER) !== 0 ? HT_CONTROL_LENGTH : 0);
  if (isPadded) length = (length + 3) & ~3;
  if (!cursor.has(length)) return Next.cut;
  cursor.linkAddress = offset + sourceAddress(flags);
  cursor.offset = offset + length;
  if ((flags & PROTECTED) !== 0) return Next.encrypted;
  // Fragments on the air are for MSDUs beyond a threshold that hardly anyone sets; they are not put together.
  const fragment = u16le(bytes, offset + SEQUENCE_CONTROL) & FRAGMENT_NUMBER_MASK;
  if ((flags & MORE_FRAGMENTS) !== 0 || fragment !== 0) return Next.cut;
  return isQos && (u8(bytes, qosControl) & AGGREGATE) !== 0 ? Next.aggregate : llc(cursor);
}

/** Which of the addresses is the source, IEEE 802.11 clause 9.3.2.1 (in an A-MSDU each MSDU names its own). */
function sourceAddress(flags: number): number {
  if ((flags & TO_DS_AND_FROM_DS) === TO_DS_AND_FROM_DS) return ADDRESS_4;
  return (flags & FROM_DS) !== 0 ? ADDRESS_3 : ADDRESS_2;
}
