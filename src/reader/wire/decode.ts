import type { CaptureWarning } from '../../model/analysis.js';
import type { InEveryLanguage } from '../../model/language.js';
import type { Packet } from '../capture/packet.js';
import { u8, u16 } from './bytes.js';
import { Cursor, Next, NO_ADDRESS } from './cursor.js';
import { DecodeCounts } from './decode-counts.js';
import { ethernet, isTag, mpls, skipTag } from './ethernet.js';
import * as EtherType from './ethertypes.js';
import { Fragments } from './fragments.js';
import { gre } from './gre.js';
import { IcmpDecoder } from './icmp.js';
import { IpHeader } from './ip-header.js';
import { ipv4 } from './ipv4.js';
import { ipv6, skipExtensions } from './ipv6.js';
import { type LinkDecoder, linkDecoder } from './link.js';
import { llc } from './llc.js';
import { ppp } from './ppp.js';
import type { IcmpError, Segment } from './segment.js';
import { createSegment, TcpResult, tcp } from './tcp.js';
import { etherIp, udpTunnel } from './tunnels.js';

/** IP packets inside IP packets; real networks stack two or three, a hostile file as many as fit. */
const MAX_NESTING = 8;

/** In an A-MSDU: destination, source, length of the MSDU. */
const MSDU_SOURCE = 6;
const MSDU_LENGTH = 12;
const MSDU_HEADER_LENGTH = 14;

/** IP protocol numbers (IANA). */
const ICMP = 1;
const IP_IN_IP = 4;
const TCP = 6;
const UDP = 17;
const IPV6_IN_IP = 41;
const GRE = 47;
const AUTHENTICATION = 51;
const ICMPV6 = 58;
const ETHER_IP = 97;
const MPLS_IN_IP = 137;

export interface DecodeHandlers {
  /** The segment and the packet are borrowed until the handler returns. */
  segment(segment: Segment, packet: Packet): void;
  icmpError(error: IcmpError, packet: Packet): void;
}

/**
 * Decodes packets down to TCP segments and to ICMP errors about them. Allocates nothing per packet (but for fragments)
 * and never throws on any bytes; what it cannot read it counts.
 */
export class Decoder {
  private readonly handlers: DecodeHandlers;
  private readonly cursor = new Cursor();
  private readonly ip = new IpHeader();
  private readonly segment = createSegment(this.ip.source, this.ip.destination);
  private readonly icmp = new IcmpDecoder(this.ip);
  private readonly fragments = new Fragments();
  private readonly counts = new DecodeCounts();
  private linkType = -1;
  private link: LinkDecoder | null = null;

  constructor(handlers: DecodeHandlers) {
    this.handlers = handlers;
  }

  decode(packet: Packet): void {
    if (packet.linkType !== this.linkType) {
      this.linkType = packet.linkType;
      this.link = linkDecoder(packet.linkType);
    }
    if (this.link === null) {
      this.counts.addLinkType(packet.linkType, packet.frame);
      return;
    }
    const cursor = this.cursor;
    cursor.bytes = packet.bytes;
    cursor.offset = packet.start;
    cursor.end = packet.end;
    cursor.wireEnd = Math.max(packet.end, packet.start + packet.originalLength);
    cursor.linkAddress = NO_ADDRESS;
    this.network(this.link(cursor), packet, 0);
  }

  /** What was passed over, one warning a kind; called at the end of the capture. */
  warnings(): InEveryLanguage<CaptureWarning>[] {
    return this.counts.warnings(this.fragments.incomplete);
  }

  /** Follows what a link layer or tunnel says comes next, down to IP. */
  private network(first: number, packet: Packet, depth: number): void {
    const cursor = this.cursor;
    // What carries a tunnel is addressed by its ends, not by who sent what is in it.
    if (depth > 0) cursor.linkAddress = NO_ADDRESS;
    let next = first;
    for (;;) {
      if (next === EtherType.IPV4 || next === EtherType.IPV6) {
        this.internet(next, packet, depth);
        return;
      }
      if (next === Next.ip) next = versionOf(cursor);
      else if (next === Next.ethernet) next = this.innerEthernet(packet);
      else if (next === Next.ppp) next = ppp(cursor);
      else if (isTag(next)) next = skipTag(cursor, next);
      else break;
    }
    if (next === Next.cut) this.counts.cut.add(packet.frame);
    else if (next === Next.aggregate) this.aggregate(packet);
    else if (next === Next.encrypted) this.counts.encrypted.add(packet.frame);
  }

  /** An Ethernet frame within another or in a tunnel. */
  private innerEthernet(packet: Packet): number {
    const next = ethernet(this.cursor);
    // A frame that came in fragments is not in the packet's bytes.
    if (this.cursor.bytes !== packet.bytes) this.cursor.linkAddress = NO_ADDRESS;
    return next;
  }

  /** The MSDUs of an A-MSDU, IEEE 802.11 clause 9.3.2.2: each has an Ethernet header and is padded to 4 bytes. */
  private aggregate(packet: Packet): void {
    const cursor = this.cursor;
    const { bytes, end, wireEnd } = cursor;
    let start = cursor.offset;
    while (end - start >= MSDU_HEADER_LENGTH) {
      const length = MSDU_HEADER_LENGTH + u16(bytes, start + MSDU_LENGTH);
      cursor.bytes = bytes;
      cursor.offset = start + MSDU_HEADER_LENGTH;
      cursor.end = Math.min(end, start + length);
      cursor.wireEnd = Math.min(wireEnd, start + length);
      cursor.linkAddress = start + MSDU_SOURCE;
      this.network(llc(cursor), packet, 0);
      start += (length + 3) & ~3;
    }
  }

  private internet(etherType: number, packet: Packet, depth: number): void {
    if (depth >= MAX_NESTING) {
      this.counts.tooDeep.add(packet.frame);
      return;
    }
    const { cursor, ip } = this;
    // An IPv6 packet under the number of IPv4 happens, and Wireshark reads it too.
    const isVersion4 = etherType === EtherType.IPV4 && versionOf(cursor) !== EtherType.IPV6;
    if (!(isVersion4 ? ipv4(cursor, ip) : ipv6(cursor, ip))) {
      this.counts.cut.add(packet.frame);
      return;
    }
    if (ip.isFragment && !this.reassemble(packet)) return;
    this.transport(packet, depth);
  }

  /** Whether there is something to decode now: a whole datagram, or a first fragment that can never be completed. */
  private reassemble(packet: Packet): boolean {
    const { cursor, ip, fragments } = this;
    if (cursor.end < cursor.wireEnd) {
      // Cut by the snap length, it cannot be reassembled. Wireshark then takes what the first one shows, in IPv4 only.
      if (ip.version === 4 && ip.fragmentOffset === 0) return true;
      this.counts.cut.add(packet.frame);
      return false;
    }
    if (!fragments.add(cursor, ip, packet.seconds)) return false;
    return ip.version === 4 || skipExtensions(cursor, ip, ip.protocol);
  }

  private transport(packet: Packet, depth: number): void {
    const { cursor, ip } = this;
    switch (ip.protocol) {
      case TCP:
        this.tcp(packet);
        return;
      case ICMP:
        if (ip.version === 4) this.icmpError(packet);
        return;
      case ICMPV6:
        if (ip.version === 6) this.icmpError(packet);
        return;
      case UDP:
        this.network(udpTunnel(cursor), packet, depth + 1);
        return;
      case GRE:
        this.network(gre(cursor), packet, depth + 1);
        return;
      case IP_IN_IP:
        this.network(EtherType.IPV4, packet, depth + 1);
        return;
      case IPV6_IN_IP:
        this.network(EtherType.IPV6, packet, depth + 1);
        return;
      case ETHER_IP:
        this.network(etherIp(cursor), packet, depth + 1);
        return;
      case MPLS_IN_IP:
        this.network(mpls(cursor), packet, depth + 1);
        return;
      case AUTHENTICATION:
        // In IPv4 only: among IPv6 extension headers it was passed over.
        if (ip.version === 4 && skipExtensions(cursor, ip, AUTHENTICATION)) this.authenticated(packet);
        return;
      default:
        return;
    }
  }

  /** What an Authentication Header covers; not looked through for a tunnel again, so that a chain of them ends. */
  private authenticated(packet: Packet): void {
    if (this.ip.protocol === TCP) this.tcp(packet);
  }

  private tcp(packet: Packet): void {
    const { segment, ip } = this;
    const result = tcp(this.cursor, segment);
    if (result !== TcpResult.ok) this.counts.cut.add(packet.frame);
    if (result === TcpResult.cut) return;
    segment.version = ip.version;
    segment.ttl = ip.ttl;
    segment.identification = ip.identification;
    segment.linkAddress = this.cursor.linkAddress;
    this.handlers.segment(segment, packet);
  }

  private icmpError(packet: Packet): void {
    if (this.icmp.decode(this.cursor, this.ip)) this.handlers.icmpError(this.icmp.error, packet);
    else if (this.icmp.isCut) this.counts.cut.add(packet.frame);
  }
}

/** EtherType by the version in the first four bits, RFC 4928 section 3. */
function versionOf(cursor: Cursor): number {
  if (!cursor.has(1)) return Next.cut;
  switch (u8(cursor.bytes, cursor.offset) >> 4) {
    case 4:
      return EtherType.IPV4;
    case 6:
      return EtherType.IPV6;
    default:
      return Next.nothing;
  }
}
