import type { Closing, DataConnection, DataState, DataTls, TcpEnd, TcpEnds, TcpEvent } from '../../model/analysis.js';
import type { Side } from '../../model/endpoint.js';
import type { Language } from '../../model/language.js';
import { secondsBetween, type Timestamp } from '../../model/timestamp.js';
import type { Connection, ConnectionEvent, Direction } from '../../reader/tcp/connection.js';
import type { Flow } from '../../reader/tcp/flow.js';
import {
  CLIENT_HELLO,
  NEW_SESSION,
  OFFERS_OLD_SESSION,
  OFFERS_SESSION,
  RESUMES,
  SERVER_HELLO,
  VERSION_1_3,
  WHOLE,
} from '../../reader/wire/tls-hello.js';
import type { Clock } from '../clock.js';
import { icmpErrorName, isUnreachable } from '../icmp-names.js';
import { contentOf } from './content.js';
import { type Sides, sidesFrom } from './sides.js';
import { tcpTranscript } from './tcp-transcript.js';

/** How a connection is told: by which clock, and in which language what TCP did. */
export interface Telling {
  readonly clock: Clock;
  readonly language: Language;
}

const DIRECTIONS: readonly Direction[] = [0, 1];

/** How far a connection got. */
function stateOf(connection: Connection): DataState {
  const { opener, events } = connection;
  if (opener === null) return 'mid-stream';
  const answerer = connection.flows[opener === 0 ? 1 : 0];
  if (connection.established || connection.flows.some((flow) => (flow?.bytes ?? 0) > 0)) return 'established';
  if (events.some(({ kind }) => kind === 'syn-ack')) return 'half-open';
  if (events.some(({ kind, direction }) => kind === 'rst' && direction !== opener)) return 'refused';
  if (events.some(({ icmp }) => icmp !== undefined && isUnreachable(icmp))) return 'unreachable';
  return answerer === null || answerer.segments === 0 ? 'syn-unanswered' : 'half-open';
}

/** Who closed first, and how. */
export function closingOf(connection: Connection, sides: Sides): Closing {
  const first = connection.events.find(({ kind }) => kind === 'fin' || kind === 'rst');
  if (first === undefined || first.direction === null) return { closedBy: null, how: 'open' };
  const how = first.kind === 'rst' ? 'rst' : 'fin';
  const closer = firstCloser(connection, first.direction);
  return { closedBy: closer === null ? null : sides(closer), how };
}

/**
 * Who closed first, by what FINs and resets acknowledge: the capture may lack the first of them.
 * @param shown who closed first in the order of the capture.
 */
function firstCloser({ flows }: Connection, shown: Direction): Direction | null {
  const away: Direction = shown === 0 ? 1 : 0;
  const [flow, other] = [flows[shown], flows[away]];
  // Alone, either a FIN or a reset may answer what was not captured.
  if (flow === null || other === null) return null;
  const isSecond = flow.closedAfter(other);
  if (isSecond === false || (other.finSeen && other.closedAfter(flow) === true)) return shown;
  return isSecond === null ? null : away;
}

/** What TCP did on a connection, in capture order. */
export function tcpEvents(connection: Connection, sides: Sides, telling: Telling): TcpEvent[] {
  const events: TcpEvent[] = [];
  const synSeen = new Set<Direction>();
  for (const event of connection.events) {
    const repeated = event.kind === 'syn' && event.direction !== null && synSeen.has(event.direction);
    if (event.kind === 'syn' && event.direction !== null) synSeen.add(event.direction);
    events.push({ ...describe(event, sides, telling), kind: repeated ? 'syn-retransmission' : event.kind });
  }
  for (const direction of DIRECTIONS) {
    const flow = connection.flows[direction];
    if (flow === null) continue;
    const other = connection.flows[direction === 0 ? 1 : 0];
    events.push(...flowEvents(flow, other, sides(direction), connection, telling.clock));
  }
  return events.sort((a, b) => a.frame - b.frame);
}

function describe(event: ConnectionEvent, sides: Sides, { clock, language }: Telling): TcpEvent {
  const { icmp, direction, frame, timestamp, ttl } = event;
  const base = {
    kind: event.kind,
    frame,
    time: clock.time(timestamp),
    from: direction === null ? null : sides(direction),
    ttl,
  };
  if (icmp === undefined) return base;
  const name = icmpErrorName(icmp);
  const text = { en: `${name.en} from ${icmp.sender}`, zh: `来自 ${icmp.sender} 的 ${name.zh}` };
  return { ...base, text: text[language], icmp };
}

function flowEvents(flow: Flow, other: Flow | null, from: Side, connection: Connection, clock: Clock): TcpEvent[] {
  const events: TcpEvent[] = [];
  if (flow.firstDataFrame > 0) {
    const { firstDataFrame: frame, firstDataSeconds: seconds, firstDataNanoseconds: nanoseconds } = flow;
    events.push({ kind: 'first-byte', frame, time: clock.time({ seconds, nanoseconds }), from });
  }
  if (flow.lastDataFrame > 0) {
    const { lastDataFrame: frame, lastDataSeconds: seconds, lastDataNanoseconds: nanoseconds } = flow;
    events.push({ kind: 'last-byte', frame, time: clock.time({ seconds, nanoseconds }), from, bytes: flow.bytes });
  }
  if (flow.retransmissions > 0) {
    const time = clock.time(flow.firstRetransmission);
    events.push({
      kind: 'retransmissions',
      frame: flow.firstRetransmissionFrame,
      time,
      from,
      count: flow.retransmissions,
    });
  }
  const holes = flow.holes();
  const [first] = holes;
  if (first !== undefined) {
    const bytes = holes.reduce((sum, hole) => sum + hole.bytes, 0);
    events.push({ kind: 'gap', frame: first.frame, time: clock.time(first.timestamp), from, bytes });
  }
  const tail = flow.missingTail(other);
  if (tail > 0) {
    const last = { seconds: connection.lastSeconds, nanoseconds: connection.lastNanoseconds };
    events.push({ kind: 'gap', frame: connection.lastFrame, time: clock.time(last), from, bytes: tail });
  }
  return events;
}

function lastTimestamp(connection: Connection): Timestamp {
  return { seconds: connection.lastSeconds, nanoseconds: connection.lastNanoseconds };
}

/** Bytes that sequence numbers prove and the capture lacks, in one direction. */
export function missingBytes(connection: Connection, direction: Direction): number {
  const flow = connection.flows[direction];
  if (flow === null) return 0;
  const tail = flow.missingTail(connection.flows[direction === 0 ? 1 : 0]);
  return flow.holes().reduce((sum, hole) => sum + hole.bytes, tail);
}

/** Segments sent again, both directions together. */
export function retransmissions(connection: Connection): number {
  return connection.flows.reduce((sum, flow) => sum + (flow?.retransmissions ?? 0), 0);
}

/** What each end did, as the analysis states it. */
export function tcpEnds(connection: Connection, clientDirection: Direction): TcpEnds {
  const serverDirection = clientDirection === 0 ? 1 : 0;
  const { [clientDirection]: client, [serverDirection]: server } = connection.flows;
  return { client: client && tcpEnd(client, server), server: server && tcpEnd(server, client) };
}

function tcpEnd(flow: Flow, other: Flow | null): TcpEnd {
  const stuck = flow.unacknowledged(other);
  return {
    segments: flow.segments,
    ttl: flow.ttl > 0 ? flow.ttl : null,
    copies: flow.copies,
    forwarded: flow.forwarded,
    maximumSegmentSize: flow.maximumSegmentSize >= 0 ? flow.maximumSegmentSize : null,
    windowScale: flow.windowScale >= 0 ? flow.windowScale : null,
    largestSegment: flow.largest,
    retransmissions: flow.retransmissions,
    zeroWindow: flow.zeroWindow?.facts ?? null,
    acknowledgedBytes: flow.acknowledgedBytes(other),
    unacknowledged: stuck && {
      length: stuck.length,
      retransmissions: stuck.count,
      firstFrame: stuck.firstFrame,
      lastFrame: stuck.lastFrame,
      seconds: secondsBetween(stuck.first, stuck.last),
    },
  };
}

function tlsHandshake(connection: Connection, sides: Sides): DataTls | null {
  const bits = connection.flows.reduce((all, flow) => all | (flow?.tlsFirstFlight ?? 0), 0);
  const alerting = DIRECTIONS.find((direction) => (connection.flows[direction]?.tlsAlertFrame ?? 0) > 0);
  const from = alerting === undefined ? null : connection.flows[alerting];
  if (bits === 0 && !from) return null;
  const has = (bit: number) => (bits & bit) !== 0;
  const moved = dataMoved(connection, has(VERSION_1_3));
  // Null may be tickets, or a short file.
  const alone = DIRECTIONS.find((direction) => moved[direction] === true && moved[1 - direction] !== true);
  const mayOffer = has(OFFERS_OLD_SESSION) && !has(VERSION_1_3);
  return {
    clientHello: has(CLIENT_HELLO),
    serverHello: has(SERVER_HELLO),
    offersResumption: has(OFFERS_SESSION) || has(RESUMES) ? true : has(WHOLE) && !mayOffer ? false : null,
    resumed: has(RESUMES) ? true : has(NEW_SESSION) ? false : null,
    movedData: movedData(moved),
    sender: alone === undefined ? null : sides(alone),
    alert: from && { from: sides(alerting ?? 0), frame: from.tlsAlertFrame, description: from.tlsAlert },
  };
}

/** Whether each end sent data after the handshake, by the lengths of its records. */
function dataMoved({ flows }: Connection, isVersion13: boolean): readonly (boolean | null)[] {
  return flows.map((flow) => {
    if (flow === null) return null;
    // An end that speaks no TLS sent data, unless all that it sent is an alert.
    if (flow.tlsRecords === null) return flow.bytes > 0 && flow.tlsAlertFrame === 0;
    return flow.tlsRecords.movedData(isVersion13, (flow.tlsFirstFlight & SERVER_HELLO) !== 0);
  });
}

/** Whether either end did. */
function movedData(moved: readonly (boolean | null)[]): boolean | null {
  return moved.includes(true) ? true : moved.includes(null) ? null : false;
}

/**
 * A data connection as the analysis states it.
 * @param completed who sent by the command, of a transfer that was completed.
 */
export function dataConnection(
  connection: Connection,
  clientDirection: Direction,
  opener: Side | null,
  telling: Telling,
  completed: Side | null,
): DataConnection {
  const { clock } = telling;
  const sides = sidesFrom(clientDirection);
  const serverDirection = clientDirection === 0 ? 1 : 0;
  const first = { seconds: connection.firstSeconds, nanoseconds: connection.firstNanoseconds };
  const start = clock.time(first);
  const durationSeconds = Math.max(0, clock.time(lastTimestamp(connection)) - start);
  const fromClient = connection.flows[clientDirection]?.bytes ?? 0;
  const fromServer = connection.flows[serverDirection]?.bytes ?? 0;
  const bytes = fromClient + fromServer;
  const events = tcpEvents(connection, sides, telling);
  const timeOf = (kind: TcpEvent['kind']) => events.find((event) => event.kind === kind)?.time;
  const syn = timeOf('syn');
  const handshake = timeOf('handshake-ack');
  const firstByte = timeOf('first-byte');
  return {
    tcpStream: connection.index,
    displayFilter: `tcp.stream eq ${connection.index}`,
    openedBy: opener,
    client: { address: connection.address(clientDirection), port: connection.ports[clientDirection] },
    server: { address: connection.address(serverDirection), port: connection.ports[serverDirection] },
    state: stateOf(connection),
    firstFrame: connection.firstFrame,
    lastFrame: connection.lastFrame,
    time: start,
    bytes,
    bytesFromClient: fromClient,
    bytesFromServer: fromServer,
    missingBytes: missingBytes(connection, 0) + missingBytes(connection, 1),
    retransmissions: retransmissions(connection),
    connectSeconds: lapse(syn, handshake),
    firstByteSeconds: lapse(start, firstByte),
    durationSeconds: rounded(durationSeconds),
    bytesPerSecond: durationSeconds > 0 ? Math.round(bytes / durationSeconds) : null,
    ...closingOf(connection, sides),
    tls: connection.flows.some((flow) => flow?.startsLikeTls === true),
    tlsHandshake: tlsHandshake(connection, sides),
    ends: tcpEnds(connection, clientDirection),
    events,
    transcript: tcpTranscript(connection, clientDirection, clock),
    content: contentOf(connection, clientDirection, completed),
  };
}

/** Differences of times carry no more than the capture's nanoseconds. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e9;
}

/** Null where one is not known, and where the capturing host's clock was set back between the two. */
function lapse(from: number | undefined, to: number | undefined): number | null {
  return from === undefined || to === undefined || to < from ? null : rounded(to - from);
}
