import type { IcmpErrorFacts } from '../../model/analysis.js';
import type { Timestamp } from '../../model/timestamp.js';
import type { Packet } from '../capture/packet.js';
import { formatAddress } from '../wire/address.js';
import { ACK, FIN, RST, type Segment, SYN } from '../wire/segment.js';
import { parseTcpOptions } from '../wire/tcp-options.js';
import { Flow, type SegmentRole } from './flow.js';
import type { FourTuple } from './flow-table.js';
import type { SegmentLog } from './segment-log.js';
import { advance } from './sequence.js';
import type { Transcript } from './transcript.js';

/** Most events kept of one connection: a SYN and its retries, handshake, closing, with room to spare. */
export const MAX_EVENTS = 64;

/** 0: the end that sent the connection's first captured segment; 1: the other end. */
export type Direction = 0 | 1;

export type ConnectionEventKind = 'syn' | 'syn-ack' | 'handshake-ack' | 'zero-window' | 'fin' | 'rst' | 'icmp-error';

/** Something that happened to a connection, other than payload. */
export interface ConnectionEvent {
  readonly kind: ConnectionEventKind;
  readonly direction: Direction | null;
  readonly frame: number;
  readonly timestamp: Timestamp;
  /** TTL or hop limit of the packet. */
  readonly ttl: number;
  /** For `icmp-error`. */
  readonly icmp?: IcmpErrorFacts;
}

/** Textual address of an end, from the words of both. */
export function endAddress(addresses: Int32Array, direction: Direction, version: 4 | 6): string {
  const words = version === 4 ? [0, 0, 0, addresses[direction] as number] : addresses.subarray(direction * 4);
  return formatAddress(Int32Array.from(words), 0, version);
}

/** One TCP connection, counted: what it needs for pairing and diagnosis, not its bytes. */
export class Connection {
  readonly version: 4 | 6;
  readonly firstFrame: number;
  readonly firstSeconds: number;
  readonly firstNanoseconds: number;
  lastFrame: number;
  lastSeconds: number;
  lastNanoseconds: number;
  /** What each end sent; null while nothing was seen of it. */
  readonly flows: [Flow | null, Flow | null] = [null, null];
  readonly ports: readonly [number, number];
  /** Who sent the SYN; null when the capture starts later. */
  opener: Direction | null = null;
  established = false;
  /** Handshake round trip in nanoseconds as seen here, 0 when not seen. */
  roundTrip = 0;
  /** Segments that were captured, copies included. */
  segments = 0;
  /** Segments that repeat one seen just before and bear no mark of a copy. */
  repeated = 0;
  events: ConnectionEvent[] = [];
  /** Payload of a control connection, or of one that may yet turn out to be one; null when only counting. */
  log: SegmentLog | null = null;
  /** Null where none was asked for; `not-kept`: see `TranscriptRecorder`. */
  transcript: Transcript | 'not-kept' | null = null;
  /** Whether the payload is that of a control connection. Null: not enough of it seen. */
  isControl: boolean | null = false;
  /** Which end is the server of a control connection that was told by its content. */
  serverDirection: Direction | null = null;
  /** Of both ends, a word each for IPv4 and four for IPv6. */
  readonly addresses: Int32Array;
  /** Initial sequence number of either direction. */
  base0: number | null = null;
  base1: number | null = null;

  constructor(
    /** Wireshark's tcp.stream. */
    readonly index: number,
    tuple: FourTuple,
    version: 4 | 6,
    packet: Pick<Packet, 'frame' | 'seconds' | 'nanoseconds'>,
  ) {
    this.version = version;
    this.firstFrame = packet.frame;
    this.firstSeconds = packet.seconds;
    this.firstNanoseconds = packet.nanoseconds;
    this.lastFrame = packet.frame;
    this.lastSeconds = packet.seconds;
    this.lastNanoseconds = packet.nanoseconds;
    this.ports = [tuple.sourcePort, tuple.destinationPort];
    const words = version === 4 ? 1 : 4;
    this.addresses = new Int32Array(words * 2);
    this.addresses.set(tuple.source.subarray(4 - words), 0);
    this.addresses.set(tuple.destination.subarray(4 - words), words);
  }

  /** Textual address of an end. */
  address(direction: Direction): string {
    return endAddress(this.addresses, direction, this.version);
  }

  /** Which end sent a segment with this 4-tuple. */
  directionOf(tuple: FourTuple): Direction {
    if (tuple.sourcePort !== this.ports[0]) return 1;
    if (tuple.destinationPort !== this.ports[1]) return 1;
    const words = this.version === 4 ? 1 : 4;
    for (let i = 0; i < words; i++) {
      if (this.addresses[i] !== tuple.source[4 - words + i]) return 1;
    }
    return 0;
  }

  /** Takes in a segment of this connection. */
  receive(segment: Segment, packet: Packet, direction: Direction): SegmentRole {
    this.touch(packet);
    if (this.base0 === null || this.base1 === null) {
      this.noteBases(segment.flags, segment.sequence, segment.acknowledgment, direction);
    }
    let flow = this.flows[direction];
    if (flow === null) {
      flow = new Flow();
      this.flows[direction] = flow;
    }
    const other = this.flows[direction === 0 ? 1 : 0];
    const role = flow.receive(segment, packet, other, this.roundTrip);
    if ((segment.flags & (SYN | FIN | RST)) !== 0) this.receiveFlags(segment, packet, direction);
    else if (!this.established) this.completeHandshake(segment, packet, direction, other);
    if (segment.window === 0 && (segment.flags & (SYN | RST)) === 0)
      this.addOnce('zero-window', packet, segment, direction);
    return role;
  }

  /** Whether a SYN begins a new connection on the same 4-tuple, as Wireshark decides it: by another number. */
  isReusedBy(sequence: number, direction: Direction): boolean {
    const base = direction === 0 ? this.base0 : this.base1;
    return base !== null && base !== sequence;
  }

  /** Notes where both directions begin, by the first segment of either, for `isReusedBy`. */
  noteBases(flags: number, sequence: number, acknowledgment: number, direction: Direction): void {
    this.noteBase(direction, (flags & SYN) !== 0 ? sequence : advance(sequence, -1));
    if ((flags & ACK) !== 0) this.noteBase(direction === 0 ? 1 : 0, advance(acknowledgment, -1));
  }

  private noteBase(direction: Direction, base: number): void {
    if (direction === 0) {
      if (this.base0 === null) this.base0 = base;
    } else if (this.base1 === null) this.base1 = base;
  }

  /** A copy of a segment that was captured before. */
  noteCopy(segment: Segment, direction: Direction): void {
    const flow = this.flows[direction];
    if (flow === null) return;
    flow.copies++;
    if (segment.ttl !== flow.ttl) flow.forwarded = true;
  }

  addEvent(event: ConnectionEvent): void {
    if (this.events.length < MAX_EVENTS) this.events.push(event);
  }

  touch(packet: Packet): void {
    this.lastFrame = packet.frame;
    this.lastSeconds = packet.seconds;
    this.lastNanoseconds = packet.nanoseconds;
  }

  private receiveFlags(segment: Segment, packet: Packet, direction: Direction): void {
    const { flags } = segment;
    if ((flags & SYN) !== 0) {
      this.noteSynOptions(segment, direction);
      if ((flags & ACK) === 0) {
        if (this.opener === null) this.opener = direction;
        this.add('syn', packet, segment, direction);
      } else {
        if (this.opener === null) this.opener = direction === 0 ? 1 : 0;
        this.add('syn-ack', packet, segment, direction);
      }
    }
    if ((flags & RST) !== 0) this.add('rst', packet, segment, direction);
    else if ((flags & FIN) !== 0) this.add('fin', packet, segment, direction);
  }

  private noteSynOptions(segment: Segment, direction: Direction): void {
    const flow = this.flows[direction];
    if (flow === null || flow.maximumSegmentSize >= 0) return;
    const { maximumSegmentSize, windowScale } = parseTcpOptions(segment);
    flow.maximumSegmentSize = maximumSegmentSize ?? -1;
    flow.windowScale = windowScale ?? -1;
  }

  /** The first segment of the opener after a SYN-ACK, or any payload in either direction, completes the handshake. */
  private completeHandshake(segment: Segment, packet: Packet, direction: Direction, other: Flow | null): void {
    if ((segment.flags & ACK) === 0 || this.opener === null) return;
    if (direction !== this.opener) {
      if (segment.payloadLength > 0) this.established = true;
      return;
    }
    this.established = true;
    if (other === null || !other.synSeen || segment.acknowledgment !== other.base) return;
    const syn = this.events.find((event) => event.kind === 'syn');
    const synAck = this.events.find((event) => event.kind === 'syn-ack');
    this.add('handshake-ack', packet, segment, direction);
    const from = (syn ?? synAck)?.timestamp;
    if (from === undefined) return;
    this.roundTrip = Math.max(0, (packet.seconds - from.seconds) * 1e9 + packet.nanoseconds - from.nanoseconds);
  }

  private addOnce(kind: ConnectionEventKind, packet: Packet, segment: Segment, direction: Direction): void {
    if (this.events.some((event) => event.kind === kind && event.direction === direction)) return;
    this.add(kind, packet, segment, direction);
  }

  private add(kind: ConnectionEventKind, packet: Packet, segment: Segment, direction: Direction): void {
    this.addEvent({
      kind,
      direction,
      frame: packet.frame,
      timestamp: { seconds: packet.seconds, nanoseconds: packet.nanoseconds },
      ttl: segment.ttl,
    });
  }
}
