/** One thing that happened in a session, at one frame. */
import type { TcpEventKind } from '../../model/analysis.js';
import type { Side } from '../../model/endpoint.js';

type TimelineKind =
  | TcpEventKind
  | 'command'
  | 'reply'
  /** A reply that answers no captured command. */
  | 'stray-reply'
  /** A data port, decoded from PORT, EPRT, PASV, EPSV, … */
  | 'announcement'
  /** Says who opens a data connection, before its first segment. */
  | 'data-open'
  /** A transfer without a data connection in this capture. */
  | 'no-data-connection'
  | 'tls-start'
  | 'tls-end'
  | 'protection-start'
  | 'note'
  /** The capture ends before the control connection. */
  | 'open-end';

export interface TimelineEvent {
  readonly kind: TimelineKind;
  readonly frame: number;
  /** Seconds since the capture's first packet; null where the Analysis gives only a frame. */
  readonly time: number | null;
  /** Null: nobody in particular, or a third party. */
  readonly from: Side | null;
  /** `control`, the id of the transfer, or `stream 7` for a data connection without one. */
  readonly connection: string;
  readonly transfer: string | null;
  /** Wire text may have several lines. */
  readonly text: string;
  readonly code?: number;
}

/** Within a frame: what TCP needs first, then what was said, then how it ended. */
const RANK: Record<TimelineKind, number> = {
  'data-open': 0,
  syn: 1,
  'syn-retransmission': 1,
  'syn-ack': 1,
  'handshake-ack': 1,
  gap: 2,
  'overlap-differs': 2,
  retransmissions: 2,
  'icmp-error': 2,
  'tls-start': 3,
  'tls-end': 3,
  'protection-start': 5,
  'first-byte': 4,
  command: 4,
  reply: 4,
  'stray-reply': 4,
  announcement: 4,
  'zero-window': 5,
  'last-byte': 5,
  note: 6,
  'no-data-connection': 7,
  fin: 8,
  rst: 8,
  'open-end': 9,
};

/** Capture order. The sort is stable: events of one rank in one frame stay as they were pushed. */
export function inCaptureOrder(events: TimelineEvent[]): TimelineEvent[] {
  return events.sort((a, b) => a.frame - b.frame || RANK[a.kind] - RANK[b.kind]);
}
