/** TCP flag bits, RFC 9293 section 3.1. */
export const FIN = 0x01;
export const SYN = 0x02;
export const RST = 0x04;
export const ACK = 0x10;

/**
 * A decoded TCP segment. One object serves all packets: the decoder overwrites it, and whoever keeps a value copies it.
 * All words of 32 bits are signed integers (`| 0`), so that V8 keeps them unboxed; see `tcp/sequence.ts`.
 */
export interface Segment {
  /** IP version. */
  version: 4 | 6;
  /** Source address as four words in wire order; IPv4 stands in the last, the first three are 0. */
  source: Int32Array;
  /** Destination address, likewise. */
  destination: Int32Array;
  /**
   * Offset of the sender's MAC address in the packet's bytes (not in `bytes`), -1 without: that of the innermost Ethernet,
   * cooked or 802.11 header, and none for what came through a tunnel without such a header in it.
   */
  linkAddress: number;
  /** TTL or hop limit. */
  ttl: number;
  /** IPv4 identification; for IPv6, which has none outside fragments, -1. */
  identification: number;
  sourcePort: number;
  destinationPort: number;
  /** Sequence number as a signed 32-bit integer. */
  sequence: number;
  /** Acknowledgment number as a signed 32-bit integer; meaningless without ACK. */
  acknowledgment: number;
  flags: number;
  /** Window field, unscaled. */
  window: number;
  checksum: number;
  urgentPointer: number;
  /** TCP header length in bytes, options included. */
  headerLength: number;
  /** The bytes that `optionsStart` and `payloadStart` point into; borrowed. */
  bytes: Uint8Array;
  optionsStart: number;
  /** Offset after the last captured option byte. */
  optionsEnd: number;
  payloadStart: number;
  /** Payload bytes that were captured: from `payloadStart` on. */
  payloadCaptured: number;
  /** Payload bytes on the wire by the IP length (by the frame's length where segmentation offload left it 0). */
  payloadLength: number;
}

/** An ICMP or ICMPv6 error together with the TCP header that it quotes; reused like `Segment`. */
export interface IcmpError {
  version: 4 | 6;
  type: number;
  code: number;
  /** Who sent the error: four words like `Segment.source`. */
  source: Int32Array;
  destination: Int32Array;
  /** Addresses and ports of the quoted packet, as it was sent. */
  quotedSource: Int32Array;
  quotedDestination: Int32Array;
  quotedSourcePort: number;
  quotedDestinationPort: number;
  /** Sequence number of the quoted segment (always quoted: RFC 792 asks for 8 bytes). */
  quotedSequence: number;
  /**
   * Captured bytes of the quoted TCP header and what follows it. Wireshark counts a quoted segment as one of its stream
   * (a new one, if need be) from 16 bytes on, and for any type but redirect.
   */
  quotedLength: number;
  /** Flags of the quoted segment; 0 when `quotedLength` is less than 14. */
  quotedFlags: number;
  /** TTL or hop limit of the packet that carried the error. */
  ttl: number;
  /** The next-hop MTU for "fragmentation needed" (RFC 1191) and "packet too big" (RFC 4443), else 0. */
  mtu: number;
}
