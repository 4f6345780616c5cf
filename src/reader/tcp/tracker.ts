import type { CaptureWarning } from '../../model/analysis.js';
import type { InEveryLanguage } from '../../model/language.js';
import type { Packet } from '../capture/packet.js';
import { formatAddress } from '../wire/address.js';
import { ACK, FIN, type IcmpError, type Segment, SYN } from '../wire/segment.js';
import { Connection, type Direction } from './connection.js';
import { ConnectionStore } from './connection-store.js';
import { SegmentRole } from './flow.js';
import { FlowTable, type FourTuple } from './flow-table.js';
import { CopyMatch, RecentPackets } from './recent-packets.js';
import { SegmentLog } from './segment-log.js';
import type { TranscriptRecorder } from './transcript-recorder.js';

/** Most connections followed; later ones are numbered and passed over. Their records would fill the memory. */
export const MAX_CONNECTIONS = 1_000_000;

/** Most connections told apart; what comes after them is not even numbered. */
const MAX_NUMBERED = 4_000_000;

/** What the table holds for a connection that is numbered and not followed. */
const UNFOLLOWED = 0x7fffffff;

/** Bytes of a quoted TCP header from which on Wireshark reads it. */
const QUOTED_HEADER = 16;
const ICMP_REDIRECT = 5;

/** In a connection that is captured twice at least one segment in so many is a copy: pure ACKs need not be. */
const COPIES_AT_LEAST_ONE_IN = 10;

/** Most bytes of control dialogue kept of all connections together. */
export const MAX_TOTAL_CONTROL_BYTES = 256 * 1024 * 1024;

/** Decides which connections are control connections; their payload is kept, that of all others only counted. */
export interface ControlCriteria {
  /** Whether a connection with a port of these two is a control connection whatever it carries. */
  isControlPort(port: number): boolean;
  /** Whether a control connection can begin with this payload: a cheap look, before anything is kept. */
  mayBeginWith(segment: Segment): boolean;
  /**
   * Judges a connection on other ports by what it carried so far.
   * @returns true: a control connection; false: none; null: cannot be told yet.
   */
  judge(connection: Connection, log: SegmentLog): boolean | null;
}

/** Assigns segments to connections, numbered as Wireshark numbers tcp.stream. */
export class ConnectionTracker {
  /** TCP connections seen, followed or not. */
  count = 0;
  private readonly table = new FlowTable();
  private readonly recent = new RecentPackets();
  private copies = 0;
  private firstCopyFrame = 0;
  private controlBytes = 0;
  private controlFull = false;
  /** First frame of the first control connection whose log is full; 0 without. */
  private fullFrame = 0;

  /**
   * @param transcripts keeps headers and hashes; null where nobody wants them.
   * @param connections where they are kept.
   */
  constructor(
    private readonly criteria: ControlCriteria,
    private readonly transcripts: TranscriptRecorder | null = null,
    readonly connections = new ConnectionStore(),
  ) {}

  segment(segment: Segment, packet: Packet): void {
    const connection = this.connectionOf(segment, segment.version, segment.flags, segment.sequence, packet);
    if (connection === null) return;
    const direction = connection.directionOf(segment);
    if (this.isCopy(connection, segment, packet, direction)) {
      connection.touch(packet);
      connection.noteCopy(segment, direction);
      // A second pure ACK may be a genuine duplicate; only what no sender repeats so soon is reported.
      const isCertain = segment.payloadLength > 0 || (segment.flags & (SYN | FIN)) !== 0;
      if (isCertain && this.copies++ === 0) this.firstCopyFrame = packet.frame;
      return;
    }
    const role = connection.receive(segment, packet, direction);
    if (role === SegmentRole.data || role === SegmentRole.retransmission) {
      if (connection.isControl !== false) this.keep(connection, segment, packet, direction);
    }
    if (this.transcripts !== null) this.transcripts.record(connection, direction, segment, packet, role);
  }

  icmpError(error: IcmpError, packet: Packet): void {
    const quoted: FourTuple = {
      source: error.quotedSource,
      destination: error.quotedDestination,
      sourcePort: error.quotedSourcePort,
      destinationPort: error.quotedDestinationPort,
    };
    // Wireshark reads a quoted header like any other, given enough of it, and numbers what it has not seen.
    const isRead = error.quotedLength >= QUOTED_HEADER && !(error.version === 4 && error.type === ICMP_REDIRECT);
    const index = this.table.find(quoted);
    const connection = isRead
      ? this.connectionOf(quoted, error.version, error.quotedFlags, error.quotedSequence, packet)
      : index < 0 || index === UNFOLLOWED
        ? null
        : this.connections.at(index);
    if (connection === null) return;
    if (isRead && connection.segments === 0) this.noteQuoted(connection, quoted, error);
    connection.addEvent({
      kind: 'icmp-error',
      direction: null,
      frame: packet.frame,
      timestamp: { seconds: packet.seconds, nanoseconds: packet.nanoseconds },
      ttl: error.ttl,
      icmp: {
        version: error.version,
        type: error.type,
        code: error.code,
        sender: formatAddress(error.source, 0, error.version),
        mtu: error.mtu,
      },
    });
  }

  private isCopy(connection: Connection, segment: Segment, packet: Packet, direction: Direction): boolean {
    connection.segments++;
    const match = this.recent.match(segment, packet);
    if (match !== CopyMatch.unmarked) return match === CopyMatch.marked;
    // A SYN that comes again just when the timer of its SYN-ACK runs out is answered twice; captured twice are both.
    const isSynAck = (segment.flags & SYN) !== 0 && (segment.flags & ACK) !== 0;
    if (isSynAck && !connection.flows[direction === 0 ? 1 : 0]?.copies) return false;
    // Where packets are captured twice most are; a lone one is the sender's.
    return ++connection.repeated * COPIES_AT_LEAST_ONE_IN >= connection.segments;
  }

  warnings(): InEveryLanguage<CaptureWarning>[] {
    const warnings: InEveryLanguage<CaptureWarning>[] = [];
    if (this.copies > 0) {
      const message = {
        en: `${this.copies === 1 ? '1 TCP segment was' : `${this.copies} TCP segments were`} captured twice (on two interfaces or by a mirror port); the copies are not counted.`,
        zh: `${this.copies} 个 TCP 报文段被捕获了两次（两个网络接口，或镜像端口）；重复的不计入。`,
      };
      warnings.push({ kind: 'captured-twice', message, frame: this.firstCopyFrame });
    }
    const unfollowed = this.count - this.connections.size;
    if (unfollowed > 0) {
      const message = {
        en: `More than ${MAX_CONNECTIONS} TCP connections: ${unfollowed} or more were not followed, and stream numbers after them may differ from Wireshark's.`,
        zh: `TCP 连接超过 ${MAX_CONNECTIONS} 个：至少 ${unfollowed} 个没有跟踪，其后的流编号可能与 Wireshark 不同。`,
      };
      warnings.push({ kind: 'too-many-connections', message });
    }
    if (this.controlFull || this.fullFrame > 0) {
      const message = {
        en: 'A control connection carries more than is kept; its later dialogue was not analysed.',
        zh: '某个控制连接的数据超过保留上限；其后的对话没有分析。',
      };
      warnings.push({ kind: 'control-data-not-kept', message, ...(this.fullFrame > 0 && { frame: this.fullFrame }) });
    }
    return [...warnings, ...(this.transcripts?.warnings() ?? [])];
  }

  /** A connection of which nothing but a quoted segment was captured. */
  private noteQuoted(connection: Connection, quoted: FourTuple, error: IcmpError): void {
    const direction = connection.directionOf(quoted);
    if ((error.quotedFlags & (SYN | ACK)) === SYN) connection.opener ??= direction;
    connection.noteBases(error.quotedFlags & SYN, error.quotedSequence, 0, direction);
  }

  private connectionOf(
    tuple: FourTuple,
    version: 4 | 6,
    flags: number,
    sequence: number,
    packet: Packet,
  ): Connection | null {
    const index = this.table.find(tuple);
    if (index === UNFOLLOWED) return null;
    if (index >= 0) {
      const connection = this.connections.at(index);
      const isSyn = (flags & (SYN | ACK)) === SYN;
      if (!isSyn || !connection.isReusedBy(sequence, connection.directionOf(tuple))) return connection;
    }
    if (this.count >= MAX_NUMBERED) return null;
    const number = this.count++;
    if (this.connections.size >= MAX_CONNECTIONS) {
      this.table.set(UNFOLLOWED);
      return null;
    }
    const connection = new Connection(number, tuple, version, packet);
    const byPort = this.criteria.isControlPort(tuple.sourcePort) || this.criteria.isControlPort(tuple.destinationPort);
    connection.isControl = byPort ? true : null;
    this.table.set(this.connections.size);
    this.connections.add(connection);
    return connection;
  }

  private keep(connection: Connection, segment: Segment, packet: Packet, direction: Direction): void {
    if (connection.log === null) {
      if (connection.isControl === null && !this.criteria.mayBeginWith(segment)) {
        connection.isControl = false;
        return;
      }
      connection.log = new SegmentLog();
    }
    if (this.controlBytes > MAX_TOTAL_CONTROL_BYTES) {
      this.controlFull = true;
      return;
    }
    this.controlBytes += segment.payloadCaptured;
    connection.log.append(direction, segment, packet);
    if (connection.log.full && connection.isControl === true) this.fullFrame ||= connection.firstFrame;
    if (connection.isControl !== null) return;
    connection.isControl = this.criteria.judge(connection, connection.log);
    if (connection.isControl !== false) return;
    this.controlBytes -= connection.log.byteLength;
    connection.log = null;
  }
}
