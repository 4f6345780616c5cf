import { cooked, cooked2 } from './cooked.js';
import { type Cursor, Next } from './cursor.js';
import { ethernet, pppoe } from './ethernet.js';
import * as EtherType from './ethertypes.js';
import { loopback } from './loopback.js';
import { ciscoHdlc, ppp, pppPppd, pppSerial, pppWithDirection } from './ppp.js';

/** Moves the cursor over a link layer's header; returns an EtherType or a `Next`. */
export type LinkDecoder = (cursor: Cursor) => number;

/** By LINKTYPE_ number, see link-types.ts. */
const DECODERS: ReadonlyMap<number, LinkDecoder> = new Map<number, LinkDecoder>([
  [0, loopback],
  [1, ethernet],
  [9, ppp],
  // What DLT_RAW is on OpenBSD and elsewhere; files have it although LINKTYPE_RAW is 101.
  [12, () => Next.ip],
  [14, () => Next.ip],
  [50, pppSerial],
  [51, pppoe],
  [101, () => Next.ip],
  [104, ciscoHdlc],
  [108, loopback],
  [113, cooked],
  [166, pppPppd],
  [204, pppWithDirection],
  [228, () => EtherType.IPV4],
  [229, () => EtherType.IPV6],
  [276, cooked2],
]);

/** Null for a link type that is not supported. */
export function linkDecoder(linkType: number): LinkDecoder | null {
  return DECODERS.get(linkType) ?? null;
}
