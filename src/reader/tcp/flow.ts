import type { Timestamp } from '../../model/timestamp.js';
import type { Packet } from '../capture/packet.js';
import { ACK, FIN, RST, type Segment, SYN } from '../wire/segment.js';
import { ASKS_AGAIN, fatalAlert, readFirstFlight } from '../wire/tls-hello.js';
import { Assembler, type Hole } from './assembler.js';
import { noteRetry, type Retry } from './retry.js';
import { advance, distance, MAX_WINDOW } from './sequence.js';
import { TlsRecords } from './tls-records.js';
import { ZeroWindowWatch } from './zero-window.js';

/** What a segment turned out to be for its flow. */
export const SegmentRole = {
  /** Nothing that needs keeping: a pure ACK, a copy of no interest. */
  plain: 0,
  /** Carries payload that belongs to the stream. */
  data: 1,
  /** Probes an idle connection with a byte that was sent before (RFC 9293 section 3.8.4). */
  keepAlive: 2,
  /** Sent again: all of it was captured before, or it is the late repair of a loss. */
  retransmission: 3,
  /** So far from the stream that no window reaches it: a stray of an older connection, or damage. */
  outOfWindow: 4,
} as const;
export type SegmentRole = (typeof SegmentRole)[keyof typeof SegmentRole];

/** A late segment that comes sooner than this after the newest one was reordered: no timer is that short. */
const REORDERING_NANOSECONDS = 3_000_000;

/** Identifications further apart than this are not of one counter. */
const IDENTIFICATION_REACH = 1024;

/** Duplicate ACKs that ask for a retransmission; two are enough where a third may have been lost (as Wireshark has it). */
const DUPLICATE_ACKS = 2;

const NEVER: Timestamp = { seconds: 0, nanoseconds: 0 };

/** One direction of a TCP connection: what its sender sent, counted. */
export class Flow {
  /** Payload seen; null until the first segment that consumes sequence space. */
  assembler: Assembler | null = null;
  /** Sequence number of the first payload byte. */
  base = 0;
  synSeen = false;
  finSeen = false;
  /** Sequence number of the FIN. */
  finSequence = 0;
  /** What the FIN's segment acknowledged. */
  finAcknowledgment = 0;
  /** Sequence number after the newest payload, SYN or FIN. */
  high = 0;
  highSeconds = 0;
  highNanoseconds = 0;
  /** IPv4 identification of that segment, 0 or less when it has none. */
  highIdentification = 0;
  ackSeen = false;
  /** Newest acknowledgment that this side sent for the other side's flow. */
  acknowledged = 0;
  duplicateAcks = 0;
  window = -1;
  segments = 0;
  retransmissions = 0;
  firstRetransmissionFrame = 0;
  firstRetransmission: Timestamp = NEVER;
  outOfOrder = 0;
  firstDataFrame = 0;
  firstDataSeconds = 0;
  firstDataNanoseconds = 0;
  lastDataFrame = 0;
  lastDataSeconds = 0;
  lastDataNanoseconds = 0;
  /** Whether the first payload looks like a TLS handshake record. */
  startsLikeTls = false;
  /** Bits of `wire/tls-hello.ts`. */
  tlsFirstFlight = 0;
  /** Null where the first payload is no TLS. */
  tlsRecords: TlsRecords | null = null;
  /** Frame and description of the first fatal alert in the clear; 0 without. */
  tlsAlertFrame = 0;
  tlsAlert = 0;
  /** Of its first segment other than a reset; 0 while there is none. */
  ttl = 0;
  /** Copies of its segments that were captured too, and whether they had another TTL: a router passed them on. */
  copies = 0;
  forwarded = false;
  /** Payload bytes of the largest segment. */
  largest = 0;
  /** From the SYN; -1 when it was not seen or has none. */
  maximumSegmentSize = -1;
  windowScale = -1;
  zeroWindow: ZeroWindowWatch | null = null;
  retry: Retry | null = null;

  /** Payload bytes seen, each counted once. */
  get bytes(): number {
    return this.assembler?.seen ?? 0;
  }

  /**
   * Takes in a segment of this direction.
   * @param other the flow of the opposite direction, null while nothing was seen of it.
   * @param roundTrip of the handshake in nanoseconds, 0 when unknown.
   */
  receive(segment: Segment, packet: Packet, other: Flow | null, roundTrip: number): SegmentRole {
    this.segments++;
    const { flags, sequence } = segment;
    if ((flags & ACK) !== 0) this.acknowledge(segment);
    this.window = segment.window;
    if ((flags & RST) === 0) this.noteSender(segment, packet);
    const synLength = (flags & SYN) !== 0 ? 1 : 0;
    const finLength = (flags & FIN) !== 0 ? 1 : 0;
    // A reset may carry a diagnostic text; it is no part of the stream (RFC 9293 section 3.5.3).
    const payload = (flags & RST) !== 0 ? 0 : segment.payloadLength;
    const length = payload + synLength + finLength;
    // The reset that refuses a SYN need not have a sequence number of the stream; a SYN after it does.
    if (this.assembler === null || (synLength === 1 && !this.synSeen && this.assembler.seen === 0)) {
      if ((flags & RST) !== 0) return SegmentRole.plain;
      this.assembler = this.start(sequence, synLength);
    }
    if (length === 0) return SegmentRole.plain;
    const assembler = this.assembler;
    const ahead = distance(this.high, sequence);
    if (ahead > MAX_WINDOW || ahead < -MAX_WINDOW) return SegmentRole.outOfWindow;
    if (length === payload && payload === 1 && ahead === -1 && other?.hasAcknowledged(this.high)) {
      return SegmentRole.keepAlive;
    }
    const payloadStart = advance(sequence, synLength);
    const fresh = payload > 0 ? assembler.add(payloadStart, payload, packet) : 0;
    const finAgain = finLength === 1 && this.finSeen;
    const synAgain = synLength === 1 && this.synSeen;
    if (synLength === 1) this.synSeen = true;
    if (finLength === 1 && !this.finSeen) {
      this.finSeen = true;
      this.finSequence = advance(payloadStart, payload);
      this.finAcknowledgment = segment.acknowledgment;
    }
    const freshControl = (synLength === 1 && !synAgain) || (finLength === 1 && !finAgain);
    let role: SegmentRole = payload > 0 ? SegmentRole.data : SegmentRole.plain;
    if (ahead < 0 && this.isRetransmission(fresh > 0 || freshControl, segment, length, packet, other, roundTrip)) {
      if (this.retransmissions++ === 0) {
        this.firstRetransmissionFrame = packet.frame;
        this.firstRetransmission = { seconds: packet.seconds, nanoseconds: packet.nanoseconds };
      }
      role = SegmentRole.retransmission;
      if (payload + finLength > 0) {
        this.retry = noteRetry(this.retry, payloadStart, payload, other?.ackSeen ? other.acknowledged : null, packet);
      }
    } else if (ahead < 0 && fresh > 0) {
      this.outOfOrder++;
    }
    if (distance(this.high, advance(sequence, length)) > 0) {
      this.high = advance(sequence, length);
      this.highSeconds = packet.seconds;
      this.highNanoseconds = packet.nanoseconds;
      this.highIdentification = segment.identification;
    }
    if (payload > 0) this.markData(segment, packet, payloadStart === this.base);
    return role;
  }

  /** Payload bytes that the other side acknowledged, modulo 2^32. */
  acknowledgedBytes(other: Flow | null): number {
    if (this.assembler === null || other?.ackSeen !== true) return 0;
    const bytes = distance(this.base, other.acknowledged) >>> 0;
    // The FIN is acknowledged like a byte; what lies before the first byte was never sent.
    const sent = distance(this.base, this.streamEnd(other)) >>> 0;
    return bytes === sent + 1 ? sent : bytes > sent ? 0 : bytes;
  }

  /** The segment that was sent again and never acknowledged, or null. */
  unacknowledged(other: Flow | null): Retry | null {
    return this.retry !== null && other?.hasAcknowledged(this.retry.end) !== true ? this.retry : null;
  }

  /**
   * Whether the other side had sent its FIN before this side closed, by what this side acknowledged with its FIN, or at
   * all when it sent none. Null: the capture lacks too much of the other side to tell.
   */
  closedAfter(other: Flow | null): boolean | null {
    if (other === null || other.assembler === null) return null;
    // Joined late: its first segment may come after its FIN.
    if (!other.synSeen && !other.finSeen && other.bytes === 0) return null;
    const end = other.finSeen ? other.finSequence : other.assembler.top;
    const beyond = distance(end, this.finSeen ? this.finAcknowledgment : this.acknowledged);
    // Of a FIN that was not captured one sequence number tells; more than one are lost bytes, and perhaps it.
    return beyond <= 0 ? false : beyond === 1 ? true : null;
  }

  /** Whether this side acknowledged everything of the other side's flow up to `sequence`. */
  hasAcknowledged(sequence: number): boolean {
    return this.ackSeen && distance(sequence, this.acknowledged) >= 0;
  }

  /**
   * Sequence number after the last payload byte that this flow is known to have had: by its FIN, its segments, or the
   * other side's acknowledgment.
   */
  streamEnd(other: Flow | null): number {
    if (this.finSeen) return this.finSequence;
    const top = this.assembler?.top ?? this.base;
    if (other === null || !other.ackSeen) return top;
    const beyond = distance(top, other.acknowledged);
    // One more than the payload is the FIN, which need not have been captured.
    return beyond > 1 && beyond < MAX_WINDOW ? other.acknowledged : top;
  }

  /** Stretches of payload that the capture lacks between those that it has. */
  holes(): Hole[] {
    return this.assembler?.holes() ?? [];
  }

  /** Payload bytes after the last one captured, which only the FIN or the other side's acknowledgment proves. */
  missingTail(other: Flow | null): number {
    const tail = this.assembler === null ? 0 : distance(this.assembler.top, this.streamEnd(other));
    return tail > 0 && tail < MAX_WINDOW ? tail : 0;
  }

  private noteSender(segment: Segment, packet: Packet): void {
    if (this.ttl === 0) this.ttl = segment.ttl;
    if (this.zeroWindow !== null) this.zeroWindow.receive(segment.window, packet);
    else if (segment.window === 0 && (segment.flags & SYN) === 0) this.zeroWindow = new ZeroWindowWatch(packet);
  }

  private start(sequence: number, synLength: number): Assembler {
    this.base = advance(sequence, synLength);
    this.high = sequence;
    return new Assembler(this.base);
  }

  private acknowledge(segment: Segment): void {
    const { acknowledgment } = segment;
    const forward = this.ackSeen ? distance(this.acknowledged, acknowledgment) : 1;
    if (forward > 0) {
      this.ackSeen = true;
      this.acknowledged = acknowledgment;
      this.duplicateAcks = 0;
    } else if (forward === 0 && segment.payloadLength === 0 && segment.window === this.window) {
      if ((segment.flags & (SYN | FIN | RST)) === 0) this.duplicateAcks++;
    }
  }

  /** Tells a segment that was sent again from one that was merely overtaken, for a segment below `high`. */
  private isRetransmission(
    bringsNews: boolean,
    segment: Segment,
    length: number,
    packet: Packet,
    other: Flow | null,
    roundTrip: number,
  ): boolean {
    if (!bringsNews) return true;
    if (distance(this.high, advance(segment.sequence, length)) > 0 && length > 1) return false;
    // A sender counts its packets: one that was overtaken has the lower number, one sent again the higher.
    const later = ((segment.identification - this.highIdentification) << 16) >> 16;
    if (segment.identification > 0 && this.highIdentification > 0 && Math.abs(later) <= IDENTIFICATION_REACH) {
      return later > 0;
    }
    const isAskedFor = other !== null && other.duplicateAcks >= DUPLICATE_ACKS;
    if (isAskedFor && other.acknowledged === segment.sequence) return true;
    const elapsed = (packet.seconds - this.highSeconds) * 1e9 + packet.nanoseconds - this.highNanoseconds;
    return elapsed >= Math.max(roundTrip, REORDERING_NANOSECONDS);
  }

  private markData(segment: Segment, packet: Packet, isFirst: boolean): void {
    if (this.firstDataFrame === 0) {
      this.firstDataFrame = packet.frame;
      this.firstDataSeconds = packet.seconds;
      this.firstDataNanoseconds = packet.nanoseconds;
    }
    if (segment.payloadLength > this.largest) this.largest = segment.payloadLength;
    const { bytes, payloadStart } = segment;
    if (isFirst && segment.payloadCaptured >= 3) {
      // TLS record header: type handshake (22), version 3.x (RFC 8446 section 5.1).
      this.startsLikeTls =
        bytes[payloadStart] === 22 && bytes[payloadStart + 1] === 3 && (bytes[payloadStart + 2] as number) <= 4;
      if (this.startsLikeTls) {
        this.tlsFirstFlight = readFirstFlight(bytes, payloadStart, payloadStart + segment.payloadCaptured);
        this.tlsRecords ??= new TlsRecords(segment.sequence);
      }
    }
    if (this.tlsRecords !== null) {
      this.tlsRecords.receive(segment);
      const isServerHello = (this.tlsFirstFlight & ASKS_AGAIN) !== 0 && !isFirst && bytes[payloadStart] === 22;
      if (isServerHello)
        this.tlsFirstFlight = readFirstFlight(bytes, payloadStart, payloadStart + segment.payloadCaptured);
    }
    // TLS record: alert (21). A first payload of 7 bytes answers a ClientHello that was not liked.
    if (this.tlsAlertFrame === 0 && segment.payloadCaptured >= 7 && bytes[payloadStart] === 21) {
      const alert = fatalAlert(bytes, payloadStart, payloadStart + segment.payloadCaptured);
      if (alert >= 0) {
        this.tlsAlertFrame = packet.frame;
        this.tlsAlert = alert;
      }
    }
    this.lastDataFrame = packet.frame;
    this.lastDataSeconds = packet.seconds;
    this.lastDataNanoseconds = packet.nanoseconds;
  }
}
