/** Builders for hand-made analyses: defaults for what a test does not care about. */
import type {
  CaptureAnalysis,
  Command,
  DataConnection,
  Reply,
  Session,
  TcpEvent,
  Transfer,
} from '../../src/model/analysis.js';
import type { Endpoint, Side } from '../../src/model/endpoint.js';
import type { Finding } from '../../src/model/finding.js';

export const FIRST = '2026-11-23T09:30:00.000000Z';

export function at(address: string, port: number): Endpoint {
  return { address, port };
}

export function reply(frame: number, code: number, text: string): Reply {
  return { frame, time: frame / 1000, code, text };
}

export function command(frame: number, verb: string, argument: string | null, ...replies: Reply[]): Command {
  return { frame, time: frame / 1000, verb, argument, replies, announcement: null };
}

export function tcp(kind: TcpEvent['kind'], frame: number, from: Side | null, more: Partial<TcpEvent> = {}): TcpEvent {
  return { kind, frame, time: frame / 1000, from, ...more };
}

export function handshake(frame: number, opener: Side): TcpEvent[] {
  const other = opener === 'client' ? 'server' : 'client';
  return [tcp('syn', frame, opener), tcp('syn-ack', frame + 1, other), tcp('handshake-ack', frame + 2, opener)];
}

export function data(
  tcpStream: number,
  openedBy: Side,
  client: Endpoint,
  server: Endpoint,
  more: Partial<DataConnection> = {},
): DataConnection {
  const bytes = more.bytes ?? 1234;
  const firstFrame = more.firstFrame ?? 10;
  return {
    tcpStream,
    displayFilter: `tcp.stream eq ${tcpStream}`,
    openedBy,
    client,
    server,
    state: 'established',
    firstFrame,
    lastFrame: firstFrame + 8,
    time: firstFrame / 1000,
    bytes,
    bytesFromClient: 0,
    bytesFromServer: bytes,
    missingBytes: 0,
    retransmissions: 0,
    connectSeconds: 0.00021,
    firstByteSeconds: 0.0013,
    durationSeconds: 0.125,
    bytesPerSecond: bytes / 0.125,
    tls: false,
    tlsHandshake: null,
    ends: { client: null, server: null },
    transcript: null,
    content: null,
    events: handshake(firstFrame, openedBy),
    closedBy: 'server',
    how: 'fin',
    ...more,
  };
}

export function transfer(id: string, more: Partial<Transfer>): Transfer {
  return {
    id,
    command: 'RETR',
    argument: 'a.txt',
    path: '/pub/a.txt',
    direction: 'download',
    mode: 'passive',
    method: 'PASV',
    type: 'I',
    restart: null,
    protectionLevel: null,
    setupFrame: null,
    commandFrame: null,
    time: 0,
    advertised: null,
    data: null,
    dataConnection: more.data ? 'captured' : 'unknown',
    pairedBy: more.data ? 'announced' : 'none',
    fxp: false,
    replies: [],
    outcome: 'completed',
    findings: [],
    ...more,
  };
}

export function finding(id: string, more: Partial<Finding> = {}): Finding {
  return {
    id,
    kind: 'passive-syn-unanswered',
    severity: 'error',
    transfer: null,
    transfers: [],
    count: 1,
    title: 'Nothing answers.',
    cause: 'A firewall drops it.',
    fix: ['Open the ports.'],
    certainty: 'likely',
    alternatives: [],
    toDiscriminate: null,
    evidence: [{ frame: 12, what: 'SYN' }],
    displayFilter: 'tcp.stream eq 0',
    ...more,
  };
}

export function session(id: number, client: Endpoint, server: Endpoint, more: Partial<Session> = {}): Session {
  return {
    id,
    tcpStream: id - 1,
    displayFilter: `tcp.stream eq ${id - 1}`,
    client,
    server,
    start: { frame: 1, time: 0.001, timestamp: '2026-11-23T09:30:00.001000Z' },
    end: { frame: 120, time: 12.345, timestamp: '2026-11-23T09:30:12.345000Z', closedBy: 'client', how: 'fin' },
    detectedBy: 'port',
    startCaptured: true,
    banner: null,
    user: 'anonymous',
    login: 'accepted',
    tls: null,
    protection: null,
    encoding: 'utf-8',
    events: [],
    missingBytes: { client: 0, server: 0 },
    retransmissions: 0,
    ends: { client: null, server: null },
    transcript: null,
    viewpoint: { at: 'unknown', reason: 'The TTLs do not tell.' },
    software: { client: null, server: null },
    greeting: [],
    commands: [],
    strayReplies: [],
    transfers: [],
    findings: [],
    notes: [],
    ...more,
  };
}

export function capture(
  path: string,
  sessions: readonly Session[],
  more: Partial<CaptureAnalysis> = {},
): CaptureAnalysis {
  return {
    path,
    format: 'pcap',
    compression: null,
    packets: 1234,
    bytes: 98765,
    firstTimestamp: FIRST,
    lastTimestamp: '2026-11-23T09:30:12.345000Z',
    linkTypes: ['EN10MB'],
    snapLength: 262144,
    complete: true,
    tcpStreams: 9,
    warnings: [],
    sessions,
    replyCodes: [],
    unpairedDataConnections: [],
    otherStreams: null,
    ...more,
  };
}
