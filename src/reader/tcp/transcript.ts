import type { Packet } from '../capture/packet.js';
import { formatLinkAddress } from '../wire/link-address.js';
import { ACK, FIN, RST, type Segment, SYN } from '../wire/segment.js';
import type { Budget } from './budget.js';
import type { Connection, Direction } from './connection.js';
import { ContentHash } from './content-hash.js';
import { type Flow, SegmentRole } from './flow.js';
import { type HeaderRecord, recordHeader } from './header-record.js';
import { ResentSegments } from './resent-segments.js';
import { type Sending, SentSegments } from './sent-segments.js';
import { advance } from './sequence.js';

/** Most SYNs and SYN-ACKs kept: systems send either about 6 times. */
export const MAX_HANDSHAKE = 32;

/** Most FINs and resets kept. The segments that complete the handshake and acknowledge FINs, three in all, come atop. */
export const MAX_RELEASE = 32;

/** Bounds that all connections share. */
export interface TranscriptBudgets {
  /** Of segments remembered in case that they are sent again. */
  readonly remembered: Budget;
  /** Of bytes held out of order. */
  readonly held: Budget;
}

/** What a report on TCP shows of a connection: headers of its handshake and release, what was sent again, and hashes. */
export class Transcript {
  readonly linkAddresses: [string | null, string | null] = [null, null];
  /** Initial sequence numbers, by the SYNs. */
  readonly initial: [number | null, number | null] = [null, null];
  readonly handshake: HeaderRecord[] = [];
  readonly release: HeaderRecord[] = [];
  resent: ResentSegments | null = null;
  /** Of what each direction sends; null where nothing, or nothing to be hashed. */
  contents: [ContentHash | null, ContentHash | null] | null = null;
  /** Whether payload is hashed; null before the first one. */
  isHashed: boolean | null = null;
  private readonly sent: [SentSegments | null, SentSegments | null] = [null, null];
  private handshakeDone = false;
  /** Whose FIN was acknowledged. */
  private readonly finAcknowledged: [boolean, boolean] = [false, false];

  constructor(private readonly budgets: TranscriptBudgets) {}

  /** Takes in a segment that the connection has received. */
  receive(connection: Connection, direction: Direction, segment: Segment, packet: Packet, role: SegmentRole): void {
    this.linkAddresses[direction] ??= formatLinkAddress(packet.bytes, segment.linkAddress);
    // Sought before this very segment is listed as the first of its kind.
    if (role === SegmentRole.retransmission) this.noteResent(segment, packet, direction);
    const other = connection.flows[direction === 0 ? 1 : 0];
    if (this.isOfHandshake(connection, direction, segment, other)) {
      this.handshake.push(recordHeader(segment, packet, direction));
    }
    if (this.isOfRelease(direction, segment, other)) this.release.push(recordHeader(segment, packet, direction));
    if (segment.payloadLength > 0 && role === SegmentRole.data) this.noteSent(segment, packet, direction);
  }

  /** Hashes the payload of a segment, and ends the hash where it has the last byte. */
  hash(flow: Flow, direction: Direction, segment: Segment, role: SegmentRole): void {
    if (role === SegmentRole.data || role === SegmentRole.retransmission) {
      if (segment.payloadLength > 0) this.contentOf(flow, direction)?.receive(payloadSequence(segment), segment);
    }
    if (flow.finSeen) this.contents?.[direction]?.end(flow.finSequence);
  }

  /** It turned out to be a control connection. */
  stopHashing(): void {
    for (const content of this.contents ?? []) content?.abandon();
    this.contents = null;
    this.isHashed = false;
  }

  /** Lets go of what is only needed while the connection lasts. */
  forget(): void {
    for (const sent of this.sent) sent?.clear();
  }

  private contentOf(flow: Flow, direction: Direction): ContentHash | null {
    // What is encrypted is hashed to no end; its beginning may have come late.
    if (flow.startsLikeTls) {
      if (this.contents !== null) this.contents[direction]?.abandon();
      return null;
    }
    this.contents ??= [null, null];
    const initial = this.initial[direction];
    this.contents[direction] ??= new ContentHash(initial === null ? null : advance(initial, 1), this.budgets.held);
    return this.contents[direction];
  }

  private isOfHandshake({ opener }: Connection, direction: Direction, segment: Segment, other: Flow | null): boolean {
    const { flags } = segment;
    if ((flags & SYN) !== 0) {
      this.initial[direction] ??= segment.sequence;
      return this.handshake.length < MAX_HANDSHAKE;
    }
    // The first segment of the opener that acknowledges the SYN-ACK and nothing after it.
    if (this.handshakeDone || direction !== opener || (flags & (ACK | RST)) !== ACK) return false;
    if (other?.synSeen !== true || segment.acknowledgment !== other.base) return false;
    this.handshakeDone = true;
    return true;
  }

  private isOfRelease(direction: Direction, segment: Segment, other: Flow | null): boolean {
    const { flags } = segment;
    const far = direction === 0 ? 1 : 0;
    const isAcknowledgment =
      !this.finAcknowledged[far] &&
      other?.finSeen === true &&
      (flags & ACK) !== 0 &&
      segment.acknowledgment === advance(other.finSequence, 1);
    if (isAcknowledgment) {
      this.finAcknowledged[far] = true;
      this.sent[far]?.clear();
    }
    return isAcknowledgment || ((flags & (FIN | RST)) !== 0 && this.release.length < MAX_RELEASE);
  }

  private noteSent(segment: Segment, packet: Packet, direction: Direction): void {
    if (this.finAcknowledged[direction]) return;
    this.sent[direction] ??= new SentSegments(this.budgets.remembered);
    this.sent[direction].add(payloadSequence(segment), segment.payloadLength, packet);
  }

  private noteResent(segment: Segment, packet: Packet, direction: Direction): void {
    const { flags, sequence, payloadLength: length } = segment;
    this.resent ??= new ResentSegments();
    const what =
      (flags & SYN) !== 0 ? ((flags & ACK) !== 0 ? 'SYN, ACK' : 'SYN') : length > 0 ? ('data' as const) : 'FIN';
    this.resent.add({ direction, what, sequence, length }, packet, () => {
      if (what === 'data') return this.sent[direction]?.find(sequence) ?? null;
      // A FIN may have been sent first with data before it.
      const list = what === 'FIN' ? this.release : this.handshake;
      const flag = what === 'FIN' ? FIN : SYN;
      const end = (header: Sending & { sequence: number; length: number }) =>
        what === 'FIN' ? advance(header.sequence, header.length) : header.sequence;
      return (
        list.find((header) => header.direction === direction && header.flags & flag && end(header) === sequence) ?? null
      );
    });
  }
}

/** The SYN stands before the first byte (RFC 9293 section 3.4). */
function payloadSequence({ flags, sequence }: Segment): number {
  return (flags & SYN) !== 0 ? advance(sequence, 1) : sequence;
}
