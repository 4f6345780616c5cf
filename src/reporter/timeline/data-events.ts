/** What happened on data connections, as timeline events. */
import type { DataConnection, TcpEvent, Transfer, UnpairedDataConnection } from '../../model/analysis.js';
import { formatBytes } from '../units.js';
import type { ViewContext } from '../views/context.js';
import { dataEndpoints, modeText, openerOf } from '../views/describe.js';
import type { TimelineEvent } from './event.js';

export function* transferEvents(transfer: Transfer, context: ViewContext): Generator<TimelineEvent> {
  const { data, id } = transfer;
  if (data === null) {
    const reply = transfer.replies.at(-1);
    const frame = reply?.frame ?? transfer.commandFrame ?? transfer.setupFrame;
    if (frame === null) return;
    yield {
      kind: 'no-data-connection',
      frame,
      time: reply?.time ?? transfer.time,
      from: null,
      connection: id,
      transfer: id,
      text: context.words.dataConnection[transfer.dataConnection],
    };
    return;
  }
  yield opening(data, id, id, openingText(data, transfer, context));
  for (const event of withoutCountedSyns(data.events)) yield tcpEvent(event, id, id, context);
}

export function* unpairedEvents({ data }: UnpairedDataConnection, context: ViewContext): Generator<TimelineEvent> {
  const connection = `stream ${data.tcpStream}`;
  const endpoints = dataEndpoints(data, context);
  const { timeline } = context.words;
  const text = data.openedBy === null ? timeline.joins(endpoints) : timeline.opensUnpaired(data.openedBy, endpoints);
  yield opening(data, connection, null, text);
  for (const event of withoutCountedSyns(data.events)) yield tcpEvent(event, connection, null, context);
}

/** A count of retransmissions that only counts the SYNs, each of which has its own row, says nothing more. */
function withoutCountedSyns(events: readonly TcpEvent[]): readonly TcpEvent[] {
  const syns = (side: TcpEvent['from']) =>
    events.filter(({ kind, from }) => kind === 'syn-retransmission' && from === side).length;
  return events.filter(({ kind, from, count }) => kind !== 'retransmissions' || count !== syns(from));
}

function opening(data: DataConnection, connection: string, transfer: string | null, text: string): TimelineEvent {
  const { firstFrame: frame, time, openedBy: from } = data;
  return { kind: 'data-open', frame, time, from, connection, transfer, text };
}

function openingText(data: DataConnection, transfer: Transfer, context: ViewContext): string {
  const { timeline } = context.words;
  const endpoints = dataEndpoints(data, context);
  const opener = openerOf(data, transfer.fxp);
  if (opener === null) return timeline.joins(endpoints);
  const told = modeText(transfer, context);
  const mode = transfer.pairedBy === 'inferred' ? context.words.list([told, timeline.inferred]) : told;
  const opened = data.state === 'established' || data.state === 'mid-stream';
  return opened ? timeline.opens(opener, mode, endpoints) : timeline.tries(opener, mode, endpoints);
}

/** A TCP event of the control connection (`control`) or of a data connection. */
export function tcpEvent(
  event: TcpEvent,
  connection: string,
  transfer: string | null,
  context: ViewContext,
): TimelineEvent {
  const { kind, frame, time, from } = event;
  return { kind, frame, time, from, connection, transfer, text: tcpText(event, context) };
}

export function tcpText(event: TcpEvent, { words }: ViewContext): string {
  switch (event.kind) {
    case 'last-byte':
      return event.bytes === undefined ? words.event['last-byte'] : words.timeline.lastByte(formatBytes(event.bytes));
    case 'retransmissions':
      return words.timeline.retransmissions(event.count ?? 1);
    case 'gap':
      return event.bytes === undefined ? words.event.gap : words.timeline.gap(formatBytes(event.bytes));
    case 'icmp-error':
      return event.text === undefined ? words.event['icmp-error'] : words.timeline.icmp(event.text);
    default:
      return words.event[event.kind];
  }
}
