/** Flat tables of the transfers and of the data connections that belong to none. */
import type { CaptureAnalysis, DataConnection } from '../../model/analysis.js';
import type { FlatTable, FlatValue } from '../document.js';

const DATA_COLUMNS = [
  'tcp_stream',
  'opened_by',
  'data_client_address',
  'data_client_port',
  'data_server_address',
  'data_server_port',
  'state',
  'first_frame',
  'last_frame',
  'data_time',
  'bytes',
  'bytes_from_client',
  'bytes_from_server',
  'missing_bytes',
  'retransmissions',
  'connect_seconds',
  'first_byte_seconds',
  'duration_seconds',
  'bytes_per_second',
  'closed_by',
  'how',
  'tls',
] as const;

export function transfersFlat(capture: CaptureAnalysis): FlatTable {
  return {
    id: 'transfers',
    columns: [
      'session',
      'transfer',
      'command',
      'argument',
      'path',
      'direction',
      'mode',
      'method',
      'type',
      'restart',
      'protection_level',
      'setup_frame',
      'command_frame',
      'time',
      'advertised_address',
      'advertised_port',
      'arithmetic',
      'data_connection',
      'paired_by',
      'fxp',
      'outcome',
      'reply_codes',
      ...DATA_COLUMNS,
      'findings',
    ],
    rows: transferRows(capture),
  };
}

function* transferRows(capture: CaptureAnalysis): Generator<FlatValue[]> {
  for (const session of capture.sessions) {
    for (const transfer of session.transfers) {
      yield [
        session.id,
        transfer.id,
        transfer.command,
        transfer.argument,
        transfer.path,
        transfer.direction,
        transfer.mode,
        transfer.method,
        transfer.type,
        transfer.restart,
        transfer.protectionLevel,
        transfer.setupFrame,
        transfer.commandFrame,
        transfer.time,
        transfer.advertised?.address ?? null,
        transfer.advertised?.port ?? null,
        transfer.advertised?.arithmetic ?? null,
        transfer.dataConnection,
        transfer.pairedBy,
        transfer.fxp,
        transfer.outcome,
        transfer.replies.map(({ code }) => code).join(' '),
        ...dataValues(transfer.data),
        transfer.findings.join(' '),
      ];
    }
  }
}

export function unpairedFlat(capture: CaptureAnalysis): FlatTable {
  return {
    id: 'unpaired-data-connections',
    columns: ['session', 'reason', 'setup_frame', ...DATA_COLUMNS],
    rows: capture.unpairedDataConnections.map(({ session, reason, setupFrame, data }) => [
      session,
      reason,
      setupFrame,
      ...dataValues(data),
    ]),
  };
}

function dataValues(data: DataConnection | null): FlatValue[] {
  if (data === null) return DATA_COLUMNS.map(() => null);
  return [
    data.tcpStream,
    data.openedBy,
    data.client.address,
    data.client.port,
    data.server.address,
    data.server.port,
    data.state,
    data.firstFrame,
    data.lastFrame,
    data.time,
    data.bytes,
    data.bytesFromClient,
    data.bytesFromServer,
    data.missingBytes,
    data.retransmissions,
    data.connectSeconds,
    data.firstByteSeconds,
    data.durationSeconds,
    data.bytesPerSecond,
    data.closedBy,
    data.how,
    data.tls,
  ];
}
