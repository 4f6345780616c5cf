/** T-11: the TCP connections of the capture, each with its filter. */
import type { CaptureAnalysis } from '../../../model/analysis.js';
import { type Endpoint, formatEndpoint, opposite } from '../../../model/endpoint.js';
import { cell, type Row, row } from '../../document.js';
import type { ViewContext } from '../context.js';
import { connectionId, connectionsOf, type LabConnection } from './connections.js';
import { labSection, leftOut } from './section.js';

const MAX_ROWS = 60;

type StreamRole = 'control' | 'data' | 'other';

interface Stream {
  readonly role: StreamRole;
  readonly tcpStream: number;
  /** Null: no FTP. */
  readonly connection: LabConnection | null;
  /** Who opened it, or sent its first captured segment. */
  readonly from: Endpoint;
  readonly to: Endpoint;
}

export const streams = labSection<Stream>({
  id: 'streams',
  items: streamsOf,
  *blocks(items, context, capture) {
    const { words, glyphs } = context;
    const { column } = words.lab;
    const count = (role: StreamRole) => items.filter((stream) => stream.role === role).length;
    const others = capture.otherStreams?.count ?? null;
    yield {
      kind: 'paragraph',
      text: words.lab.stream.counts(capture.tcpStreams, count('control'), count('data'), others),
    };
    yield {
      kind: 'table',
      id: 'streams',
      columns: [
        { key: 'tcp_stream', title: 'tcp.stream', align: 'right' },
        { key: 'role', title: column.role, align: 'left' },
        { key: 'id', title: column.transfer, align: 'left' },
        { key: 'endpoints', title: column.fromTo(glyphs.opens), align: 'left', cut: 'middle', maxLines: 3 },
      ],
      rows: items.slice(0, MAX_ROWS).flatMap((stream) => streamRows(stream, context)),
    };
    yield* leftOut(
      items.length + Math.max((others ?? 0) - count('other'), 0),
      Math.min(items.length, MAX_ROWS),
      context,
    );
  },
  values: {
    tcp_stream: ({ tcpStream }) => tcpStream,
    role: ({ role }) => role,
    session: ({ connection }) => connection?.session.id ?? null,
    transfer: ({ connection }) => connection?.transfer?.id ?? null,
    from_address: ({ from }) => from.address,
    from_port: ({ from }) => from.port,
    to_address: ({ to }) => to.address,
    to_port: ({ to }) => to.port,
    display_filter: ({ tcpStream }) => `tcp.stream eq ${tcpStream}`,
    address_filter: ({ from, to }) => addressFilter(from, to),
  },
});

function streamsOf(capture: CaptureAnalysis): Stream[] {
  const seen = new Map<number, Stream>();
  for (const connection of connectionsOf(capture)) {
    const { kind: role, tcpStream, openedBy } = connection;
    const opener = openedBy ?? 'client';
    const stream = { role, tcpStream, connection, from: connection[opener], to: connection[opposite(opener)] };
    // In an FXP transfer a data connection belongs to two sessions.
    if (!seen.has(tcpStream)) seen.set(tcpStream, stream);
  }
  for (const { tcpStream, from, to } of capture.otherStreams?.listed ?? []) {
    if (!seen.has(tcpStream)) seen.set(tcpStream, { role: 'other', tcpStream, connection: null, from, to });
  }
  return [...seen.values()].sort((a, b) => a.tcpStream - b.tcpStream);
}

/** For those who filter by addresses, as labs ask for it. */
function addressFilter(from: Endpoint, to: Endpoint): string {
  const field = from.address.includes(':') ? 'ipv6.addr' : 'ip.addr';
  return `${field}==${from.address} && ${field}==${to.address} && tcp.port==${from.port} && tcp.port==${to.port}`;
}

function streamRows({ role, tcpStream, connection, from, to }: Stream, context: ViewContext): Row[] {
  const { words, glyphs } = context;
  const arrow = role === 'data' ? glyphs.opensData : glyphs.opens;
  return [
    row(
      String(tcpStream),
      cell(words.lab.stream.role[role], role === 'other' ? 'dim' : undefined),
      connection === null ? cell(glyphs.none, 'dim') : connectionId(connection, context),
      `${formatEndpoint(from)} ${arrow} ${formatEndpoint(to)}`,
    ),
    { kind: 'detail', parts: [cell(addressFilter(from, to), 'dim')] },
  ];
}
