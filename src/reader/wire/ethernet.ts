import { u8, u16 } from './bytes.js';
import { type Cursor, Next } from './cursor.js';
import * as EtherType from './ethertypes.js';
import { llc } from './llc.js';

/** Ethernet II, IEEE 802.3 clause 3: destination and source address, then the type or length. */
const SOURCE = 6;
const TYPE = 12;
const HEADER_LENGTH = 14;
/** Up to here the field is a length, and LLC follows (IEEE 802.3 clause 3.2.6). */
const MAX_LENGTH = 1500;

/** Tag control information and the next type, IEEE 802.1Q clause 9.3. */
const TAG_LENGTH = 4;
const CISCO_METADATA_LENGTH = 8;
const VN_TAG_LENGTH = 6;
/** I-TAG without the two addresses that follow it, IEEE 802.1Q clause 9.7. */
const BACKBONE_TAG_LENGTH = 4;

/** MPLS label stack entry, RFC 3032 section 2.1; the third byte's last bit marks the bottom. */
const LABEL_LENGTH = 4;
const LABEL_BOTTOM = 2;

/** Control word of a pseudowire, RFC 4448 section 4.6; its first four bits are 0. */
const CONTROL_WORD_LENGTH = 4;
/** Types by which a frame in a pseudowire is known for one. */
const IN_PSEUDOWIRES: ReadonlySet<number> = new Set([
  EtherType.IPV4,
  EtherType.IPV6,
  EtherType.VLAN,
  EtherType.PROVIDER_VLAN,
]);

/** PPPoE, RFC 2516 section 4: version and type, code, session, length; code 0 is session data. */
const PPPOE_CODE = 1;
const PPPOE_LENGTH = 4;
const PPPOE_HEADER_LENGTH = 6;

export function ethernet(cursor: Cursor): number {
  if (!cursor.has(HEADER_LENGTH)) return Next.cut;
  const type = u16(cursor.bytes, cursor.offset + TYPE);
  cursor.linkAddress = cursor.offset + SOURCE;
  cursor.offset += HEADER_LENGTH;
  return type > MAX_LENGTH ? type : lengthField(cursor, type);
}

/** Payload that starts with LLC, its length given in the place of an EtherType; padding may follow it. */
function lengthField(cursor: Cursor, length: number): number {
  // 0 is what segmentation offload leaves.
  if (length > 0) cursor.limit(length);
  return llc(cursor);
}

/** Whether `skipTags` has something to do for this type. */
export function isTag(type: number): boolean {
  switch (type) {
    case EtherType.VLAN:
    case EtherType.PROVIDER_VLAN:
    case EtherType.OLD_PROVIDER_VLAN:
    case EtherType.MPLS_UNICAST:
    case EtherType.MPLS_MULTICAST:
    case EtherType.PPPOE_SESSION:
    case EtherType.JUMBO_LLC:
    case EtherType.CISCO_METADATA:
    case EtherType.BACKBONE_BRIDGE:
    case EtherType.VN_TAG:
      return true;
    default:
      return false;
  }
}

/** Passes over one shim between Ethernet and IP. Each takes at least two bytes, so a stack of them ends. */
export function skipTag(cursor: Cursor, type: number): number {
  switch (type) {
    case EtherType.MPLS_UNICAST:
    case EtherType.MPLS_MULTICAST:
      return mpls(cursor);
    case EtherType.PPPOE_SESSION:
      return pppoe(cursor);
    case EtherType.JUMBO_LLC:
      return llc(cursor);
    case EtherType.BACKBONE_BRIDGE:
      if (!cursor.has(BACKBONE_TAG_LENGTH)) return Next.cut;
      cursor.offset += BACKBONE_TAG_LENGTH;
      return Next.ethernet;
    case EtherType.CISCO_METADATA:
      return tag(cursor, CISCO_METADATA_LENGTH);
    case EtherType.VN_TAG:
      return tag(cursor, VN_TAG_LENGTH);
    default:
      return tag(cursor, TAG_LENGTH);
  }
}

/** A tag of fixed length whose last two bytes are the next type. */
function tag(cursor: Cursor, length: number): number {
  if (!cursor.has(length)) return Next.cut;
  cursor.offset += length;
  const type = u16(cursor.bytes, cursor.offset - 2);
  return type > MAX_LENGTH ? type : lengthField(cursor, type);
}

export function mpls(cursor: Cursor): number {
  const { bytes, end } = cursor;
  let offset = cursor.offset;
  for (;;) {
    if (end - offset < LABEL_LENGTH) return Next.cut;
    const isBottom = (u8(bytes, offset + LABEL_BOTTOM) & 1) !== 0;
    offset += LABEL_LENGTH;
    if (isBottom) break;
  }
  cursor.offset = offset;
  // Nothing in a label says what it carries; the first four bits tell IP from the rest (RFC 4928 section 3).
  const version = offset < end ? u8(bytes, offset) >> 4 : 0;
  if (version === 4 || version === 6) return Next.ip;
  if (pseudowire(cursor)) return Next.ethernet;
  const isCut = cursor.end < cursor.wireEnd && !cursor.has(CONTROL_WORD_LENGTH + HEADER_LENGTH);
  return isCut ? Next.cut : Next.nothing;
}

/** Moves on to the Ethernet frame of a pseudowire (RFC 4448), behind its control word where there is one. */
function pseudowire(cursor: Cursor): boolean {
  const { bytes, offset } = cursor;
  for (const length of [CONTROL_WORD_LENGTH, 0]) {
    if (!cursor.has(length + HEADER_LENGTH)) continue;
    const hasWord = length === 0 || u8(bytes, offset) >> 4 === 0;
    if (!hasWord || !IN_PSEUDOWIRES.has(u16(bytes, offset + length + TYPE))) continue;
    cursor.offset += length;
    return true;
  }
  return false;
}

/** PPPoE session data, RFC 2516; also what LINKTYPE_PPP_ETHER starts with. */
export function pppoe(cursor: Cursor): number {
  if (!cursor.has(PPPOE_HEADER_LENGTH)) return Next.cut;
  const { bytes, offset } = cursor;
  if (u8(bytes, offset + PPPOE_CODE) !== 0) return Next.nothing;
  const length = u16(bytes, offset + PPPOE_LENGTH);
  cursor.offset += PPPOE_HEADER_LENGTH;
  // As in IP, 0 is what segmentation offload leaves.
  if (length > 0) cursor.limit(length);
  return Next.ppp;
}
