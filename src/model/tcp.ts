/** What TCP did, as the Analysis states it. */
import type { Side } from './endpoint.js';

/** The segments of a connection that a report on TCP shows in full. */
export interface TcpTranscript {
  /** MAC addresses of the senders as captured, `00:1b:21:0a:0b:0c`: a router's where one is between. */
  readonly linkAddresses: { readonly client: string | null; readonly server: string | null };
  /** Every SYN and SYN-ACK, and the ACK that completes the handshake, in capture order; bounded. */
  readonly handshake: readonly TcpSegment[];
  /** FINs, the segments that first acknowledge them, and resets, in capture order; bounded. */
  readonly release: readonly TcpSegment[];
  /** Segments that were sent again, in the order of their first retransmission; bounded. */
  readonly retransmitted: readonly RetransmittedSegment[];
}

/** The header of a captured TCP segment (RFC 9293 section 3.1). */
export interface TcpSegment {
  readonly frame: number;
  readonly time: number;
  readonly from: Side;
  /** In the order of Wireshark: `SYN`, `SYN, ACK`, `FIN, PSH, ACK`. */
  readonly flags: string;
  /** As on the wire, 0 to 2^32 - 1. */
  readonly sequence: number;
  /** From the sender's initial sequence number, as Wireshark shows it; null when its SYN was not captured. */
  readonly relativeSequence: number | null;
  /** Null without ACK. */
  readonly acknowledgment: number | null;
  readonly relativeAcknowledgment: number | null;
  /** The header field, not scaled. */
  readonly window: number;
  /** Bytes, options included. */
  readonly headerLength: number;
  /** Payload bytes. */
  readonly length: number;
  readonly options: TcpSegmentOptions;
}

/** RFC 9293 section 3.2, RFC 7323, RFC 2018; null and false: the segment has none. */
export interface TcpSegmentOptions {
  readonly maximumSegmentSize: number | null;
  readonly windowScale: number | null;
  readonly sackPermitted: boolean;
  readonly timestamps: { readonly value: number; readonly echoReply: number } | null;
}

/** A segment and the times that it was sent again. */
export interface RetransmittedSegment {
  readonly from: Side;
  readonly what: 'SYN' | 'SYN, ACK' | 'data' | 'FIN';
  readonly sequence: number;
  readonly relativeSequence: number | null;
  /** Payload bytes. */
  readonly length: number;
  /** When it was sent first; null when that was not captured, or is longer ago than is remembered. */
  readonly first: { readonly frame: number; readonly time: number } | null;
  /** In capture order; bounded. */
  readonly again: readonly { readonly frame: number; readonly time: number }[];
  /** How often it was sent again, listed or not. */
  readonly count: number;
}

/** What the two ends of a connection did; null for one of which no segment was captured. */
export interface TcpEnds {
  readonly client: TcpEnd | null;
  readonly server: TcpEnd | null;
}

/** One end of a TCP connection: what it sent. */
export interface TcpEnd {
  /** Captured segments. */
  readonly segments: number;
  /** TTL or hop limit of its first segment other than a reset, as captured; null when there is none. */
  readonly ttl: number | null;
  /** Copies of its segments that the capture holds too; they are not counted otherwise. */
  readonly copies: number;
  /** Whether copies have another TTL: the capture was made on a router that passed them on. */
  readonly forwarded: boolean;
  /** From its SYN; null when that was not captured or has none. */
  readonly maximumSegmentSize: number | null;
  /** Shift count from its SYN; null when that was not captured or has none. */
  readonly windowScale: number | null;
  /** Payload bytes of its largest segment. */
  readonly largestSegment: number;
  /** Segments that it sent again. */
  readonly retransmissions: number;
  /** The longest time for which it could take no data; null when its window never was 0. */
  readonly zeroWindow: ZeroWindow | null;
  /** Payload bytes of it that the other end acknowledged in this capture, modulo 2^32. */
  readonly acknowledgedBytes: number;
  /** A segment that was sent again and not acknowledged until the capture's end; null without. */
  readonly unacknowledged: Unacknowledged | null;
}

export interface ZeroWindow {
  readonly frame: number;
  readonly lastFrame: number;
  readonly seconds: number;
  /** Whether the window opened again. */
  readonly reopened: boolean;
}

export interface Unacknowledged {
  /** Payload bytes of the segment (0: a FIN or SYN). */
  readonly length: number;
  readonly retransmissions: number;
  /** Frames of the first and last retransmission. */
  readonly firstFrame: number;
  readonly lastFrame: number;
  /** From the first retransmission to the last. */
  readonly seconds: number;
}

export type TcpEventKind =
  | 'syn'
  | 'syn-retransmission'
  | 'syn-ack'
  | 'handshake-ack'
  | 'first-byte'
  | 'last-byte'
  /** `count` retransmitted segments, the first at `frame`. */
  | 'retransmissions'
  /** `bytes` bytes that the capture lacks; `frame` is the first frame after them. */
  | 'gap'
  /** Overlapping segments with different bytes: the first copy was used. */
  | 'overlap-differs'
  | 'zero-window'
  | 'fin'
  | 'rst'
  | 'icmp-error';

/** Something that TCP did. */
export interface TcpEvent {
  readonly kind: TcpEventKind;
  readonly frame: number;
  readonly time: number;
  /** Who sent it: the FTP client's or the FTP server's end. Null: a third party (a router's ICMP error). */
  readonly from: Side | null;
  /** For `retransmissions`. */
  readonly count?: number;
  /** For `gap`; for `last-byte` the payload bytes of that side. */
  readonly bytes?: number;
  /** For `icmp-error`: its name and sender. */
  readonly text?: string;
  /** TTL or hop limit of the packet, for events that are one packet. */
  readonly ttl?: number;
  /** For `icmp-error`. */
  readonly icmp?: IcmpErrorFacts;
}

/** An ICMP error (RFC 792, RFC 4443) about a segment of the connection. */
export interface IcmpErrorFacts {
  readonly version: 4 | 6;
  readonly type: number;
  readonly code: number;
  /** Address of the device that sent it. */
  readonly sender: string;
  /** The next-hop MTU that it names; 0 when it names none. */
  readonly mtu: number;
}
