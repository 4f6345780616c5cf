/** The connections of a capture that belong to FTP, with what a table calls them. */
import type {
  CaptureAnalysis,
  Closing,
  DataState,
  Session,
  TcpEnds,
  TcpTranscript,
  Transfer,
} from '../../../model/analysis.js';
import { type Endpoint, formatEndpoint, opposite, type Side } from '../../../model/endpoint.js';
import { type Block, type Cell, cell } from '../../document.js';
import type { ViewContext } from '../context.js';
import { commandText, sideName } from '../describe.js';
import { unpairedBySession } from './data-facts.js';

export interface LabConnection {
  readonly kind: 'control' | 'data';
  readonly session: Session;
  /** Null: the control connection, or a data connection that no transfer uses. */
  readonly transfer: Transfer | null;
  readonly tcpStream: number;
  readonly displayFilter: string;
  /** The FTP client's end, whoever opened it. */
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly openedBy: Side | null;
  /** Null for a control connection. */
  readonly state: DataState | null;
  readonly closing: Closing;
  readonly ends: TcpEnds;
  readonly transcript: TcpTranscript | null;
}

/** Each control connection with its data connections behind it. */
export function connectionsOf(capture: CaptureAnalysis): LabConnection[] {
  const unpaired = unpairedBySession(capture);
  return capture.sessions.flatMap((session) => {
    const { client, server, tcpStream, displayFilter, end, ends, transcript } = session;
    const common = { kind: 'control', session, transfer: null, openedBy: 'client', state: null } as const;
    const control = { ...common, tcpStream, displayFilter, client, server, closing: end, ends, transcript };
    const used = session.transfers.flatMap((transfer): LabConnection[] =>
      transfer.data === null ? [] : [{ kind: 'data', session, transfer, closing: transfer.data, ...transfer.data }],
    );
    const unused = (unpaired.get(session.id) ?? []).map(
      ({ data }): LabConnection => ({ kind: 'data', session, transfer: null, closing: data, ...data }),
    );
    return [control, ...used, ...unused];
  });
}

/** `1` for the control connection of session 1, `1.2` for the data connection of transfer 1.2, else `stream 7`. */
export function connectionId({ kind, session, transfer, tcpStream }: LabConnection, { words }: ViewContext): string {
  if (transfer !== null) return transfer.id;
  return kind === 'control' ? String(session.id) : words.lab.connection.stream(tcpStream);
}

/** `Session 1, control connection`, `Data connection of 1.2 RETR a.txt`. */
export function connectionName(connection: LabConnection, context: ViewContext): string {
  const { kind, session, transfer, tcpStream } = connection;
  const words = context.words.lab.connection;
  if (kind === 'control') return words.control(session.id);
  return transfer === null ? words.unused(tcpStream) : words.data(transfer.id, commandText(transfer, context));
}

/** `10.0.0.1:51234 ─▶ 10.0.0.2:21`, from the side that opened it. */
export function connectionEndpoints(
  { client, server, openedBy, kind }: LabConnection,
  { glyphs }: ViewContext,
): string {
  const arrow = kind === 'control' ? glyphs.opens : glyphs.opensData;
  if (openedBy === null) return `${formatEndpoint(client)} ${glyphs.between} ${formatEndpoint(server)}`;
  const ends = { client, server };
  return `${formatEndpoint(ends[openedBy])} ${arrow} ${formatEndpoint(ends[opposite(openedBy)])}`;
}

/** What stands over the table of one connection. */
export function connectionTitle(connection: LabConnection, context: ViewContext, ...more: readonly Cell[]): Block {
  const parts = [
    cell(connectionName(connection, context), 'strong'),
    cell(connectionEndpoints(connection, context)),
    cell(connection.displayFilter, 'dim'),
    ...more,
  ];
  return { kind: 'title', parts };
}

/** Who stands at that end; in an FXP transfer the far end is no client. */
export function endName({ transfer }: LabConnection, side: Side, { words }: ViewContext): string {
  return words.lab.end[sideName(side, transfer?.fxp ?? false) ?? side];
}

/** Both ends of a segment by its sender. */
export function segmentEnds(connection: LabConnection, from: Side): { source: Endpoint; destination: Endpoint } {
  return { source: connection[from], destination: connection[opposite(from)] };
}

/** What the first columns of a flat table say about a connection. */
export const CONNECTION_VALUES = {
  session: ({ connection }: { connection: LabConnection }) => connection.session.id,
  transfer: ({ connection }: { connection: LabConnection }) => connection.transfer?.id ?? null,
  connection: ({ connection }: { connection: LabConnection }) => connection.kind,
  tcp_stream: ({ connection }: { connection: LabConnection }) => connection.tcpStream,
};
