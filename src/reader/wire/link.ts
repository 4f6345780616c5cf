import { i32le, u16le } from './bytes.js';
import { cooked, cooked2 } from './cooked.js';
import { type Cursor, Next } from './cursor.js';
import { ethernet, pppoe } from './ethernet.js';
import * as EtherType from './ethertypes.js';
import { frameRelay } from './frame-relay.js';
import { llc } from './llc.js';
import { loopback } from './loopback.js';
import { avs, prism, radiotap } from './monitor.js';
import { ciscoHdlc, ppp, pppPppd, pppSerial } from './ppp.js';
import { enc, ieee1394, ipOverInfiniband, nflog, pflog } from './taps.js';
import { wifi } from './wifi.js';

/** Moves the cursor over a link layer's header; returns an EtherType or a `Next`. */
export type LinkDecoder = (cursor: Cursor) => number;

/** LINKTYPE_PPI (AirPcap, Kismet): version, flags, header length, link type; little-endian. */
const PPI_LINK_TYPE = 4;
const PPI_MIN_LENGTH = 8;

/** LINKTYPE_PKTAP (macOS): header length, record type, link type; in the byte order of the host, which is little. */
const PKTAP_LINK_TYPE = 8;
const PKTAP_MIN_LENGTH = 12;

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
  [100, llc],
  [101, () => Next.ip],
  [104, ciscoHdlc],
  [105, wifi],
  [107, frameRelay],
  [108, loopback],
  [109, enc],
  [113, cooked],
  [117, pflog],
  [119, prism],
  [127, radiotap],
  [138, ieee1394],
  [163, avs],
  [166, pppPppd],
  [204, withDirection(ppp)],
  [205, withDirection(ciscoHdlc)],
  [206, withDirection(frameRelay)],
  [228, () => EtherType.IPV4],
  [229, () => EtherType.IPV6],
  [239, nflog],
  [242, ipOverInfiniband],
  [276, cooked2],
]);

/** Link types whose packets each say what link type they are of. */
const WRAPPERS: ReadonlyMap<number, LinkDecoder> = new Map([
  [192, ppi],
  [258, pktap],
]);

/** Null for a link type that is not supported. */
export function linkDecoder(linkType: number): LinkDecoder | null {
  return DECODERS.get(linkType) ?? WRAPPERS.get(linkType) ?? null;
}

function ppi(cursor: Cursor): number {
  if (!cursor.has(PPI_MIN_LENGTH)) return Next.cut;
  const { bytes, offset } = cursor;
  return wrapped(cursor, u16le(bytes, offset + 2), i32le(bytes, offset + PPI_LINK_TYPE));
}

function pktap(cursor: Cursor): number {
  if (!cursor.has(PKTAP_MIN_LENGTH)) return Next.cut;
  const { bytes, offset } = cursor;
  return wrapped(cursor, i32le(bytes, offset), i32le(bytes, offset + PKTAP_LINK_TYPE));
}

/** One wrapper deep: none is met inside another, and a packet of nothing but wrappers must not recurse. */
function wrapped(cursor: Cursor, headerLength: number, linkType: number): number {
  const decoder = DECODERS.get(linkType);
  if (decoder === undefined || headerLength < PPI_MIN_LENGTH || !cursor.has(headerLength)) return Next.cut;
  cursor.offset += headerLength;
  return decoder(cursor);
}

/** A byte that tells sent from received comes before what `decoder` reads. */
function withDirection(decoder: LinkDecoder): LinkDecoder {
  return (cursor) => {
    cursor.offset += 1;
    return decoder(cursor);
  };
}
