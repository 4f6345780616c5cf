import type { CaptureWarning } from '../../model/analysis.js';
import type { InEveryLanguage } from '../../model/language.js';
import type { Packet } from '../capture/packet.js';
import type { Segment } from '../wire/segment.js';
import { Budget } from './budget.js';
import type { Connection, Direction } from './connection.js';
import { SegmentRole } from './flow.js';
import { MAX_TOTAL_REMEMBERED } from './sent-segments.js';
import { Transcript, type TranscriptBudgets } from './transcript.js';

/** Most connections of which a transcript is kept; a handshake and a release of each are 2 KB. */
export const MAX_TRANSCRIPTS = 100_000;

/** Most bytes held out of order of all connections together. */
const MAX_TOTAL_HELD = 64 * 1024 * 1024;

/** Most addresses of control connections remembered; with more of them every connection may be a data connection. */
const MAX_HOSTS = 100_000;

/** Most transcripts kept of connections that are neither; they may be data connections that began before the capture. */
const MAX_UNRELATED = 10_000;

/**
 * Keeps transcripts of connections that are control connections, or may be data connections: those at one of whose two
 * addresses a control connection has been seen. Which of them a connection is shows with its first payload. Of what is
 * neither the newest transcripts are kept and no payload is hashed, so that other traffic costs little: the payload of a
 * data connection that stands in the capture before any segment of its control connection is not hashed.
 */
export class TranscriptRecorder {
  private readonly hosts = new Set<string>();
  private readonly transcripts = new Budget(MAX_TRANSCRIPTS);
  private readonly budgets: TranscriptBudgets = {
    remembered: new Budget(MAX_TOTAL_REMEMBERED),
    held: new Budget(MAX_TOTAL_HELD),
  };
  /** The newest ones in a ring. */
  private readonly unrelated: Connection[] = [];
  private unrelatedCount = 0;
  private refused = 0;

  /** Takes in a segment that the connection has received, after it was told whether it is a control connection. */
  record(connection: Connection, direction: Direction, segment: Segment, packet: Packet, role: SegmentRole): void {
    const transcript = connection.transcript ?? this.begin(connection);
    if (transcript === 'not-kept') return;
    const isOfStream = role === SegmentRole.data || role === SegmentRole.retransmission;
    if (isOfStream && segment.payloadLength > 0 && transcript.isHashed === null) {
      transcript.isHashed = connection.isControl !== true && this.mayCarryData(connection);
      if (connection.isControl !== false) this.noteHosts(connection);
      else if (!transcript.isHashed) this.addUnrelated(connection);
    }
    transcript.receive(connection, direction, segment, packet, role);
    const flow = connection.flows[direction];
    if (transcript.isHashed !== true || flow === null) return;
    if (connection.isControl !== true) transcript.hash(flow, direction, segment, role);
    else transcript.stopHashing();
  }

  warnings(): InEveryLanguage<CaptureWarning>[] {
    if (this.refused === 0) return [];
    const message = {
      en: `More than ${MAX_TRANSCRIPTS} TCP connections that may belong to FTP: TCP headers and hashes of ${this.refused} later ones were not kept.`,
      zh: `可能属于 FTP 的 TCP 连接超过 ${MAX_TRANSCRIPTS} 个：其后 ${this.refused} 个连接的 TCP 首部和散列值没有保留。`,
    };
    return [{ kind: 'transcripts-not-kept', message }];
  }

  private begin(connection: Connection): Transcript | 'not-kept' {
    if (this.transcripts.take(1)) {
      connection.transcript = new Transcript(this.budgets);
      if (connection.isControl === true) this.noteHosts(connection);
    } else {
      this.refused++;
      connection.transcript = 'not-kept';
    }
    return connection.transcript;
  }

  private addUnrelated(connection: Connection): void {
    const place = this.unrelatedCount++ % MAX_UNRELATED;
    const oldest = this.unrelated[place];
    this.unrelated[place] = connection;
    if (oldest === undefined) return;
    if (oldest.transcript instanceof Transcript) oldest.transcript.forget();
    oldest.transcript = 'not-kept';
    this.transcripts.give(1);
  }

  private noteHosts(connection: Connection): void {
    if (this.hosts.size < MAX_HOSTS) this.hosts.add(connection.address(0)).add(connection.address(1));
  }

  private mayCarryData(connection: Connection): boolean {
    const { hosts } = this;
    return hosts.size >= MAX_HOSTS || hosts.has(connection.address(0)) || hosts.has(connection.address(1));
  }
}
